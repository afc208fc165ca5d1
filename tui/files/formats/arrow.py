"""Arrow files, and Arrow streams.

Polars maps such a file wherever it lies. A small one is therefore held in memory, of a large one a copy is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.files.format import FileFormat

if TYPE_CHECKING:
    from pathlib import Path

    from tui.engines.base import Runner
    from tui.files.own_copy import OwnCopy
    from tui.files.source import File, Options, Source

IN_MEMORY = 64 << 20
"""Bytes up to which a file is held in memory; and up to which its first rows are shown before it is copied."""
ROWS_SHOWN = 500
"""Rows of a large file that are shown first."""


def read(file: File, options: Options) -> list[Source]:
    """The table of a file."""
    from tui.errors import TermsheetError
    from tui.files.own_copy import OwnCopy
    from tui.files.source import Notice
    from tui.language.label import Label
    from tui.language.words import label

    if options.in_place or file.unpacked is not None:
        return [_mapped(file, file.path, options)]
    if file.path.stat().st_size <= IN_MEMORY and not options.engine:
        return [_scanned(file, file.path.read_bytes())._replace(rests=())]
    try:
        copy = OwnCopy(file.path)
    except TermsheetError as error:
        found = _mapped(file, file.path, options)
        told = Notice(None, "", "", *label("notice.no_copy", Label(*error.why)))
        return [found._replace(notices=(*found.notices, told))]
    return [_copied(file, copy, options)]


def _scanned(file: File, lies: Path | bytes, *, look: bool = True) -> Source:
    import polars as pl

    from tui.files.source import read_in_place

    return read_in_place(file, "Arrow", lambda: pl.scan_ipc(lies, glob=False), "not a complete Arrow file", look=look)


def _mapped(file: File, path: Path, options: Options) -> Source:
    from tui.files.plan import planned_in_place

    # Such a file says nothing of its values: to look at those of a large one would take as long as to read it.
    look = bool(options.engine) or path.stat().st_size <= IN_MEMORY
    return planned_in_place(_scanned(file, path, look=look), "Arrow", [path])


def _copied(file: File, copy: OwnCopy, options: Options) -> Source:
    """The table of a file that is copied: at first the rows of its beginning, where those are a small part of it."""
    import polars as pl

    from tui.engines.registry import runner
    from tui.files.arrow_blocks import first_batch
    from tui.files.source import source_of
    from tui.files.years import all_within_years
    from tui.files.zones import in_known_zones, take_all_zones

    def read_all(run: Runner) -> Source:
        copy.fill(run)
        return _mapped(file, copy.path, options)._replace(rests=(), options=options)

    begun = first_batch(file.path)
    if begun is None or options.engine or sum(end - start for start, end in begun.parts) > IN_MEMORY:
        return read_all(runner())
    copy.take(begun.parts)
    take_all_zones()
    try:
        rows, _ = in_known_zones(pl.scan_ipc(copy.path, glob=False))
        first = all_within_years(rows).head(min(ROWS_SHOWN, begun.rows)).collect()
    except pl.exceptions.PolarsError:
        return read_all(runner())
    return source_of(file, "Arrow", first.lazy(), None)._replace(whole=read_all, share=lambda: copy.share)


def read_stream(file: File, options: Options) -> list[Source]:
    """The table of a stream."""
    import polars as pl

    from tui.files.plan import planned_in_place
    from tui.files.source import read_in_place

    found = read_in_place(
        file, "Arrow stream", lambda: pl.read_ipc_stream(file.path).lazy(), "not a complete Arrow stream"
    )
    # It was read whole, unless an engine reads it itself.
    return [planned_in_place(found, "Arrow", [file.path])._replace(rests=found.rests if options.engine else ())]


FORMATS = (
    FileFormat("Arrow", (".arrow", ".feather", ".ipc"), (b"ARROW1",), read),
    FileFormat("Arrow stream", (), (b"\xff\xff\xff\xff",), read_stream),
)
