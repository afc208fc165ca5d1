"""`list --raw` of a large text: its rows as they are written, printed while they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.cli.output import note, print_rows
from tui.cli.tables import PRINTED, print_aligned, query_of, tell_notices
from tui.engines.base import BATCH
from tui.errors import EXIT_NO_MATCH, EXIT_OK
from tui.language.words import label
from tui.query.columns import read_columns
from tui.tables.of_files import file_dataset
from tui.writers.registry import format_named

if TYPE_CHECKING:
    import polars as pl

    from tui.cli.list import ListRequest
    from tui.cli.tables import Opened
    from tui.files.pieces import RawPieces
    from tui.files.source import Source


def stream(request: ListRequest, opened: Opened, source: Source, pieces: RawPieces) -> int:
    """Prints the rows that the filters leave, in the order of the file."""
    printed = request.printed
    query = query_of(opened, request.filters)
    fields = read_columns(request.fields, opened.dataset.schema)
    form = format_named(printed.form) if printed.form else None
    limit = PRINTED if printed.limit is None and form is None else printed.limit
    typed = form is not None and (form.typed or printed.values)
    going = opened.outgoing(fields)
    left: list[int] = []

    def pages() -> Iterator[pl.DataFrame]:
        count, none = 0, None
        for piece in pieces:
            part = source._replace(frame=piece.lazy(), height=piece.height, whole=None, texts=None)
            engine = file_dataset(part, {}, opened.language).engine
            for page in engine.export(query._replace(columns=going.read(typed)), BATCH):
                none = page.clear()
                room = page.height if limit is None else limit - count
                if page.height:
                    count += min(room, page.height)
                    yield page.head(room)
                if page.height > room:
                    left.append(page.height - room)
                    return
        if not count and none is not None:
            yield none

    if form is not None:
        shown = 0

        def rows() -> Iterator[pl.DataFrame]:
            nonlocal shown
            for page in pages():
                shown += page.height
                yield going.rows(page, typed)

        print_rows(rows(), form, header=not printed.no_header, raw=request.file.raw)
    else:
        import polars as pl

        columns = [opened.named(field) for field in fields] or opened.dataset.columns
        frame = pl.concat(pages())
        shown = frame.height
        print_aligned(frame, columns, printed, request.coloured, opened.language)
    if left:
        first = label("stream.rows", f"{shown:,}") if shown != 1 else label("stream.row")
        key = "stream.more" if printed.limit is not None else "stream.more.all"
        note(label(key, first).text(opened.language))
    tell_notices(source.name, pieces.notices, opened.language)
    return EXIT_OK if shown else EXIT_NO_MATCH
