"""A tab that is no table is a module with a `Tab`, and its line in the list: the screen finds the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.screens.driving import explorer, press, rested
from tests.screens.screen_text import screen_lines, screen_text
from tui.cells.cell import Reader
from tui.cli.explore import _known_tab
from tui.corpus.lens import Lens
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.pages import entity_tabs, tabs
from tui.pages.document import Door, Line, Span
from tui.pages.panel import Panel, Room, columns, titled
from tui.pages.tab import Tab
from tui.tables.corpus_sheets import corpus_tabs


@dataclass(frozen=True)
class Newest:
    """The newest deal of a corpus, on a line that leads to it."""

    lens: Lens
    door: Door | None = None

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(Label("NEWEST", "最新")))

    def draw(self, room: Room) -> list[Line]:
        row = self.lens.facts("deals").row(0, named=True)
        return [columns((row["key"], 20, "left", ""), door=Door("deals", row["key"]))]


@dataclass(frozen=True)
class Whose:
    """The entity of a page."""

    entity: str
    door: Door | None = None

    def title(self, reader: Reader) -> Line:
        return titled("WHOSE")

    def draw(self, room: Room) -> list[Line]:
        return [(Span(room.reader.names.name(self.entity, room.reader.language)),)]


def newest(lens: Lens, entity: str) -> Sequence[Panel]:
    return [Newest(lens)]


SIGHTS = Tab("sights", Label("Sights", "一览"), "overview", newest, order=15)
NOTES = Tab("notes", Label("Notes", "笔记"), "page", newest, order=25)
WHOSE = Tab("whose", Label("Whose", "何人"), "page", lambda lens, entity: [Whose(entity)])


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "OF_CORPUS", (*tabs.OF_CORPUS, SIGHTS, NOTES))
    monkeypatch.setattr(entity_tabs, "OF_ENTITY", (*entity_tabs.OF_ENTITY, WHOSE))


def test_tabs_of_panels_take_their_places_among_the_tables(lens: Lens) -> None:
    assert corpus_tabs(lens)[:5] == ("overview", "deals", "sights", "users", "notes")
    _known_tab(lens, "sights")
    with pytest.raises(TermsheetError, match="no tab"):
        _known_tab(lens, "sight")


async def test_a_board_has_a_cursor_on_its_doors(lens: Lens) -> None:
    async with explorer(lens, "overview") as (app, pilot):
        assert "2 Deals 3 Sights 4 Users 5 Notes" in screen_lines(app)[0]
        await press(pilot, "3")
        assert screen_lines(app)[2:4] == ["NEWEST", "openai-2025-03"]
        await press(pilot, "enter")
        assert "1/4" in screen_lines(app)[-1]
        await press(pilot, "q")
        assert screen_lines(app)[2] == "NEWEST"


async def test_a_page_is_scrolled(lens: Lens) -> None:
    async with explorer(lens, "notes") as (app, pilot):
        assert screen_lines(app)[2:4] == ["NEWEST", "openai-2025-03"]
        await press(pilot, "j", "1")
        assert "OPEN DISPUTES" in screen_text(app)
        await press(pilot, ":", *"sights", "enter")
        assert screen_lines(app)[2] == "NEWEST"


async def test_the_cursor_of_each_board_stays_where_it_was(lens: Lens) -> None:
    async with explorer(lens, "overview", (80, 24)) as (app, pilot):
        await press(pilot, "G", "3", "1")
        here = screen_lines(app)
        await press(pilot, "3", "1")
        assert screen_lines(app) == here
        await press(pilot, "enter")
        assert "Subject" in screen_text(app)


async def test_a_tab_of_an_entity_is_on_its_page(lens: Lens) -> None:
    async with explorer(lens, "deals") as (app, pilot):
        await press(pilot, ":", *"kimi whose", "enter")
        await rested(pilot)
        assert screen_lines(app)[2:4] == ["WHOSE", "Kimi"]
