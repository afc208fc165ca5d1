"""Pages as they are read: from name to name, into a page and back to where one was, closer in time, another counter."""

from __future__ import annotations

import pytest
from textual import events

from tests.screens.driving import explorer, press, rested, shown
from tests.screens.screen_text import reversed_text, screen_lines, screen_text
from tui.corpus.lens import Lens
from tui.screens.page import PageScreen
from tui.widgets.page_view import PageView


async def test_a_row_of_users_opens_its_series_and_a_name_there_its_page(lens: Lens) -> None:
    async with explorer(lens, "users", (80, 24)) as (app, pilot):
        await press(pilot, "enter")
        await rested(pilot)
        assert isinstance(app.screen, PageScreen)
        assert screen_lines(app)[1] == "DeepSeek  深度求索 · MAU"
        await press(pilot, "tab")
        assert reversed_text(app).endswith("· MAU DeepSeek  深度求索")
        await press(pilot, "enter")
        await rested(pilot)
        assert screen_lines(app)[0].startswith("DeepSeek  深度求索  1 Card  2 Deals")
        await press(pilot, "q")
        assert screen_lines(app)[1] == "DeepSeek  深度求索 · MAU"
        assert reversed_text(app).endswith("· MAU DeepSeek  深度求索")


async def test_back_keeps_the_place_the_door_and_the_zoom(lens: Lens) -> None:
    async with explorer(lens, "users", (80, 24)) as (app, pilot):
        await press(pilot, "enter")
        await rested(pilot)
        await press(pilot, "plus", "j", "j", "tab", "tab")
        before, cursor = screen_lines(app), reversed_text(app)
        assert cursor
        await press(pilot, "enter")
        await rested(pilot)
        assert screen_lines(app) != before
        await press(pilot, "q")
        assert (screen_lines(app), reversed_text(app)) == (before, cursor)


async def test_a_series_is_switched_and_zoomed_by_key(lens: Lens) -> None:
    async with explorer(lens, "deals", (80, 30)) as (app, pilot):
        await press(pilot, ":", *"deepseek", "enter")
        await rested(pilot)
        await press(pilot, "3", "enter")
        await rested(pilot)
        first = screen_text(app)
        assert "COUNTED BY  3" in first
        await press(pilot, "c")
        second = screen_text(app)
        assert second != first
        await press(pilot, "c", "c")
        assert screen_text(app) == first
        await press(pilot, "C")
        assert screen_text(app) not in (first, second)


async def test_tab_goes_into_the_pane_from_name_to_name_and_back(lens: Lens) -> None:
    async with explorer(lens, "deals", (140, 40)) as (app, pilot):
        await press(pilot, "tab")
        pane = shown(app).query_one("#detail", PageView)
        assert pane.has_focus
        await press(pilot, "tab")
        assert pane.door is not None
        await press(pilot, "shift+tab")
        assert not pane.has_focus
        await press(pilot, "tab", "tab", "enter")
        await rested(pilot)
        assert len(app.screen_stack) == 2


async def test_the_keys_of_a_page_are_told_over_it(lens: Lens) -> None:
    async with explorer(lens, "users", (80, 24)) as (app, pilot):
        await press(pilot, "enter")
        await rested(pilot)
        before = screen_text(app)
        await press(pilot, "question_mark", *"a longer time")
        assert "a longer time" in screen_text(app)
        await press(pilot, "escape")
        assert screen_text(app) == before


async def test_a_click_opens_a_name(lens: Lens) -> None:
    async with explorer(lens, "users", (80, 24)) as (app, pilot):
        await press(pilot, "enter")
        await rested(pilot)
        view = app.screen.query_one("#page", PageView)
        event = events.Click(view, 2, 0, 0, 0, 1, False, False, False)
        view.post_message(event)
        await rested(pilot)
        assert screen_lines(app)[0].startswith("DeepSeek  深度求索  1 Card")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("openai vs kimi", "OpenAI vs Kimi"),
        ("openai vs kimi vs deepseek", "OpenAI vs Kimi vs DeepSeek"),
        ("softbank", "BOUGHT INTO"),
        ("duan nan", "NOW    by the last move that is told"),
    ],
)
async def test_what_stands_behind_the_colon(lens: Lens, typed: str, seen: str) -> None:
    async with explorer(lens, "deals", (80, 24)) as (app, pilot):
        await press(pilot, ":", *typed, "enter")
        await rested(pilot)
        assert seen in screen_text(app)


async def test_a_dispute_opens_its_voices(lens: Lens) -> None:
    async with explorer(lens, "disputes", (100, 30)) as (app, pilot):
        await press(pilot, "enter")
        await rested(pilot)
        assert "VOICES" in screen_text(app)
