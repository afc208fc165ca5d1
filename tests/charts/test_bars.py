"""Horizontal bars."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.charts.bars import Bars
from tui.charts.glyphs import ASCII, BLOCKS, BRAILLE, Glyphs
from tui.text.widths import cell_width

numbers = st.floats(allow_nan=True, allow_infinity=True)
sets = st.sampled_from([BRAILLE, BLOCKS, ASCII])


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
    ],
)
def test_bar(value: float, maximum: float, width: int, shown: str) -> None:
    assert Bars((value,), maximum).draw(width, 1, BRAILLE) == [shown]


@pytest.mark.parametrize(("width", "height"), [(0, 1), (-1, 1), (3, 0)])
def test_no_room_no_bars(width: int, height: int) -> None:
    assert Bars((3,), 10).draw(width, height, BRAILLE) == []


def test_one_line_for_each_value_that_has_room() -> None:
    assert Bars((1, 2, 4), 4).draw(4, 2, BRAILLE) == ["█   ", "██  "]


def test_other_glyphs() -> None:
    assert Bars((5, 0.1), 10).draw(4, 2, ASCII) == ["##  ", "#   "]
    assert Bars((5, 0.1, 7), 10).draw(2, 3, BLOCKS) == ["█ ", "░ ", "█░"]


@given(numbers, numbers, st.integers(1, 30), sets)
def test_a_bar_fills_its_width(value: float, maximum: float, width: int, glyphs: Glyphs) -> None:
    [shown] = Bars((value,), maximum).draw(width, 1, glyphs)
    assert cell_width(shown) == width
    assert bool(shown.strip()) == (value > 0)


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.integers(1, 30), sets)
def test_a_greater_value_has_no_shorter_bar(a: float, b: float, width: int, glyphs: Glyphs) -> None:
    low, high = Bars((min(a, b), max(a, b)), 1e9).draw(width, 2, glyphs)
    assert len(low.rstrip()) <= len(high.rstrip())
