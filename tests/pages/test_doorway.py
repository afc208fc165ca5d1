"""Doors on a page: found where they stand, in the order of reading, one for each place that a line leads to."""

from __future__ import annotations

from tui.pages.document import Door, Span
from tui.pages.doorway import door_at, doorways, seen_first

ONE, OTHER = Door("entities", "one"), Door("entities", "other")
LINES = [
    (Span("月之暗面", "", ONE), Span("  "), Span("b ", "", OTHER)),
    (Span("no door"),),
    (Span("x"), Span("20", "", ONE), Span(" "), Span("B", "", ONE)),
]


def test_doors_have_their_cells() -> None:
    ways = doorways(LINES)
    assert [(way.y, way.left, way.right, way.door) for way in ways] == [
        (0, 0, 8, ONE),
        (0, 10, 11, OTHER),
        (2, 1, 5, ONE),
    ]
    assert door_at(ways, 9, 0) is None
    assert door_at(ways, 10, 0) == 1
    assert door_at(ways, 4, 2) == 2


def test_the_first_that_is_seen() -> None:
    ways = doorways(LINES)
    assert seen_first(ways, 0, 3, 1) == 0
    assert seen_first(ways, 0, 3, -1) == 2
    assert seen_first(ways, 1, 1, 1) == 2
    assert seen_first(ways, 1, 1, -1) == 1
    assert seen_first(ways, 3, 9, 1) == 2
    assert seen_first((), 0, 9, 1) is None
