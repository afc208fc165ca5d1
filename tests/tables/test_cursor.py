"""The cursor: on the screen and inside the table whatever moves it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.tables.cursor import Cursor


@given(
    moves=st.lists(st.tuples(st.sampled_from(["to", "paged", "scrolled"]), st.integers(-40, 40)), max_size=20),
    height=st.integers(1, 9),
    count=st.integers(0, 30),
)
def test_it_is_on_the_screen_and_in_the_table(moves: list[tuple[str, int]], height: int, count: int) -> None:
    cursor = Cursor()
    for name, rows in moves:
        cursor = getattr(cursor, name)(rows, count, height)
        assert 0 <= cursor.row < max(1, count)
        assert cursor.top <= cursor.row < cursor.top + height


def test_a_page_keeps_its_place_on_the_screen() -> None:
    cursor = Cursor(row=3, top=1).paged(10, 100, 10)
    assert (cursor.row, cursor.top) == (13, 11)
    assert cursor.paged(-10, 100, 10) == Cursor(row=3, top=1)


def test_scrolling_takes_it_along_at_the_edge_only() -> None:
    assert Cursor(row=5).scrolled(3, 100, 10) == Cursor(row=5, top=3)
    assert Cursor(row=5).scrolled(8, 100, 10) == Cursor(row=8, top=8)


def test_columns_that_went_are_left() -> None:
    assert Cursor(column=7, left=5).inside(3) == Cursor(column=2, left=2)
    assert Cursor(column=7, left=5).inside(0) == Cursor()
    assert Cursor().across(9, 4).column == 3
