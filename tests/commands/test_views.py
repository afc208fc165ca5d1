"""Back and forth between views."""

from __future__ import annotations

from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk


def test_undo_redo_and_as_it_was(desk: FakeDesk) -> None:
    do(desk, "undo")
    assert desk.told == "nothing to undo"
    do(desk, "redo")
    assert desk.told == "nothing to redo"
    do(desk, "sort.up", "column.hide", "undo")
    assert len(model(desk).columns) == 4
    assert model(desk).view.query.sort
    do(desk, "redo")
    assert len(model(desk).columns) == 3
    do(desk, "select", "reset")
    assert model(desk).view == model(desk).first_view
    assert not model(desk).selection
    do(desk, "undo")
    assert len(model(desk).columns) == 3
