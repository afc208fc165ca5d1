"""A line typed on a page that lies over the tabs: what it opens, what it says, and what it leaves the page for."""

from __future__ import annotations

import pytest
from textual.screen import Screen

from tests.screens.driving import explorer, press, rested, running, settled, shown, until
from tests.screens.screen_text import screen_text
from tui.app import TermsheetApp
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.page import PanelPage
from tui.screens.charts import ChartScreen
from tui.screens.page import HelpScreen, PageScreen


async def test_a_page_is_asked_on(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi vs doubao", "enter")
        await until(app, pilot, " vs ")
        assert isinstance(app.screen, PageScreen)
        await press(pilot, ":")
        assert app.screen.prompting.text == ""
        await press(pilot, *"kimi mau", "enter")
        await until(app, pilot, "read as")
        assert "Kimi · MAU" in screen_text(app)
        await press(pilot, "q")
        assert " vs " in screen_text(app).splitlines()[0]


async def test_what_is_said_stands_on_the_page_until_the_next_key(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "read as")
        page = app.screen
        await press(pilot, ":", *"nosuchthing at all", "enter")
        await until(app, pilot, "nothing is called")
        assert app.screen is page
        await press(pilot, "j")
        assert "nothing is called" not in screen_text(app)
        assert "Kimi · MAU" in screen_text(app).splitlines()[1]


async def test_a_line_that_is_left_leaves_the_page(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "read as")
        before = screen_text(app)
        await press(pilot, ":", *"qqq", "escape")
        assert screen_text(app) == before
        await press(pilot, "q")
        assert shown(app).tabs.sheet.name == "deals"


async def test_what_is_about_the_tabs_leaves_the_pages_over_them(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "read as")
        await press(pilot, ":", *"users", "enter")
        assert shown(app).tabs.sheet.name == "users"


async def test_the_keys_of_an_answer_name_its_doors(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "read as")
        keys = screen_text(app).splitlines()[-1]
        assert keys.startswith("Tab names  Enter open")
        assert ": ask" in keys


async def test_a_question_of_the_shell_opens_its_page(lens: Lens) -> None:
    app = TermsheetApp(lens, Reader("en", lens.names), question="kimi mau")
    async with running(app, (100, 30)) as (opened, pilot):
        await until(opened, pilot, "read as")
        assert isinstance(opened.screen, PageScreen)
        await press(pilot, "q")
        assert shown(opened).tabs.sheet.name == "overview"


async def test_a_chart_is_asked_on_and_lies_beneath_what_it_opens(lens: Lens) -> None:
    async with explorer(lens, "users", size=(100, 30)) as (app, pilot):
        await press(pilot, ".")
        chart = app.screen
        assert isinstance(chart, ChartScreen)
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "read as")
        await press(pilot, "q")
        assert app.screen is chart
        await press(pilot, ":", *"sort metric", "enter")
        assert shown(app).tabs.sheet.name == "users"


async def test_help_is_asked_on_while_nothing_narrows_it(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, "?", ":", *"kimi", "enter")
        await until(app, pilot, "Card")
        await press(pilot, "q")
        assert isinstance(app.screen, HelpScreen)
        # A colon behind other letters narrows like them.
        await press(pilot, "k", ":")
        assert app.screen.prompting.text is None
        assert "nothing" in screen_text(app)


async def test_a_page_waits_while_a_line_is_typed(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":")
        shown(app).desk.open_page("Late", [])
        await press(pilot, *"kim")
        assert shown(app).prompting.text == "kim"
        await press(pilot, "escape")
        assert screen_text(app).splitlines()[0].endswith("Late")
        await press(pilot, "q", ":")
        shown(app).desk.open_page("Later", [])
        await press(pilot, *"users", "enter")
        assert shown(app).tabs.sheet.name == "users"


@pytest.mark.parametrize("keys", [("enter",), ("?",), ("enter", "tab", "enter")])
async def test_what_lies_beneath_is_painted_once(
    lens: Lens, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    painted: list[object] = []
    display = TermsheetApp._display

    def counted(self: TermsheetApp, screen: Screen[None], drawn: object) -> None:
        painted.extend([drawn] if drawn is not None else [])
        display(self, screen, drawn)  # type: ignore[arg-type]

    monkeypatch.setattr(TermsheetApp, "_display", counted)
    async with explorer(lens, "users", size=(100, 30)) as (app, pilot):
        for key in keys:
            await press(pilot, key)
            await rested(pilot)
        painted.clear()
        await press(pilot, "q")
        await rested(pilot)
        assert len(painted) == 1
        assert app.is_running


async def test_a_page_and_what_lies_beneath_are_looked_at_alike(lens: Lens) -> None:
    async with explorer(lens, "companies", size=(140, 40)) as (app, pilot):
        await press(pilot, ":", *"openai vs kimi", "enter")
        await until(app, pilot, " vs ")
        for wanted in ("USD", "CNY"):
            await press(pilot, "$")
            await until(app, pilot, f"month: {wanted}")
        assert "¥" in screen_text(app)
        await press(pilot, "q")
        await rested(pilot)
        assert "→ CNY" in screen_text(app)


async def test_the_card_of_a_name_is_copied_as_it_is_looked_at(lens: Lens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    async with explorer(lens, "deals", size=(140, 40)) as (app, pilot):
        await press(pilot, ":", *"openai", "enter")
        await until(app, pilot, "Card")
        await press(pilot, "$")
        await until(app, pilot, "month: USD")
        await press(pilot, "y", "l")
        await until(app, pilot, "termsheet show openai --currency=USD")
        await press(pilot, "2", "y", "l")
        await until(app, pilot, "without the limit to OpenAI")
        await press(pilot, "q")
        await rested(pilot)
        assert "in USD" in screen_text(app)


async def test_a_key_that_does_nothing_on_a_page_says_so(lens: Lens) -> None:
    async with explorer(lens, "users", size=(100, 30)) as (app, pilot):
        await press(pilot, ".", "F")
        assert "there is no table here" in screen_text(app)
        await press(pilot, "j")
        assert "there is no table here" not in screen_text(app)


async def test_what_ends_while_a_page_is_being_begun_is_said_and_asked_on_it(lens: Lens) -> None:
    """A task may end between a page that is put on top and its first line."""
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        desk, taken = app.screen.desk, []  # type: ignore[attr-defined]
        desk.show_page(PanelPage("made", ()), lambda lens, reader: PanelPage("made", ()))
        page = app.screen
        assert isinstance(page, PageScreen)
        assert not page.is_mounted
        page.take_page(PanelPage("made anew", ()))
        desk.tell("came meanwhile")
        desk.prompt.ask(Label("which", "哪个"), "", taken.append)
        await settled(pilot)
        assert "made anew" in screen_text(app).splitlines()[0]
        assert "came meanwhile" in screen_text(app)
        await press(pilot, *"ab", "enter")
        assert taken == ["ab"]
