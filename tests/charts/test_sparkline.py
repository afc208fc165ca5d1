"""Trends in one line."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.charts.glyphs import ASCII, BLOCKS, BRAILLE, Glyphs
from tui.charts.sparkline import Sparkline, placed

values = st.lists(st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True)))
sets = st.sampled_from([BRAILLE, BLOCKS, ASCII])
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("given_values", "width", "shown"),
    [
        ([0, 1, 2, 3, 4, 5, 6, 7], 8, "▁▂▃▄▅▆▇█"),
        ([7, None, 7, 0], 6, "█ █▁  "),
        ([5, 5, 5], 3, "▄▄▄"),
        ([5], 3, "▄  "),
        ([0, 0], 2, "▁▁"),
        ([None, None], 3, "   "),
        ([], 2, "  "),
        ([float("nan"), 1.0, 2.0], 3, " ▅█"),
        ([-4, 0, 4], 3, "▁▅█"),
        ([0, 8, 0, 0, None, None], 3, "█▁ "),
    ],
)
def test_sparkline(given_values: list[float | None], width: int, shown: str) -> None:
    assert Sparkline(tuple(given_values)).draw(width, 1, BRAILLE) == [shown]


@pytest.mark.parametrize(("width", "height"), [(0, 1), (-1, 1), (3, 0)])
def test_no_room_no_line(width: int, height: int) -> None:
    assert Sparkline((1, 2)).draw(width, height, BRAILLE) == []


def test_another_baseline() -> None:
    assert Sparkline((100, 101, 102)).draw(3, 1, BRAILLE) == ["███"]
    assert Sparkline((100, 101, 102), low=None).draw(3, 1, BRAILLE) == ["▁▅█"]
    assert Sparkline((100, 100), low=None).draw(2, 1, BRAILLE) == ["▄▄"]


@pytest.mark.parametrize(("glyphs", "shown"), [(BRAILLE, "▁▂▃▄▅▆▇█  "), (BLOCKS, "··░░▒▒██  "), (ASCII, "_.-~=+*#  ")])
def test_other_glyphs(glyphs: Glyphs, shown: str) -> None:
    assert Sparkline((0, 1, 2, 3, 4, 5, 6, 7, None)).draw(10, 1, glyphs) == [shown]


@given(values, st.integers(1, 30), sets, st.sampled_from([0, None, 3.5]))
def test_any_values_fill_the_width(
    given_values: list[float | None], width: int, glyphs: Glyphs, low: float | None
) -> None:
    [shown] = Sparkline(tuple(given_values), low).draw(width, 1, glyphs)
    assert len(shown) == width
    assert set(shown) <= set(glyphs.ramp + " ")


@given(values, st.integers(1, 30), st.sampled_from([BLOCKS, ASCII]))
def test_a_trend_drawn_in_eighths_is_spelled_as_it_would_have_been_drawn(
    given_values: list[float | None], width: int, glyphs: Glyphs
) -> None:
    known = {v for v in given_values if v is not None and math.isfinite(v)}
    [shown] = Sparkline(tuple(given_values)).draw(width, 1, BRAILLE)
    if len(known) > 1:
        assert [glyphs.spelled(shown)] == Sparkline(tuple(given_values)).draw(width, 1, glyphs)


@given(st.lists(st.floats(0, 1e12), min_size=2, max_size=20, unique=True))
def test_greater_values_are_no_lower(numbers: list[float]) -> None:
    [shown] = Sparkline(tuple(numbers)).draw(len(numbers), 1, BRAILLE)
    levels = [BRAILLE.ramp.index(block) for _, block in sorted(zip(numbers, shown, strict=True))]
    assert levels == sorted(levels)
    assert levels[-1] == len(BRAILLE.ramp) - 1


def test_points_stand_at_their_dates() -> None:
    points = [(date(2025, 1, 1), 1.0), (date(2025, 7, 3), 2.0), (date(2025, 12, 31), 3.0)]
    assert placed(points, date(2025, 1, 1), date(2025, 12, 31), 4) == [1.0, None, 2.0, 3.0]


def test_the_latest_of_a_column_wins() -> None:
    points = [(date(2025, 1, 20), 2.0), (date(2025, 1, 10), 1.0)]
    assert placed(points, date(2025, 1, 1), date(2025, 1, 31), 1) == [2.0]


def test_points_outside_the_axis_are_left_out() -> None:
    points = [(date(2024, 12, 31), 1.0), (date(2026, 1, 1), 2.0)]
    assert placed(points, date(2025, 1, 1), date(2025, 12, 31), 3) == [None] * 3
    assert placed(points, date(2025, 1, 2), date(2025, 1, 1), 3) == [None] * 3
    assert placed(points, date(2025, 1, 1), date(2025, 1, 2), 0) == []


@given(st.lists(st.tuples(days, st.floats(0, 9)), unique_by=lambda p: p[0]), days, days, st.integers(0, 40))
def test_columns_keep_the_order_of_time(
    points: list[tuple[date, float]],
    a: date,
    b: date,
    width: int,
) -> None:
    start, end = sorted((a, b))
    columns = placed(points, start, end, width)
    assert len(columns) == width
    within = [value for day, value in sorted(points) if start <= day <= end]
    shown = iter(within)
    assert all(any(value == later for later in shown) for value in columns if value is not None)
    if within and width:
        assert [v for v in columns if v is not None][-1] == within[-1]
