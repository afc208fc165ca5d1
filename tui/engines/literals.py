"""Plain values of a query as values of a column's type."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal, InvalidOperation
from functools import cache
from typing import Any

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label


def _whole(text: str, dtype: pl.DataType) -> int:
    """The whole number of a text, if a column's type holds it; else 0."""
    if dtype.is_float() or not text.strip().removeprefix("-").isdecimal():
        return 0
    try:
        return int(pl.Series([int(text)], dtype=dtype, strict=True)[0])
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        return 0


def literal(value: Any, dtype: pl.DataType) -> Any:
    """A plain value as one of a column's type. Raises `TermsheetError` for a text that is none."""
    if isinstance(value, str) and dtype.is_temporal():
        text = pl.Series([value.strip()])
        try:
            if dtype == pl.Date:
                return text.str.to_date()[0]
            if isinstance(dtype, pl.Datetime):
                return text.str.to_datetime(time_unit=dtype.time_unit, time_zone=dtype.time_zone)[0]
            return text.str.to_time()[0]
        except pl.exceptions.PolarsError:
            raise TermsheetError(label("filter.date", value), label("value.date.hint"), EXIT_USAGE) from None
    if isinstance(value, str) and dtype.is_numeric():
        try:
            return _whole(value, dtype) or float(value)
        except ValueError:
            raise TermsheetError(label("filter.number", value), label("value.number.hint"), EXIT_USAGE) from None
    return value


_DIGITS = 38
"""How many a decimal has at most."""
_EXACTLY = Context(prec=200)


def exact_comparison(operator: str, value: Any, dtype: pl.DataType) -> tuple[str, Any]:
    """A comparison of a column with a plain value as one with a value of its type that holds of the same cells.

    Whole numbers and decimals are compared with one of their own: a float has too few digits for some of them. No value
    stands for one that no cell can be equal to, or beyond which none lies; where all lie, it is whether there is one.
    """
    scale = dtype.scale if isinstance(dtype, pl.Decimal) else 0
    number = _number(value, dtype)
    if number is None:
        return operator, literal(value, dtype)
    floor = number.quantize(Decimal(1).scaleb(-scale), ROUND_FLOOR, _EXACTLY)
    if operator in ("=", "!="):
        found = floor if floor == number else None
    else:
        found = floor if floor == number or operator in (">", "<=") else _EXACTLY.add(floor, Decimal(1).scaleb(-scale))
    if found is None:
        return operator, None
    low, high = _bounds(dtype)
    if not low <= found <= high:
        holds = found > high if operator in ("<", "<=") else found < low and operator in (">", ">=")
        return ("present", True) if holds else (operator, None)
    return operator, found if isinstance(dtype, pl.Decimal) else int(found)


def _number(value: Any, dtype: pl.DataType) -> Decimal | None:
    """A plain number that a column of whole numbers or decimals is compared with; none for all else."""
    if isinstance(value, bool) or not (dtype.is_integer() or dtype.is_decimal()):
        return None
    try:
        number = Decimal(repr(value) if isinstance(value, float) else value)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _DIGITS * 2 else None


@cache
def _bounds(dtype: pl.DataType) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that a column of a type can hold."""
    if isinstance(dtype, pl.Decimal):
        most = Decimal(10 ** (dtype.precision or _DIGITS) - 1).scaleb(-dtype.scale, _EXACTLY)
        return -most, most
    low, high = pl.select(dtype.min().alias("low"), dtype.max().alias("high")).row(0)  # type: ignore[attr-defined]
    return Decimal(low), Decimal(high)
