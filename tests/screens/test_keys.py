"""Every key, pressed: what it changes on the screen, line for line, against a recorded session.

A record has, for each command, its keys, what the cursor is on where that is another, and the lines that
are other than before it, with their numbers.
`tests.golden` says how the records are written anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.golden import compare
from tests.screens.driving import explorer, files, press, press_ahead, rested, shown
from tests.screens.screen_text import reversed_text, screen_lines
from tui.app import TermsheetApp
from tui.commands.keys import read_keys
from tui.commands.registry import Command, Where, commands
from tui.corpus.lens import Lens
from tui.screens.explorer import ExplorerScreen
from tui.screens.terminal import Terminal
from tui.storage.corpora import VARIABLE

GOLDEN = Path(__file__).parent / "golden"
LEAVING = ("quit", "back", "suspend", "stop", "encoding")
"""What leaves the table or shows another one: the file in another encoding is read beside the keys."""
TEXT = """company,country,amount,date
Alpha 甲,China,300,2024-01-03
Beta,France,100,2024-01-02
Gamma 丙,China,12+,2024-01-01
Delta,India,200,2024-01-04
"""
GROUPS = ("sort", "filter", "column", "type", "select", "copy", "tab")
"""First words of the ids of commands; the other commands are a group of their own."""


def group_of(command: Command) -> str:
    first = command.id.split(".", maxsplit=1)[0]
    return first if first in GROUPS else "other"


def named(command: Command) -> str:
    """The first keys of a command as Textual names them; the second of two stands as its character."""
    first, *second = read_keys(command.keys[0])
    return " ".join([_character_to_key(first) if len(first) == 1 else first, *second])


class Seen(NamedTuple):
    """The screen, and what is drawn in reverse on it: what the cursor is on."""

    lines: list[str]
    cursor: str

    @classmethod
    def of(cls, app: TermsheetApp) -> Seen:
        return cls(screen_lines(app), reversed_text(app))


def changes(before: Seen, after: Seen) -> list[str]:
    cursor = [f"  > {after.cursor}".rstrip()] if after.cursor != before.cursor else []
    lines = enumerate(zip(before.lines, after.lines, strict=True))
    return cursor + [f"{n:3} {line}".rstrip() for n, (was, line) in lines if was != line]


async def back(app: TermsheetApp, pilot: Pilot[int], depth: int) -> None:
    """Leaves what a key opened, and looks at the table as at first."""
    while len(app.screen_stack) > depth:
        await press(pilot, "q" if isinstance(app.screen, ExplorerScreen) else "escape")
    if shown(app).desk.prompt.text is not None:
        await press(pilot, "escape")
    if shown(app).query_one("#detail").display:
        await press(pilot, "d")
    await press_ahead(pilot, "r", "escape")


async def recorded(app: TermsheetApp, pilot: Pilot[int], chosen: Iterable[Command]) -> str:
    """Presses the first keys of each command on a table that is as at first, one column and row in."""
    record: list[str] = []
    depth = len(app.screen_stack)
    for command in chosen:
        await press_ahead(pilot, "g", "h", "home", "right", "down")
        before = Seen.of(app)
        await press(pilot, *read_keys(command.keys[0]))
        await rested(pilot)
        assert app.failure is None, command.id
        record += [f"== {command.id}: {named(command)}", *changes(before, Seen.of(app))]
        await back(app, pilot, depth)
    return "\n".join(record) + "\n"


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("group", [*GROUPS, "other"])
async def test_keys_of_a_file(
    tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch, group: str, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    # What is asked over a file is answered from a corpus.
    monkeypatch.setenv(VARIABLE, str(small))
    monkeypatch.setattr(Terminal, "write", lambda self, sequence: None)
    path = Path("deals.csv")
    path.write_text(TEXT, encoding="utf-8")
    async with files(path, size=(80, 24), language=language) as (app, pilot):
        # What a page is read with does nothing in a table.
        here = [c for c in commands() if c.reads is None and c.where & (Where.TABLE | Where.CHART)]
        chosen = [c for c in here if group_of(c) == group and c.id not in LEAVING]
        compare(GOLDEN / f"keys-{group}-{language}.txt", await recorded(app, pilot, chosen))


KEYS = (
    *("j", "k", "h", "l", "G", "pagedown", "pageup", "ctrl+d", "ctrl+u"),
    *("left_square_bracket", "right_square_bracket", "n", "N", "d", "d", "tab", "s"),
)


@pytest.mark.parametrize("number", range(1, 10))
async def test_keys_of_a_tab(lens: Lens, number: int) -> None:
    async with explorer(lens, size=(110, 24)) as (app, pilot):
        await press(pilot, str(number))
        depth = len(app.screen_stack)
        record: list[str] = []
        for key in KEYS:
            before = Seen.of(app)
            await press(pilot, key)
            assert app.failure is None, key
            record += [f"== {key}", *changes(before, Seen.of(app))]
            if len(app.screen_stack) > depth:
                await press(pilot, "q")
    compare(GOLDEN / f"keys-tab-{number}.txt", "\n".join(record) + "\n")


def test_no_key_is_of_two_commands() -> None:
    for where in Where:
        keys = [read_keys(key) for command in commands() if where in command.where for key in command.keys]
        assert len(keys) == len(set(keys))


async def test_a_key_that_comes_back_when_all_screens_are_gone_is_nobodys(lens: Lens) -> None:
    """As the program ends between the screen that had no use for it and the application that is asked next."""
    async with explorer(lens) as (app, _):
        key = events.Key("y", "y")
        key._set_forwarded()
        stack = [*app._screen_stack]
        app._screen_stack.clear()
        await app.on_event(key)
        app._screen_stack.extend(stack)
