"""Every command is whole: words in both languages, keys of its own, a place in help and in the README."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.commands import every, registry
from tui.commands.keymap import _NAMED as NAMED
from tui.commands.keymap import keymap
from tui.commands.keys import read_keys
from tui.commands.registry import Command, Where, commands
from tui.language.label import Label

HAN = re.compile(r"[\u3400-\u9fff]")
FOLDER = ROOT / "tui" / "commands"


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.id)
def test_a_command_has_words_in_both_languages(command: Command) -> None:
    for label in (command.label, command.elsewhere, *([command.short] if command.short else [])):
        assert label.en.strip() == label.en != ""
        assert HAN.search(label.zh)
        assert not HAN.search(label.en.replace("1.2B, 12亿", ""))


def test_no_key_is_of_two_commands_in_the_same_place() -> None:
    assert keymap({}).problems == ()
    for command in commands():
        for other in commands():
            if command is not other and command.where & other.where:
                assert not set(map(read_keys, command.keys)) & set(map(read_keys, other.keys))


def test_an_id_is_given_once() -> None:
    with pytest.raises(ValueError, match="two commands are called find"):
        registry.register(Command("find", (), Label("", ""), lambda desk: None))


def test_every_module_of_commands_is_loaded() -> None:
    registering = {
        path.stem
        for path in FOLDER.glob("*.py")
        if path.stem != "registry"
        and re.search(r"^@(?:anywhere|on_table|moves)\(|^ *register\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert registering == set(every.MODULES)
    assert {command.group for command in commands()} == registering


def test_what_stands_on_the_key_line_can_be_done_there() -> None:
    keys = keymap({})
    page = [word for _, word in keys.line(Where.PAGE, "en")]
    assert page == ["open", "find", "help", "back"]
    assert {*page} < {word for _, word in keys.line(Where.TABLE, "en")}


def labels() -> list[str]:
    """Every text of a label in the modules of commands and of the screen's own words."""
    found = []
    for path in (*FOLDER.glob("*.py"), ROOT / "tui/language/screen.py", ROOT / "tui/language/nouns.py"):
        found += [
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    return found


def test_sentences_name_commands_that_there_are() -> None:
    ids = {command.id for command in commands()}
    named = {match.group(1) for text in labels() if "`{" not in text for match in NAMED.finditer(text)}
    assert {"export", "find.next", "problems"} <= named <= ids


def test_commands_know_no_screen() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] not in ("textual", "rich"), Path(path).name
