"""No command fails where there is nothing to do, and each of them says so in the person's language."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from tests.commands.conftest import sheet_of
from tests.commands.fake_desk import FakeDesk
from tui.cells.cell import Reader
from tui.commands.registry import Command, Where, commands
from tui.corpus.lens import Lens

PLACES = ("desk", "corpus", "page", "empty")


def answered(desk: FakeDesk, command: Command) -> None:
    """Answers whatever a command asks: leaves the line, takes it empty and as it stands, chooses nothing and all."""
    for answer in (None, "", "x"):
        if desk.prompt.asked is None:
            command.carry_out(desk)
        if desk.prompt.asked is None:
            break
        if answer is None or not desk.prompt.enter(answer):
            desk.prompt.leave()
        desk.rest()
    if desk.choice is not None:
        every: Sequence[int] = range(len(desk.choice.items))
        for picked in ([], every[:1], every):
            desk.choice.chosen(picked)
    desk.rest()


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.id)
@pytest.mark.parametrize("place", PLACES)
def test_every_command_can_be_asked_for(command: Command, place: str, request: pytest.FixtureRequest) -> None:
    desk: FakeDesk = request.getfixturevalue(place)
    command.carry_out(desk)
    answered(desk, command)
    if desk.where not in command.where:
        assert desk.told == desk.say(command.elsewhere)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.id)
def test_a_table_without_columns_is_no_table(command: Command, english: Reader) -> None:
    desk = FakeDesk(sheet_of(pl.DataFrame()), reader=english)
    assert desk.where is Where.PAGE
    command.carry_out(desk)
    answered(desk, command)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.id)
def test_where_a_command_does_not_apply_it_says_so_in_chinese(command: Command, lens: Lens, chinese: Reader) -> None:
    from tui.tables.corpus_sheets import entity_sheets

    desk = FakeDesk(*entity_sheets(lens, "openai", chinese), reader=chinese, lens=lens, entity="openai")
    command.carry_out(desk)
    if Where.PAGE not in command.where:
        assert desk.told == desk.say(command.elsewhere) != command.elsewhere.en
