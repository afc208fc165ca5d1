"""The tables of keys in the README are those of the registry, and every key in them works."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tui.commands.every import MODULES
from tui.commands.keymap import keymap
from tui.commands.keys import read_keys
from tui.commands.readme import KEY_TABLE, filled, key_rows
from tui.commands.registry import Where, commands

README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_is_not_stale() -> None:
    """`python -m tui.commands.readme` writes it anew."""
    assert filled(README) == README


def test_every_module_of_commands_has_its_place() -> None:
    assert sorted(name for table in KEY_TABLE.finditer(README) for name in table[2].split()) == sorted(MODULES)


def _keys() -> list[str]:
    found = []
    for table in KEY_TABLE.finditer(README):
        for row in table[0].splitlines()[3:-1]:
            cell = row.split(" | ")[0]
            if "…" in cell:
                first, last = map(int, re.findall(r"`(\d)`", cell))
                found += [str(number) for number in range(first, last + 1)]
            else:
                found += re.findall(r"`([^`]+)`", cell)
    return [key for key in found if len(key) == 1 or not key.startswith(":")]


@pytest.mark.parametrize("key", _keys())
def test_every_key_in_the_readme_works(key: str) -> None:
    command = keymap({}).command(read_keys(key), Where.TABLE)
    assert command is not None
    assert key in command.keys


def test_every_key_is_in_the_readme() -> None:
    assert {*_keys()} == {key for command in commands() for key in command.keys}


def test_what_commands_do_is_said_once_where_it_begins_alike() -> None:
    assert "| `~` `#` `@` `$` | read this column as text; numbers; numbers in other units; dates; money" in "".join(
        key_rows("types")
    )
    assert "| `1` … `9` | tab 1 … tab 9 |\n" in [*key_rows("tabs")]
    with pytest.raises(ValueError, match="no module of commands is called nothing"):
        [*key_rows("nothing")]
