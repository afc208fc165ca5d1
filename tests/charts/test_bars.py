"""Horizontal bars."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.charts.bars import bar
from tui.text.widths import cell_width

numbers = st.floats(allow_nan=True, allow_infinity=True)
labels = st.text(st.sampled_from("abc 2024月之暗面"), max_size=12)


@pytest.mark.parametrize(
    ("value", "maximum", "width", "shown"),
    [
        (10, 10, 4, "████"),
        (5, 10, 4, "██  "),
        (1, 16, 4, "▎   "),
        (7, 16, 2, "▉ "),
        (0.0001, 10, 4, "▏   "),
        (5e-324, 1e308, 4, "▏   "),
        (0, 10, 4, "    "),
        (-3, 10, 4, "    "),
        (20, 10, 4, "████"),
        (1, 0, 2, "██"),
        (0, 0, 2, "  "),
        (math.nan, 10, 2, "  "),
        (math.inf, math.inf, 2, "██"),
        (3, 10, 0, ""),
    ],
)
def test_bar(value: float, maximum: float, width: int, shown: str) -> None:
    assert bar(value, maximum, width) == shown


def test_ascii_bar() -> None:
    assert bar(5, 10, 4, ascii=True) == "##  "
    assert bar(0.1, 10, 4, ascii=True) == "#   "


@given(numbers, numbers, st.integers(0, 30), st.booleans())
def test_a_bar_fills_its_width(value: float, maximum: float, width: int, ascii: bool) -> None:
    shown = bar(value, maximum, width, ascii=ascii)
    assert cell_width(shown) == width
    if width:
        assert bool(shown.strip()) == (value > 0)


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.integers(1, 30))
def test_a_greater_value_has_no_shorter_bar(a: float, b: float, width: int) -> None:
    low, high = sorted((a, b))
    assert len(bar(low, 1e9, width).rstrip()) <= len(bar(high, 1e9, width).rstrip())


ROWS = [("2023", 55.9, "$55.9B"), ("2024 年", 100.4, "$100.4B"), ("豆包", 0, "$0")]
