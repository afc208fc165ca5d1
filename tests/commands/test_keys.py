"""Keys as people write them, as Textual names them and as a terminal tells them are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from tui.commands.keys import _NAMES as NAMES
from tui.commands.keys import _key as key
from tui.commands.keys import key_text, pressed, read_keys


@pytest.mark.parametrize(
    ("text", "keys", "shown"),
    [
        ("j", ("j",), "j"),
        ("G", ("G",), "G"),
        ("shift+g", ("G",), "G"),
        ("gg", ("g", "g"), "gg"),
        ("g g", ("g", "g"), "gg"),
        ("g!", ("g", "!"), "g!"),
        ("gs", ("g", "s"), "gs"),
        ("g Tab", ("g", "tab"), "g Tab"),
        ("Ctrl+X", ("ctrl+x",), "Ctrl+X"),
        ("ctrl+x ctrl+s", ("ctrl+x", "ctrl+s"), "Ctrl+X Ctrl+S"),
        ("shift+ctrl+left", ("ctrl+shift+left",), "Ctrl+Shift+←"),
        ("left_square_bracket", ("[",), "["),
        ("backslash", ("\\",), "\\"),
        ("ctrl+backslash", ("ctrl+\\",), "Ctrl+\\"),
        ("ctrl++", ("ctrl++",), "Ctrl++"),
        ("+", ("+",), "+"),
        ("Space", ("space",), "Space"),
        (" ", ("space",), "Space"),
        ("↓", ("down",), "↓"),
        ("up", ("up",), "↑"),
        ("pgdn", ("pagedown",), "PgDn"),
        ("F5", ("f5",), "F5"),
        ("esc", ("escape",), "Esc"),
        # What a terminal cannot tell apart.
        ("ctrl+i", ("tab",), "Tab"),
        ("ctrl+m", ("enter",), "Enter"),
    ],
)
def test_keys_are_read_and_written(text: str, keys: tuple[str, ...], shown: str) -> None:
    assert read_keys(text) == keys
    assert key_text(keys) == shown
    assert read_keys(shown) == keys


@pytest.mark.parametrize("text", ["", "nothing", "ctrl+", "hold+x", "a b c", "f25", "ctrl+nothing"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_keys(text)


plain = st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]).filter(str.isprintable)
modified = st.builds(
    "+".join, st.tuples(st.sampled_from(["ctrl", "alt", "ctrl+shift", "super"]), st.sampled_from([*NAMES, *"abxyz[]!"]))
)
single = st.one_of(plain, st.sampled_from([*NAMES]), modified).map(key).filter(bool)


@given(st.lists(single, min_size=1, max_size=2))
def test_what_is_written_is_read_back(keys: list[str]) -> None:
    assert read_keys(key_text(tuple(keys))) == tuple(keys)


# Arrows are how the keys of movement are written; a space is a key with a name.
@given(plain.filter(lambda character: character not in " ←↑→↓"))
def test_an_event_is_the_key_that_people_write(character: str) -> None:
    name = _character_to_key(character)
    assert pressed(name, character) == key(character)


@pytest.mark.parametrize(
    ("name", "character", "found"),
    [
        ("enter", "\r", "enter"),
        ("tab", "\t", "tab"),
        ("space", " ", "space"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("alt+x", "x", "alt+x"),
        ("plus", "+", "+"),
        ("pagedown", None, "pagedown"),
        ("ctrl+left_square_bracket", None, "escape"),
    ],
)
def test_events_without_a_character_are_known_by_name(name: str, character: str | None, found: str) -> None:
    assert pressed(name, character) == found
