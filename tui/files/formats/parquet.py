"""Parquet files, one or many as one table, read in place."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from tui.files.format import FileFormat
from tui.language.words import label

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from tui.files.exact import LeafPath
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
        told = () if alike else _differences(schemas, found.frame.collect_schema())
        return found._replace(notices=(*found.notices, *told))
    found = read_in_place(file, "Parquet", lambda: footers.rows_of(paths, schemas[0]), complaint, paths)
    return planned_in_place(found, "Parquet", paths)


def _joined(paths: Sequence[Path], schemas: Sequence[pl.Schema], folders: Partitions) -> pl.LazyFrame:
    """Files one behind the other, each with what its folders say."""
    import polars as pl

    from tui.engines import footers

    kept = _kept_as_text(paths, schemas)
    parts = []
    for number, (path, schema) in enumerate(zip(paths, schemas, strict=True)):
        rows = footers.rows_of([path], schema)
        rows = rows.with_columns(_with_texts(n, schema[n], leaves) for n, leaves in kept.items() if n in schema)
        said = folders.values[number] if folders.values else {}
        parts.append(rows.with_columns(pl.lit(said[n], dtype=t).alias(n) for n, t in folders.schema.items()))
    return pl.concat(parts, how="diagonal_relaxed")


def _kept_as_text(paths: Sequence[Path], schemas: Sequence[pl.Schema]) -> dict[str, set[LeafPath]]:
    """The columns of which numbers would lose digits in the one type of all files, and where in them."""
    from tui.engines import footers
    from tui.files.exact import rounded_leaves

    def rows(number: int) -> pl.LazyFrame:
        return footers.rows_of([paths[number]], schemas[number])

    found = {}
    for name in dict.fromkeys(name for schema in schemas for name in schema):
        types = {number: schema[name] for number, schema in enumerate(schemas) if name in schema}
        if len(set(types.values())) > 1:
            found[name] = rounded_leaves(name, types, rows)
    return {name: leaves for name, leaves in found.items() if leaves}


def _with_texts(name: str, dtype: pl.DataType, leaves: set[LeafPath]) -> pl.Expr:
    """A column whose numbers are text at some places."""
    import polars as pl

    from tui.files.exact import number_text, with_texts

    cells = pl.col(name)
    return cells.cast(with_texts(dtype, leaves)) if dtype.is_nested() else number_text(cells, dtype)


def _is_kept_as_text(dtype: pl.DataType, types: Collection[pl.DataType]) -> bool:
    """Whether a type has text where none of some types has any."""
    import polars as pl

    from tui.files.exact import leaves

    def texts(each: pl.DataType) -> set[LeafPath]:
        return {path for path, _, leaf in leaves(each, pl.col("")) if leaf == pl.String}

    return bool(texts(dtype).difference(*map(texts, types)))


def _differences(schemas: Sequence[pl.Schema], joined: pl.Schema) -> list[Notice]:
    """What is told of files that do not hold the same columns, and of how they are `joined`."""
    from tui.files.source import Notice

    types: dict[str, dict[pl.DataType, int]] = {}
    for schema in schemas:
        for name, dtype in schema.items():
            met = types.setdefault(name, {})
            met[dtype] = met.get(dtype, 0) + 1
    notices = []
    for name, met in types.items():
        if sum(met.values()) < len(schemas):
            missing = len(schemas) - sum(met.values())
            notices.append(Notice(None, name, "", *label("notice.lacking", str(missing), str(len(schemas)))))
        if len(met) > 1:
            said = list(dict.fromkeys(map(str, met)))
            word = "notice.types.text" if _is_kept_as_text(joined[name], met) else "notice.types"
            notices.append(Notice(None, name, "", *label(word, " and ".join(said), "、".join(said))))
    return notices


FORMATS = (FileFormat("Parquet", (".parquet",), (b"PAR1",), read),)
