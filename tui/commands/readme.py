"""Writes the tables of keys in the README: `python -m tui.commands.readme` after a command or its keys changed.

A table stands between two comments, of which the first names the modules of commands that it lists.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tui.commands.keymap import defaults
from tui.commands.keys import key_text
from tui.commands.palette import PALETTE_VERBS
from tui.commands.registry import Command, commands

KEY_TABLE = re.compile(r"(<!-- keys of ([a-z_ ]+) -->\n).*?(<!-- end of keys -->\n)", re.DOTALL)
_HEAD = "| key | what it does |\n| --- | --- |\n"
_SHARED = 2
"""Words that labels begin with in common before they are said once only."""


def _keys(family: list[Command]) -> list[str]:
    # Keys that do one thing in a table and another on a page stand once.
    return [*dict.fromkeys(key_text(keys) for command in family for keys in defaults()[command.id])]


def _told(family: list[Command]) -> list[str]:
    """What the commands do, one after the other; how they begin alike is said once."""
    told: list[str] = []
    before: list[str] = []
    for command in family:
        words = command.label.en.split(" ")
        shared = next((n for n, (a, b) in enumerate(zip(before, words, strict=False)) if a != b), len(before))
        told.append(" ".join(words[shared:] if _SHARED <= shared < len(words) else words))
        before = words
    return told


def _row(family: list[Command]) -> str:
    keys, told = [f"`{key}`" for key in _keys(family)], _told(family)
    if len(family) > _SHARED and all(key.isdecimal() for key in _keys(family)):
        keys, told = [keys[0], "…", keys[-1]], [f"{told[0]} … {told[-1]}"]
    return f"| {' '.join(keys)} | {'; '.join(told)} |\n"


def key_rows(module: str) -> Iterator[str]:
    """The rows of a module: one for the commands whose ids begin alike."""
    own = [command for command in commands() if command.group == module]
    if not own:
        raise ValueError(f"no module of commands is called {module}")
    for _, family in groupby(own, key=lambda command: command.id.split(".", maxsplit=1)[0]):
        yield _row([*family])
    if module == "by_name":
        yield from (f"| `:{verb}` | {notes.en} |\n" for verb, notes in PALETTE_VERBS.items())


def filled(text: str) -> str:
    """A text with its tables written anew."""

    def table(found: re.Match[str]) -> str:
        return found[1] + _HEAD + "".join(row for name in found[2].split() for row in key_rows(name)) + found[3]

    return KEY_TABLE.sub(table, text)


if __name__ == "__main__":
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "README.md")
    path.write_text(filled(path.read_text("utf-8")), "utf-8")
