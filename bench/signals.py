"""Signals at random moments, from the start of the explorer to its keys: it ends, and the terminal is as it was found.

python -m bench.signals [--seed 1] [--runs 100]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.fuzz import START, alone
from bench.terminal import Terminal
from tui.terminal.modes import MODES, MOUSE, Mode

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
KEYS = ("2", "j", "\r", "F", "?", ":", "C", "s")
"""What is pressed before, none of which leaves the program."""
LONGEST = 3.0
"""Seconds from the start, or from when the terminal was taken, to the signal."""
_PATIENCE = 60


def failure(chance: random.Random, words: Sequence[str] = ()) -> str:
    """What went wrong with one signal at a random moment; nothing where nothing did."""
    number = chance.choice(ENDING)
    with Terminal([sys.executable, "-c", START, *words]) as terminal:
        if chance.random() < 0.6:
            terminal.reading(lambda: _is_taken(terminal), _PATIENCE)
            for key in chance.choices(KEYS, k=chance.choice((0, 0, 1, 3))):
                terminal.send(key)
                terminal.watch(chance.random() / 10)
        terminal.watch(chance.random() * LONGEST)
        if chance.random() < 0.2:
            terminal.signal(signal.SIGWINCH)
        terminal.signal(number)
        code = terminal.ended(_PATIENCE)
        why = _told(terminal, code, number)
        return f"{number.name}: {why}: {bytes(terminal.written[-300:])!r}" if why else ""


def _is_taken(terminal: Terminal) -> bool:
    return MODES[0].on.encode() in terminal.written


def _told(terminal: Terminal, code: int | None, number: signal.Signals) -> str:
    if code not in (128 + number, -number):
        return "does not end" if code is None else f"ended with {code}"
    # Before it is the program's own affair, an interrupt is Python's.
    if b"Traceback" in terminal.written and (code != -number or _is_taken(terminal)):
        return "a traceback"
    try:
        terminal.reading(lambda: terminal.cooked and not _left_set(terminal), 10)
    except TimeoutError:
        return "the terminal is not given back"
    return ""


def _left_set(terminal: Terminal) -> list[Mode]:
    """The modes that were set and not ended since: a kept first frame sets fewer than the program behind it."""
    written = bytes(terminal.written)
    return [mode for mode in (*MODES, MOUSE) if written.rfind(mode.off.encode()) < written.rfind(mode.on.encode())]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=100)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        alone(Path(folder))
        found = [why for _ in range(given.runs) if (why := failure(chance))]
    print(*found, f"{given.runs} signals, {len(found)} failed", sep="\n", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    # The program is that of this checkout, wherever it runs.
    os.environ["PYTHONPATH"] = os.pathsep.join((os.getcwd(), os.environ.get("PYTHONPATH", "")))
    sys.exit(main())
