"""Types between Spark and Polars: what a column is read as, and how the server is asked for it."""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge
from pyspark.sql import types as st

from tui.engines.ibis.held import as_whole

ZONE = "UTC"
COME_ALIKE: dict[type[st.DataType], pl.DataType] = {
    st.BooleanType: pl.Boolean(),
    st.ByteType: pl.Int8(),
    st.ShortType: pl.Int16(),
    st.IntegerType: pl.Int32(),
    st.LongType: pl.Int64(),
    st.FloatType: pl.Float32(),
    st.DoubleType: pl.Float64(),
    st.DateType: pl.Date(),
    st.TimestampType: pl.Datetime("us", ZONE),
    st.TimestampNTZType: pl.Datetime("us"),
    st.StringType: pl.String(),
    st.VarcharType: pl.String(),
    st.CharType: pl.String(),
}
"""The types that come as they are."""


class SparkColumn(NamedTuple):
    """How a column is read.

    Attributes:
        dtype: its type in Polars.
        cells: asks the server for it.
        filled: whether every row has a value.
        kind: its type as the server calls it.
        as_text: whether the server writes it as text since it is of no type that is known here.
    """

    dtype: pl.DataType
    cells: sge.Expression
    filled: bool
    kind: str
    as_text: bool = False


def read_as(column: st.StructField) -> SparkColumn:
    """How a column is read."""
    kept = sg.column(column.name, quoted=True)
    kind = column.dataType
    dtype = _like(kind)
    told = kind.simpleString()
    if dtype is not None:
        return SparkColumn(dtype, kept, not column.nullable, told)
    if isinstance(kind, st.BinaryType):
        return SparkColumn(pl.String(), sge.Anonymous(this="hex", expressions=[kept]), False, told, True)
    return SparkColumn(pl.String(), sge.cast(kept, "STRING"), False, told, True)


def _like(kind: st.DataType) -> pl.DataType | None:
    """The type that is the same in Polars; none where there is none."""
    if isinstance(kind, st.DecimalType):
        return pl.Decimal(kind.precision, kind.scale)
    if isinstance(kind, st.ArrayType):
        inner = _like(kind.elementType)
        if inner is None or inner.is_nested() or inner.is_temporal():
            return None
        return pl.List(inner)
    return COME_ALIKE.get(type(kind))


def frame_from(arrow: Any, schema: pl.Schema) -> pl.DataFrame:
    """What came as a frame of some types."""
    cells = zip(schema.items(), arrow.columns, strict=True)
    return pl.DataFrame([_restored(name, dtype, column) for (name, dtype), column in cells])


def _restored(name: str, dtype: pl.DataType, column: Any) -> pl.Series:
    found = pl.Series(name, pl.from_arrow(column))
    if isinstance(dtype, pl.Datetime) and isinstance(found.dtype, pl.Datetime):
        if dtype.time_zone and found.dtype.time_zone:
            found = found.dt.convert_time_zone(ZONE)
        return found.cast(dtype)
    if dtype.is_integer():
        return as_whole(found, dtype)
    return found.cast(dtype, strict=False)
