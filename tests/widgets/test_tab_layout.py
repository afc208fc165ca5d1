"""How tabs fit a line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.widths import cell_width
from tui.widgets.tab_layout import STEPS, TabLayout, layout_tabs

NAMES = ("Overview", "Deals", "Users", "Departures")
names = st.lists(st.text(st.sampled_from("abcdé用户交易"), min_size=1, max_size=30), min_size=1, max_size=12)


def written(laid: TabLayout) -> str:
    line = laid.title
    for place in laid.places:
        line += place.label + " " * laid.gap
    return line.rstrip()


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (80, "termsheet  1 Overview  2 Deals  3 Users  4 Departures"),
        (54, "1 Overview 2 Deals 3 Users 4 Departures"),
        (39, "1 Overview 2 Deals 3 Users 4 Departur"),
        (32, "1 Over 2 Deals 3 User 4 Depa"),
        (20, "1 2 Deals 3 4"),
        (3, "1 2 Deals 3 4"),
    ],
)
def test_names_give_way_to_numbers(width: int, line: str) -> None:
    assert written(layout_tabs("termsheet", NAMES, 1, width)) == line


def test_without_numbers() -> None:
    assert written(layout_tabs("termsheet", ["Sources of this figure"], 0, 40, numbered=False)) == (
        "termsheet  Sources of this figure"
    )


@given(names, st.data(), st.integers(0, 200), st.booleans())
def test_the_roomiest_way_that_fits_is_taken(tabs: list[str], data: st.DataObject, width: int, numbered: bool) -> None:
    active = data.draw(st.integers(0, len(tabs) - 1))
    laid = layout_tabs("title", tabs, active, width, numbered=numbered)
    assert tabs[active] in laid.places[active].label
    assert len(laid.places) == len(tabs)
    assert all(after.x == before.end + laid.gap for before, after in pairwise(laid.places))
    assert laid.end == cell_width(laid.title) + sum(cell_width(place.label) + laid.gap for place in laid.places)
    wider = layout_tabs("title", tabs, active, 10_000, numbered=numbered)
    assert laid == wider or wider.end > width
    narrowest = layout_tabs("title", tabs, active, 0, numbered=numbered)
    assert laid.end <= width or laid == narrowest
    assert (laid.gap, bool(laid.title)) in {(step.gap, step.titled) for step in STEPS}


@given(names, st.integers(0, 200), st.integers(0, 200))
def test_a_click_finds_the_tab_that_is_drawn_there(tabs: list[str], width: int, x: int) -> None:
    laid = layout_tabs("title", tabs, 0, width)
    number = laid.at(x)
    if number is None:
        assert all(not place.x <= x < place.end for place in laid.places)
    else:
        assert laid.places[number].x <= x < laid.places[number].end
