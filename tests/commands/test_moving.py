"""Movements go to whatever is scrolled."""

from __future__ import annotations

import polars as pl
import pytest

from tests.commands.conftest import sheet_of
from tests.commands.doing import do, model
from tests.commands.fake_desk import FakeDesk, FakePage
from tui.cells.cell import Reader
from tui.commands.registry import commands


@pytest.fixture
def long(english: Reader) -> FakeDesk:
    frame = pl.DataFrame({name: list(range(100)) for name in "abc"})
    return FakeDesk(sheet_of(frame), reader=english)


@pytest.mark.parametrize(
    ("ids", "row", "column"),
    [
        (("down",), 1, 0),
        (("down", "down", "up"), 1, 0),
        (("up",), 0, 0),
        (("page.down",), 10, 0),
        (("page.down", "half.up"), 5, 0),
        (("half.down", "page.up"), 0, 0),
        (("last",), 99, 0),
        (("last", "first"), 0, 0),
        (("right",), 0, 1),
        (("left",), 0, 0),
        (("last.column",), 0, 2),
        (("last.column", "right"), 0, 2),
        (("last.column", "left"), 0, 1),
        (("last.column", "first.column"), 0, 0),
    ],
)
def test_a_table_is_moved_in(long: FakeDesk, ids: tuple[str, ...], row: int, column: int) -> None:
    do(long, *ids)
    assert (model(long).cursor.row, model(long).cursor.column) == (row, column)
    assert long.done == ["follow"] * len(ids)


def test_a_page_is_moved_in_by_the_same_keys(page: FakeDesk) -> None:
    do(page, "down", "page.down", "half.down", "up")
    assert page.front.row == 15
    do(page, "last")
    assert page.front.row == 99
    do(page, "first")
    assert page.front.row == 0


def test_movements_are_all_that_is_given_what_is_scrolled() -> None:
    moving = [command for command in commands() if command.moves is not None]
    assert {command.group for command in moving} == {"moving"}
    part = FakePage()
    for command in moving:
        assert command.moves is not None
        command.moves(part)
    assert (part.row, part.column) == (99, -1)
