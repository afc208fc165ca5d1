"""Measures the first and the second start of a view beside bare Python and an empty app, and keeps it in RESULTS.md.

    python bench/starts.py [--runs 9]

Milliseconds from exec, medians; all are run in turn, so that a machine that is busy is so for all of them. At the
first start nothing was kept; at the second its first frame is painted from what was.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from files import FIRST, HERE, make, start
from results import keep
from terminal import Terminal

TERMSHEET = [str(Path(sys.executable).parent / "termsheet"), "--lang", "en"]
SEEN = "seen"


def row(command: list[str], seen: str) -> float:
    """Milliseconds until the first row is on the screen."""
    with Terminal(command) as terminal:
        return terminal.wait(lambda text: seen in text)


def key(command: list[str], seen: str, place: str) -> float:
    """Milliseconds until a Down that was typed as soon as the first row was seen has moved the cursor."""
    with Terminal(command) as terminal:
        terminal.wait(lambda text: seen in text)
        terminal.send("down")
        return terminal.wait(lambda text: place in text)


def kept(command: list[str], seen: str, folder: Path) -> None:
    """Starts until the first frame is kept."""
    with Terminal(command) as terminal:
        terminal.wait(lambda text: seen in text)
        while not folder.is_dir() or not any(not one.name.startswith(".") for one in folder.iterdir()):
            terminal.watch(0.1)
        terminal.send("q")
        terminal.ended()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    path = str(make(100_000))
    # What is kept of the first look at the corpus is a part of all keys, so that comes first.
    views = {"deals": ([*TERMSHEET, "--tab", "deals"], "Company", "2/"), "a file": ([*TERMSHEET, path], FIRST, "2/")}
    taken: dict[str, list[float]] = {}

    def put(what: str, milliseconds: float) -> None:
        taken.setdefault(what, []).append(milliseconds)

    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_STATE_HOME"] = str(Path(cache) / "state")
        homes = {what: Path(cache) / what.replace(" ", "-") for what in views}
        for what, (command, seen, _) in views.items():
            os.environ["XDG_CACHE_HOME"] = str(homes[what])
            kept(command, seen, homes[what] / "termsheet" / "first")
        for run in range(runs):
            put("bare", row([sys.executable, "-c", f"print('{SEEN}')"], SEEN))
            put("app", start([sys.executable, str(HERE / "floor.py"), path]))
            for what, (command, seen, place) in views.items():
                os.environ["XDG_CACHE_HOME"] = str(homes[what])
                put(f"{what}, second start, first row", row(command, seen))
                put(f"{what}, second start, first key answered", key(command, seen, place))
                os.environ["XDG_CACHE_HOME"] = str(Path(cache) / f"none-{run}")
                put(f"{what}, first start, first row", row(command, seen))
    middle = {what: statistics.median(values) for what, values in taken.items()}
    lines = [
        f"Measured on {date.today()}, medians of {runs} runs, 120×40. Milliseconds.",
        "",
        "| what | time | of bare Python | of an app over the same file |",
        "| --- | --- | --- | --- |",
    ]
    names = {"bare": "Python that prints a word", "app": "the floor, first key answered"}
    for what, value in middle.items():
        ratios = f"{value / middle['bare']:.2f} | {value / middle['app']:.2f}"
        lines.append(f"| {names.get(what, what)} | {value:.0f} | {ratios} |")
    keep("Starts", "\n".join(lines))


if __name__ == "__main__":
    main()
