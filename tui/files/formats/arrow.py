"""Arrow files, read in place, and Arrow streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.files.format import FileFormat

if TYPE_CHECKING:
    from tui.files.source import File, Options, Source


def read(file: File, options: Options) -> list[Source]:
    """The table of a file."""
    import polars as pl

    from tui.files.plan import planned_in_place
    from tui.files.source import read_in_place

    found = read_in_place(file, "Arrow", lambda: pl.scan_ipc(file.path, glob=False), "not a complete Arrow file")
    return [planned_in_place(found, "Arrow", [file.path])]


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
