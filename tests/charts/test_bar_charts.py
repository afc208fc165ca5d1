"""Bars behind names, stacked bars, upright bars, histograms and two columns against each other."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.charts.chart import Painted, pieces_of, unpainted
from tui.charts.glyphs import ASCII, BLOCKS, BRAILLE, Glyphs
from tui.charts.labelled import Bar, BarChart, Stack, StackedBars
from tui.charts.scatter import Cluster, Scatter
from tui.charts.upright import UprightBars, histogram
from tui.text.numbers import compact
from tui.text.widths import cell_width

SETS = [BRAILLE, BLOCKS, ASCII]
in_chinese = partial(compact, unit="chinese")


def test_bars_behind_names_begin_in_one_column() -> None:
    bars = (Bar("豆包 Doubao", 3.8e8), Bar("DeepSeek", 1.9e8), Bar("Kimi", 0))
    assert BarChart(bars, in_chinese).draw(40, 5, BRAILLE) == [
        "豆包 Doubao ██████████████████████ 3.8亿",
        "DeepSeek    ███████████            1.9亿",
        "Kimi                                   0",
    ]


def test_bars_below_zero_go_to_the_left_of_it() -> None:
    lines = BarChart((Bar("a", -10), Bar("b", 10), Bar("c", -5)), compact).draw(30, 5, BRAILLE)
    assert lines == [
        "a ████████████│            -10",
        "b             │███████████  10",
        "c       ██████│             -5",
    ]


def test_figures_give_way_before_names() -> None:
    assert BarChart((Bar("Kimi", 5e7),), compact).draw(14, 1, BRAILLE) == ["Kimi █████ 50M"]
    assert BarChart((Bar("Kimi", 5e7),), compact).draw(10, 1, BRAILLE) == ["Kimi █████"]
    assert BarChart((Bar("Kimi", 5e7),), compact).draw(4, 1, BRAILLE) == ["████"]


def test_the_stretches_of_stacked_bars_begin_with_letters() -> None:
    stacks = (Stack("2023", (10, 30, 0)), Stack("2024", (20, 50, 10)))
    assert StackedBars(("中国", "US", "Other"), stacks, compact).draw(40, 6, BRAILLE) == [
        "A 中国  B US  C Other",
        "2023 A███B███████████                 40",
        "2024 A███████B███████████████████C███ 80",
    ]


def test_a_small_part_is_seen() -> None:
    [_, line] = StackedBars(("a", "b"), (Stack("x", (1e-9, 1e9)),), compact).draw(30, 3, BRAILLE)
    assert line.startswith("x AB")


def test_upright_bars_stand_on_zero() -> None:
    bars = tuple(Bar(str(2020 + n), value) for n, value in enumerate((10, 20, 40, 30)))
    lines = UprightBars(bars, compact).draw(30, 6, BRAILLE)
    heights = [sum(line[4:].ljust(26)[place] != " " for line in lines[:4]) for place in (1, 7, 13, 19)]
    assert heights == [1, 2, 4, 3]
    assert lines[-1].split() == ["2020", "2021", "2022", "2023"]


def test_upright_bars_hang_from_zero() -> None:
    lines = UprightBars((Bar("a", 10), Bar("b", -10)), compact).draw(30, 8, BRAILLE)
    rows = {line.split()[0]: n for n, line in enumerate(lines) if "┤" in line}
    assert list(rows) == ["10", "0", "-10"]
    above, below = ({n for n, line in enumerate(lines[:6]) if line[5:].ljust(25)[place] == "█"} for place in (1, 13))
    assert max(above) == rows["0"]
    assert min(below) == rows["0"] + 1


def test_a_histogram_fills_its_width_and_tells_its_range() -> None:
    lines = histogram((1, 5, 20, 44, 0, 3), ("-5", "1,200"), compact).draw(40, 8, BRAILLE)
    assert lines[-1].split() == ["-5", "1,200"]
    assert cell_width(lines[-1]) == 40
    # The part without rows is empty, each other one is not.
    bottom = lines[5][5:].ljust(35)
    assert [bottom[n * 35 // 6 + 2] != " " for n in range(6)] == [True, True, True, True, False, True]


def test_more_bars_than_cells_keep_the_greatest() -> None:
    lines = UprightBars(tuple(Bar("", 100.0 if n == 777 else 1.0) for n in range(1000)), compact).draw(30, 6, BRAILLE)
    assert "█" in lines[0]


def test_two_columns_lie_as_they_are() -> None:
    clusters = tuple(Cluster(float(n), float(n * n)) for n in range(11))
    lines = Scatter(clusters, compact, compact).draw(44, 12, BLOCKS)
    assert lines[0].endswith("•")
    assert lines[0].startswith("100 ┤")
    assert lines[9].startswith("  0 ┤•")
    assert lines[-1].split() == ["0", "10"]
    assert sum(line.count("•") for line in lines) == 11


def test_all_equal_stand_in_the_middle() -> None:
    lines = Scatter((Cluster(5, 5, 3), Cluster(5, 5)), compact, compact).draw(30, 9, BLOCKS)
    assert [n for n, line in enumerate(lines) if "•" in line] == [3]
    assert lines[-1].strip() == "5"
    assert Scatter((Cluster(5, 5, 3), Cluster(5, 5)), compact, compact).heaviest == 3


NAMES = st.text(st.sampled_from("豆包DeepSeek深度🚀👨‍👩‍👧é\u202e\x1b "), max_size=20)
VALUES = st.one_of(st.floats(), st.sampled_from([0.0, 1.0, -1.0]))
BARS = st.lists(st.builds(Bar, NAMES, VALUES), max_size=20).map(tuple)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.builds(BarChart, BARS, st.just(compact)),
        st.builds(UprightBars, BARS, st.just(compact), st.one_of(st.none(), st.tuples(NAMES, NAMES))),
        st.builds(
            StackedBars,
            st.lists(NAMES, min_size=3, max_size=3).map(tuple),
            st.lists(st.builds(Stack, NAMES, st.tuples(VALUES, VALUES, VALUES)), max_size=8).map(tuple),
            st.just(compact),
        ),
        st.builds(
            Scatter,
            st.lists(st.builds(Cluster, VALUES, VALUES), max_size=20).map(tuple),
            st.just(compact),
            st.just(compact),
        ),
    ),
    st.integers(-1, 90),
    st.integers(-1, 24),
    st.sampled_from(SETS),
)
def test_any_values_fit(
    chart: UprightBars | BarChart | StackedBars | Scatter, width: int, height: int, glyphs: Glyphs
) -> None:
    lines = chart.draw(width, height, glyphs)
    assert len(lines) <= max(0, height)
    assert all(cell_width(line) <= width for line in lines)
    assert not any("\x1b" in line for line in lines)
    assert isinstance(chart, Painted)
    assert unpainted(pieces_of(chart, width, height, glyphs)) == lines
    if lines and isinstance(chart, UprightBars | Scatter):
        assert len(lines) == height


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=12), st.integers(20, 90), st.sampled_from(SETS))
def test_no_bar_is_lost(values: list[float], width: int, glyphs: Glyphs) -> None:
    lines = BarChart(tuple(Bar("豆包", value) for value in values), lambda value: "").draw(width, 20, glyphs)
    assert [bool(line[2:].strip()) for line in lines] == [value > 0 for value in values]


@pytest.mark.parametrize("glyphs", SETS)
def test_the_smallest_rooms(glyphs: Glyphs) -> None:
    for chart in (
        BarChart((Bar("a", 1),), compact),
        StackedBars(("a",), (Stack("a", (1,)),), compact),
        UprightBars((Bar("a", 1),), compact),
        Scatter((Cluster(1, 1),), compact, compact),
    ):
        [line] = chart.draw(1, 1, glyphs)
        assert cell_width(line) <= 1
        assert line.strip()
