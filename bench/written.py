"""Measures what keys make the explorer write, beside what Textual would write, and keeps the ratios in RESULTS.md.

    python bench/written.py [--keys 40]

Bytes are of all frames that follow a key, until the program is silent. Processor time is that of the program for the
same keys, the first ones left out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from datetime import date
from pathlib import Path

from files import FIRST, make
from results import keep
from terminal import Terminal

HERE = Path(__file__).parent
TERMSHEET = [str(Path(sys.executable).parent / "termsheet"), "--lang", "en"]
WARM = 4


def keys(command: list[str], first: str, prepare: list[str], plan: list[str], full: bool) -> tuple[float, float]:
    """Median bytes of a key of a plan, and milliseconds of processor that it takes."""
    os.environ["TERMSHEET_REPAINT"] = "full" if full else ""
    with Terminal(command) as terminal:
        terminal.wait(lambda text: first in text)
        terminal.settle(0.5)
        for key in [*prepare, *plan[:WARM]]:
            terminal.send(key)
            terminal.settle()
        before = terminal.worked()
        written = [len(terminal.answer(key, 0.15)) for key in plan[WARM:]]
        return statistics.median(written), (terminal.worked() - before) * 1000 / len(written)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=40)
    count = parser.parse_args().keys
    file, deals = [*TERMSHEET, str(make(100_000))], [*TERMSHEET, "--tab", "deals"]
    bottom = ["down"] * 36
    plans = {
        "file, cursor key": (file, FIRST, [], ["down", "up"] * (count // 2)),
        "file, scrolled row": (file, FIRST, bottom, ["down"] * count),
        "file, page": (file, FIRST, [], ["pagedown"] * count),
        "deals with pane, cursor key": (deals, "Company", [], ["down", "up"] * (count // 2)),
        "deals with pane, scrolled row": (deals, "Company", bottom, ["down"] * count),
        "deals with pane, page": (deals, "Company", [], ["pagedown"] * min(count, 12)),
    }
    lines = [
        f"Measured on {date.today()}, {count} keys, 120×40: medians of bytes, means of processor milliseconds.",
        "",
        "| what | Textual's bytes | written | of them | processor, of Textual's |",
        "| --- | --- | --- | --- | --- |",
    ]
    for what, (command, first, prepare, plan) in plans.items():
        (all_bytes, all_work), (ours, work) = (keys(command, first, prepare, plan, full) for full in (True, False))
        lines.append(f"| {what} | {all_bytes:.0f} | {ours:.0f} | {ours / all_bytes:.2f} | {work / all_work:.2f} |")
    keep("Written", "\n".join(lines))


if __name__ == "__main__":
    main()
