"""One thing is cleared at a time; back and quit are the screen's."""

from __future__ import annotations

from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk


def test_one_thing_at_a_time(desk: FakeDesk) -> None:
    table = model(desk)
    do(desk, "sort.up", "filter.keep", "select")
    table.find("alpha")
    desk.pane.focused = True
    left = [
        lambda: desk.pane.focused,
        lambda: bool(table.found.words),
        lambda: bool(table.selection),
        lambda: bool(table.view.query.filters),
        lambda: bool(table.view.query.sort),
    ]
    for number in range(len(left)):
        assert [there() for there in left] == [False] * number + [True] * (len(left) - number)
        do(desk, "clear")
    assert not any(there() for there in left)


def test_what_was_told_goes_first(desk: FakeDesk) -> None:
    do(desk, "undo", "clear")
    assert desk.told == ""


def test_back_and_quit(page: FakeDesk) -> None:
    do(page, "back", "quit", "clear")
    assert page.done == ["back", "quit"]
