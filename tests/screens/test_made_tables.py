"""Tables made of two on the screen: what is typed, what is asked, what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.driving import files, press, rested
from tests.screens.screen_text import screen_lines, screen_text
from tui.storage.corpora import VARIABLE


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("who,x\nKimi,1\nMoonshott,2\nNobody Else,3\n", encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.csv"
    path.write_text("who,y\nKimi,10\nkimi,11\nNobody Else,12\n", encoding="utf-8")
    return path


async def test_a_tab_is_joined_by_a_line(mine: Path, other: Path) -> None:
    async with files(mine, other) as (app, pilot):
        await press(pilot, "colon", *"join other on who", "enter")
        await rested(pilot)
        lines = screen_lines(app)
        assert lines[0].startswith("Joined")
        assert "joined with other: 3 rows · no partner: 1 of 3 in mine.csv" in lines[1]
        assert [line.split() for line in lines[2:6]] == [
            ["who", "x", "y"],
            ["Kimi", "1", "10"],
            ["Moonshott", "2"],
            ["Nobody", "Else", "3", "12"],
        ]
        await press(pilot, "q")
        assert screen_lines(app)[0].startswith("termsheet  1 mine.csv")


async def test_keys_that_repeat_on_both_sides_are_said_before_the_join(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("k,a\nx,1\nx,2\n", encoding="utf-8")
    two.write_text("k,b\nx,1\nx,2\nx,3\n", encoding="utf-8")
    async with files(one, two) as (app, pilot):
        await press(pilot, "colon", *"join two on k", "enter")
        await rested(pilot)
        assert "keys that repeat on both sides: 1, as x; rows that come of it: 6" in screen_text(app)
        await press(pilot, "enter")
        await rested(pilot)
        assert "6 rows" in screen_lines(app)[1]


async def test_keys_ask_for_the_table_alone(mine: Path, other: Path) -> None:
    async with files(mine, other) as (app, pilot):
        await press(pilot, "g", "j", *"other", "enter")
        await rested(pilot)
        assert "joined with other: 3 rows" in screen_lines(app)[1]
        await press(pilot, "q", "g", "equals_sign", *"other", "enter")
        await rested(pilot)
        assert screen_lines(app)[0].startswith("Differences")


async def test_differences_are_shown_by_a_key(mine: Path, other: Path) -> None:
    async with files(mine, other) as (app, pilot):
        await press(pilot, "colon", *"diff other by who", "enter")
        await rested(pilot)
        assert "mine.csv to other: added 1, removed 1, changed 0" in screen_lines(app)[1]


async def test_names_are_enriched_and_unsure_ones_asked(
    mine: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(small))
    async with files(mine, size=(160, 20)) as (app, pilot):
        await press(pilot, "g", "i", "enter")
        await rested(pilot)
        assert "Moonshott (rows: 1) is" in screen_text(app)
        await press(pilot, "enter")
        await rested(pilot)
        lines = screen_lines(app)
        assert "names known: 2 of 3, in 2 of 3 rows · not known: Nobody Else" in lines[1]
        assert "+ Rounds of" in lines[2]
        assert "Moonshot AI" in lines[4]
        assert "Moonshot AI" not in lines[5]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("join nowhere on who", "`nowhere` is no tab and no file"),
        ("join other", "write it as: join TAB on COLUMN"),
        ("diff other", "write it as: diff TAB by KEY"),
        ("join other on whom", "mine.csv: no column `whom`; did you mean who?"),
        ("join other on x=z", "other: no column `z`"),
        ("enrich whom", "mine.csv: no column `whom`"),
    ],
)
async def test_what_cannot_be_made_is_told(mine: Path, other: Path, line: str, told: str) -> None:
    async with files(mine, other) as (app, pilot):
        await press(pilot, "colon", *line, "enter")
        await rested(pilot)
        assert told in screen_text(app)
