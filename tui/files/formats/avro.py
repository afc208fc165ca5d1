"""Avro files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import reason
from tui.files.format import FileFormat
from tui.language.words import label

if TYPE_CHECKING:
    from tui.files.source import File, Options, Source


def read(file: File, options: Options) -> list[Source]:
    """The table of a file."""
    import polars as pl

    from tui.files.source import Unreadable, read_in_place

    try:
        frame = pl.read_avro(file.path)
    except pl.exceptions.PolarsError as error:
        raise Unreadable(label("file.avro", reason(error)), label("file.avro.hint")) from None
    found = read_in_place(file, "Avro", frame.lazy, label("file.unreadable"))
    # It was read whole.
    return [found._replace(rests=())]


FORMATS = (FileFormat("Avro", (".avro",), (b"Obj\x01",), read),)
