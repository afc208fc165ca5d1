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

from tui.engines.base import Unanswered
from tui.engines.ibis.postgres.catalogue import StoredColumn
from tui.language.words import label

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
DAYS = frozenset(("date", "timestamp", "timestamptz"))
"""The types of days and times, some of which lie beyond the calendar that Polars writes."""
TEXT_KINDS = frozenset(("text", "varchar"))
KEY_KINDS: dict[str, dt.DataType] = {
    "bool": dt.boolean,
    "int2": dt.int16,
    "int4": dt.int32,
    "int8": dt.int64,
    "float4": dt.float32,
    "float8": dt.float64,
    "date": dt.date,
    "timestamp": dt.Timestamp(scale=6),
    "timestamptz": dt.Timestamp(timezone="UTC", scale=6),
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
_LARGEST = sge.cast(sge.Literal.string("1.7976931348623158e308"), "NUMERIC")
"""From here on a number is nearer to infinity than to any float."""
_SMALLEST = sge.cast(sge.Literal.string("2.5e-324"), "NUMERIC")
"""A number below it is nearer to 0 than to any other float."""
_TEXTS = frozenset(("text", "varchar", "name", "bpchar"))
_NUMBERS = frozenset(("int2", "int4", "int8", "float4", "float8", "numeric"))
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
        beyond = column.kind in DAYS and not column.in_calendar
        cells = sge.Case().when(in_calendar(kept, column.kind), kept.copy()) if beyond else kept
        return HeldColumn(COME_ALIKE[column.kind], cells, kept, key)
    if column.kind == "numeric":
        dtype = decimal_of(column.modifier)
        if dtype is None:
            return HeldColumn(pl.Float64(), nearest_float(kept), kept, key, inexact=True)
        nan = sge.Literal.string("NaN")
        return HeldColumn(dtype, sge.Nullif(this=kept, expression=nan), kept, key)
    if column.kind in TEXT_KINDS:
        collation = order if column.provider == "d" else column.collation
        plain = collation in _BYTE_ORDER and column.provider in ("d", "c")
        return HeldColumn(pl.String(), kept if plain else collated(kept, "C"), kept, key)
    return HeldColumn(pl.String(), collated(sge.cast(kept, "TEXT"), "C"), kept, key, as_text=column.kind != "bpchar")


def filled_as_read(column: StoredColumn) -> bool:
    """Whether every row has a value as the column is read, in which some that are kept are none."""
    if column.kind in DAYS:
        return column.filled and column.in_calendar is True
    return column.filled and not (column.kind == "numeric" and decimal_of(column.modifier) is not None)


def in_calendar(cells: sge.Expression, kind: str) -> sge.Condition:
    """Whether days or times lie in the years from 1 to 9999."""
    first, behind = (
        sge.cast(sge.Literal.string(day), kind.upper(), dialect="postgres") for day in ("0001-01-01", "10000-01-01")
    )
    return sge.and_(
        sge.GTE(this=cells.copy(), expression=first), sge.LT(this=cells.copy(), expression=behind), copy=False
    )


def all_in_calendar(columns: Sequence[StoredColumn], table: tuple[str, str]) -> str:
    """Asks of some columns whether all their days and times lie in the calendar: by the least and the greatest one."""
    asked = []
    for column in columns:
        kept = sg.column(column.name, quoted=True)
        ends = [in_calendar(end(this=kept.copy()), column.kind) for end in (sge.Min, sge.Max)]
        asked.append(sge.Coalesce(this=sge.and_(*ends), expressions=[sge.true()]))
    return str(sg.select(*asked).from_(sge.table_(table[1], db=table[0], quoted=True)).sql("postgres"))


def nearest_float(cells: sge.Expression) -> sge.Expression:
    """Numbers of any length as the floats nearest to them: the server itself refuses those beyond all floats."""

    def compared(how: type[sge.Binary], other: sge.Expression) -> sge.Binary:
        return how(this=cells.copy(), expression=other.copy())

    def named(text: str) -> sge.Expression:
        return sge.cast(sge.Literal.string(text), "DOUBLE PRECISION")

    zero, nan = sge.Literal.number(0), sge.cast(sge.Literal.string("NaN"), "NUMERIC")
    small = sge.LT(this=sge.Abs(this=cells.copy()), expression=_SMALLEST.copy())
    held = sge.and_(compared(sge.LT, _LARGEST), compared(sge.GT, sge.Neg(this=_LARGEST.copy())))
    return (
        sge.Case()
        .when(small, named("0"))
        .when(held, sge.cast(cells.copy(), "DOUBLE PRECISION"))
        .when(compared(sge.EQ, nan), named("NaN"))
        .when(compared(sge.GT, zero), named("Infinity"))
        .when(compared(sge.LT, zero), named("-Infinity"))
    )


def collated(cells: sge.Expression, collation: str) -> sge.Expression:
    """Texts under a collation."""
    return sge.Collate(this=sge.paren(cells), expression=sg.to_identifier(collation, quoted=True))


# What comes back


def frame_of(rows: Sequence[tuple[Any, ...]], kinds: Sequence[str], schema: pl.Schema) -> pl.DataFrame:
    """Rows as a frame of some types; `kinds` are the types that the server says they have.

    Raises `Unanswered` where these are others than the table had.
    """
    if not rows:
        return pl.DataFrame(schema=schema)
    cells = zip(schema.items(), kinds, zip(*rows, strict=True), strict=True)
    return pl.DataFrame([_series(name, dtype, kind, values) for (name, dtype), kind, values in cells])


def _series(name: str, dtype: pl.DataType, kind: str, values: Sequence[Any]) -> pl.Series:
    if kind not in _kinds_of(dtype):
        raise _changed()
    if dtype == pl.Date or isinstance(dtype, pl.Datetime):
        return _moments(pl.Series(name, values, dtype=pl.Int64), kind, dtype)
    if dtype.is_integer() and kind == "numeric":
        return _whole(name, values, dtype)
    if dtype.is_float() and kind == "numeric":
        values = [None if value is None else float(value) for value in values]
    try:
        # Decimals longer than any that Polars has come of sums, and from a table that is as it was.
        return pl.Series(name, values, dtype=dtype, strict=not dtype.is_decimal())
    except (OverflowError, TypeError, pl.exceptions.PolarsError):
        raise _changed() from None


def _kinds_of(dtype: pl.DataType) -> frozenset[str]:
    """The types of the server that may come for a type: what is computed there is of several."""
    if dtype.is_temporal():
        return DAYS
    if dtype.is_numeric():
        return _NUMBERS if dtype.is_float() else _NUMBERS - {"float4", "float8"}
    return frozenset(("bool",)) if dtype == pl.Boolean else _TEXTS


def _changed() -> Unanswered:
    return Unanswered(label("server.changed"), label("server.again"))


def _whole(name: str, values: Sequence[Decimal | None], dtype: pl.DataType) -> pl.Series:
    """Whole numbers that the server adds up as decimals: as such where they are longer than their type."""
    whole = [None if value is None or not value.is_finite() else int(value) for value in values]
    if whole != [*values]:
        raise _changed()
    try:
        return pl.Series(name, whole, dtype=dtype, strict=True)
    except (OverflowError, TypeError, pl.exceptions.PolarsError):
        return pl.Series(name, values, dtype=pl.Decimal(_MOST_DIGITS, 0))


def _moments(numbers: pl.Series, kind: str, dtype: pl.DataType) -> pl.Series:
    """Days or microseconds from 2000 as days or times; none for what lies beyond the years from 1 to 9999."""
    unit = 1 if kind == "date" else MICROSECONDS
    first, last = ((day - date(2000, 1, 1)).days * unit for day in (date(1, 1, 1), date(9999, 12, 31)))
    known = pl.when(pl.first().is_between(first, last + unit - 1)).then(pl.first() + BEFORE_2000 * unit)
    found = numbers.to_frame().select(known).to_series()
    if dtype == pl.Date:
        if kind != "date" and (found % MICROSECONDS != 0).any():
            raise _changed()
        return (found if kind == "date" else found // MICROSECONDS).cast(pl.Int32).cast(pl.Date)
    return (found * MICROSECONDS if kind == "date" else found).cast(dtype)
