"""The sequence that puts a text on the clipboard of the terminal."""

from __future__ import annotations

from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.clipboard import MOST_COPIED, sequence


@given(st.text(max_size=500))
def test_the_text_comes_out_as_it_went_in(text: str) -> None:
    written = sequence(text, {})
    assert written is not None
    inner = written.removeprefix("\x1b]52;c;").removesuffix("\x07")
    assert b64decode(inner).decode() == text.encode("utf-8", "replace").decode()


def test_tmux_and_screen_pass_it_on() -> None:
    assert sequence("x", {"TMUX": "/tmp/t"}).startswith("\x1bPtmux;\x1b\x1b]52;c;")  # type: ignore[union-attr]
    long = sequence("x" * 1000, {"TERM": "screen-256color"})
    assert long is not None
    assert long.count("\x1bP") > 4
    assert all(len(piece) <= 260 for piece in long.split("\x1bP"))


def test_too_long_is_for_a_file() -> None:
    assert sequence("字" * MOST_COPIED, {}) is None
