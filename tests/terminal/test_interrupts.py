"""Ctrl+C at any moment: the program ends silently with 130, or has given its answer."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.terminal import Terminal
from tests.terminal.test_terminal import explorer

AT_IMPORT = """
import os, signal, sys
wanted = sys.argv.pop(1)
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
from tui.launch import main
sys.exit(main())
"""
"""Interrupts itself when a module is about to be imported."""

GUARDED = """
import sys
from tui import launch
from tui.terminal import interrupts
guard = interrupts.guard
def told():
    guard()
    print("guarded", flush=True)
interrupts.guard = told
sys.exit(launch.main())
"""
"""Tells when an interrupt is the program's own affair; what Python does before is not."""

PRINTING = ["tui.storage.answers", "tui.cli.verbs", "argparse", "tui.cli.list", "polars", "tui.corpus.lens"]
SHOWING = ["tui.storage.answers", "textual.app", "tui.screens.explorer", "tui.terminal.driver"]
OFFSETS = [0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]


@pytest.mark.parametrize("module", PRINTING)
def test_an_interrupt_while_a_command_loads_is_silent(module: str) -> None:
    command = [sys.executable, "-c", AT_IMPORT, module, "list", "deals"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("module", SHOWING)
def test_an_interrupt_while_the_explorer_loads_is_silent(module: str) -> None:
    with Terminal([sys.executable, "-c", AT_IMPORT, module]) as terminal:
        assert terminal.ended() == 130
        assert terminal.written == b""
        assert terminal.cooked


def test_a_command_ends_silently_or_has_answered() -> None:
    answer = subprocess.run([sys.executable, "-c", GUARDED, "list", "deals"], capture_output=True, check=True).stdout
    for offset in OFFSETS:
        with subprocess.Popen(
            [sys.executable, "-c", GUARDED, "list", "deals"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as running:
            assert running.stdout is not None
            head = running.stdout.readline()
            try:
                out, err = running.communicate(timeout=offset)
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGINT)
                out, err = running.communicate()
        assert err == b"", offset
        # Python has a last moment of its own, when everything is written.
        assert running.returncode == 130 or head + out == answer, offset
        assert running.returncode in (0, 130, -signal.SIGINT), offset


@pytest.mark.parametrize("offset", OFFSETS[::3])
def test_the_explorer_ends_silently_while_it_loads(offset: float) -> None:
    with Terminal([sys.executable, "-c", GUARDED]) as terminal:
        terminal.wait(lambda text: "guarded" in text)
        terminal.watch(offset)
        code = None
        while code is None:
            # Once it stands, the first tells how it is quitted, and the second quits.
            terminal.send_bytes(b"\x03")
            terminal.settle(0.3)
            code = terminal.ended(0.01)
        assert code == 130
        assert b"Traceback" not in terminal.written
        assert b"Error" not in terminal.written
        assert terminal.cooked


def test_an_interrupt_from_outside_puts_the_terminal_back(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        terminal.signal(signal.SIGINT)
        assert terminal.ended() == 130
        assert terminal.cooked
        assert b"\x1b[?1049l" in terminal.written
        assert b"Traceback" not in terminal.written
