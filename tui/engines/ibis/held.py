"""Types between Polars and a server: how a column is held there, and how what comes back is made the same again."""

from __future__ import annotations

import ibis.expr.datatypes as dt
import polars as pl

LIKEWISE: dict[type[pl.DataType], dt.DataType] = {
    pl.Boolean: dt.boolean,
    pl.String: dt.string,
    pl.Binary: dt.binary,
    pl.Date: dt.date,
    pl.Int8: dt.int8,
    pl.Int16: dt.int16,
    pl.Int32: dt.int32,
    pl.Int64: dt.int64,
    pl.UInt8: dt.uint8,
    pl.UInt16: dt.uint16,
    pl.UInt32: dt.uint32,
    pl.UInt64: dt.uint64,
    pl.Float32: dt.float32,
    pl.Float64: dt.float64,
}
COUNT = pl.Int64()
"""What servers count in."""
ALONE: dict[type[pl.DataType], dt.DataType] = {
    pl.Categorical: dt.string,
    pl.Enum: dt.string,
    pl.Null: dt.string,
    pl.Time: dt.int64,
    pl.Duration: dt.int64,
}
"""How types are held that come back as others, and are mended where they are columns; inside of lists they are not."""
INEXACT = 2**53
"""Whole numbers from here on are not all kept by a float."""
SCALES = {"ms": 3, "us": 6, "ns": 9}


def held(dtype: pl.DataType) -> dt.DataType | None:
    """How a server holds a column; None where it cannot hold it without loss."""
    return ALONE.get(dtype.base_type()) or _inner(dtype)


def _inner(dtype: pl.DataType) -> dt.DataType | None:
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone is not None:
            return None if dtype.time_unit == "ns" else dt.Timestamp(timezone="UTC", scale=6)
        return dt.Timestamp(scale=SCALES[dtype.time_unit])
    if isinstance(dtype, pl.Decimal):
        return dt.Decimal(dtype.precision, dtype.scale)
    if isinstance(dtype, pl.List | pl.Array):
        inner = _inner(dtype.inner)  # type: ignore[arg-type]
        return None if inner is None else dt.Array(inner)
    if isinstance(dtype, pl.Struct):
        fields = {field.name: _inner(field.dtype) for field in dtype.fields}  # type: ignore[arg-type]
        return None if None in fields.values() else dt.Struct(fields)
    return LIKEWISE.get(dtype.base_type())


def as_whole(cells: pl.Series, dtype: pl.DataType) -> pl.Series:
    """Whole numbers as the type that their column has; as they came where that is too short for a sum of them."""
    found = cells.cast(dtype, strict=False)
    return found if found.null_count() == cells.null_count() else cells


def restored(cells: pl.Series, dtype: pl.DataType) -> pl.Series:
    """What came back as the type that the column has."""
    if cells.dtype == dtype:
        return cells
    if isinstance(dtype, pl.Datetime) and dtype.time_zone is not None:
        cells = cells.dt.convert_time_zone(dtype.time_zone)
    return as_whole(cells, dtype) if dtype.is_integer() else cells.cast(dtype)
