"""The explorer in a real pseudo-terminal: what it writes, and how it leaves the terminal behind."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.terminal import Terminal

BEGUN = b"\x1b[?2026h"
"""How each frame begins: a synchronised update."""
START = "import sys; from tui.cli.verbs import main; sys.exit(main())"


@contextmanager
def explorer(folder: Path, *words: str, columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
    with Terminal([sys.executable, "-c", START, "--corpus", str(folder), *words], columns, rows) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle()
        yield terminal


def test_a_key_writes_what_changed_and_idleness_nothing(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        assert terminal.settle(0.5) == 0
        # One frame for the cursor, one for the pane, which settles in one repaint; a program that was kept waiting
        # for a processor may do both in one.
        assert 1 <= terminal.answer("down").count(BEGUN) <= 2
        terminal.answer("d")
        for key in ("down", "down", "up", "down"):
            stroke = terminal.stroke(key, 0.2, answered=True)
            assert 0 < stroke.written <= stroke.allowed


def frame(terminal: Terminal) -> int:
    """The bytes of one frame of the whole screen."""
    return len(terminal.answer("\x0c"))


@pytest.mark.parametrize(("tab", "seen"), [("overview", "START HERE"), ("deals", "OpenAI")])
def test_the_first_screen_is_painted_once(small: Path, tab: str, seen: str) -> None:
    command = [sys.executable, "-c", START, "--corpus", str(small), "--tab", tab]
    with Terminal(command) as terminal:
        output = b""
        while BEGUN not in output:
            output += terminal.first()
        output += terminal.output()
        terminal._feed(output)
        assert seen in terminal.text()
        assert output.count(BEGUN) == 1
        assert len(output) <= 1.3 * frame(terminal)


def test_a_tab_is_painted_once(small: Path) -> None:
    """One that is opened and one that is gone back to."""
    frames: dict[str, int] = {}
    with explorer(small) as terminal:
        for key in "213512341":
            output = terminal.answer(key)
            assert output.count(BEGUN) == 1, key
            if key not in frames:
                frames[key] = frame(terminal)
            assert len(output) <= 1.3 * frames[key], key


def test_a_page_is_painted_once_and_quitting_restores_the_terminal(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        for key in ("s", "?", "\r"):
            # The key line follows: which doors there are is known when the page has its width.
            page, *rest = sorted(terminal.answer(key).split(BEGUN)[1:], key=len, reverse=True)
            assert len(page) > 1000, key
            assert sum(map(len, rest)) < 400, key
            terminal.answer("q")
        before = len(terminal.written)
        terminal.send("Q")
        assert terminal.ended() == 0
        output = terminal.written[before:]
    assert b"\x1b[?1049l" in output
    assert b"\x1b[?25h" in output


def test_no_color_is_honoured(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with explorer(small, "--tab", "deals") as terminal:
        output = terminal.answer("s")
    assert b"CLAIMS" in output
    assert not re.search(rb"\x1b\[(\d+;)*(3[0-8]|4[0-8]|9[0-7])(;\d+)*m", output)


@pytest.mark.parametrize(("columns", "rows"), [(40, 10), (20, 5), (300, 80)])
def test_any_size_draws(small: Path, columns: int, rows: int) -> None:
    with explorer(small, "--tab", "deals", columns=columns, rows=rows) as terminal:
        for key in ("j", "l", "d", "G"):
            terminal.send(key)
        terminal.wait(lambda text: text.rstrip().endswith("4/4"))
        terminal.settle()
        top, status, titles, *_ = (line.rstrip() for line in terminal.lines())
        assert "2 Deals" in top
        assert status.startswith("4 deals · ≠ 1 dispu")
        assert titles.startswith("Company")
        terminal.until("?", lambda text: text.splitlines()[-1].startswith("Esc back"))
        terminal.settle()
        lines = [line.rstrip() for line in terminal.lines()]
        assert lines[:3] == ["termsheet  Help", "type to narrow", "KEYS"]
        assert lines[3].startswith("Enter        open:")
        assert lines[-1].startswith("Esc back")


def test_without_a_terminal_it_says_so_in_one_line(small: Path) -> None:
    import subprocess

    command = [sys.executable, "-c", START, "--corpus", str(small)]
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, env=os.environ
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
