"""Cells of two types are equal where they say the same, in differences and in joins, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.cells.file_columns import file_columns
from tui.engines.base import answer
from tui.engines.registry import engine_over
from tui.query.query import Query
from tui.tables.beside import Side, differences_of, joined_table, matching_of
from tui.tables.dataset import Dataset


def side(name: str, frame: pl.DataFrame, key: str) -> Side:
    return Side(name, Dataset.over(engine_over(frame), file_columns(frame.schema, {}, "en")), key)


def same(one: pl.Series, other: pl.Series) -> list[bool]:
    """Whether each cell of one is that of the other at its place, by what is told of their differences."""
    left, right = (pl.DataFrame({"id": range(len(cells)), "v": cells}) for cells in (one, other))
    found = differences_of(side("a", left, "id"), side("b", right, "id"), "en")
    changed = answer(found.dataset.engine, Query())["id"].to_list()
    return [place not in changed for place in range(len(one))]


def partners(one: pl.Series, other: pl.Series) -> list[tuple[int, int]]:
    """The places of the cells that a join puts beside each other."""
    left, right = (
        side("a", pl.DataFrame({"v": one, "x": range(len(one))}), "v"),
        side("b", pl.DataFrame({"v": other, "y": range(len(other))}), "v"),
    )
    rows = answer(joined_table(left, right, "inner", matching_of(left, right)).engine, Query())
    return sorted(rows.select("x", "y").rows())


def cells(values: list[Any], dtype: Any) -> pl.Series:
    return pl.Series(values, dtype=dtype, strict=True)


LARGE = 2**53
MOMENT = datetime(2024, 5, 1, 12, 30, 0, 250_000)
ZONED = MOMENT.replace(tzinfo=UTC)
HALF = timedelta(hours=-1, milliseconds=-500)
NUMBERS = [
    (pl.Decimal(18, 2), Decimal("1234567890123456.67"), pl.Decimal(20, 3), Decimal("1234567890123456.680"), False),
    (pl.Decimal(18, 2), Decimal("5.25"), pl.Decimal(20, 3), Decimal("5.250"), True),
    (pl.Decimal(38, 2), Decimal("5.25"), pl.Decimal(38, 20), Decimal("5.250"), True),
    (pl.Decimal(38, 2), Decimal("-100.00"), pl.Decimal(38, 20), Decimal("-10"), False),
    (pl.Decimal(38, 0), Decimal("100"), pl.Decimal(38, 20), Decimal("100"), True),
    (pl.Decimal(20, 2), Decimal("9007199254740993"), pl.Int64, LARGE + 1, True),
    (pl.Decimal(20, 2), Decimal("9007199254740992"), pl.Int64, LARGE + 1, False),
    (pl.Decimal(38, 30), Decimal("7"), pl.Int64, 7, True),
    (pl.Decimal(38, 30), Decimal("7.5"), pl.Int64, 7, False),
    (pl.Int64, LARGE + 1, pl.Float64, float(LARGE), False),
    (pl.Int64, LARGE, pl.Float64, float(LARGE), True),
    (pl.Int64, 2**63 - 1, pl.Float64, 2.0**63, False),
    (pl.UInt64, 2**63, pl.Float64, 2.0**63, True),
    (pl.Int64, 0, pl.Float64, -0.0, True),
    (pl.Int64, 0, pl.Float64, 5e-324, False),
    (pl.Int64, None, pl.Float64, 0.5, False),
    (pl.Int64, 1, pl.Float64, float("nan"), False),
    (pl.UInt64, 2**63, pl.Int64, -(2**63), False),
    (pl.UInt64, 7, pl.Int8, 7, True),
    (pl.UInt128, 2**128 - 1, pl.Int64, -1, False),
    (pl.UInt128, 2**127, pl.Float64, 2.0**127, True),
    (pl.Decimal(10, 2), Decimal("0.10"), pl.Float64, 0.1, True),
    (pl.Decimal(10, 2), Decimal("0.30"), pl.Float64, 0.1 + 0.2, False),
    (pl.Decimal(38, 20), Decimal("-0.00000015"), pl.Float64, -1.5e-7, True),
    (pl.Decimal(38, 20), Decimal("0"), pl.Float64, 1e-300, False),
    (pl.Decimal(38, 2), Decimal(2**63), pl.Float64, 2.0**63, True),
    (pl.Float32, 0.1, pl.Float64, 0.1, True),
    (pl.Float32, 0.1, pl.Float64, 0.10000000149011612, True),
    (pl.Float32, 0.1, pl.Float64, 0.1000001, False),
    (pl.Float32, 2.0**24, pl.Float64, 2.0**24 + 1, False),
    (pl.Float32, 0.1, pl.Decimal(10, 3), Decimal("0.100"), True),
    (pl.Float32, float("nan"), pl.Float64, float("nan"), True),
]  # fmt: skip
MOMENTS = [
    (pl.Datetime("ms"), MOMENT, pl.Datetime("us"), MOMENT, True),
    (pl.Datetime("ns"), MOMENT, pl.Datetime("us"), MOMENT, True),
    (pl.Datetime("ms"), MOMENT, pl.Datetime("us"), MOMENT + timedelta(microseconds=1), False),
    (pl.Datetime("ns"), MOMENT, pl.Datetime("us"), datetime(9999, 12, 31), False),
    (pl.Datetime("us", "Asia/Tokyo"), ZONED, pl.Datetime("us", "Europe/Paris"), ZONED, True),
    (pl.Datetime("ms", "Asia/Tokyo"), ZONED, pl.Datetime("us", "UTC"), ZONED, True),
    (pl.Datetime("us", "Asia/Tokyo"), ZONED, pl.Datetime("us", "UTC"), ZONED + timedelta(hours=9), False),
    (pl.Datetime("us"), MOMENT, pl.Datetime("us", "UTC"), ZONED, False),
    (pl.Date, date(2024, 5, 1), pl.Datetime("ms"), datetime(2024, 5, 1), True),
    (pl.Date, date(2024, 5, 1), pl.Datetime("ns"), MOMENT, False),
    (pl.Duration("ms"), HALF, pl.Duration("us"), HALF, True),
    (pl.Duration("ns"), HALF, pl.Duration("ms"), -HALF, False),
    (pl.Duration("ms"), timedelta(days=200_000), pl.Duration("ns"), timedelta(days=1), False),
]  # fmt: skip
NESTED = [
    (pl.List(pl.Int64), [1, None], pl.List(pl.Float64), [1.0, None], True),
    (pl.List(pl.Int64), [1, None], pl.List(pl.Float64), [1.0, 2.0], False),
    (pl.List(pl.Float32), [float("nan")], pl.List(pl.Float64), [None], False),
    (pl.List(pl.Int64), [LARGE + 1], pl.List(pl.Float64), [float(LARGE)], False),
    (pl.List(pl.Int64), [], pl.List(pl.String), [], True),
    (pl.List(pl.Int64), None, pl.List(pl.String), [], False),
    (pl.List(pl.Decimal(9, 2)), [Decimal("5.25")], pl.List(pl.Decimal(9, 3)), [Decimal("5.250")], True),
    (pl.List(pl.List(pl.Int8)), [[1], [2]], pl.List(pl.List(pl.Int64)), [[1], [3]], False),
    (pl.Array(pl.Int64, 2), [1, 2], pl.List(pl.Int64), [1, 2], True),
    (pl.Struct({"a": pl.Int64, "b": pl.String}), {"a": 1, "b": "x"},
     pl.Struct({"b": pl.String, "a": pl.Float64}), {"b": "x", "a": 1.0}, True),
    (pl.Struct({"a": pl.Int64}), {"a": 1}, pl.Struct({"a": pl.Float64}), {"a": 1.5}, False),
    (pl.Struct({"a": pl.Int64}), None, pl.Struct({"a": pl.Float64}), {"a": None}, False),
    (pl.Struct({"a": pl.Int64}), {"a": 1}, pl.Struct({"a": pl.Int64, "b": pl.Int64}), {"a": 1, "b": 2}, False),
    (pl.List(pl.Int64), [1, 2], pl.String, "[1, 2]", True),
    (pl.List(pl.Int64), [1, 2], pl.String, "[1, 3]", False),
]  # fmt: skip
OTHERS = [
    (pl.Binary, b"a", pl.String, "a", True),
    (pl.Binary, b"\xff", pl.String, "a", False),
    (pl.Binary, b"\xff", pl.Int64, 1, False),
    (pl.Duration("ms"), timedelta(seconds=1), pl.String, "PT1S", True),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "one", "theirs", "other", "equal"), [*NUMBERS, *MOMENTS, *NESTED, *OTHERS])
def test_cells_of_two_types_are_equal_where_they_say_the_same(
    ours: Any, one: Any, theirs: Any, other: Any, equal: bool
) -> None:
    left, right = cells([one], ours), cells([other], theirs)
    assert (same(left, right), same(right, left)) == ([equal], [equal])
    if one is not None and other is not None:
        pairs = [(0, 0)] if equal else []
        assert (partners(left, right), partners(right, left)) == (pairs, pairs)


def test_each_of_many_cells_is_compared_with_its_own() -> None:
    one, other = cells([[1], [2], [3]], pl.List(pl.Int64)), cells([[1.0], [2.5], [3.0]], pl.List(pl.Float64))
    assert same(one, other) == [True, False, True]
    assert partners(one, other) == [(0, 0), (2, 2)]


WHOLE = st.sampled_from([0, 1, LARGE, LARGE + 1, 2**62, 10**15]).flatmap(
    lambda most: st.one_of(st.just(most), st.integers(-most, most))
)
FLOATS = st.one_of(st.floats(), st.floats(-4, 4), WHOLE.map(float))
PLACES = st.sampled_from([0, 2, 3, 17])


@st.composite
def columns(draw: st.DrawFn) -> tuple[pl.Series, list[Any]]:
    """Numbers of some type, and what each is: exact, or if a float has places behind the point as it is written."""
    kind = draw(st.sampled_from(["whole", "float", "decimal"]))
    if kind == "whole":
        whole = draw(st.lists(WHOLE, min_size=4, max_size=4))
        return cells(whole, pl.Int64), [Fraction(value) for value in whole]
    if kind == "float":
        floats = draw(st.lists(FLOATS, min_size=4, max_size=4))
        return cells(floats, pl.Float64), [_read(value) for value in floats]
    places = draw(PLACES)
    decimals = [Decimal(value).scaleb(-places) for value in draw(st.lists(WHOLE, min_size=4, max_size=4))]
    return cells(decimals, pl.Decimal(38, places)), [Fraction(value) for value in decimals]


def _read(value: float) -> Any:
    if not isfinite(value):
        return str(value)
    return Fraction(value) if value.is_integer() else Fraction(repr(value))


@settings(deadline=None, max_examples=60)
@given(columns(), columns())
def test_numbers_are_equal_where_arithmetic_says_so(
    one: tuple[pl.Series, list[Any]], other: tuple[pl.Series, list[Any]]
) -> None:
    assert same(one[0], other[0]) == [a == b for a, b in zip(one[1], other[1], strict=True)]
    pairs = [(x, y) for x, a in enumerate(one[1]) for y, b in enumerate(other[1]) if a == b]
    assert partners(one[0], other[0]) == pairs
