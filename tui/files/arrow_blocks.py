"""Where the parts of an Arrow file lie, as its footer says: https://arrow.apache.org/docs/format/Columnar.html."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

_MARK = b"ARROW1"
_END = 4 + len(_MARK)
_DICTIONARIES, _BATCHES, _HEADER, _LENGTH = 2, 3, 2, 0
"""Numbers of fields: of a footer, of a message, of a batch of rows."""
_GOES_ON = b"\xff\xff\xff\xff"
"""Stands before the length of a message, in all but the oldest files."""


class FirstBatch(NamedTuple):
    """What the first rows of a file are read from: where each part begins and ends, and how many those rows are."""

    parts: tuple[tuple[int, int], ...]
    rows: int


class _Block(NamedTuple):
    start: int
    message: int
    body: int

    @property
    def end(self) -> int:
        return self.start + self.message + self.body


def first_batch(path: Path) -> FirstBatch | None:
    """What the first batch of rows is read from; None where the footer cannot be read."""
    try:
        with path.open("rb") as file:
            return _beginning(file)
    except (struct.error, IndexError, OverflowError, ValueError):
        return None


def _beginning(file: BinaryIO) -> FirstBatch | None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END))
    length = _number("<i", file.read(_END), 0)
    start = size - _END - length
    file.seek(start)
    footer = file.read(length)
    table = _number("<I", footer, 0)
    dictionaries, batches = _blocks(footer, table, _DICTIONARIES), _blocks(footer, table, _BATCHES)
    if not batches:
        return None
    first = batches[0]
    file.seek(first.start)
    rows = _rows(file.read(first.message))
    # Polars looks at the messages of all batches, and at the bodies of those that it reads.
    messages = [(block.start, block.start + block.message) for block in batches]
    whole = [(block.start, block.end) for block in (*dictionaries, first)]
    return FirstBatch(
        ((0, min(block.start for block in (*dictionaries, first))), *whole, *messages, (start, size)), rows
    )


def _number(form: str, data: bytes, place: int) -> int:
    return int(struct.unpack_from(form, data, place)[0])


def _field(data: bytes, table: int, number: int) -> int | None:
    """Where a field of a table stands; None where the table leaves it out."""
    fields = table - _number("<i", data, table)
    place = 4 + 2 * number
    offset = _number("<H", data, fields + place) if place < _number("<H", data, fields) else 0
    return table + offset if offset else None


def _blocks(footer: bytes, table: int, number: int) -> list[_Block]:
    field = _field(footer, table, number)
    if field is None:
        return []
    vector = field + _number("<I", footer, field)
    count = _number("<I", footer, vector)
    if count > len(footer):
        raise ValueError
    return [_Block(*struct.unpack_from("<qi4xq", footer, vector + 4 + 24 * place)) for place in range(count)]


def _rows(message: bytes) -> int:
    start = 8 if message.startswith(_GOES_ON) else 4
    header = _field(message, start + _number("<I", message, start), _HEADER)
    if header is None:
        return 0
    length = _field(message, header + _number("<I", message, header), _LENGTH)
    return 0 if length is None else _number("<q", message, length)
