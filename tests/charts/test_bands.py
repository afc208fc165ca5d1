"""Bands: bars under each other on the same days, each as high as its own greatest."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.charts.bands import Band, Bands
from tui.charts.glyphs import ASCII, BLOCKS, BRAILLE
from tui.text.widths import cell_width

SINCE, UNTIL = date(2024, 1, 1), date(2025, 12, 31)


def test_bands_stand_on_the_same_columns() -> None:
    rounds, people = Band("rounds", ((SINCE, 1.0), (UNTIL, 8.0)), "$8"), Band("人员离开", ((UNTIL, 2.0),), "2")
    chart = Bands((rounds, people), SINCE, UNTIL, 10, 4)
    first, second, rule, under = chart.draw(40, 4, BRAILLE)
    assert first == "rounds     ▁" + " " * 22 + "█   $8"
    assert second == "人员离开   " + " " * 23 + "█    2"
    assert "┬" in rule
    assert "2025" in under


def test_what_is_outside_is_not_drawn_and_what_is_small_is() -> None:
    points = ((SINCE - timedelta(1), 99.0), (SINCE, 0.001), (UNTIL, 100.0))
    line = Bands((Band("a", points),), SINCE, UNTIL, 2, 1).draw(40, 3, BRAILLE)[0]
    assert line.count("█") == 1
    assert line.count("▁") == 1


@given(
    st.lists(st.tuples(st.dates(SINCE, UNTIL), st.floats(0, 1e12)), max_size=30),
    st.integers(1, 160),
    st.integers(0, 20),
    st.sampled_from([ASCII, BLOCKS, BRAILLE]),
)
def test_no_line_is_wider_than_its_room(points: list, width: int, height: int, glyphs: object) -> None:
    chart = Bands((Band("月活", tuple(points), "~$1.1B"),) * 3, SINCE, UNTIL)
    lines = chart.draw(width, height, glyphs)  # type: ignore[arg-type]
    assert len(lines) <= max(0, height)
    assert all(cell_width(line) <= width for line in lines)
