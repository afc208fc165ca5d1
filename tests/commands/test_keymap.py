"""Keys can be others: what a person chose holds, what cannot be is told in one line, and nothing stops the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.commands.keymap import defaults, keymap, load, told_keys
from tui.commands.registry import Where, commands
from tui.language.label import Label

IDS = [command.id for command in commands()]


def test_without_a_choice_every_command_has_its_keys() -> None:
    keys = keymap({})
    assert keys.problems == ()
    for command in commands():
        assert len(keys.of(command.id)) == len(command.keys)
        for one in keys.of(command.id):
            # A chart has keys of its own, which are other commands' before a table.
            place = next(place for place in Where if place in command.where)
            assert keys.command(one, place) == command


def test_a_chosen_key_takes_the_place_of_the_old_ones() -> None:
    keys = keymap({"find": "Ctrl+S", "first": ["g t", "F5"], "mouse": []})
    assert keys.problems == ()
    find = keys.command(("ctrl+s",), Where.TABLE)
    assert find is not None
    assert find.id == "find"
    assert keys.command(("/",), Where.TABLE) is None
    assert keys.of("first") == (("g", "t"), ("f5",))
    assert keys.of("mouse") == ()
    assert keys.key("mouse") == ":mouse"
    assert keys.named("{find} and {first}") == "Ctrl+S and gt"
    assert ("Ctrl+S", "find") in keys.line(Where.TABLE, "en")


def test_keys_may_change_places() -> None:
    keys = keymap({"sort.up": "]", "sort.down": "["})
    assert (keys.key("sort.up"), keys.key("sort.down")) == ("]", "[")
    assert keys.problems == ()


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        ({"fnid": "x"}, "[keys] fnid: no command is called so; did you mean find"),
        ({"find": "nothing"}, "[keys] find: `nothing` is no key"),
        ({"find": 3}, "[keys] find: write a key or a list of keys"),
        ({"find": ["x", 3]}, "[keys] find: write a key or a list of keys"),
        ({"find": "f"}, "[keys] find: `f` was filter, which has no key now"),
        ({"find": "j"}, "[keys] find: `j` was down, which keeps ↓"),
        ({"find": "F5", "cell": "F5"}, "[keys] cell: `F5` is find already"),
        ({"find": "g"}, "[keys] find: `g` and `"),
        ({"find": "fx"}, "[keys] find: `fx` and `f` of filter begin with the same key"),
        ({"find": "Ctrl+C"}, "[keys] find: `Ctrl+C` is always stop"),
        ({"find": "x\x1b"}, "[keys] find: `x␛` is no key"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(chosen: dict[str, Any], problem: str) -> None:
    (said,) = keymap(chosen).problems
    assert said.en.startswith(problem)
    assert not any(char in text for char in "\n\x1b" for text in said)


def test_a_command_that_gets_none_of_its_keys_keeps_those_it_had() -> None:
    keys = keymap({"find": "g", "cell": ["nothing"]})
    assert (keys.key("find"), keys.key("cell")) == ("/", "z")


def test_of_several_keys_those_that_can_be_hold() -> None:
    keys = keymap({"find": ["g", "F5", "nothing"]})
    assert keys.of("find") == (("f5",),)
    assert len(keys.problems) == 2


given_keys = st.one_of(
    st.sampled_from(["g", "gg", "gx", "/", "f", "F5", "Ctrl+S", "nothing", "j", "Ctrl+C", "x y z", ""]),
    st.lists(st.sampled_from(["g", "ga", "q", "F6", "z", "?"]), max_size=3),
    st.integers(),
)


@given(st.dictionaries(st.one_of(st.sampled_from(IDS), st.text(max_size=5)), given_keys, max_size=6))
def test_whatever_is_chosen_no_key_is_of_two_commands_nor_the_beginning_of_another(chosen: dict[str, Any]) -> None:
    keys = keymap(chosen)
    each = [(command, one) for command in commands() for one in keys.of(command.id)]
    for command, one in each:
        for other, another in each:
            if other is not command and command.where & other.where:
                assert one[: len(another)] != another[: len(one)]
    assert all("\n" not in text for problem in keys.problems for text in problem)


def _config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    monkeypatch.setenv("TERMSHEET_CONFIG", str(path))


def test_keys_come_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _config(tmp_path, monkeypatch, b'[keys]\nfind = "ctrl+s"\nfirst = ["g t", "ctrl+x"]\n')
    keys = load()
    assert keys.problems == ()
    assert (keys.key("find"), keys.key("first")) == ("Ctrl+S", "gt")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[keys\n", "config.toml is no TOML: "),
        (b'[keys]\nfind = "\xff"\n', "config.toml is not UTF-8 from byte 16 on"),
        (b"keys = 3\n", "config.toml [keys]: write it as a table"),
        (b"[kyes]\n", "config.toml [kyes]: only [keys], [connections] and keep_frames are known"),
        (b'[keys]\nfnid = "x"\n', "config.toml [keys] fnid: no command is called so"),
    ],
)
def test_a_broken_file_is_told_and_everything_else_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, problem: str
) -> None:
    _config(tmp_path, monkeypatch, content)
    keys = load()
    (said,) = keys.problems
    assert said.en.startswith(problem)
    assert {command.id: keys.of(command.id) for command in commands()} == defaults()


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path))
    (said,) = load().problems
    assert said.en.startswith("config.toml cannot be read: ")
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path / "nothing.toml"))
    assert load().problems == ()


def test_several_problems_are_told_in_one_line() -> None:
    keys = keymap({"a": "x", "b": "x", "problems": "F9"})
    line = told_keys(keys, "en")
    assert line.startswith("[keys] a: no command is called so")
    assert line.endswith("+1 more, F9 lists them")


def test_only_keys_of_the_program_are_named() -> None:
    assert keymap({}).named("press {export} or {nothing.such}, {0}") == "press e or :nothing.such, {0}"
    assert Label("{stop}", "{stop}").zh == "{stop}"
