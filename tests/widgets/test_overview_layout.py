"""Where the blocks of the overview stand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.widgets.overview_layout import OVERHEAD, BlockPlace, place_blocks

LEAST = 4


@settings(max_examples=60)
@given(st.lists(st.integers(0, 70), max_size=8), st.integers(1, 2), st.integers(5, 70))
def test_no_block_is_cut_while_lines_of_its_column_are_empty(wanted: list[int], columns: int, height: int) -> None:
    places = place_blocks(wanted, columns, height, LEAST)
    assert sorted(place.block for place in places) == [block for block, lines in enumerate(wanted) if lines]
    for column in range(columns):
        inside = [place for place in places if place.column == column]
        assert all(min(wanted[place.block], LEAST) <= place.lines <= wanted[place.block] for place in inside)
        end = 0
        for place in inside:
            assert place.y == end
            end = place.y + place.lines + OVERHEAD
        used = end - 1 if inside else 0
        assert used >= height or all(place.lines == wanted[place.block] for place in inside)
    assert not places or (places[0].block, places[0].column, places[0].y) == (
        next(b for b, n in enumerate(wanted) if n),
        0,
        0,
    )


def test_rooms_of_every_size() -> None:
    assert place_blocks([], 2, 40, LEAST) == []
    # A narrow screen: each has its least, and the rest is below.
    assert place_blocks([9, 9, 9], 1, 12, LEAST) == [
        BlockPlace(0, 0, 0, 4),
        BlockPlace(1, 0, 6, 4),
        BlockPlace(2, 0, 12, 4),
    ]
    # A wide one: both columns are full, and a block that has little leaves its lines to the others.
    assert place_blocks([30, 2, 30], 2, 20, LEAST) == [
        BlockPlace(0, 0, 0, 15),
        BlockPlace(1, 0, 17, 2),
        BlockPlace(2, 1, 0, 19),
    ]
