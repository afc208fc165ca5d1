"""Undo and redo as values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.tables.cursor import Cursor
from tui.tables.past import MOST_UNDONE, Past, Step
from tui.tables.view import View


def step(number: int) -> Step:
    return Step(View(frozen=number), Cursor(row=number))


@given(st.lists(st.sampled_from(["add", "back", "forth"]), max_size=60))
def test_it_is_a_tape(moves: list[str]) -> None:
    """Whatever is done, what is behind and ahead are the numbers before and after the one shown, in order."""
    past, shown, last = Past(), 0, 0
    for move in moves:
        if move == "add":
            past, shown = past.add(step(shown)), shown + 1
            last = shown
        else:
            found = past.back(step(shown)) if move == "back" else past.forth(step(shown))
            assert (found is None) == (shown == (0 if move == "back" else last))
            if found is not None:
                reached, past = found
                shown = reached.cursor.row
        assert [one.cursor.row for one in past.behind] == list(range(shown))
        assert [one.cursor.row for one in reversed(past.ahead)] == list(range(shown + 1, last + 1))


def test_it_does_not_grow_without_end() -> None:
    past = Past()
    for number in range(3 * MOST_UNDONE):
        past = past.add(step(number))
    assert len(past.behind) == MOST_UNDONE + 1
    assert past.behind[-1] == step(3 * MOST_UNDONE - 1)
