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

START = "import sys; from tui.cli.verbs import main; sys.exit(main())"


@contextmanager
def explorer(folder: Path, *words: str, columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
    with Terminal([sys.executable, "-c", START, "--corpus", str(folder), *words], columns, rows) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle(0.4)
        yield terminal


def test_a_key_writes_what_changed_and_idleness_nothing(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        assert terminal.settle(0.5) == 0
        terminal.send("d")
        terminal.settle(0.3)
        for key in ("down", "down", "up", "down"):
            stroke = terminal.stroke(key, 0.2)
            assert 0 < stroke.written <= stroke.allowed


def test_the_pane_settles_in_one_repaint(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        terminal.send("down")
        output = terminal.output(0.4)
        # One frame for the cursor, one for the pane: each begins a synchronised update.
        assert output.count(b"\x1b[?2026h") == 2


BEGUN = b"\x1b[?2026h"
"""How each frame begins: a synchronised update."""


def frame(terminal: Terminal) -> int:
    """The bytes of one frame of the whole screen."""
    terminal.send("\x0c")
    return len(terminal.output())


@pytest.mark.parametrize(("tab", "seen"), [("overview", "START HERE"), ("deals", "OpenAI")])
def test_the_first_screen_is_painted_once(small: Path, tab: str, seen: str) -> None:
    command = [sys.executable, "-c", START, "--corpus", str(small), "--tab", tab]
    with Terminal(command) as terminal:
        output = b""
        while BEGUN not in output:
            output += terminal._read(30)
        output += terminal.output()
        terminal._feed(output)
        assert seen in terminal.text()
        assert output.count(BEGUN) == 1
        assert len(output) <= 1.3 * frame(terminal)


@pytest.mark.parametrize("keys", ["21", "3", "5", "2341"])
def test_a_tab_is_painted_once(small: Path, keys: str) -> None:
    with explorer(small) as terminal:
        for key in keys:
            terminal.send(key)
            output = terminal.output()
            assert output.count(BEGUN) == 1
            assert len(output) <= 1.3 * frame(terminal)


@pytest.mark.parametrize("key", ["s", "?", "\r"])
def test_a_page_is_painted_once(small: Path, key: str) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        terminal.send(key)
        output = terminal.output()
    assert output.count(BEGUN) == 1


def test_quitting_restores_the_terminal(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        terminal.send("Q")
        output = terminal.output(1.0)
    assert b"\x1b[?1049l" in output
    assert b"\x1b[?25h" in output


def test_no_color_is_honoured(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with explorer(small, "--tab", "deals") as terminal:
        terminal.send("s")
        output = terminal.output(0.4)
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
        assert status.startswith("4 rows · ≠ 1 dispute")
        assert titles.startswith("Company")
        terminal.send("?")
        terminal.wait(lambda text: "↑↓ scroll" in text)
        lines = [line.rstrip() for line in terminal.lines()]
        assert lines[:3] == ["termsheet  Help", "type to narrow", "KEYS"]
        assert lines[3].startswith("Enter        open:")
        assert lines[-1].startswith("↑↓ scroll")


def test_without_a_terminal_it_says_so_in_one_line(small: Path) -> None:
    import subprocess

    command = [sys.executable, "-c", START, "--corpus", str(small)]
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, env=os.environ
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
