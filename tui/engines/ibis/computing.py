"""What computed columns are computed with: numbers and texts as Polars has them, and what servers differ in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Literal, NamedTuple

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.functions import builtin
from tui.engines.ibis.held import held

FLOAT = pl.Float64()
NULL = pl.Null()
INTS = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
"""Whole numbers that 64 bits hold with their sign."""
_DIGITS, _WHOLE = 38, 19
"""How many a decimal has at most, and a whole number of 64 bits."""
_LEAST, _MOST = (ibis.literal(Decimal(bound), type=dt.Decimal(_DIGITS, 0)) for bound in (-(1 << 63), (1 << 63) - 1))
_COMPARED: dict[str, Callable[[Any, Any], Any]] = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
Family = Literal["int", "float", "decimal", "text", "bool", "date"]


class Computation(NamedTuple):
    """A part of an expression.

    Attributes:
        text: how it is written, for Polars.
        cells: what it is on the server.
        dtype: the type that Polars gives it.
        value: what it is where it is a number that is written out.
    """

    text: str
    cells: Any
    dtype: pl.DataType
    value: Any = None


def _the_same(cells: ir.Value, dtype: pl.DataType) -> ir.Value:
    return cells


class Computing(NamedTuple):
    """What servers differ in where they compute.

    Attributes:
        quotient: the whole part of a whole number divided by another one that is not 0.
        half_even: numbers rounded to whole ones, to the even one of two that are as near.
        divides_by_zero: whether a number divided by 0 is infinite, or none.
        orders_nan: whether NaN is equal to itself, and more than every number.
        finished: makes a column of what was computed.
        part_name: the function that takes a part of a text, by the place of its first letter and their count.
        length_name: the function that counts the letters of a text.
        by_polars: has Polars work out an expression over a column `v`; none where the server has no way to ask it.
        folds: whether letters of all languages have another case.
        places: how many a decimal that is computed may have after its point.
    """

    quotient: Callable[[ir.IntegerValue, ir.IntegerValue], Any]
    half_even: Callable[[ir.FloatingValue], Any]
    divides_by_zero: bool = True
    orders_nan: bool = True
    finished: Callable[[ir.Value, pl.DataType], ir.Value] = _the_same
    part_name: str = "substr"
    length_name: str = "length"
    by_polars: Callable[[str, ir.Value, pl.DataType, pl.DataType], Any] | None = None
    folds: bool = False
    places: int = _DIGITS

    def divided(self, left: Any, right: Any) -> Any:
        """A number divided by another one, which may be 0."""
        if self.divides_by_zero:
            return left / right
        below = right.cast(dt.string).startswith("-")
        endless = ibis.ifelse((left > 0) != below, _number("Infinity"), _number("-Infinity"))
        return ibis.cases(
            (left.isnull() | right.isnull(), None),
            (right != 0, left / right.nullif(0)),
            (left.isnan() | (left == 0), _number("NaN")),
            else_=endless,
        )

    def written(self, cell: Computation) -> Any:
        """Cells as the texts that Polars casts them to; None where a server may write others."""
        match family(cell.dtype):
            case "text":
                return cell.cells
            case "int" | "date":
                return cell.cells.cast(dt.string)
            case "bool":
                return chosen_by(cell.cells, "true", "false")
            case "float" if self.by_polars is not None:
                return self.by_polars("CAST(v AS VARCHAR)", cell.cells, cell.dtype, pl.String())
        return None

    def cased(self, word: str, cells: ir.StringValue) -> Any:
        """Texts in capitals (`UPPER`) or small letters; None where a server may know others."""
        if self.by_polars is not None:
            return self.by_polars(f"{word}(v)", cells, pl.String(), pl.String())
        if not self.folds:
            return None
        return cells.upper() if word == "UPPER" else cells.lower()

    def length(self, cells: ir.StringValue) -> Any:
        """How many letters texts have."""
        return builtin(self.length_name, dt.int64, cells)

    def part(self, cells: ir.StringValue, start: int, size: int | None) -> Any:
        """Letters of texts from one place on, from 1."""
        sizes = [] if size is None else [ibis.literal(size, type=dt.int64)]
        return builtin(self.part_name, dt.string, cells, ibis.literal(start, type=dt.int64), *sizes)


def family(dtype: pl.DataType) -> Family | None:
    """What a type is computed as; None where it is not."""
    if dtype in INTS:
        return "int"
    if isinstance(dtype, pl.Decimal):
        return "decimal"
    others: dict[pl.DataType, Family] = {FLOAT: "float", pl.String(): "text", pl.Boolean(): "bool", pl.Date(): "date"}
    return others.get(dtype)


def _number(value: str | float) -> Any:
    return ibis.literal(value).cast(dt.float64)


def number_in(dtype: pl.DataType, cell: Computation) -> Any:
    """A number as one of the type that is computed in; None where it cannot be one without loss."""
    have, wanted = family(cell.dtype), family(dtype)
    if wanted == "int" and have == "int":
        return cell.cells.cast(dt.int64)
    if wanted == "decimal" and have in ("int", "decimal"):
        return cell.cells.cast(held(dtype))
    if wanted == "float" and have in ("int", "decimal", "float"):
        if cell.value is not None:
            return ibis.literal(float(cell.value), type=dt.float64)
        return cell.cells.cast(dt.float64)
    return None


def kept_as(dtype: pl.DataType) -> dt.DataType:
    """How what is computed is kept: no server needs to know numbers without a sign."""
    kind = dt.int64 if dtype.is_unsigned_integer() else held(dtype)
    assert kind is not None
    return kind


def in_64_bits(work: Callable[..., Any], *sides: Any) -> Any:
    """What is computed of whole numbers; none where it is beyond 64 bits, which servers refuse, or begin again at the
    other end."""
    found = work(*(side.cast(dt.Decimal(_WHOLE, 0)) for side in sides)).cast(dt.Decimal(_DIGITS, 0))
    fits = found.between(_LEAST, _MOST)
    # A server may bring back what stands under a gap too.
    return ibis.ifelse(fits, ibis.ifelse(fits, found, 0).cast(dt.int64), None)


def where_they_fit(work: Callable[..., Any], sides: Sequence[Any], dtype: pl.Decimal) -> list[Any]:
    """The sides of what is computed of decimals; the first is none where the result has too many digits to be one."""
    floats = [side.cast(dt.float64) for side in sides]
    return [ibis.ifelse(work(*floats).abs() < 10.0 ** (_DIGITS - dtype.scale), sides[0], None), *sides[1:]]


def as_type(cell: Computation, dtype: pl.DataType) -> Any:
    """Cells as a type that holds all their values."""
    kind = kept_as(dtype)
    if cell.dtype == NULL:
        return ibis.null(kind)
    if family(dtype) in ("float", "decimal"):
        return number_in(dtype, cell).cast(kind)
    return cell.cells.cast(kind)


def comparison_of(sign: str, left: Computation, right: Computation, on: Computing) -> Any:
    """Whether a comparison holds, null where a side is; None where sides are not compared exactly."""
    kinds = {family(left.dtype), family(right.dtype)}
    if None in kinds:
        return None
    if len(kinds) > 1 and not kinds <= {"int", "decimal", "float"}:
        return None
    if "float" in kinds:
        a, b = number_in(FLOAT, left), number_in(FLOAT, right)
        return _floats(sign, a, b, on)
    if "decimal" in kinds:
        wide = pl.Decimal(
            _DIGITS, max(side.dtype.scale for side in (left, right) if isinstance(side.dtype, pl.Decimal))
        )
        return _COMPARED[sign](number_in(wide, left), number_in(wide, right))
    if kinds == {"bool"}:
        return _COMPARED[sign](*(chosen_by(side.cells, 1, 0) for side in (left, right)))
    return _COMPARED[sign](left.cells, right.cells)


def chosen_by(truth: ir.BooleanValue, yes: Any, no: Any) -> Any:
    """One of two values; none where it is not known which."""
    return ibis.cases((truth.isnull(), None), (truth, yes), else_=no)


def _floats(sign: str, left: Any, right: Any, on: Computing) -> Any:
    plain = _COMPARED[sign](left, right)
    if on.orders_nan:
        return plain
    one, other = left.isnan(), right.isnan()
    holds = {
        "=": (one & other) | plain,
        "<>": ~(one & other) & plain,
        "<": ~one & (other | plain),
        "<=": other | plain,
        ">": ~other & (one | plain),
        ">=": one | plain,
    }[sign]
    return ibis.ifelse(left.isnull() | right.isnull(), None, holds)
