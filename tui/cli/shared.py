"""The options that several commands share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tui.cli.options import hidden, one_of, option, switch
from tui.cli.routes import CORPUS, RESTRICTED
from tui.engines.names import ENGINES
from tui.errors import TermsheetError
from tui.grants import EVERYTHING, Grants, Power
from tui.language.label import Label, Language
from tui.language.words import label
from tui.writers.registry import text_formats

if TYPE_CHECKING:
    from tui.files.source import Options


def whole_number(text: str) -> int:
    """A number of rows. Raises `TermsheetError`."""
    if not text.isdecimal():
        raise TermsheetError(label("shell.whole", text))
    return int(text)


LONGEST_DELIMITER = 8
"""Characters that a delimiter may have."""


def delimiter(text: str) -> str:
    """What divides cells, as itself or by its name. Raises `TermsheetError`."""
    plain = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}.get(text.lower(), text)
    if not 0 < len(plain) <= LONGEST_DELIMITER or "\n" in plain or '"' in plain:
        raise TermsheetError(label("shell.divides", text))
    return plain


@dataclass(frozen=True)
class Common:
    """What every command takes, also before its verb."""

    lang: str = option(
        "--lang", "", Label("language; else that of the locale", "语言；默认随系统"), choices=("en", "zh")
    )
    corpus: str = option(
        CORPUS,
        "DIR",
        Label(
            "a folder of tables, or an address; else TERMSHEET_CORPUS, else what ships with termsheet",
            "数据文件夹或地址；默认取 TERMSHEET_CORPUS，再默认用自带数据",
        ),
    )

    restricted: bool = switch(
        RESTRICTED,
        Label(
            "for guests: the corpus, and files named before it, are read; nothing else is opened, written or run",
            "供来宾使用：只读数据和写在它之前的文件，不打开、写出或运行其他内容",
        ),
    )
    grants: Grants = hidden(EVERYTHING)  # noqa: RUF009

    @property
    def language(self) -> Language:
        """Of the one who reads: as asked for, else that of the locale."""
        from tui.language import choose

        return choose.language(self.lang or None, os.environ)


def published_day(text: str) -> date:
    """A day, the last of a month or a year. Raises `TermsheetError`."""
    from tui.text import dates

    try:
        found = dates.parse(dates.dashed(text)).end
    except ValueError:
        found = None
    if found is None:
        raise TermsheetError(label("shell.day", text))
    return found


def currency_named(text: str) -> str:
    """The code of a currency. Raises `TermsheetError`."""
    from tui.text import read_numbers

    code = read_numbers.currency(text)
    if code is None:
        raise TermsheetError(label("shell.currency", text))
    return code


@dataclass(frozen=True)
class Looks:
    """How figures of the corpus are looked at."""

    currency: str = option(
        "--currency",
        "CODE",
        Label("money converted at the event's rate: USD, CNY", "金额按发生时汇率折算：USD、CNY"),
        read=currency_named,
    )
    units: str = option(
        "--units",
        "",
        Label("K M B, or ten thousands; else by the language", "K M B 或 万 亿；默认随语言"),
        choices=("western", "chinese"),
    )
    as_of: date | None = option(  # noqa: RUF009
        "--as-of",
        "DAY",
        Label("only what was published by then", "只用该日及之前发布的内容"),
        default=None,
        read=published_day,
    )


@dataclass(frozen=True)
class FileOptions:
    """What is said of a file instead of letting it be guessed, and what answers its queries."""

    encoding: str = option(
        "--encoding",
        "NAME",
        Label("of a file: utf-8, gb18030, big5, cp1252 …", "文件编码：utf-8、gb18030、big5、cp1252 等"),
    )
    delimiter: str = option("--delimiter", "C", Label("what divides its cells", "单元格分隔符"), read=delimiter)
    header: int | None = option(
        "--header",
        "N",
        Label("the row of its header; 0 for none", "标题行的行号；0 为无标题行"),
        default=None,
        read=whole_number,
    )
    table: str = option("--table", "NAME", Label("a sheet, a table, a path in JSON", "工作表、数据库表或 JSON 路径"))
    follow: bool = switch(
        "--follow",
        Label("of a file that grows: its new rows too, as they come", "文件增长时随时读入新行"),
        needs=Power.FILES,
    )
    engine: str = option(
        "--engine",
        "",
        Label("what answers (duckdb: an extra)", "查询引擎（duckdb 需另装）"),
        choices=ENGINES,
        needs=Power.PROGRAMS,
    )
    raw: bool = switch(
        "--raw",
        Label(
            "every cell as it is written, no numbers, no dates; on a terminal too",
            "单元格保持原文，不读作数字或日期；在终端上也如此",
        ),
    )

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

    form: str = one_of(
        *((f"--{form.name}", form.name, Label(f"as {form.title}", f"以 {form.title} 输出")) for form in text_formats())
    )
    limit: int | None = option(
        "--limit", "N", Label("at most so many rows", "最多输出的行数"), default=None, read=whole_number
    )
    no_header: bool = switch("--no-header", Label("leave the line of titles out", "不输出标题行"))
    values: bool = switch(
        "--values", Label("values in CSV and TSV, not the texts of a file", "CSV 与 TSV 输出读得的值，而非文件原文")
    )


@dataclass(frozen=True)
class Coloured:
    """How text for people looks."""

    color: str = option(
        "--color", "", Label("colours on stdout", "输出是否着色"), default="auto", choices=("auto", "always", "never")
    )
