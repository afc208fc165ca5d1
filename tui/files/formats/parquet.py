"""Parquet files, one or many as one table, read in place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.files.format import FileFormat

if TYPE_CHECKING:
    from pathlib import Path

    from tui.files.source import File, Options, Source

MARK = b"PAR1"


def is_parquet(path: Path) -> bool:
    """Whether a file begins as a Parquet file does."""
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def read(file: File, options: Options) -> list[Source]:
    """The table of one file."""
    import polars as pl

    from tui.files.plan import planned_in_place
    from tui.files.source import Unreadable, read_in_place

    with file.path.open("rb") as opened:
        size = opened.seek(0, os.SEEK_END)
        opened.seek(max(0, size - len(MARK)))
        if opened.read() != MARK or size < 3 * len(MARK):
            raise Unreadable("not a complete Parquet file: its end is missing", "fetch or write it again")
    found = read_in_place(
        file, "Parquet", lambda: pl.scan_parquet(file.path, glob=False), "not a readable Parquet file"
    )
    return [planned_in_place(found, "Parquet", [file.path])]


def read_together(paths: Sequence[Path]) -> Source:
    """Several files as one table."""
    import polars as pl

    from tui.files.plan import planned_in_place
    from tui.files.source import File, read_in_place

    complaint = "these Parquet files do not fit together"
    found = read_in_place(File(paths[0]), "Parquet", lambda: pl.scan_parquet(list(paths), glob=False), complaint)
    return planned_in_place(found, "Parquet", paths)


FORMATS = (FileFormat("Parquet", (".parquet",), (MARK,), read),)
