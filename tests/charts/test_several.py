"""Several series on one axis: letters, steps, dots, gaps, definitions, powers, zoom, the cursor."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.charts.chart import SERIES
from tui.charts.glyphs import ASCII, BLOCKS, BRAILLE, Glyphs
from tui.charts.line import LineChart
from tui.charts.series import Point, Series, at, joins, stops
from tui.text.numbers import compact
from tui.text.widths import cell_width

SETS = [BRAILLE, BLOCKS, ASCII]


def ends(year: int, month: int, months: int = 1) -> tuple[date, date]:
    after = year * 12 + month - 1 + months
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(1)


def of(year: int, month: int, value: float, months: int = 1, definition: str = "") -> Point:
    start, end = ends(year, month, months)
    return Point(start, value, end, definition=definition)


DOUBAO = Series("Doubao 豆包", tuple(of(2025, month, 1e8 + month * 2e7) for month in range(1, 13)))
KIMI = Series("Kimi", (of(2025, 1, 5e7, 3), of(2025, 4, 9e7, 3), Point(date(2025, 8, 8), 2.5e8, hollow=True)))


def drawn(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_two_series_have_letters_steps_and_a_hollow_dot() -> None:
    assert LineChart((DOUBAO, KIMI), compact).draw(50, 11, BRAILLE) == drawn(
        """
A Doubao 豆包  B Kimi
400M ┤
     │                                   ⢀⣀⡠⠤⠤⠒A
     │                         ⢀⣀⣀⠤⠤A⠒⠒⠉A⠁
200M ┤               ⢀⣀⣀⠤A⠤⠒⠊A⠉⠁b
     │       ⢀⣀⣀⠤⠤A⠊⠉⠁
     │  ⠤⠒⠒A⠉⠁
     │⣀⣀⣀⣀⣀B⣀⣀⣀⣀⣠⠋⠉⠉⠉⠉B⠉⠉⠉⠉⠉
   0 ┤
     └┬──────────┬─────────┬──────────┬───────────
      2025       04        07         10
"""
    )


def test_neighbours_are_joined_and_what_is_not_known_between_them_is_dotted() -> None:
    near = {(join.one.start.month, join.other.start.month): join.near for join in joins(DOUBAO)}
    assert near == {(month, month + 1): True for month in range(1, 12)}
    gap = Series("", (of(2025, 1, 1), of(2025, 2, 2), of(2025, 5, 3)))
    assert [(join.other.start.month, join.near) for join in joins(gap)] == [(2, True), (5, False)]


def test_two_definitions_are_never_joined() -> None:
    changed = Series("", (of(2025, 1, 1), of(2025, 2, 2), of(2025, 3, 3, definition="new"), of(2025, 4, 4, 1, "new")))
    assert [(join.one.value, join.other.value) for join in joins(changed)] == [(1, 2), (3, 4)]
    lines = LineChart((changed,), compact).draw(60, 9, BRAILLE)
    plot = [line[3:] for line in lines[:-2]]
    cells = {column for line in plot for column, cell in enumerate(line) if cell != " "}
    # The two lines end and begin at the middles of February and March: between them lies nothing.
    assert max(b - a for a, b in pairwise(sorted(cells))) >= 10


def test_definitions_that_take_turns_are_not_joined_over_each_other() -> None:
    turns = Series("", (of(2025, 1, 1), of(2025, 2, 2, definition="new"), of(2025, 3, 3)))
    assert list(joins(turns)) == []


def test_a_range_stands_from_end_to_end_and_bounds_have_arrows() -> None:
    held = (of(2025, 1, 1e8)._replace(high=2e8), of(2025, 4, 1e8)._replace(bound="least"))
    most = of(2025, 7, 2e8)._replace(bound="most")
    for glyphs in SETS:
        chart = LineChart((Series("", (*held, most)),), compact)
        columns = [line[6:] for line in chart.draw(50, 11, glyphs)][:9]
        # The axis reaches the far end, and what stands at January is higher than what stands at April.
        assert chart.draw(50, 11, glyphs)[0].startswith("200M")
        tall = [sum(line[at : at + 3].strip() != "" for line in columns) for at in (2, 21)]
        assert tall[0] > tall[1]
        text = "\n".join(columns)
        assert (glyphs.spelled("↑") in text, glyphs.spelled("↓") in text) == (True, True)


def test_a_day_stands_alone_beside_months_and_quarters_are_their_own_line() -> None:
    mixed = Series(
        "", (of(2025, 1, 1), Point(date(2025, 2, 4), 9), of(2025, 3, 2), of(2025, 1, 5, 3), of(2025, 4, 6, 3))
    )
    assert {(join.one.value, join.other.value) for join in joins(mixed)} == {(1, 2), (5, 6)}


def test_periods_that_overlap_are_not_joined() -> None:
    halves = Series("", (of(2025, 1, 1, 3), of(2025, 2, 2, 3), of(2025, 5, 3, 3)))
    assert [(join.one.value, join.other.value) for join in joins(halves)] == [(2, 3)]


def test_rows_of_a_file_are_joined_whatever_lies_between() -> None:
    dense = Series("", (Point(date(2025, 1, 1), 1), Point(date(2025, 9, 1), 2)), joined="all")
    assert [join.near for join in joins(dense)] == [True]


def test_a_step_is_as_wide_as_its_period_and_a_day_is_a_dot() -> None:
    year = LineChart((Series("", (of(2024, 1, 50, 12), Point(date(2025, 12, 31), 100))),), compact).draw(45, 12, BLOCKS)
    rows = [line[5:] for line in year[:-2]]
    assert rows[0].strip() == "•"
    assert rows[0].index("•") == 39
    [step] = [row for row in rows if row.count("•") > 1]
    assert step.count("•") == 21


def test_values_stand_at_their_rows() -> None:
    points = tuple(of(2025, month, value) for month, value in ((1, 0), (3, 25), (5, 50), (7, 75), (9, 100)))
    lines = LineChart((Series("", points),), compact).draw(60, 7, BLOCKS)
    places = sorted((x, row) for row, line in enumerate(lines[:5]) for x, cell in enumerate(line) if cell == "•")
    assert [row for _, row in places] == [4, 3, 2, 1, 0]


def test_without_colour_each_series_is_told_by_its_letter() -> None:
    several = tuple(Series(f"系列 {n}", tuple(of(2025, m, n * 10 + m) for m in range(1, 7))) for n in range(6))
    for glyphs in SETS:
        text = "\n".join(LineChart(several, compact).draw(80, 20, glyphs)[2:])
        assert {letter for letter in "ABCDEF" if letter in text} == set("ABCDEF")
    pieces = LineChart(several, compact).paint(80, 20, BRAILLE)
    assert {role for line in pieces for _, role in line} >= set(SERIES)


def test_newest_points_in_one_place_stand_side_by_side() -> None:
    alike = tuple(Series(name, (of(2025, 1, 1), of(2025, 6, 5))) for name in "abc")
    text = "\n".join(LineChart(alike, compact).draw(60, 12, BRAILLE)[1:])
    assert {letter for letter in "ABC" if letter in text} == set("ABC")


def test_an_axis_of_powers_has_powers_and_tells_what_has_no_place_on_it() -> None:
    wide = Series("", tuple(of(2025, month + 1, value) for month, value in enumerate((1e3, 1e4, 1e5, 1e6, 0.0))))
    lines = LineChart((wide,), compact, log=True).draw(60, 11, BRAILLE)
    assert [line.split()[0] for line in lines if "┤" in line] == ["1M", "100K", "10K", "1K"]
    assert "▽" in lines[8]
    # A power each, the steps are as high as each other.
    rows = [n for n, line in enumerate(lines) if "┤" in line]
    assert {b - a for a, b in pairwise(rows)} <= {2, 3}


def test_nothing_but_zeros_on_an_axis_of_powers_is_still_drawn() -> None:
    lines = LineChart((Series("", (of(2025, 1, 0.0),)),), compact, log=True).draw(40, 8, BRAILLE)
    assert len(lines) == 8
    assert "▽" in "".join(lines)


def test_zoomed_the_axis_is_that_of_what_is_seen() -> None:
    chart = LineChart((DOUBAO,), compact, since=date(2025, 3, 1), until=date(2025, 6, 30))
    lines = chart.draw(60, 10, BRAILLE)
    assert lines[-1].split() == ["2025-03", "04", "05", "06"]
    assert lines[0].startswith("250M ┤") or lines[0].startswith("300M ┤")
    # What leaves the window leads out of it, at both sides.
    body = [line[6:].ljust(54) for line in lines[:-2]]
    assert any(line[0] != " " for line in body)
    assert any(line[-1] != " " for line in body)


def test_a_window_without_values_is_empty_but_drawn() -> None:
    chart = LineChart((KIMI,), compact, since=date(2020, 1, 1), until=date(2020, 12, 31))
    assert len(chart.draw(60, 10, BRAILLE)) == 10


def test_the_cursor_is_a_rule_behind_the_lines() -> None:
    lines = LineChart((DOUBAO,), compact, cursor=date(2025, 7, 1)).draw(60, 10, BRAILLE)
    columns = [column for line in lines[:8] for column, cell in enumerate(line) if cell == "│" and column > 5]
    assert len(columns) == 7
    assert len(set(columns)) == 1


def test_what_stands_at_a_day_is_the_latest_that_had_begun() -> None:
    assert at(KIMI, date(2025, 3, 3)) == KIMI.points[0]
    assert at(KIMI, date(2025, 8, 8)) == KIMI.points[2]
    assert at(KIMI, date(2025, 12, 31)) == KIMI.points[1]
    assert at(KIMI, date(2024, 12, 31)) is None
    both = Series("", (Point(date(2025, 1, 1), 9, hollow=True), of(2025, 1, 5)))
    assert at(both, date(2025, 1, 1)) == both.points[1]


def test_stops_are_the_days_on_which_something_begins() -> None:
    assert stops((KIMI, DOUBAO))[:3] == [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]
    assert date(2025, 8, 8) in stops((KIMI, DOUBAO))
    assert stops((DOUBAO,), date(2025, 11, 1)) == [date(2025, 11, 1), date(2025, 12, 1)]


def test_a_name_cannot_act() -> None:
    text = "".join(LineChart((Series("\x1b[2J", DOUBAO.points), KIMI), compact).draw(60, 10, BRAILLE))
    assert "\x1b" not in text


NAMES = st.text(st.sampled_from("豆包DeepSeek深度求索🚀👨‍👩‍👧é\u202e\x1b "), max_size=30)
VALUES = st.one_of(st.floats(), st.sampled_from([0.0, -1.0, 5.0, 1e300, 5e-324]))


@st.composite
def some_points(draw: st.DrawFn) -> Point:
    start = draw(st.dates(date(1, 1, 1), date(9999, 12, 31)))
    days = draw(st.sampled_from([0, 1, 6, 28, 31, 90, 181, 365]))
    end = start + timedelta(min(days, (date.max - start).days)) if days else None
    return Point(start, draw(VALUES), end, draw(st.booleans()), draw(st.sampled_from(["", "new"])))


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.builds(
            Series, NAMES, st.lists(some_points(), max_size=8).map(tuple), st.sampled_from(["near", "all", "none"])
        ),
        max_size=8,
    ),
    st.integers(1, 90),
    st.integers(1, 24),
    st.sampled_from(SETS),
    st.booleans(),
    st.one_of(st.none(), st.dates()),
    st.one_of(st.none(), st.dates()),
)
def test_any_series_fit(
    series: list[Series], width: int, height: int, glyphs: Glyphs, log: bool, since: date | None, cursor: date | None
) -> None:
    chart = LineChart(tuple(series), compact, log, since, cursor=cursor)
    lines = chart.draw(width, height, glyphs)
    known = [p for one in series for p in one.points if p.value - p.value == 0]
    assert len(lines) == (height if known else 0)
    assert all(cell_width(line) <= width for line in lines)
    assert lines == ["".join(text for text, _ in line) for line in chart.paint(width, height, glyphs)]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3000), st.floats(-1e9, 1e9), st.booleans(), st.sampled_from([0, 29, 89])),
        min_size=1, max_size=10,
    ),
    st.integers(20, 100),
    st.integers(6, 30),
    st.sampled_from(SETS),
    st.integers(1, 4),
)  # fmt: skip
def test_no_point_is_lost(
    given: list[tuple[int, float, bool, int]], width: int, height: int, glyphs: Glyphs, count: int
) -> None:
    """Where a point stands, something is drawn: its row is that of its value, its column that of its middle."""
    points = [
        Point(start := date(2018, 1, 1) + timedelta(days), value, start + timedelta(length), hollow)
        for days, value, hollow, length in given
    ]
    series = tuple(Series(str(n), tuple(points[n::count])) for n in range(count))
    chart = LineChart(series, lambda value: "9", since=date(2017, 1, 1), until=date(2030, 1, 1))
    lines = chart.draw(width, height, glyphs)
    scale = chart.scale(chart.window())  # type: ignore[arg-type]
    below = 2 if height - 2 >= 4 else 1
    top = next(n for n, line in enumerate(lines) if line[:1] == "9")
    rows = len(lines) - below - top
    columns = (width - 3) * glyphs.across
    days = (date(2030, 1, 1) - date(2017, 1, 1)).days
    for point in points:
        y = round(scale.place(point.value) * (rows * glyphs.down - 1)) // glyphs.down
        x = round((point.middle - date(2017, 1, 1)).days / days * (columns - 1)) // glyphs.across
        line = lines[top + rows - 1 - y].ljust(width)
        assert line[3 + x] != " "


@pytest.mark.parametrize("glyphs", SETS)
def test_the_smallest_room_has_a_line(glyphs: Glyphs) -> None:
    assert len(LineChart((DOUBAO, KIMI), compact).draw(1, 1, glyphs)) == 1
