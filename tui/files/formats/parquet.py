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


def is_parquet(path: Path) -> bool:
    """Whether a file begins as a Parquet file does."""
    from tui.engines.footers import PARQUET

    with path.open("rb") as file:
        return file.read(len(PARQUET)) == PARQUET


def read(file: File, options: Options) -> list[Source]:
    """The table of one file."""
    from tui.engines import footers
    from tui.files.plan import planned_in_place
    from tui.files.source import Unreadable, read_in_place

    with file.path.open("rb") as opened:
        size = opened.seek(0, os.SEEK_END)
        opened.seek(max(0, size - len(footers.PARQUET)))
        if opened.read() != footers.PARQUET or size < 3 * len(footers.PARQUET):
            raise Unreadable(label("file.parquet_end"), label("file.fetch_or_write"))
    found = read_in_place(file, "Parquet", lambda: footers.rows_of([file.path]), label("file.parquet"))
    return [planned_in_place(found, "Parquet", [file.path])]


def read_together(paths: Sequence[Path]) -> Source:
    """Several files as one table: partitions are columns, and so is what only some of them hold."""
    from tui.engines import footers
    from tui.files.partitions import partitions
    from tui.files.plan import planned_in_place
    from tui.files.source import File, read_in_place
    from tui.files.zones import take_all_zones

    take_all_zones()
    folders = partitions(paths)
    file = File(paths[0]).telling(label("file.files", str(len(paths))))
    complaint = label("file.parquet_apart")
    schemas = [footers.schema_of(path) for path in paths]
    alike = all(schema == schemas[0] for schema in schemas)
    if folders.schema or not alike:
        if folders.schema:
            file = file.telling(label("file.partitioned", ", ".join(folders.schema)))
        found = read_in_place(file, "Parquet", lambda: _joined(paths, schemas, folders), complaint, paths)
        return found._replace(notices=(*found.notices, *(() if alike else _differences(schemas))))
    found = read_in_place(file, "Parquet", lambda: footers.rows_of(paths, schemas[0]), complaint, paths)
    return planned_in_place(found, "Parquet", paths)


def _joined(paths: Sequence[Path], schemas: Sequence[pl.Schema], folders: Partitions) -> pl.LazyFrame:
    """Files one behind the other, each with what its folders say."""
    import polars as pl

    from tui.engines import footers

    parts = []
    for number, (path, schema) in enumerate(zip(paths, schemas, strict=True)):
        rows = footers.rows_of([path], schema)
        said = folders.values[number] if folders.values else {}
        parts.append(rows.with_columns(pl.lit(said[n], dtype=t).alias(n) for n, t in folders.schema.items()))
    return pl.concat(parts, how="diagonal_relaxed")


def _differences(schemas: Sequence[pl.Schema]) -> list[Notice]:
    """What is told of files that do not hold the same columns."""
    from tui.files.source import Notice

    types: dict[str, dict[str, int]] = {}
    for schema in schemas:
        for name, dtype in schema.items():
            met = types.setdefault(name, {})
            met[str(dtype)] = met.get(str(dtype), 0) + 1
    notices = []
    for name, met in types.items():
        if sum(met.values()) < len(schemas):
            missing = len(schemas) - sum(met.values())
            notices.append(Notice(None, name, "", *label("notice.lacking", str(missing), str(len(schemas)))))
        if len(met) > 1:
            notices.append(Notice(None, name, "", *label("notice.types", " and ".join(met), "、".join(met))))
    return notices


FORMATS = (FileFormat("Parquet", (".parquet",), (b"PAR1",), read),)
