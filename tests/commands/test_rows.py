"""Rows are selected and seen alone."""

from __future__ import annotations

from tests.commands.doing import column, do, model
from tests.commands.fake_desk import FakeDesk


def test_selected_one_after_the_other(desk: FakeDesk) -> None:
    do(desk, "select", "down", "select")
    assert model(desk).selection.numbers == {0, 2}
    assert model(desk).cursor.row == 3
    assert desk.table.marked == 2
    do(desk, "up", "up", "up", "select")
    assert model(desk).selection.numbers == {2}


def test_a_range_from_the_last_one(desk: FakeDesk) -> None:
    do(desk, "select", "last", "select.range")
    assert model(desk).selection.numbers == {0, 1, 2, 3}


def test_all_or_none(desk: FakeDesk) -> None:
    do(desk, "select.shown")
    assert len(model(desk).selection) == 4
    do(desk, "select.shown")
    assert len(model(desk).selection) == 0


def test_seen_alone(desk: FakeDesk) -> None:
    do(desk, "select.only")
    assert desk.told == "no row is selected: Space selects"
    do(desk, "down", "select", "select.only")
    assert column(desk, "company") == ["Beta"]
    do(desk, "select.only")
    assert len(column(desk, "company")) == 4
