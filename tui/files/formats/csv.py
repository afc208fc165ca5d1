"""Delimited text: CSV, TSV, and whatever else divides its cells by one character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import reason
from tui.files.format import TextFormat

if TYPE_CHECKING:
    from tui.engines.base import Runner
    from tui.files.delimited import Dialect
    from tui.files.source import File, Options, Source
    from tui.files.text import TextFile

TABBED = (".tsv", ".tab")


def _told(file: File, form: Dialect) -> File:
    from tui.files.delimited import NAMES

    return file if form.delimiter == "," else file.telling(NAMES.get(form.delimiter, form.delimiter))


def _read_small(text: TextFile, options: Options, *, tabbed: bool) -> Source:
    import polars as pl

    from tui.files import delimited
    from tui.files.plan import planned_text
    from tui.files.typed import of_texts

    found = delimited.read_records(text.whole(), options, tabbed)
    rows = pl.Series(found.rows, dtype=pl.Int64)
    source = of_texts(_told(text.file, found.form), "CSV", delimited.text_frame(found), rows, found.notices)
    return planned_text(source, text, found.form)


def _read_large(text: TextFile, options: Options, *, tabbed: bool) -> Source:
    """The beginning of a large text, and the way to read all of it."""
    import polars as pl

    from tui.files import delimited, inference, large
    from tui.files.plan import planned_text
    from tui.files.source import Unreadable, source_of

    start = text.start
    found = delimited.read_records(start[: start.rfind("\n") + 1] or start, options, tabbed)
    cells = delimited.text_frame(found)
    frame, _, kinds = inference.with_types(cells, pl.Series(found.rows, dtype=pl.Int64), {})
    whole = frozenset(name for name in cells.columns if frame[name].dtype == pl.Int64)
    manners = {name: inference.manner(cells[name]) for name in cells.columns}
    path = text.file.path if text.is_utf8 else large.transcoded(text.file.path, text.encoding)
    beginning = large.Beginning(path, found.form, found.names, kinds, whole, manners)
    shown = source_of(_told(text.file, found.form), "CSV", frame.lazy(), None)

    def read_all(run: Runner) -> Source:
        try:
            everything, height, notices = large.read_large(beginning, run)
        except pl.exceptions.ComputeError as error:
            if "interrupted" in str(error):
                raise
            raise Unreadable(reason(error), "see the file there") from None
        return shown._replace(frame=everything, height=height, notices=tuple(notices))

    return planned_text(shown._replace(whole=read_all), text, found.form)


def read(text: TextFile, options: Options) -> list[Source]:
    """The table of a text."""
    from tui.files.text import SMALL_TEXT

    tabbed = bool(set(TABBED).intersection(text.endings))
    return [(_read_large if text.size > SMALL_TEXT else _read_small)(text, options, tabbed=tabbed)]


FORMATS = (TextFormat("CSV", (".csv", ".tsv", ".tab", ".txt", ".psv"), None, read),)
