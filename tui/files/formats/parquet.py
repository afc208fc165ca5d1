"""Parquet files, one or many as one table, read in place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.files.format import FileFormat
from tui.language.words import label

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from tui.files.partitions import Partitions
    from tui.files.source import File, Notice, Options, Source

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
            raise Unreadable(label("file.parquet_end"), label("file.fetch_or_write"))
    found = read_in_place(file, "Parquet", lambda: pl.scan_parquet(file.path, glob=False), label("file.parquet"))
    return [planned_in_place(found, "Parquet", [file.path])]


def read_together(paths: Sequence[Path]) -> Source:
    """Several files as one table: partitions are columns, and so is what only some of them hold."""
    import polars as pl

    from tui.files.partitions import partitions
    from tui.files.plan import planned_in_place
    from tui.files.source import File, read_in_place
    from tui.files.zones import take_all_zones

    take_all_zones()
    folders = partitions(paths)
    file = File(paths[0]).telling(label("file.files", str(len(paths))))
    complaint = label("file.parquet_apart")
    alike = _alike(paths)
    if folders.schema or not alike:
        if folders.schema:
            file = file.telling(label("file.partitioned", ", ".join(folders.schema)))
        found = read_in_place(file, "Parquet", lambda: _joined(paths, folders), complaint, paths)
        return found._replace(notices=(*found.notices, *(() if alike else _differences(paths))))
    found = read_in_place(file, "Parquet", lambda: pl.scan_parquet(list(paths), glob=False), complaint, paths)
    return planned_in_place(found, "Parquet", paths)


def _alike(paths: Sequence[Path]) -> bool:
    """Whether all files have the same columns of the same types in the same order."""
    import polars as pl

    first = pl.scan_parquet(paths[0], glob=False, hive_partitioning=False).collect_schema()
    return all(
        pl.scan_parquet(path, glob=False, hive_partitioning=False).collect_schema() == first for path in paths[1:]
    )


def _joined(paths: Sequence[Path], folders: Partitions) -> pl.LazyFrame:
    """Files one behind the other, each with what its folders say."""
    import polars as pl

    parts = []
    for number, path in enumerate(paths):
        rows = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        said = folders.values[number] if folders.values else {}
        parts.append(rows.with_columns(pl.lit(said[n], dtype=t).alias(n) for n, t in folders.schema.items()))
    return pl.concat(parts, how="diagonal_relaxed")


def _differences(paths: Sequence[Path]) -> list[Notice]:
    """What is told of files that do not hold the same columns."""
    import polars as pl

    from tui.files.source import Notice

    types: dict[str, dict[str, int]] = {}
    for path in paths:
        for name, dtype in pl.scan_parquet(path, glob=False, hive_partitioning=False).collect_schema().items():
            met = types.setdefault(name, {})
            met[str(dtype)] = met.get(str(dtype), 0) + 1
    notices = []
    for name, met in types.items():
        if sum(met.values()) < len(paths):
            missing = len(paths) - sum(met.values())
            notices.append(Notice(None, name, "", *label("notice.lacking", str(missing), str(len(paths)))))
        if len(met) > 1:
            notices.append(Notice(None, name, "", *label("notice.types", " and ".join(met), "、".join(met))))
    return notices


FORMATS = (FileFormat("Parquet", (".parquet",), (MARK,), read),)
