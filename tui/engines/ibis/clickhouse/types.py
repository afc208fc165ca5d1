"""Types between ClickHouse and Polars: what a column is read as, and how the server is asked for it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa
import sqlglot as sg
import sqlglot.expressions as sge

from tui.engines.ibis.clickhouse.catalogue import StoredColumn
from tui.engines.ibis.held import as_whole

TABLE = "t"
"""What the table is called where it is asked for its columns."""
ZONE = "UTC"
COME_ALIKE: dict[str, pl.DataType] = {
    "Bool": pl.Boolean(),
    "Int8": pl.Int8(),
    "Int16": pl.Int16(),
    "Int32": pl.Int32(),
    "Int64": pl.Int64(),
    "UInt8": pl.UInt8(),
    "UInt16": pl.UInt16(),
    "UInt32": pl.UInt32(),
    "UInt64": pl.UInt64(),
    "Float32": pl.Float32(),
    "Float64": pl.Float64(),
    "String": pl.String(),
    "Date32": pl.Date(),
}
"""The types that come as they are."""
LONG = ("Int128", "Int256", "UInt128", "UInt256")
_WRAPPED = re.compile(r"^(?:LowCardinality|Nullable|SimpleAggregateFunction)\((?:\w+, )?(.*)\)$", re.DOTALL)
_ARRAY = re.compile(r"^Array\((.*)\)$", re.DOTALL)
_DECIMAL = re.compile(r"^Decimal\((\d+), (\d+)\)$")
_MOMENT = re.compile(r"^DateTime(64)?(?:\((?:(\d)(?:, )?)?(?:'[^']*')?\))?$")
_MOST_DIGITS = 38
_MICROSECONDS = 6


class HeldColumn(NamedTuple):
    """How a column is read.

    Attributes:
        dtype: its type in Polars.
        cells: asks the server for it, sorted by and compared as Polars would.
        filled: whether every row has a value.
        as_text: whether the server writes it as text since it is of no type that is known here.
        inexact: whether it holds numbers of which so many digits come as a float has.
        finer: whether it holds times to more digits than a microsecond has.
    """

    dtype: pl.DataType
    cells: sge.Expression
    filled: bool
    as_text: bool = False
    inexact: bool = False
    finer: bool = False


def unwrapped(kind: str) -> str:
    """A type without what says how it is stored and whether cells may be empty."""
    found = _WRAPPED.match(kind)
    return unwrapped(found[1]) if found else kind


def _nullable(kind: str) -> bool:
    return kind.startswith(("Nullable(", "LowCardinality(Nullable("))


def held_as(column: StoredColumn) -> HeldColumn:
    """How a column is read."""
    kept = sg.column(column.name, table=TABLE, quoted=True)
    kind = unwrapped(column.kind)
    listed = _ARRAY.match(kind)
    if listed:
        inner = _scalar(unwrapped(listed[1]), sg.column("x"))
        if inner.as_text or inner.inexact or inner.dtype.is_temporal():
            return HeldColumn(pl.String(), _call("toString", kept), True, as_text=True)
        return HeldColumn(pl.List(inner.dtype), kept, True)
    found = _scalar(kind, kept)
    return found._replace(filled=not _nullable(column.kind) and not found.as_text)


def _scalar(kind: str, kept: sge.Expression) -> HeldColumn:
    if kind in COME_ALIKE:
        return HeldColumn(COME_ALIKE[kind], kept, True)
    if kind == "Date":
        return HeldColumn(pl.Date(), _call("toDate32", kept), True)
    if moment := _MOMENT.match(kind):
        cells = _call("toDateTime64", kept, sge.Literal.number(_MICROSECONDS), sge.Literal.string(ZONE))
        finer = int(moment[2] or 0) > _MICROSECONDS
        return HeldColumn(pl.Datetime("us", ZONE), cells, True, finer=finer)
    decimal = _DECIMAL.match(kind)
    if decimal and int(decimal[1]) <= _MOST_DIGITS:
        return HeldColumn(pl.Decimal(int(decimal[1]), int(decimal[2])), kept, True)
    if decimal or kind in LONG:
        return HeldColumn(pl.Float64(), _call("toFloat64", kept), True, inexact=True)
    if kind == "BFloat16":
        return HeldColumn(pl.Float32(), _call("toFloat32", kept), True)
    if kind.startswith("FixedString"):
        return HeldColumn(pl.String(), _call("toStringCutToZero", kept), True)
    if kind.startswith("AggregateFunction("):
        return HeldColumn(pl.String(), _call("hex", kept), True, as_text=True)
    return HeldColumn(pl.String(), _call("toString", kept), True, as_text=not kind.startswith("Enum"))


def _call(name: str, *given: sge.Expression) -> sge.Expression:
    return sge.Anonymous(this=name, expressions=[*given])


# What comes back


def frame_of(arrow: pa.Table | pa.RecordBatch, schema: pl.Schema) -> pl.DataFrame:
    """What came as a frame of some types."""
    cells = zip(schema.items(), arrow.columns, strict=True)
    return pl.DataFrame([_series(name, dtype, column) for (name, dtype), column in cells])


def _series(name: str, dtype: pl.DataType, column: Any) -> pl.Series:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind):
        return _texts(name, column)
    found = pl.Series(name, pl.from_arrow(column))
    if isinstance(dtype, pl.Datetime) and isinstance(found.dtype, pl.Datetime) and dtype.time_zone:
        found = found.dt.replace_time_zone(ZONE) if found.dtype.time_zone is None else found
    if dtype.is_integer():
        return as_whole(found, dtype)
    return found.cast(dtype, strict=False)


def _texts(name: str, column: Any) -> pl.Series:
    """Texts; where bytes are none in UTF-8, which the server does not ask for, a mark stands for each."""
    raw = pl.Series(name, pl.from_arrow(column.cast(pa.large_binary())), dtype=pl.Binary)
    try:
        return raw.cast(pl.String)
    except pl.exceptions.PolarsError:
        texts = [None if cell is None else cell.decode("utf-8", "replace") for cell in raw]
        return pl.Series(name, texts, dtype=pl.String)
