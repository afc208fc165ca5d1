"""Whole numbers and decimals are compared digit by digit, with whatever number is written."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Context, Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.engines.base import answer
from tui.engines.registry import engine_over
from tui.query.query import Condition, Query
from tui.text.read_numbers import number

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
EXACTLY = Context(prec=100)
DTYPES = [pl.Int8(), pl.Int32(), pl.Int64(), pl.UInt8(), pl.UInt64(), pl.Decimal(38, 2), pl.Decimal(10, 4)]


def scale_of(dtype: pl.DataType) -> int:
    return dtype.scale if isinstance(dtype, pl.Decimal) else 0


def bounds(dtype: pl.DataType) -> tuple[int, int]:
    """The least and the greatest cell, as so many of its smallest parts."""
    if isinstance(dtype, pl.Decimal):
        most = 10 ** int(dtype.precision or 38) - 1
        return -most, most
    low, high = pl.select(dtype.min().alias("low"), dtype.max().alias("high")).row(0)  # type: ignore[attr-defined]
    return low, high


@st.composite
def compared(draw: st.DrawFn) -> tuple[pl.DataType, list[Decimal], Decimal]:
    """A type, some of its values, and a number that lies among them, between two of them or beyond."""
    dtype = draw(st.sampled_from(DTYPES))
    low, high = bounds(dtype)
    parts = draw(st.lists(st.one_of(st.integers(low, high), st.sampled_from((low, high, 0))), min_size=1, max_size=6))
    place = -scale_of(dtype)
    cells = [Decimal(part).scaleb(place, EXACTLY) for part in parts]
    step = Decimal(draw(st.integers(-25, 25))).scaleb(place - 1)
    between = EXACTLY.add(draw(st.sampled_from(cells)), step)
    return dtype, cells, draw(st.sampled_from((between, Decimal(high) * 3, Decimal("1e30"))))


@given(compared(), st.sampled_from(list(SIGNS)))
def test_a_comparison_holds_as_arithmetic_says(told: tuple[pl.DataType, list[Decimal], Decimal], sign: Any) -> None:
    dtype, cells, value = told
    held = [*cells, None] if isinstance(dtype, pl.Decimal) else [*map(int, cells), None]
    frame = pl.DataFrame({"x": pl.Series(held, dtype=dtype)})
    found = answer(engine_over(frame), Query((Condition("x", sign, f"{value:f}"),)))["x"].to_list()
    wanted = [cell for cell in held if (sign == "!=" if cell is None else SIGNS[sign](Decimal(cell), value))]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "value", "digits"),
    [
        ("1.50", 1.5, ""),
        ("9223372036854775807", 9223372036854775807, ""),
        ("12345678901234567.89", 12345678901234567.89, "12345678901234567.89"),
        ("-9223372036854775806.5", -9223372036854775806.5, "-9223372036854775806.5"),
        ("1.2b", 1_200_000_000.0, ""),
        ("12亿", 1_200_000_000.0, ""),
        ("123456789.123456789m", 123456789123456.789, "123456789123456.789000000"),
    ],
)
def test_digits_that_a_float_has_not_are_kept(text: str, value: float, digits: str) -> None:
    found = number(text)
    assert found is not None
    assert (found.value, found.digits.rstrip("0")) == (value, digits.rstrip("0"))


def test_a_power_beyond_all_is_no_number() -> None:
    assert number("1e9999999999999999999") is None


@pytest.mark.filterwarnings("error")
def test_one_of_several_decimals_is_found_as_written() -> None:
    frame = pl.DataFrame(
        {"m": [Decimal("12345678901234567.89"), Decimal("12345678901234567.88"), Decimal("0.30"), None]}
    )
    wanted = Condition("m", "in", ("12345678901234567.88", 0.3, "0.305"))
    assert answer(engine_over(frame), Query((wanted,)))["m"].to_list() == frame["m"].to_list()[1:3]
