"""The program is ended at any moment: silently, with the right code, and the terminal as it was found."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench import signals
from bench.terminal import Terminal
from tests.terminal.test_terminal import START, explorer
from tui.terminal.modes import KEYBOARD, MODES, MOUSE

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
from tui.terminal import ends
guard = ends.guard
def told():
    guard()
    print("guarded", flush=True)
ends.guard = told
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


@pytest.fixture
def _unpainted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No first frame was kept."""
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path / "none.toml"))


@pytest.mark.usefixtures("_unpainted")
@pytest.mark.parametrize("module", SHOWING)
def test_an_interrupt_while_the_explorer_loads_is_silent(module: str) -> None:
    with Terminal([sys.executable, "-c", AT_IMPORT, module]) as terminal:
        assert terminal.ended() == 130
        # That a corpus is read for the first time was said, and taken away again.
        assert bytes(terminal.written).replace("termsheet: reading the corpus …\x1b[G\x1b[K".encode(), b"") == b""
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


@pytest.mark.usefixtures("_unpainted")
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


GIVEN_BACK = [mode.off.encode() for mode in (*MODES, MOUSE)]
"""What a terminal is told when it is given back, whatever ended the program."""


def wait_given_back(terminal: Terminal, since: int) -> None:
    """Until everything was given back that was taken."""
    terminal.reading(lambda: all(off in terminal.written[since:] for off in GIVEN_BACK) and terminal.cooked)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_puts_the_terminal_back(small: Path, number: signal.Signals) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        since = len(terminal.written)
        terminal.signal(number)
        assert terminal.ended() == 128 + number
        wait_given_back(terminal, since)
        assert b"Traceback" not in terminal.written


@pytest.mark.parametrize("seed", range(3))
def test_a_signal_at_any_moment_puts_the_terminal_back(small: Path, seed: int) -> None:
    assert signals.failure(random.Random(seed), ["--corpus", str(small)]) == ""


def test_a_signal_that_another_thread_is_given_is_not_lost(small: Path) -> None:
    """The system may give it to any thread, and the first one sleeps until something wakes it."""
    elsewhere = (
        "import signal; from tui.terminal.input import KeyReader; read = KeyReader.read\n"
        "def given(self, data):\n"
        "    return signal.raise_signal(signal.SIGTERM) or () if data == b'Z' else read(self, data)\n"
        f"KeyReader.read = given; {START}"
    )
    with Terminal([sys.executable, "-c", elsewhere, "--corpus", str(small)]) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle(0.5)
        terminal.send("Z")
        assert terminal.ended() == 128 + signal.SIGTERM
        assert terminal.cooked


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM])
def test_what_is_tried_here_hears_signals_that_are_ignored_here(number: signal.Signals) -> None:
    """As behind `nohup` and `&`."""
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with Terminal(["/bin/sh", "-c", "echo begun; read -r line"]) as terminal:
            terminal.wait(lambda text: "begun" in text)
            terminal.signal(number)
            assert terminal.ended() == -number
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT, signal.SIGBUS, signal.SIGSEGV])
def test_what_cannot_be_caught_puts_the_terminal_back_too(small: Path, number: signal.Signals) -> None:
    # A line goes with the shell at its head, not with what the shell runs.
    shell = ["/bin/sh", "-c", '"$@"; echo "ended with $?"; read -r line', "sh"]
    with Terminal([*shell, sys.executable, "-c", START, "--corpus", str(small)]) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle()
        since = len(terminal.written)
        terminal.signal(number, beneath=True)
        wait_given_back(terminal, since)
        terminal.reading(lambda: f"ended with {128 + number}".encode() in terminal.written[since:])


def test_a_signal_while_something_is_handed_to_the_output_puts_the_terminal_back(small: Path) -> None:
    """The thread that writes waits for what the signal interrupted, which never goes on."""
    held = (
        "import signal\n"
        "from tui.terminal.output import Output\n"
        "show = Output.show\n"
        "def holding(self, make):\n"
        "    with self._changed:\n"
        "        show(self, make)\n"
        "        signal.raise_signal(signal.SIGTERM)\n"
        f"Output.show = holding; {START}"
    )
    with Terminal([sys.executable, "-c", held, "--corpus", str(small)]) as terminal:
        assert terminal.ended() == 128 + signal.SIGTERM
        wait_given_back(terminal, 0)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_what_was_stopped_comes_back_with_its_screen(small: Path, number: signal.Signals) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        shown, since = terminal.text(), len(terminal.written)
        terminal.signal(number)
        if number == signal.SIGTSTP:
            wait_given_back(terminal, since)
        terminal.reading(lambda: terminal.stopped)
        since = len(terminal.written)
        terminal.signal(signal.SIGCONT)
        terminal.reading(lambda: MODES[0].on.encode() in terminal.written[since:] and not terminal.cooked)
        terminal.settle()
        assert terminal.text() == shown
        terminal.until("3", lambda text: text.splitlines()[2].startswith("Product"))
        since = len(terminal.written)
        terminal.send("Q")
        assert terminal.ended() == 0
        wait_given_back(terminal, since)
        assert terminal.written[since:].count(KEYBOARD.off.encode()) == 1


def test_a_terminal_that_is_gone_ends_the_program_though_it_is_told_to_stay(small: Path) -> None:
    """As under nohup: nothing is left that reads nothing for ever."""
    ignoring = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); {START}"
    with Terminal([sys.executable, "-c", ignoring, "--corpus", str(small)]) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle()
        terminal.hang_up()
        assert terminal.ended() == 128 + signal.SIGHUP


def test_what_a_library_writes_beside_python_is_not_on_the_screen(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    # A library of another language writes to the descriptor itself, whenever it likes.
    noisy = (
        "import os; from tui.terminal import driver; size = driver.TerminalDriver._tell_size\n"
        "def told(self): os.write(2, b'thread panicked at src'); size(self)\n"
        f"driver.TerminalDriver._tell_size = told; {START}"
    )
    with Terminal([sys.executable, "-c", noisy, "--corpus", str(small)]) as terminal:
        terminal.wait(lambda text: "OpenAI" in text)
        terminal.settle()
        assert b"panicked" not in terminal.written
        assert (tmp_path / "termsheet" / "messages.log").read_bytes() == b"thread panicked at src"
        terminal.send("Q")
        assert terminal.ended() == 0


def test_a_panic_of_a_library_is_one_line(tmp_path: Path) -> None:
    panics = (
        "import os, sys, polars as pl; from tui.cli import corpus; from tui import launch\n"
        "def panics(*_):\n"
        "    os.write(2, b'thread panicked at src\\n')\n"
        "    raise pl.exceptions.PanicException('index out of bounds')\n"
        "corpus.open_corpus = panics; sys.argv[1:] = ['list', 'entities']; sys.exit(launch.main())"
    )
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", panics], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"termsheet: .*PanicException: index out of bounds.*\n", done.stderr)


def test_nothing_wakes_while_nothing_happens(small: Path) -> None:
    with explorer(small, "--tab", "deals") as terminal:
        terminal.settle(0.5)
        before = terminal.wakes()
        terminal.watch(1)
        assert terminal.wakes() == before
