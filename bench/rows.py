"""Measures large tables beside another state of the program: sort, its end, back, undo, filter, counts, statistics.

    python bench/rows.py FILE [--base FOLDER] [--tries 3] [--only sort,filter,frequency,statistics,jumps]

FILE is a table of deals, as `files.py` makes it or a hundred million rows of it; FOLDER holds another state of the
program, which takes its turns between those of this one. Wall time and time of the processor, in seconds, each until
what was asked for stands on the screen; only the ratios travel.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from terminal import Terminal

FIRST, LAST, TOP, RARE = "Firstrow", "Lastrow", "Topdeal", "Zyxquartz"
HERE = Path(__file__).parent.parent
PATIENCE = 90.0
"""Seconds that anything is waited for."""
BUSY = ("working ", "ordering ")
"""What the status line says while something runs."""

Figures = Iterator[tuple[str, float, float]]
"""What was measured, the seconds that it took, and those of the processor."""


def opened(folder: Path, file: Path) -> Terminal:
    """The program of a folder over a file, when it shows the first row and is quiet."""
    environment = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(folder)}
    terminal = Terminal([sys.executable, "-m", "tui", "--lang", "en", str(file)], environment=environment)
    terminal.wait(lambda text: FIRST in text)
    terminal.settle(0.5)
    return terminal


def typed(terminal: Terminal, keys: str) -> None:
    for key in keys.split():
        terminal.send(key)
        terminal.settle(0.15)


def until(terminal: Terminal, what: str, key: str, seen: Callable[[str], bool]) -> tuple[str, float, float]:
    before = terminal.worked()
    taken = terminal.until(key, seen, PATIENCE) / 1000
    return what, taken, terminal.worked() - before


def resting(terminal: Terminal, what: str) -> tuple[str, float, float]:
    """Until nothing runs any more, from now."""
    begun, before = time.perf_counter(), terminal.worked()
    # What has just begun is told a little later.
    terminal.settle(0.3)
    terminal.wait(at_rest, PATIENCE)
    return what, time.perf_counter() - begun - 0.3, terminal.worked() - before


def at_rest(text: str) -> bool:
    return not any(word in text for word in BUSY)


def to_amount(terminal: Terminal) -> None:
    """Moves to the column of amounts, whichever it is."""
    names = next(line for line in terminal.lines() if "company" in line)
    before = names[: names.index("amount")].split()
    typed(terminal, "right " * len(before))


def sort(terminal: Terminal) -> Figures:
    to_amount(terminal)
    yield until(terminal, "sort, first page", "]", lambda text: TOP in text)
    yield until(terminal, "sort, back while it is ordered", "r", lambda text: FIRST in text)
    terminal.settle(0.5)
    yield until(terminal, "sort again, first page", "]", lambda text: TOP in text)
    yield resting(terminal, "sort, whole order behind it")
    terminal.settle(0.5)
    yield until(terminal, "end of the sorted view", "end", lambda text: TOP not in text and "…  …" not in text)
    terminal.settle(0.5)
    yield until(terminal, "back to the file's order", "r", lambda text: FIRST in text)
    terminal.settle(0.5)
    yield until(terminal, "undo, sorted again", "u", lambda text: "sorted ↓" in text and FIRST not in text)
    terminal.settle(0.5)
    yield until(terminal, "redo, the file's order", "U", lambda text: FIRST in text)
    terminal.settle(0.5)


def rare(terminal: Terminal) -> Figures:
    typed(terminal, "f")
    for letter in "company~Zyxquartz":
        terminal.send(letter)
    # The caret blinks; what is suggested meanwhile is looked for.
    terminal.watch(3.0)
    yield until(terminal, "filter, rows and count", "enter", lambda text: RARE in text and "3 /" in text)
    terminal.settle(0.5)
    yield until(terminal, "all rows again", "&", lambda text: FIRST in text)
    terminal.settle(0.5)


def common(terminal: Terminal) -> Figures:
    typed(terminal, "f")
    for letter in "country:china":
        terminal.send(letter)
    # The caret blinks.
    terminal.watch(1.0)
    yield until(
        terminal,
        "filter of many rows, count",
        "enter",
        lambda text: re.search(r"[0-9],[0-9]{3} / [0-9,]+", text) is not None,
    )
    yield resting(terminal, "filter of many rows, all reached")
    terminal.settle(0.5)


def frequency(terminal: Terminal) -> Figures:
    typed(terminal, "right right")
    yield until(
        terminal, "frequency", "F", lambda text: re.search(r"China[^\n]*[0-9]{6}|China[^\n]*,", text) is not None
    )


def summary(terminal: Terminal) -> Figures:
    yield until(terminal, "statistics", "I", lambda text: "median" in text and "amount" in text and at_rest(text))


def jumps(terminal: Terminal) -> Figures:
    for _ in range(3):
        yield until(terminal, "end", "end", lambda text: LAST in text)
        terminal.settle(0.2)
        yield until(terminal, "home", "home", lambda text: FIRST in text)
        terminal.settle(0.2)


PARTS = {"sort": sort, "filter": rare, "many": common, "frequency": frequency, "statistics": summary, "jumps": jumps}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--only", default=",".join(PARTS))
    given = parser.parse_args()
    # Views remembered from another run would be another task.
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp()
    folders = {"this": HERE, **({"base": given.base} if given.base else {})}
    found: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for _ in range(given.tries):
        for who, folder in folders.items():
            for part in given.only.split(","):
                with opened(folder, given.file) as terminal:
                    try:
                        for what, wall, worked in PARTS[part](terminal):
                            found.setdefault(what, {}).setdefault(who, []).append((wall, worked))
                        found.setdefault(f"memory of {part}, MB", {}).setdefault(who, []).append(
                            (terminal.memory(), terminal.memory())
                        )
                    except (TimeoutError, ValueError) as error:
                        print(f"{who}, {part}: gave up:\n{error}", file=sys.stderr)
    print(f"| what | {' | '.join(f'{who}, wall | {who}, processor' for who in folders)} | ratio, wall | processor |")
    print(f"| --- |{' --- |' * (2 * len(folders) + 2)}")
    for what, by in found.items():
        medians = {who: [statistics.median(values) for values in zip(*by[who], strict=True)] for who in by}
        cells = [f"{value:.3f}" for who in folders for value in medians.get(who, ())]
        ratios = ["–", "–"]
        if len(medians) > 1:
            ratios = [f"{mine / max(theirs, 1e-9):.2f}" for mine, theirs in zip(*medians.values(), strict=True)]
        print(f"| {what} | {' | '.join([*cells, *ratios])} |")


if __name__ == "__main__":
    main()
