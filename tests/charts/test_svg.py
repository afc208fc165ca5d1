"""Charts as pictures: well-formed, with every name in them harmless, and no point lost."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.charts.chart import Chart
from tui.charts.labelled import Bar, BarChart, Stack, StackedBars
from tui.charts.line import LineChart
from tui.charts.scatter import Cluster, Scatter
from tui.charts.series import Point, Series
from tui.charts.svg import svg
from tui.charts.upright import UprightBars, histogram
from tui.text.numbers import compact

NS = "{http://www.w3.org/2000/svg}"
POISON = "</text><script>alert(1)</script>&\"'<b> \x1b[2J\x00\x08 豆包 \u202e]]>"
POINTS = tuple(Point(date(2025, n, 1), n * 1e7, date(2025, n, 28), n == 3) for n in range(1, 7))


def parsed(chart: Chart, title: str = "t", notes: tuple[str, ...] = ()) -> ElementTree.Element:
    return ElementTree.fromstring(svg(chart, title, notes))


def test_each_point_is_a_dot_and_a_hollow_one_is_hollow() -> None:
    root = parsed(LineChart((Series("a", POINTS), Series("b", POINTS)), compact))
    dots = [*root.iter(f"{NS}circle")]
    assert len(dots) == 12
    assert sum(dot.get("fill") == "#ffffff" for dot in dots) == 2
    texts = [text.text for text in root.iter(f"{NS}text")]
    assert {"A a", "B b", "A", "B", "60M"} <= set(texts)


def test_higher_values_stand_higher() -> None:
    dots = [*parsed(LineChart((Series("a", POINTS),), compact)).iter(f"{NS}circle")]
    heights = [float(dot.get("cy") or 0) for dot in dots]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize(
    "chart",
    [
        LineChart((Series(POISON, POINTS), Series("b", POINTS)), lambda value: POISON),
        BarChart((Bar(POISON, 3), Bar("b", -1)), lambda value: POISON),
        StackedBars((POISON, "b"), (Stack(POISON, (1, 2)),), compact),
        UprightBars((Bar(POISON, 3),), compact),
        histogram([1, 2], (POISON, POISON), compact),
        Scatter((Cluster(1, 2), Cluster(3, 4)), lambda value: POISON, lambda value: POISON),
    ],
)
def test_names_are_harmless(chart: Chart) -> None:
    root = parsed(chart, POISON, (POISON,))
    assert {element.tag.removeprefix(NS) for element in root.iter()} <= {
        "svg", "title", "rect", "text", "g", "line", "circle", "clipPath",
    }  # fmt: skip
    assert "\x1b" not in "".join(root.itertext())


def test_fonts_that_have_chinese_are_named() -> None:
    assert "sans-serif" in (parsed(BarChart((Bar("豆包", 1),), compact)).get("font-family") or "")


def test_what_has_no_picture_is_refused() -> None:
    with pytest.raises(TypeError):
        svg(object(), "t")  # type: ignore[arg-type]


VALUES = st.one_of(st.floats(), st.sampled_from([0.0, 1.0, -1.0]))


@given(
    st.lists(st.builds(Bar, st.text(max_size=5), VALUES), max_size=5).map(tuple),
    st.lists(st.builds(Point, st.dates(), VALUES), max_size=5).map(tuple),
    st.booleans(),
)
def test_any_values_are_well_formed(bars: tuple[Bar, ...], points: tuple[Point, ...], log: bool) -> None:
    for chart in (
        BarChart(bars, compact),
        UprightBars(bars, compact),
        StackedBars(("a",), tuple(Stack(bar.label, (bar.value,)) for bar in bars), compact),
        Scatter(tuple(Cluster(bar.value, bar.value) for bar in bars), compact, compact),
        LineChart((Series("a", points),), compact, log),
    ):
        text = svg(chart, "t")
        ElementTree.fromstring(text)
        assert "nan" not in text
        assert '"inf' not in text
