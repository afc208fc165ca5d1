"""Parquet files by their footers: their columns are known before Polars looks at them.

What Polars is not told of a file it maps the file for, and a page that is cut away meanwhile ends the process. What it
is told, it takes as said, and reads the rows by calls that fail.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import polars as pl

PARQUET = b"PAR1"
"""What a Parquet file begins and ends with."""
_END = 4 + len(PARQUET)
"""Bytes at the end: the length of the footer, and the mark."""


def schema_of(path: Path) -> pl.Schema:
    """The columns of a file. Raises OSError, and `PolarsError` where it is none."""
    # A file without the rows: its footer tells where they lie, and they are not looked for.
    return pl.scan_parquet(PARQUET + _footer(path), glob=False).collect_schema()


def _footer(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END))
        length = int.from_bytes(file.read(_END)[:4], "little")
        file.seek(max(len(PARQUET), size - _END - length))
        return file.read()


def rows_of(paths: Sequence[Path], schema: pl.Schema | None = None) -> pl.LazyFrame:
    """The rows of files that have the same columns, which are those of the first where they are not known."""
    known = schema_of(paths[0]) if schema is None else schema
    return pl.scan_parquet(list(paths), glob=False, hive_partitioning=False, schema=known)
