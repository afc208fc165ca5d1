"""Measures how long pages take from key to screen, and keeps the table in RESULTS.md.

    python bench/pages.py [--times 7]

Each page is opened from the same place, read at its chart's cursor where it has one, and left, several times in turn; a
key is timed to the last byte that it made the program write. What stands first of all is the program's help, a page
without data. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from datetime import date
from pathlib import Path

from results import keep
from terminal import Stroke, Terminal

SIX = "chatgpt vs doubao vs deepseek vs kimi vs gemini vs claude"
PAGES = {
    "help": "?",
    "series": "\r",
    "comparison of six": f":{SIX}\r",
    "entity": ":openai\r",
    "person": ":mira murati\r",
    "investor": ":a16z\r",
    "market": ":ai\r",
    "metric": ":metric annualised revenue\r",
    "chart": ".",
}
"""What is typed for each page; the last key opens it."""
READ = ("series", "comparison of six", "chart")
"""Those that are read at a cursor."""


def typed(terminal: Terminal, keys: str) -> Stroke:
    """Types a line; the stroke of its last key."""
    for key in keys[:-1]:
        terminal.send(key)
    if keys[:-1]:
        terminal.settle(0.3)
    return terminal.stroke(keys[-1], 0.3, answered=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=7)
    given = parser.parse_args()
    ours = [str(Path(sys.executable).parent / "termsheet"), "--tab", "users", "--lang", "en"]
    opened: dict[str, list[Stroke]] = {name: [] for name in PAGES}
    read: dict[str, list[Stroke]] = {name: [] for name in PAGES}
    left: dict[str, list[Stroke]] = {name: [] for name in PAGES}
    with Terminal(ours) as terminal:
        terminal.wait(lambda text: "Trend" in text and "find" in text)
        terminal.settle(1.0)
        for number in range(given.times + 1):
            for name, keys in PAGES.items():
                stroke = typed(terminal, keys)
                steps = [terminal.stroke("left", 0.2) for _ in range(2)] if name in READ else []
                gone = terminal.stroke("q", 0.2, answered=True)
                # What is only worked out once is another matter than a page.
                if number:
                    opened[name].append(stroke)
                    read[name] += steps
                    left[name].append(gone)

    def middle(strokes: list[Stroke]) -> str:
        return f"{statistics.median(one.milliseconds for one in strokes):.1f}" if strokes else "–"

    lines = [
        f"Measured on {date.today()}, medians of {given.times} times, 120×40. Milliseconds.",
        "",
        "| page | key to screen | a step of its cursor | back |",
        "| --- | --- | --- | --- |",
        *(f"| {name} | {middle(opened[name])} | {middle(read[name])} | {middle(left[name])} |" for name in PAGES),
    ]
    keep("Pages", "\n".join(lines))


if __name__ == "__main__":
    main()
