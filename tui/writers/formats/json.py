"""JSON, and JSON lines: a record for each row, its values as values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from tui.writers.base import Format

if TYPE_CHECKING:
    import polars as pl


def write(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True) -> None:
    """Writes one list of records, a line each."""
    from tui.writers.values import as_bytes, as_records

    opening = b"["
    for page in pages:
        if page.height:
            out.write(opening + b"\n" + as_bytes(as_records(page), ",\n").removesuffix(b",\n"))
            opening = b","
    out.write(b"[]\n" if opening == b"[" else b"\n]\n")


def write_lines(pages: Iterable[pl.DataFrame], out: BinaryIO, /, *, header: bool = True) -> None:
    """Writes a record a line."""
    from tui.writers.values import as_bytes, as_records

    for page in pages:
        out.write(as_bytes(as_records(page)))


def plain_records(page: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values: the same that these formats hold."""
    from tui.writers.values import as_records

    return [json.loads(record) for record in as_records(page).to_list()]


FORMATS = (
    Format("json", "JSON", (".json",), write, typed=True),
    Format("jsonl", "JSON lines", (".jsonl", ".ndjson"), write_lines, typed=True),
)
