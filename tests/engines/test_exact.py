"""What is computed of whole numbers is what arithmetic says, or nothing: never what begins again at the other end."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.engines.base import answer
from tui.engines.polars.shape import computed
from tui.engines.registry import engine_over
from tui.query.query import Aggregate, Derived, Group, Query

TYPES: list[type[pl.DataType]] = [
    pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64,
]  # fmt: skip
MOST = (1 << 63) - 1
Tree = tuple[Any, ...]


def bounds(dtype: type[pl.DataType]) -> tuple[int, int]:
    low, high = pl.select(low=dtype.min(), high=dtype.max()).row(0)
    return low, high


def value_of(frame: pl.DataFrame, expression: str) -> list[Any]:
    return computed(frame.lazy(), [Derived("it", expression)]).collect()["it"].to_list()


@st.composite
def rows(draw: st.DrawFn) -> pl.DataFrame:
    """One row with a column of each type that 64 bits hold with its sign, often at their ends."""
    cells = {}
    for place, dtype in enumerate(TYPES[:-1]):
        low, high = bounds(dtype)
        value = draw(st.one_of(st.none(), st.sampled_from((low, high, 0, 1)), st.integers(low, high)))
        cells[f"c{place}"] = pl.Series([value], dtype=dtype)
    return pl.DataFrame(cells)


TREES = st.recursive(
    st.one_of(st.sampled_from([f"c{place}" for place in range(len(TYPES) - 1)]), st.integers(-300, 300)),
    lambda inner: st.tuples(st.sampled_from(("+", "-", "*", "//", "%")), inner, inner),
    max_leaves=6,
)


def written(tree: Any) -> str:
    if isinstance(tree, tuple):
        return f"({written(tree[1])} {tree[0]} {written(tree[2])})"
    return str(tree)


def meant(tree: Any, row: dict[str, int | None]) -> int | None:
    """What arithmetic says, with what SQL says of what is missing and of 0."""
    if not isinstance(tree, tuple):
        return row[tree] if isinstance(tree, str) else tree
    left, right = meant(tree[1], row), meant(tree[2], row)
    if left is None or right is None or (right == 0 and tree[0] in ("//", "%")):
        return None
    size = abs(left) // abs(right) if right else 0
    quotient = -size if (left < 0) != (right < 0) else size
    work: dict[str, Callable[[], int]] = {
        "+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
        "//": lambda: quotient, "%": lambda: left - quotient * right,
    }  # fmt: skip
    found = work[tree[0]]()
    return found if -MOST - 1 <= found <= MOST else None


@given(rows(), TREES)
def test_each_step_is_what_arithmetic_says(frame: pl.DataFrame, tree: Any) -> None:
    asked = ("+", "c3", tree)
    assert value_of(frame, written(asked)) == [meant(asked, frame.row(0, named=True))]


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("length(t) - 5", [-4, 6, None]),
        ("month(d) * 100", [200, 1200, None]),
        ("abs(s)", [128, 127, None]),
        ("-s", [128, -127, None]),
        ("sum(s)", [-1, -1, -1]),
        ("sum(u)", [2**33 - 2] * 3),
        ("sum(k)", [None] * 3),
        ("sum(k) over (partition by t)", [MOST, MOST, None]),
        ("u64 + 1", [2**64, 1, None]),
        ("-u64", [1 - 2**64, 0, None]),
        ("u64 * u64", [None, 0, None]),
        ("u64 // 1", [2**64 - 1, 0, None]),
        ("m * m", [None, Decimal("1.5625"), None]),
        ("m + m", [None, Decimal("2.50"), None]),
        ("case when k * 2 > 0 then 1 else 2 end", [2, 2, 2]),
    ],
)
def test_what_is_beyond_its_type_is_exact_or_none(expression: str, values: list[Any]) -> None:
    frame = pl.DataFrame(
        {
            "t": ["x", "longer name", None],
            "d": pl.Series(["2024-02-01", "2024-12-31", None]).str.to_date(),
            "s": pl.Series([-128, 127, None], dtype=pl.Int8),
            "u": pl.Series([2**32 - 1, 2**32 - 1, None], dtype=pl.UInt32),
            "k": [MOST, MOST, None],
            "u64": pl.Series([2**64 - 1, 0, None], dtype=pl.UInt64),
            "m": pl.Series([Decimal(f"{'9' * 36}.99"), Decimal("1.25"), None], dtype=pl.Decimal(38, 2)),
        }
    )
    assert value_of(frame, expression) == values


@pytest.mark.parametrize("dtype", TYPES)
def test_a_sum_of_groups_is_the_sum(dtype: type[pl.DataType]) -> None:
    low, high = bounds(dtype)
    frame = pl.DataFrame({"g": ["a", "a", "b"], "x": pl.Series([high, high, low], dtype=dtype)})
    group = Group(("g",), (Aggregate("sum", "x"),))
    found = dict(answer(engine_over(frame), Query(group=group)).iter_rows())
    assert {name: int(value) for name, value in found.items()} == {"a": 2 * high, "b": low}


def test_a_sum_beyond_the_widest_whole_numbers_is_none() -> None:
    frame = pl.DataFrame({"g": ["a", "a", "b"], "x": pl.Series([2**127 - 1, 5, 3], dtype=pl.Int128)})
    found = dict(answer(engine_over(frame), Query(group=Group(("g",), (Aggregate("sum", "x"),)))).iter_rows())
    assert found == {"a": None, "b": 3}
