"""The explorer at work: a terminal that is told differences ends with the screen of one that is told all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import pytest

from bench.terminal import Terminal
from tests.terminal.test_terminal import START
from tui.terminal.looks import NORMAL, Rendition, changed

SIZES = [(120, 40), (80, 24), (40, 10)]
KEYS = ["down", "down", "d", "pagedown", "up", "G", "home", "l", "s", "q", "]", "?", "q", "/", "x", "escape", "F", "q"]
ROWS = [
    {"name": "Kimi 月之暗面", "sum": "1,5", "note": "e\u0301te\u0301 naïve"},
    {"name": "🚀 rocket ❤\ufe0f", "sum": "2", "note": "👩\u200d🚀 astronaut, 🇨🇳"},
    {"name": "ｆｕｌｌ", "sum": "≤ 3 · 4…", "note": "நிலா and 한글 ᄒ"},
    {"name": "plain", "sum": "", "note": "nothing"},
]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with characters of all widths."""
    path = tmp_path_factory.mktemp("table") / "wide.jsonl"
    rows = ({**ROWS[n % 4 if n % 9 < 5 else 3], "row": n} for n in range(200))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def command(folder: Path, words: list[str]) -> list[str]:
    return [sys.executable, "-c", START, "--corpus", str(folder), *words]


@contextmanager
def pair(monkeypatch: pytest.MonkeyPatch, words: list[str], columns: int, rows: int) -> Iterator[list[Terminal]]:
    """A terminal that is told all, and one that is told differences."""
    monkeypatch.setenv("TERMSHEET_REPAINT", "full")
    with Terminal(words, columns, rows) as plain:
        monkeypatch.delenv("TERMSHEET_REPAINT")
        with Terminal(words, columns, rows) as ours:
            yield [plain, ours]


def seen(terminal: Terminal) -> tuple[object, ...]:
    return terminal.cells(), terminal.screen.cursor.x, terminal.screen.cursor.y


def same(plain: Terminal, ours: Terminal) -> None:
    """Both come to show the same; a caret that blinks does so at times of its own."""
    for terminal in (plain, ours):
        terminal.settle()
    for _ in range(200):
        if seen(plain) == seen(ours):
            return
        for terminal in (plain, ours):
            terminal.watch(0.02)
    assert ours.text() == plain.text()
    assert ours.cells() == plain.cells()
    raise AssertionError("the cursor")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("opened", ["deals", "file"])
def test_a_session_ends_in_the_same_cells(
    small: Path, table: Path, monkeypatch: pytest.MonkeyPatch, opened: str, columns: int, rows: int
) -> None:
    words = command(small, ["--tab", "deals"] if opened == "deals" else [str(table)])
    with pair(monkeypatch, words, columns, rows) as terminals:
        plain, ours = terminals
        for terminal in terminals:
            terminal.wait(lambda text: "OpenAI" in text or "rocket" in text)
        same(plain, ours)
        for key in KEYS:
            for terminal in terminals:
                terminal.send(key)
            same(plain, ours)
        for size in ((columns + 7, rows - 2), (columns - 5, rows + 3), (columns, rows)):
            for terminal in terminals:
                terminal.resize(*size)
            same(plain, ours)
            for terminal in terminals:
                terminal.send("down")
            same(plain, ours)
        assert len(ours.written) < 0.9 * len(plain.written)


def test_a_screen_that_was_spoilt_is_drawn_anew(small: Path) -> None:
    with Terminal(command(small, ["--tab", "deals"])) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle()
        shown = terminal.cells()
        terminal.screen.erase_in_display(2)
        terminal.answer("\x0c")
        assert terminal.cells() == shown


class Tmux:
    """A server of its own, with a window for each command."""

    def __init__(self, folder: Path, columns: int, rows: int) -> None:
        self._socket, self._size = str(folder / "tmux"), ["-x", str(columns), "-y", str(rows)]

    def __call__(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, "-f", os.devnull, *words], check=True, capture_output=True, text=True
        )
        return done.stdout

    def open(self, name: str, words: list[str], repaint: str) -> None:
        self("new-session", "-d", "-s", name, *self._size, "-e", f"TERMSHEET_REPAINT={repaint}", *words)

    def screen(self, name: str) -> list[list[tuple[str, Rendition]]]:
        """Each character of each row with its look, but for plain spaces at the end: tmux has none where it emptied."""
        look, rows = NORMAL, []
        for line in self("capture-pane", "-e", "-N", "-p", "-t", name).split("\n"):
            row = []
            for parameters, char in re.findall(r"\x1b\[([\d;]*)m|(.)", line):
                if not char:
                    look = changed(look, parameters) or NORMAL
                elif char:
                    row.append((char, look))
            while row and row[-1] == (" ", NORMAL):
                row.pop()
            rows.append(row)
        return rows

    def text(self, name: str) -> str:
        return self("capture-pane", "-p", "-t", name)


def until(true: Callable[[], bool], told: Callable[[], str]) -> None:
    for _ in range(4000):
        if true():
            return
    raise AssertionError(told())


@pytest.mark.skipif(which("tmux") is None, reason="tmux is not on this machine")
@pytest.mark.parametrize("opened", ["deals", "file"])
def test_so_does_one_in_tmux(small: Path, table: Path, tmp_path: Path, opened: str) -> None:
    words = command(small, ["--tab", "deals"] if opened == "deals" else [str(table)])
    tmux = Tmux(tmp_path, 100, 30)
    tmux.open("plain", words, "full")
    try:
        tmux.open("ours", words, "")
        names = ("plain", "ours")
        begun = re.compile("OpenAI|rocket")
        until(lambda: all(begun.search(tmux.text(name)) for name in names), lambda: "\n".join(map(tmux.text, names)))
        for key in ("Down", "d", "Down", "Down", "NPage", "NPage", "Up", "End", "PPage", "s", "q", "2"):
            for name in names:
                tmux("send-keys", "-t", name, key)
            until(lambda: tmux.screen("plain") == tmux.screen("ours"), lambda: "\n".join(map(tmux.text, names)))
    finally:
        tmux("kill-server")
