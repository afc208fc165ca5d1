"""Columns are hidden, chosen, moved, pinned and sized."""

from __future__ import annotations

from tests.commands.doing import do, model, titles
from tests.commands.fake_desk import FITTED, SHOWN, FakeDesk


def test_hidden_and_chosen(desk: FakeDesk) -> None:
    do(desk, "column.hide")
    assert titles(desk) == ["country", "amount", "date"]
    do(desk, "column.choose")
    assert desk.choice is not None
    assert desk.choice.items == ["country", "amount", "date", "company"]
    assert desk.choice.marked == {0, 1, 2}
    desk.choice.chosen([3, 1])
    assert titles(desk) == ["company", "amount"]
    desk.choice.chosen([])
    assert desk.told == "one column has to stay"
    assert titles(desk) == ["company", "amount"]


def test_moved_with_the_cursor_on_them(desk: FakeDesk) -> None:
    do(desk, "column.right", "column.right")
    assert titles(desk) == ["country", "amount", "company", "date"]
    assert model(desk).column.name == "company"
    do(desk, "column.left")
    assert titles(desk) == ["country", "company", "amount", "date"]


def test_pinned_and_let_go(desk: FakeDesk) -> None:
    model(desk).column_named("date")
    do(desk, "column.freeze")
    assert titles(desk)[0] == "date"
    assert model(desk).frozen == 1
    assert model(desk).column.name == "date"
    do(desk, "column.freeze")
    assert model(desk).frozen == 0


def test_sized(desk: FakeDesk) -> None:
    do(desk, "column.wider")
    assert model(desk).view.width("company") == SHOWN + 2
    do(desk, "column.narrower")
    assert model(desk).view.width("company") == SHOWN - 2
    do(desk, "column.fit")
    assert model(desk).view.width("company") == FITTED
    do(desk, "column.fit")
    assert model(desk).view.width("company") is None


def test_gone_to_by_name(desk: FakeDesk) -> None:
    do(desk, "column.go")
    assert desk.choice is not None
    assert desk.choice.marked is None
    desk.choice.chosen([2])
    assert model(desk).column.name == "amount"
