"""Terminals of other kinds, as they say of themselves: the program shows what they can show, and gives them back."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

from bench.terminal import Terminal

START = "import sys; from tui.launch import main; sys.exit(main())"
KINDS = {
    "true colour": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256 colours": {"TERM": "xterm-256color"},
    "tmux": {"TERM": "tmux-256color"},
    "screen": {"TERM": "screen"},
    "screen with 256 colours": {"TERM": "screen-256color"},
    "16 colours": {"TERM": "xterm-16color"},
    "xterm": {"TERM": "xterm"},
    "the Linux console": {"TERM": "linux"},
    "vt100": {"TERM": "vt100"},
    "no colour": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "ASCII": {"TERM": "vt100", "LC_ALL": "C"},
}
TRUE_COLOUR, OF_256 = re.compile(rb"[34]8;2;"), re.compile(rb"[34]8;5;")


@pytest.mark.parametrize("kind", KINDS)
def test_it_shows_moves_asks_and_gives_the_terminal_back(kind: str, small: Path) -> None:
    command = [sys.executable, "-c", START, "--corpus", str(small), "--tab", "deals"]
    with Terminal(command, 80, 24, KINDS[kind]) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle()
        for key in ("down", "?", "q", "/", "kimi", "enter"):
            terminal.answer(key)
        terminal.answer("Q")
        assert terminal.ended() == 0
        assert terminal.cooked
        written = bytes(terminal.written)
    assert b"Traceback" not in written
    if kind != "true colour":
        assert not TRUE_COLOUR.search(written)
    if "256" not in kind and kind not in ("true colour", "tmux"):
        assert not OF_256.search(written)
    if kind == "ASCII":
        # Names stay as they are spelled; what is drawn around them is plain.
        beyond = {character for character in written.decode() if character > "\x7f"}
        assert {unicodedata.category(character) for character in beyond} <= {"Lo"}
