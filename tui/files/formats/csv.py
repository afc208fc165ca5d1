"""Delimited text: CSV, TSV, and whatever else divides its cells by one character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import reason
from tui.files.format import TextFormat

if TYPE_CHECKING:
    from tui.engines.base import Runner
    from tui.files.dialect import Dialect
    from tui.files.source import File, Options, Source
    from tui.files.text import TextFile

TABBED = (".tsv", ".tab")


def _told(file: File, form: Dialect) -> File:
    from tui.files.dialect import NAMES

    return file if form.delimiter == "," else file.telling(NAMES.get(form.delimiter, form.delimiter))


def _read_small(text: TextFile, options: Options, *, tabbed: bool) -> Source:
    import polars as pl

    from tui.files import delimited
    from tui.files.plan import planned_text
    from tui.files.typed import of_texts

    found = delimited.read_records(text.whole(), options, tabbed)
    rows = pl.Series(found.rows, dtype=pl.Int64)
    source = of_texts(
        _told(text.file, found.form), "CSV", delimited.text_frame(found), rows, found.notices,
        comma_divides=found.form.delimiter == ",",
    )  # fmt: skip
    return planned_text(source, text, found.form, found.odd)


def _read_large(text: TextFile, options: Options, *, tabbed: bool) -> Source:
    """The beginning of a large text, and the way to read all of it."""
    import polars as pl

    from tui.files import delimited, inference, large
    from tui.files.plan import planned_text
    from tui.files.source import Unreadable, source_of
    from tui.files.text import transcoded

    start = text.start
    found = delimited.read_records(start[: start.rfind("\n") + 1] or start, options, tabbed)
    cells = delimited.text_frame(found)
    kinds = dict.fromkeys(cells.columns, "text") if text.file.raw else {}
    read = inference.with_types(cells, pl.Series(found.rows, dtype=pl.Int64), kinds, found.form.delimiter == ",")
    void = [name for name in cells.columns if cells[name].null_count() == cells.height]
    empty = frozenset(() if text.file.raw else void)
    whole = frozenset(name for name in cells.columns if name in empty or read.frame[name].dtype == pl.Int64)
    path = text.file.path if text.is_utf8 else transcoded(text.file.path, text.encoding)
    ascii_only = not options.encoding and text.raw.isascii()
    beginning = large.Beginning(path, found.form, found.names, read.readings, whole, empty, found.odd, ascii_only)
    notices = (*found.heading, *read.notices)
    shown = source_of(_told(text.file, found.form), "CSV", read.frame.lazy(), None, notices)
    shown = shown._replace(readings=read.readings)

    def read_all(run: Runner) -> Source:
        try:
            everything = large.read_large(beginning, run)
        except pl.exceptions.ComputeError as error:
            if "interrupted" in str(error):
                raise
            raise Unreadable(reason(error), "see the file there") from None
        everything = everything._replace(notices=(*text.file.notices, *found.heading, *everything.notices))
        return shown._replace(**everything._asdict())

    return planned_text(shown._replace(whole=read_all), text, found.form, found.odd)


def read(text: TextFile, options: Options) -> list[Source]:
    """The table of a text."""
    from tui.files.text import SMALL_TEXT

    tabbed = bool(set(TABBED).intersection(text.endings))
    return [(_read_large if text.size > SMALL_TEXT else _read_small)(text, options, tabbed=tabbed)]


FORMATS = (TextFormat("CSV", (".csv", ".tsv", ".tab", ".txt", ".psv"), None, read),)
