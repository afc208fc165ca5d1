"""Horizontal bars."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.charts.bars import bar, bars
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


def test_bars() -> None:
    assert bars(ROWS, 30) == [
        "2023    ███████▊ $55.9B",
        "2024 年 ██████████████ $100.4B",
        "豆包    $0",
    ]


def test_bars_of_another_maximum() -> None:
    assert bars([("a", 5, "5")], 12, maximum=10) == ["a ████ 5"]
    assert bars([("a", 5, "5")], 12, maximum=10, ascii=True) == ["a #### 5"]


def test_in_a_small_space_the_bar_goes_first_and_the_figure_last() -> None:
    assert bars(ROWS, 16) == ["2023      $55.9B", "2024 年  $100.4B", "豆包          $0"]
    assert bars(ROWS, 11) == ["20…  $55.9B", "20… $100.4B", "豆…      $0"]
    assert bars(ROWS, 7) == [" $55.9B", "$100.4B", "     $0"]


def test_no_rows_no_lines() -> None:
    assert bars([], 20) == []
    assert bars(ROWS, 0) == []


@given(st.lists(st.tuples(labels, numbers, labels)), st.integers(0, 60), st.booleans())
def test_any_rows_fit(rows: list[tuple[str, float, str]], width: int, ascii: bool) -> None:
    lines = bars(rows, width, ascii=ascii)
    assert len(lines) == (len(rows) if width else 0)
    assert all(cell_width(line) <= width for line in lines)
