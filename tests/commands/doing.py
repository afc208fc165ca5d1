"""What a person does at a desk."""

from __future__ import annotations

from tests.commands.fake_desk import FakeDesk
from tui.commands.registry import commands
from tui.tables.model import TableModel


def do(desk: FakeDesk, *ids: str) -> None:
    """Carries out commands by their ids."""
    known = {command.id: command for command in commands()}
    for id in ids:
        known[id].carry_out(desk)


def model(desk: FakeDesk) -> TableModel:
    """The table on the desk."""
    assert desk.model is not None
    return desk.model


def column(desk: FakeDesk, name: str) -> list[str]:
    """What stands in a column, from the top."""
    table = model(desk)
    shown = next(one for one in table.columns if one.name == name)
    return [table.text(row, shown) for row in range(table.count)]


def titles(desk: FakeDesk) -> list[str]:
    """The columns shown."""
    return [one.title for one in model(desk).columns]
