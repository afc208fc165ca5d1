"""Keys pressed, and the screen read as text."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from tests.screens.driving import explorer, press, press_ahead, rested, settled, shown, until
from tests.screens.screen_text import screen_lines, screen_text
from tui.ask import live
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.corpus.matching import Matcher
from tui.pages.document import Door
from tui.screens.page import PageScreen
from tui.tables.model import TableModel
from tui.text.widths import cell_width
from tui.widgets.overview_view import OverviewView


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
    async with explorer(lens, size=(160, 40)) as (app, pilot):
        assert "✓ $40B" in screen_text(app)
        await press(pilot, "G")
        assert "1,300,000,000 CNY" in screen_text(app)
        await press(pilot, "d")
        assert "CLAIMS" not in screen_text(app)


async def test_on_a_narrow_screen_the_pane_is_a_drawer(lens: Lens) -> None:
    async with explorer(lens, size=(80, 24)) as (app, pilot):
        assert "CLAIMS" not in screen_text(app)
        await press(pilot, "d")
        lines = screen_lines(app)
        assert lines[3].startswith("OpenAI")
        assert any("$40B" in line for line in lines[12:])


async def test_sort_find_and_clear(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "l", "left_square_bracket")
        assert "sorted ↑ Amount" in screen_text(app)
        assert screen_lines(app)[3].startswith("Moonshot AI")
        await press(pilot, "escape")
        assert "sorted" not in screen_text(app)
        await press(pilot, "slash", *"deeps")
        assert "/deeps  1 found" in screen_text(app)
        await press(pilot, "enter", "s")
        assert "The company called the talk rumours" in screen_text(app)
        await press(pilot, "q", "escape")
        assert "/deeps" not in screen_text(app)


async def test_enter_opens_the_entity_and_q_comes_back(lens: Lens) -> None:
    async with explorer(lens, "users") as (app, pilot):
        await press(pilot, ":", *"doubao", "enter")
        await rested(pilot)
        lines = screen_lines(app)
        assert lines[0].startswith("Doubao  豆包  1 Card  2 Users")
        assert "part of      ByteDance  字节跳动" in screen_text(app)
        await press(pilot, "2")
        assert "116M" in screen_text(app)
        await press(pilot, "q")
        assert screen_lines(app)[0].startswith("termsheet")


async def test_a_door_of_the_overview_opens_its_row(lens: Lens) -> None:
    async with explorer(lens, "overview") as (app, pilot):
        await press(pilot, "j", "enter")
        assert "DeepSeek" in screen_text(app)
        assert "CLAIMS" in screen_text(app)


async def test_q_goes_back_through_the_door(lens: Lens) -> None:
    async with explorer(lens, "overview") as (app, pilot):
        await press(pilot, "j", "enter")
        assert "USERS RACE, CHINA" not in screen_text(app)
        await press(pilot, "q")
        assert "USERS RACE, CHINA" in screen_text(app)


async def test_a_table_is_drawn_again_behind_another_part(lens: Lens) -> None:
    async with explorer(lens, "deals", (80, 24)) as (app, pilot):
        at_first = screen_lines(app)
        for tab in ("1", "3", "1", "2"):
            await press(pilot, tab)
        assert screen_lines(app) == at_first


async def test_a_find_that_fails_moves_nothing(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        await press(pilot, "G", "slash", *"moonx")
        assert "nothing found" in screen_text(app)
        await press(pilot, "escape")
        assert screen_lines(app)[-1].endswith("4/4")


async def test_the_first_column_comes_back(lens: Lens) -> None:
    async with explorer(lens, size=(80, 24)) as (app, pilot):
        before = screen_lines(app)[2]
        await press(pilot, "g", "l")
        assert screen_lines(app)[2] != before
        await press(pilot, "g", "h")
        assert screen_lines(app)[2] == before


async def test_two_key_commands(lens: Lens) -> None:
    async with explorer(lens, "overview") as (app, pilot):
        await press(pilot, "g")
        assert "gd to the deals" in screen_text(app)
        await press(pilot, "d")
        assert "Amount" in screen_text(app)
        await press(pilot, "G", "g", "g")
        assert screen_lines(app)[-1].endswith("1/4")
        await press(pilot, "g", "exclamation_mark")
        assert "No problem was found" in screen_text(app)


async def test_bad_data_opens_with_what_is_good(scratch: Path) -> None:
    path = scratch / "deals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1300000000", "1.3bn"), encoding="utf-8")
    async with explorer(Lens(Corpus(scratch))) as (app, pilot):
        await until(app, pilot, "1 problem in the data")
        assert "4 deals" in screen_text(app)
        await press(pilot, "g", "exclamation_mark")
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


async def test_a_cursor_step_draws_two_lines(lens: Lens) -> None:
    async with explorer(lens) as (app, pilot):
        drawn: list[int] = []
        screen = app.screen
        table = screen.query_one("#table")
        original = table.render_line
        table.render_line = lambda y: drawn.append(y) or original(y)  # type: ignore[method-assign,func-returns-value]
        await press(pilot, "j")
    assert sorted(set(drawn)) == [1, 2]


@pytest.mark.parametrize(("tab", "title"), [("deals", "Amount"), ("deals", "Valuation"), ("users", "Latest")])
@pytest.mark.parametrize("key", ["comma", "backslash"])
async def test_the_value_of_a_figure_is_kept_and_dropped(lens: Lens, tab: str, title: str, key: str) -> None:
    async with explorer(lens, tab, (200, 40)) as (app, pilot):
        model = shown(app).tabs.model
        assert model is not None
        before = model.count
        await press(pilot, *["right"] * [column.title for column in model.columns].index(title), key)
        await app.workers.wait_for_complete()
        await pilot.pause()
        (condition,) = model.view.query.filters
        assert condition.operator == ("drawn" if key == "comma" else "undrawn")
        name = model.column.name
        assert f"▽ {'-' if key == 'backslash' else ''}{name}==" in screen_text(app)
        cells = {model.text(row, model.column) for row in range(model.count)}
        assert (cells == {condition.value}) if key == "comma" else condition.value not in cells
        assert 0 < model.count < before


async def test_the_disputes_of_the_overview_lead_to_their_tab_and_that_to_the_fact(lens: Lens) -> None:
    async with explorer(lens, "overview", (160, 50)) as (app, pilot):
        assert "OPEN DISPUTES  2" in screen_text(app)
        shown(app).query_one(OverviewView).post_message(OverviewView.Opened(Door("disputes")))
        await settled(pilot)
        assert shown(app).tabs.sheet.name == "disputes"
        assert "▽ is:open" in screen_text(app)
        await press(pilot, "enter")
        await rested(pilot)
        assert isinstance(app.screen, PageScreen)
        page = screen_text(app)
        assert "DISPUTE" in page
        assert "contradiction" in page
        assert "$40B / ~$30B = 1.33" in page
        await press(pilot, "q", "q")
        assert shown(app).tabs.sheet.name == "overview"


async def test_the_status_line_counts_disputed_facts_and_not_rows(lens: Lens) -> None:
    async with explorer(lens, "users", (120, 40)) as (app, pilot):
        assert "≠ 1 disputed" in screen_text(app)
        await press(pilot, *"fis:disputed", "enter")
        assert "2 / 5 series" in screen_text(app)


async def test_a_dispute_opens_its_fact_where_no_tab_shows_it(lens: Lens) -> None:
    # A series shows its latest figure; this one is of the month before.
    key = "doubao|mau||average|app|cn|2025-01|people#questmobile"
    async with explorer(lens, "overview", (160, 50)) as (app, pilot):
        shown(app).query_one(OverviewView).post_message(OverviewView.Opened(Door("users", key)))
        await rested(pilot)
        assert isinstance(app.screen, PageScreen)
        assert "✓ 78.6M" in screen_text(app)
        await press(pilot, "q")
        assert shown(app).tabs.sheet.name == "overview"


async def test_a_question_opens_its_answer_as_a_page(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "read as")
        assert "read as" in screen_text(app)
        await press(pilot, "q")
        assert "Deals" in screen_text(app)


async def test_what_is_typed_is_looked_up_beside_the_keys(lens: Lens, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = dict[str, set[int]](find=set(), answer=set())
    find, told = Matcher.find, live.told_live

    def finding(self: Matcher, *words: Any, **how: Any) -> Any:
        threads["find"].add(threading.get_ident())
        return find(self, *words, **how)

    def telling(*words: Any) -> str:
        threads["answer"].add(threading.get_ident())
        return told(*words)

    monkeypatch.setattr(Matcher, "find", finding)
    monkeypatch.setattr(live, "told_live", telling)
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau")
        await until(app, pilot, "18.2M people 2025-03")
        assert isinstance(app.focused, Input)
    assert threads["find"]
    assert threads["answer"]
    assert threading.get_ident() not in threads["find"] | threads["answer"]


async def test_a_long_line_is_sought_at_once(lens: Lens) -> None:
    async with explorer(lens, "deals", size=(100, 30)) as (app, pilot):
        await press(pilot, "/", *("kimi und " * 6))
        await press(pilot, "escape", ":", *("x" * 210), "enter")
        await until(app, pilot, "nothing is called")


async def test_of_letters_that_come_at_once_only_all_of_them_are_looked_for(
    lens: Lens, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    find = TableModel.find

    def counted(model: TableModel, words: str, *rest: Any) -> None:
        looked.append(words)
        find(model, words, *rest)

    monkeypatch.setattr(TableModel, "find", counted)
    async with explorer(lens) as (app, pilot):
        await press(pilot, "slash")
        await press_ahead(pilot, *"moon shot")
        assert looked[-1] == "moon shot"
        assert len(looked) < len("moon shot")
        assert screen_lines(app)[-1].startswith("/moon shot")
        # Whatever key comes behind a letter, what it leaves is looked for.
        await press_ahead(pilot, "x", "backspace")
        assert looked[-2:] == ["moon shotx", "moon shot"]
