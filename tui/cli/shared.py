"""The options that several commands share."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tui.cli.options import one_of, option, switch
from tui.cli.routes import CORPUS
from tui.engines.names import ENGINES
from tui.writers.registry import text_formats

if TYPE_CHECKING:
    from tui.files.source import Options


def whole_number(text: str) -> int:
    """A number of rows. Raises what the parser tells."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"`{text}` is no whole number")
    return int(text)


LONGEST_DELIMITER = 8
"""Characters that a delimiter may have."""


def delimiter(text: str) -> str:
    """What divides cells, as itself or by its name. Raises what the parser tells."""
    plain = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}.get(text.lower(), text)
    if not 0 < len(plain) <= LONGEST_DELIMITER or "\n" in plain or '"' in plain:
        raise argparse.ArgumentTypeError(f"`{text}` divides no cells: one character or a few, such as ; or ||")
    return plain


@dataclass(frozen=True)
class Common:
    """What every command takes, also before its verb."""

    lang: str = option("--lang", "", "language; else that of the locale", choices=("en", "zh"))
    corpus: str = option(CORPUS, "DIR", "a folder of tables; else TERMSHEET_CORPUS, else what ships with termsheet")


def published_day(text: str) -> date:
    """A day, the last of a month or a year. Raises what the parser tells."""
    from tui.text import dates

    try:
        found = dates.parse(dates.dashed(text)).end
    except ValueError:
        found = None
    if found is None:
        raise argparse.ArgumentTypeError(f"`{text}` is no day: 2025-06-30, 2025-06, 2025")
    return found


def currency_named(text: str) -> str:
    """The code of a currency. Raises what the parser tells."""
    from tui.text import read_numbers

    code = read_numbers.currency(text)
    if code is None:
        raise argparse.ArgumentTypeError(f"`{text}` is no currency: USD, CNY, EUR")
    return code


@dataclass(frozen=True)
class Looks:
    """How figures of the corpus are looked at."""

    currency: str = option("--currency", "CODE", "money converted at the event's rate: USD, CNY", read=currency_named)
    units: str = option(
        "--units",
        "",
        "K M B, or ten thousands; else by the language",
        choices=("western", "chinese"),
    )
    as_of: date | None = option("--as-of", "DAY", "only what was published by then", default=None, read=published_day)  # noqa: RUF009


@dataclass(frozen=True)
class FileOptions:
    """What is said of a file instead of letting it be guessed, and what answers its queries."""

    encoding: str = option("--encoding", "NAME", "of a file: utf-8, gb18030, big5, cp1252 …")
    delimiter: str = option("--delimiter", "C", "what divides its cells", read=delimiter)
    header: int | None = option("--header", "N", "the row of its header; 0 for none", default=None, read=whole_number)
    table: str = option("--table", "NAME", "a sheet, a table, a path in JSON")
    follow: bool = switch("--follow", "of a file that grows: its new rows too, as they come")
    engine: str = option("--engine", "", "what answers (duckdb: an extra)", choices=ENGINES)
    raw: bool = switch("--raw", "every cell as it is written: no numbers, no dates")

    @property
    def reading(self) -> Options:
        """What the readers of files are told."""
        from tui.files.source import Options

        return Options(
            self.encoding, self.delimiter, self.header, self.table, self.engine, self.follow, self.raw
        )  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """How rows are printed."""

    form: str = one_of(*((f"--{form.name}", form.name, f"as {form.title}") for form in text_formats()))
    limit: int | None = option("--limit", "N", "at most so many rows", default=None, read=whole_number)
    no_header: bool = switch("--no-header", "leave the line of titles out")
    values: bool = switch("--values", "values in CSV and TSV, not the texts of a file")


@dataclass(frozen=True)
class Coloured:
    """How text for people looks."""

    color: str = option("--color", "", "colours on stdout", default="auto", choices=("auto", "always", "never"))
