"""Delimited text: CSV, TSV, and whatever else divides its cells by one character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import reason
from tui.files.format import TextFormat
from tui.language.words import label

if TYPE_CHECKING:
    from tui.engines.base import Runner
    from tui.files.dialect import Dialect
    from tui.files.source import File, Options, Source
    from tui.files.text import TextFile

TABBED = (".tsv", ".tab")


def _told(file: File, form: Dialect) -> File:
    from tui.files.dialect import NAMES

    if form.delimiter == ",":
        return file
    return file.telling(label(NAMES[form.delimiter]) if form.delimiter in NAMES else form.delimiter)


def _read_small(text: TextFile, options: Options, *, tabbed: bool) -> Source:
    import polars as pl

    from tui.engines.registry import runner
    from tui.files import delimited
    from tui.files.blanks import blanks_below
    from tui.files.plan import planned_text
    from tui.files.typed import of_texts

    found = delimited.read_records(text.whole(), options, tabbed)
    rows = pl.Series(found.rows, dtype=pl.Int64)
    source = of_texts(
        _told(text.file, found.form), "CSV", delimited.text_frame(found), rows, found.notices,
        comma_divides=found.form.delimiter == ",", first=options.first,
    )  # fmt: skip
    told = None if text.file.raw else blanks_below(source.frame, found.names, runner())
    source = source._replace(notices=(*([told] if told else []), *source.notices))
    return planned_text(source, text, found.form, found.odd)


def _read_large(text: TextFile, options: Options, *, tabbed: bool) -> Source:
    """The beginning of a large text as it is written, and the way to read all of it."""
    from math import ceil

    import polars as pl

    from tui.engines.names import POLARS
    from tui.files import delimited, large, tries
    from tui.files.beginning import FIRST_ROWS, undecided_columns
    from tui.files.pace import Pace
    from tui.files.pieces import RawPieces
    from tui.files.plan import planned_text
    from tui.files.source import Unreadable, source_of
    from tui.files.text import PREVIEW, transcoded
    from tui.files.typed import of_texts

    start = text.start
    found = delimited.read_records(start[: start.rfind("\n") + 1] or start, options, tabbed)
    cells, rows = delimited.text_frame(found), pl.Series(found.rows, dtype=pl.Int64)
    comma = found.form.delimiter == ","
    file = _told(text.file, found.form)
    seen = cells if options.first is None else cells.head(options.first)
    open_ones = frozenset() if file.raw else undecided_columns(seen, comma)
    pace = Pace()
    ascii_only = not options.encoding and text.raw.isascii()

    def read_all(run: Runner) -> Source:
        path = file.path if text.is_utf8 else transcoded(file.path, text.encoding)
        types = tries.first_types(seen.select(open_ones), comma)
        beginning = large.Beginning(
            path, found.form, found.names, types, ceil(text.size / min(len(text.raw), PREVIEW) * cells.height),
            options.first, found.odd, ascii_only,
        )  # fmt: skip
        try:
            everything = large.read_large(beginning, run, pace)
        except pl.exceptions.ComputeError as error:
            if "interrupted" in str(error):
                raise
            raise Unreadable(reason(error), label("file.see")) from None
        everything = everything._replace(notices=(*file.notices, *found.heading, *everything.notices))
        return shown._replace(**everything._asdict())

    def begun(most: int | None = FIRST_ROWS) -> Source:
        some = cells.head(most) if most is not None else cells
        return of_texts(file, "CSV", some, rows.head(some.height), found.heading, comma_divides=comma)

    shown = source_of(file, "CSV", cells.lazy(), None, found.heading)
    if options.engine not in ("", POLARS):
        # An engine reads the file itself, and is told what its beginning holds.
        return planned_text(begun(None)._replace(height=None, texts=None), text, found.form, found.odd)
    pieces = RawPieces(file.path, text.encoding, ascii_only, found.form) if file.raw else None
    return shown._replace(whole=read_all, undecided=open_ones, share=lambda: pace.share, begun=begun, pieces=pieces)


def read(text: TextFile, options: Options) -> list[Source]:
    """The table of a text."""
    from tui.files.text import SMALL_TEXT

    tabbed = bool(set(TABBED).intersection(text.endings))
    return [(_read_large if text.size > SMALL_TEXT else _read_small)(text, options, tabbed=tabbed)]


FORMATS = (TextFormat("CSV", (".csv", ".tsv", ".tab", ".txt", ".psv"), None, read),)
