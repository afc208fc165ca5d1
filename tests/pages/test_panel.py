"""Panels on a page."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cells.cell import Reader
from tui.corpus.names import Names
from tui.pages.document import Block, Door, Heading, Item, Line, Pair, Span, door_of, plain_line
from tui.pages.panel import Room, Text, columns, stacked
from tui.text.widths import cell_width

READER = Reader("en", Names.none())
TITLE: Line = (Span("Title", "part"),)


def room(width: int = 40) -> Room:
    return Room(width, 24, READER)


def text(*lines: str, title: Line = ()) -> Text:
    return Text(tuple(Item((Span(line),), mark=Span("")) for line in lines), title)


def told(lines: list[Line]) -> list[str]:
    return [plain_line(line) for line in lines]


def test_panels_stand_under_each_other_with_a_line_between() -> None:
    assert told(stacked([text("a", title=TITLE), text("b", "c")], room())) == ["Title", " a", "", " b", " c"]


def test_a_panel_with_nothing_to_say_is_left_out_with_its_title() -> None:
    assert told(stacked([Text((), TITLE), text("a"), Text((), TITLE)], room())) == [" a"]
    assert stacked([], room()) == []


def test_a_long_title_wraps() -> None:
    long = (Span("one two three four five six", "heading"),)
    lines = stacked([text("a", title=long)], room(12))
    assert told(lines) == ["one two", "three four", "five six", " a"]
    assert [line[0].role for line in lines[:3]] == ["heading"] * 3


def test_a_line_leads_where_its_first_door_does() -> None:
    door = Door("deals", "k")
    assert door_of(columns(("a", 3, "left", ""), ("b", 3, "right", "dim"), door=door)) == door
    assert door_of(columns(("a", 3, "left", ""))) is None
    assert door_of(()) is None
    assert plain_line(columns(("a", 3, "left", ""), ("b", 3, "right", "dim"))) == "a     b"


@dataclass(frozen=True)
class Wide:
    """Draws what it is told."""

    blocks: tuple[Block, ...]
    door: Door | None = None

    def title(self, reader: Reader) -> Line:
        return (Span("T" * 70, "part"),)

    def draw(self, room: Room) -> list[Line]:
        return Text(self.blocks).draw(room)


spans = st.lists(st.builds(Span, st.text("ab 月", max_size=60)), max_size=4).map(tuple)
blocks = st.one_of(
    st.builds(Heading, st.text("ab 月", max_size=40)),
    st.builds(Pair, st.text("ab 月", max_size=20), st.text("ab 月", max_size=80)),
    st.builds(Item, spans, spans, st.sampled_from([Span(" "), Span("≠", "bad")])),
)


@given(st.lists(st.builds(Wide, st.lists(blocks, max_size=4).map(tuple)), max_size=4), st.integers(24, 200))
def test_no_line_is_wider_than_the_room(panels: list[Wide], width: int) -> None:
    for line in stacked(panels, room(width)):
        assert cell_width("".join(span.text for span in line)) <= width


@pytest.mark.parametrize("width", [30, 60, 120])
def test_what_is_on_a_page_does_not_depend_on_what_is_beside_it(width: int) -> None:
    one, other = text("a", title=TITLE), text("b")
    assert stacked([one, other], room(width)) == [*stacked([one], room(width)), (), *stacked([other], room(width))]
