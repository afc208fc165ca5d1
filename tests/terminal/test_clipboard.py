"""The sequence that puts a text on the clipboard of the terminal."""

from __future__ import annotations

import os
import subprocess
from base64 import b64decode
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.clipboard import MOST_COPIED, sequence, taken_by_tmux


@given(st.text(max_size=500))
def test_the_text_comes_out_as_it_went_in(text: str) -> None:
    written = sequence(text, {})
    assert written is not None
    inner = written.removeprefix("\x1b]52;c;").removesuffix("\x07")
    assert b64decode(inner).decode() == text.encode("utf-8", "replace").decode()


def test_tmux_and_screen_pass_it_on() -> None:
    plain = sequence("x", {})
    assert plain is not None
    doubled = plain.replace("\x1b", "\x1b\x1b")
    assert sequence("x", {"TMUX": "/tmp/t"}) == f"{plain}\x1bPtmux;{doubled}\x1b\\"
    long = sequence("x" * 1000, {"TERM": "screen-256color"})
    assert long is not None
    assert long.count("\x1bP") > 4
    assert all(len(piece) <= 260 for piece in long.split("\x1bP"))


def test_too_long_is_for_a_file() -> None:
    assert sequence("字" * MOST_COPIED, {}) is None


@pytest.mark.skipif(which("tmux") is None, reason="tmux is not on this machine")
def test_tmux_takes_a_text_as_its_newest_buffer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TMUX_TMPDIR", str(tmp_path))
    assert not taken_by_tmux("nobody is there")
    subprocess.run(["tmux", "-f", os.devnull, "new", "-d", "cat"], check=True)
    try:
        text = "Kimi 月之暗面\n$1.5B\t" * 5000
        assert taken_by_tmux(text)
        shown = subprocess.run(["tmux", "show-buffer"], check=True, capture_output=True).stdout
        assert shown.decode() == text
    finally:
        subprocess.run(["tmux", "kill-server"], check=True)


def test_without_tmux_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert not taken_by_tmux("x")
