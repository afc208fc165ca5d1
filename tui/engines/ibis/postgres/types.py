"""Types between PostgreSQL and Polars: what a column is read as, and how the server is asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import ibis.expr.datatypes as dt
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge

from tui.engines.ibis.postgres.catalogue import StoredColumn

COME_ALIKE: dict[str, pl.DataType] = {
    "bool": pl.Boolean(),
    "int2": pl.Int16(),
    "int4": pl.Int32(),
    "int8": pl.Int64(),
    "float4": pl.Float32(),
    "float8": pl.Float64(),
    "date": pl.Date(),
    "timestamp": pl.Datetime("us"),
    "timestamptz": pl.Datetime("us", "UTC"),
}
"""The types that come as they are."""
TEXT_KINDS = frozenset(("text", "varchar"))
KEY_KINDS: dict[str, dt.DataType] = {
    "bool": dt.boolean,
    "int2": dt.int16,
    "int4": dt.int32,
    "int8": dt.int64,
    "float4": dt.float32,
    "float8": dt.float64,
    "date": dt.date,
    "timestamp": dt.Timestamp(),
    "timestamptz": dt.Timestamp(timezone="UTC"),
    "numeric": dt.Decimal(),
    "text": dt.string,
    "varchar": dt.string,
    "bpchar": dt.string,
    "uuid": dt.uuid,
}
"""The types by which rows are put in order where their table has a key of them."""
_MOST_DIGITS = 38
_BYTE_ORDER = frozenset(("C", "POSIX", "C.utf8", "C.UTF-8", "ucs_basic"))
"""Collations that put texts in the order of their letters' numbers, as Polars does."""
BEFORE_2000 = (date(2000, 1, 1) - date(1970, 1, 1)).days
MICROSECONDS = 86_400_000_000


class HeldColumn(NamedTuple):
    """How a column is read.

    Attributes:
        dtype: its type in Polars.
        cells: asks the server for it, sorted by and compared as Polars would.
        kept: asks for it as it is kept, so that its indexes are used.
        key: its type there, where rows can be told apart by it.
        as_text: whether the server writes it as text since it is of no type that is known here.
        inexact: whether it holds numbers of any length, of which so many digits come as a float has.
    """

    dtype: pl.DataType
    cells: sge.Expression
    kept: sge.Expression
    key: dt.DataType | None
    as_text: bool = False
    inexact: bool = False


def decimal_of(modifier: int) -> pl.Decimal | None:
    """The type of a numeric column with a stated scale; none where it states none or one that is not held."""
    precision, scale = ((modifier - 4) >> 16) & 0xFFFF, (modifier - 4) & 0x7FF
    return pl.Decimal(precision, scale) if modifier >= 4 and scale <= precision <= _MOST_DIGITS else None


def held_as(column: StoredColumn, order: str) -> HeldColumn:
    """How a column is read; `order` is the collation of the database."""
    kept = sg.column(column.name, quoted=True)
    key = KEY_KINDS.get(column.kind)
    if column.kind in COME_ALIKE:
        return HeldColumn(COME_ALIKE[column.kind], kept, kept, key)
    if column.kind == "numeric":
        dtype = decimal_of(column.modifier)
        if dtype is None:
            return HeldColumn(pl.Float64(), sge.cast(kept, "DOUBLE PRECISION"), kept, key, inexact=True)
        nan = sge.Literal.string("NaN")
        return HeldColumn(dtype, sge.Nullif(this=kept, expression=nan), kept, key)
    if column.kind in TEXT_KINDS:
        collation = order if column.provider == "d" else column.collation
        plain = collation in _BYTE_ORDER and column.provider in ("d", "c")
        return HeldColumn(pl.String(), kept if plain else collated(kept, "C"), kept, key)
    return HeldColumn(pl.String(), collated(sge.cast(kept, "TEXT"), "C"), kept, key, as_text=column.kind != "bpchar")


def collated(cells: sge.Expression, collation: str) -> sge.Expression:
    """Texts under a collation."""
    return sge.Collate(this=sge.paren(cells), expression=sg.to_identifier(collation, quoted=True))


# What comes back


def frame_of(rows: Sequence[tuple[Any, ...]], kinds: Sequence[str], schema: pl.Schema) -> pl.DataFrame:
    """Rows as a frame of some types; `kinds` are the types that the server says they have."""
    if not rows:
        return pl.DataFrame(schema=schema)
    cells = zip(schema.items(), kinds, zip(*rows, strict=True), strict=True)
    return pl.DataFrame([_series(name, dtype, kind, values) for (name, dtype), kind, values in cells])


def _series(name: str, dtype: pl.DataType, kind: str, values: Sequence[Any]) -> pl.Series:
    if dtype == pl.Date or isinstance(dtype, pl.Datetime):
        return _moments(pl.Series(name, values, dtype=pl.Int64), kind, dtype)
    if dtype.is_integer() and kind == "numeric":
        return _whole(name, values, dtype)
    if dtype.is_float() and kind == "numeric":
        values = [None if value is None else float(value) for value in values]
    if dtype == pl.String and kind not in ("text", "varchar", "name", "bpchar"):
        values = [None if value is None else str(value) for value in values]
    return pl.Series(name, values, dtype=dtype, strict=False)


def _whole(name: str, values: Sequence[Decimal | None], dtype: pl.DataType) -> pl.Series:
    """Whole numbers that the server adds up as decimals: as such where they are longer than their type."""
    whole = [None if value is None else int(value) for value in values]
    try:
        return pl.Series(name, whole, dtype=dtype, strict=True)
    except (OverflowError, TypeError, pl.exceptions.PolarsError):
        return pl.Series(name, whole, dtype=pl.Decimal(_MOST_DIGITS, 0))


def _moments(numbers: pl.Series, kind: str, dtype: pl.DataType) -> pl.Series:
    """Days or microseconds from 2000 as days or times; none for what lies beyond the years from 1 to 9999."""
    unit = 1 if kind == "date" else MICROSECONDS
    first, last = ((day - date(2000, 1, 1)).days * unit for day in (date(1, 1, 1), date(9999, 12, 31)))
    known = pl.when(pl.first().is_between(first, last + unit - 1)).then(pl.first() + BEFORE_2000 * unit)
    found = numbers.to_frame().select(known).to_series()
    if dtype == pl.Date:
        return (found if kind == "date" else found // MICROSECONDS).cast(pl.Int32).cast(pl.Date)
    return (found * MICROSECONDS if kind == "date" else found).cast(dtype)
