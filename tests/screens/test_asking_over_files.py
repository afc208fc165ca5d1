"""Questions over a file: the corpus is opened for the first of them, and what it answers lies over the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.driving import files, press, rested, shown, until
from tests.screens.screen_text import screen_lines, screen_text
from tui.corpus import opening
from tui.corpus.lens import Lens
from tui.screens.page import PageScreen
from tui.storage.corpora import VARIABLE


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("who,x\nKimi,1\nNobody Else,3\n", encoding="utf-8")
    return path


@pytest.fixture
def opened(small: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The corpora that were opened so far."""
    found: list[str] = []
    made = opening.opened_corpus

    def counted(named: str = "") -> Lens:
        found.append(named)
        return made(named)

    monkeypatch.setenv(VARIABLE, str(small))
    monkeypatch.setattr(opening, "opened_corpus", counted)
    return found


async def test_a_question_is_answered_over_a_file_and_leads_on(mine: Path, opened: list[str]) -> None:
    async with files(mine, size=(100, 30)) as (app, pilot):
        await press(pilot, "j", ":", *"2", "enter")
        await rested(pilot)
        assert opened == []
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "read as")
        assert isinstance(app.screen, PageScreen)
        assert "opening the corpus" not in screen_text(app)
        # Its doors lead to pages of the corpus, and back to the file.
        await press(pilot, "tab", "enter")
        await rested(pilot)
        front = shown(app)
        assert front.desk.entity == "kimi"
        assert "Card" in screen_lines(app)[0]
        await press(pilot, "q", "q")
        assert shown(app).tabs.sheet.name == mine.name
        await press(pilot, ":", *"openai vs kimi", "enter")
        await until(app, pilot, " vs ")
        assert len(opened) == 1


async def test_names_and_the_headline_are_told_while_a_question_is_typed(mine: Path, opened: list[str]) -> None:
    async with files(mine, size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau")
        await until(app, pilot, "Kimi · MAU")
        await until(app, pilot, "measure")
        await press(pilot, "escape")
        assert screen_lines(app)[0].startswith("termsheet  1 mine.csv")
        assert len(opened) == 1


async def test_another_look_at_an_answer_leaves_the_file_as_it_is(mine: Path, opened: list[str]) -> None:
    async with files(mine, size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"openai vs kimi", "enter")
        await until(app, pilot, " vs ")
        for wanted in ("USD", "CNY"):
            await press(pilot, "$")
            await until(app, pilot, f"month: {wanted}")
        assert "¥" in screen_text(app)
        await press(pilot, "tab", "enter")
        await rested(pilot)
        assert shown(app).desk.entity is not None
        await press(pilot, "$")
        await rested(pilot)
        await press(pilot, "q", "q")
        await rested(pilot)
        assert screen_lines(app)[0].startswith("termsheet  1 mine.csv")
        assert shown(app).desk.lens is None
        # A line about the table is about the file.
        await press(pilot, ":", *"openai vs kimi", "enter")
        await until(app, pilot, " vs ")
        await press(pilot, ":", *"sort -x", "enter")
        await rested(pilot)
        assert shown(app).tabs.model is not None
        assert "Nobody Else" in screen_lines(app)[3]


async def test_without_a_corpus_a_question_says_why(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(mine))
    async with files(mine, size=(100, 30)) as (app, pilot):
        await press(pilot, ":", *"kimi mau", "enter")
        await until(app, pilot, "no folder")


def test_it_is_opened_once_from_many_threads(opened: list[str]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    once = opening.Opening()
    with ThreadPoolExecutor(4) as pool:
        found = {id(lens) for lens in pool.map(lambda _: once(), range(4))}
    assert len(found) == len(opened) == 1
