"""Keys pressed, and the screen read as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.screens.screen_text import screen_lines, screen_text
from tui.app import TermsheetApp
from tui.cells.cell import Reader
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.text.widths import cell_width

GOLDEN = Path(__file__).parent / "golden"


@asynccontextmanager
async def explorer(
    lens: Lens, tab: str = "deals", size: tuple[int, int] = (120, 40), language: str = "en"
) -> AsyncIterator[tuple[TermsheetApp, Pilot[int]]]:
    app = TermsheetApp(lens, Reader("zh" if language == "zh" else "en", lens.names), tab)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield app, pilot


async def rested(app: TermsheetApp, pilot: Pilot[int]) -> None:
    """Until the pane has followed the cursor."""
    while getattr(app.screen, "_rest", None) is not None:
        await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("tab", ["overview", "deals", "users"])
async def test_screens_look_as_they_did(
    lens: Lens, tab: str, size: tuple[int, int], language: str, request: pytest.FixtureRequest
) -> None:
    """The whole screen against a text file; TERMSHEET_GOLDEN=1 writes the file anew."""
    import os

    path = GOLDEN / f"{tab}-{size[0]}x{size[1]}-{language}.txt"
    async with explorer(lens, tab, size, language) as (app, _):
        text = screen_text(app).rstrip() + "\n"
    if os.environ.get("TERMSHEET_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


async def test_chinese_keeps_the_columns_straight(lens: Lens) -> None:
    async with explorer(lens, "deals", (120, 40)) as (app, _):
        lines = screen_lines(app)[2:7]
    starts = []
    for line in lines:
        table = line.split("│")[0]
        place = next((table.index(word) for word in ("Date", "2025-", "2024-") if word in table), None)
        assert place is not None
        starts.append(cell_width(table[:place]))
    assert len(set(starts)) == 1


async def test_the_pane_follows_the_cursor(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        assert "✓ $40B" in screen_text(app)
        await pilot.press("G")
        await rested(app, pilot)
        assert "1,300,000,000 CNY" in screen_text(app)
        await pilot.press("d")
        assert "CLAIMS" not in screen_text(app)


async def test_on_a_narrow_screen_the_pane_is_a_drawer(lens: Lens) -> None:
    async with explorer(lens, size=(80, 24)) as (app, pilot):
        assert "CLAIMS" not in screen_text(app)
        await pilot.press("d")
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[3].startswith("OpenAI")
        assert any("$40B" in line for line in lines[12:])


async def test_sort_find_and_clear(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await pilot.press("l", "left_square_bracket")
        assert "sorted ↑ Amount" in screen_text(app)
        assert screen_lines(app)[3].startswith("Moonshot AI")
        await pilot.press("escape")
        assert "sorted" not in screen_text(app)
        await pilot.press("slash", *"deeps")
        await pilot.pause()
        assert "/deeps  1 found" in screen_text(app)
        await pilot.press("enter", "s")
        await pilot.pause()
        assert "The company called the talk rumours" in screen_text(app)
        await pilot.press("q", "escape")
        await pilot.pause()
        assert "/deeps" not in screen_text(app)


async def test_enter_opens_the_entity_and_q_comes_back(lens: Lens) -> None:
    async with explorer(lens, "users") as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[0].startswith("Doubao  豆包  1 Card  2 Users")
        assert "part of      ByteDance  字节跳动" in screen_text(app)
        await pilot.press("2")
        await pilot.pause()
        assert "116M" in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        assert screen_lines(app)[0].startswith("termsheet")


async def test_a_door_of_the_overview_opens_its_row(lens: Lens) -> None:
    async with explorer(lens, "overview") as (app, pilot):
        await pilot.press("j", "enter")
        await rested(app, pilot)
        assert "DeepSeek" in screen_text(app)
        assert "CLAIMS" in screen_text(app)


async def test_q_goes_back_through_the_door(lens: Lens) -> None:
    async with explorer(lens, "overview") as (app, pilot):
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "THE USERS RACE" not in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        assert "THE USERS RACE" in screen_text(app)


async def test_a_find_that_fails_moves_nothing(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await pilot.press("G", "slash", *"moonx")
        await pilot.pause()
        assert "nothing found" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert screen_lines(app)[-1].endswith("4/4")


async def test_the_first_column_comes_back(lens: Lens) -> None:
    async with explorer(lens, size=(80, 24)) as (app, pilot):
        before = screen_lines(app)[2]
        await pilot.press("g", "l")
        await pilot.pause()
        assert screen_lines(app)[2] != before
        await pilot.press("g", "h")
        await pilot.pause()
        assert screen_lines(app)[2] == before


async def test_two_key_commands(lens: Lens) -> None:
    async with explorer(lens, "overview") as (app, pilot):
        await pilot.press("g")
        await pilot.pause()
        assert "gd to the deals" in screen_text(app)
        await pilot.press("d")
        await pilot.pause()
        assert "Amount" in screen_text(app)
        await pilot.press("G", "g", "g")
        await pilot.pause()
        assert screen_lines(app)[-1].endswith("1/4")
        await pilot.press("g", "exclamation_mark")
        await pilot.pause()
        assert "No problem was found" in screen_text(app)


@pytest.mark.parametrize("number", range(1, 8))
async def test_every_tab_and_every_key_draws(lens: Lens, number: int) -> None:
    keys = [
        "j",
        "k",
        "h",
        "l",
        "G",
        "pagedown",
        "pageup",
        "ctrl+d",
        "ctrl+u",
        "left_square_bracket",
        "right_square_bracket",
        "n",
        "N",
        "d",
        "d",
        "tab",
        "s",
    ]
    async with explorer(lens) as (app, pilot):
        await pilot.press(str(number))
        for key in keys:
            await pilot.press(key)
            if len(app.screen_stack) > 2:
                await pilot.press("q")
            await pilot.pause()
            assert screen_text(app).strip()


async def test_bad_data_opens_with_what_is_good(scratch: Path) -> None:
    path = scratch / "deals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1300000000", "1.3bn"), encoding="utf-8")
    async with explorer(Lens(Corpus(scratch))) as (app, pilot):
        assert "1 problem in the data" in screen_text(app)
        assert "4 rows" in screen_text(app)
        await pilot.press("g", "exclamation_mark")
        await pilot.pause()
        text = screen_text(app)
        assert "deals.csv:5" in text
        assert "1.3bn" in text


async def test_no_cell_can_act(scratch: Path) -> None:
    path = scratch / "entities.csv"
    evil = "Op\x1b]0;pwned\x07en\u202eAI [bold]x[/]"
    path.write_text(path.read_text(encoding="utf-8").replace(",OpenAI,", f",{evil},"), encoding="utf-8")
    async with explorer(Lens(Corpus(scratch))) as (app, _):
        text = screen_text(app)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "Op␛]0;pwned␇en�AI" in text
    assert "[bold]x" in text


Then = Callable[[TermsheetApp], Awaitable[None]]


async def test_a_cursor_step_draws_two_lines(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        drawn: list[int] = []
        screen = app.screen
        table = screen.query_one("#table")
        original = table.render_line
        table.render_line = lambda y: drawn.append(y) or original(y)  # type: ignore[method-assign,func-returns-value]
        await pilot.press("j")
        await rested(app, pilot)
    assert sorted(set(drawn)) == [1, 2]
