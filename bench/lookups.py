"""Measures the one-line look-ups beside their floors on this machine and keeps the ratios in RESULTS.md.

    python bench/lookups.py [--runs 15]

The floor of a first answer is a script that reads data/deals.csv with Polars and prints 20 rows; that of a repeated one
is `python -c pass`. Run it on a quiet machine; only the ratios travel.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from results import keep

HERE = Path(__file__).parent
READ = """
import sys
import polars as pl
frame = pl.read_csv(sys.argv[1], infer_schema=False)
for row in frame.head(20).iter_rows():
    print(*row)
"""
COMMANDS = (
    ("show", "kimi"),
    ("find", "yzam"),
    ("list", "deals", "--limit", "20"),
    ("list", "deals", "company:kimi", "amount>=100m"),
)


def run(words: Sequence[str], cache: str) -> float:
    """Milliseconds from exec to exit."""
    begun = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, env=os.environ | {"XDG_CACHE_HOME": cache})
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    given = parser.parse_args()
    termsheet = str(Path(sys.executable).parent / "termsheet")
    floor = [sys.executable, "-c", READ, str(HERE.parent / "data" / "deals.csv")]
    bare = [sys.executable, "-c", "pass"]
    times: dict[str, list[float]] = {}
    # One after the other in each round, so that a slower minute slows them all.
    with tempfile.TemporaryDirectory() as cache:
        for number in range(given.runs):
            times.setdefault("floor", []).append(run(floor, cache))
            times.setdefault("bare", []).append(run(bare, cache))
            for words in COMMANDS:
                name = " ".join(words)
                shutil.rmtree(Path(cache) / "termsheet" / "answers", ignore_errors=True)
                times.setdefault(name, []).append(run([termsheet, *words], cache))
                if words[0] != "list":
                    times.setdefault(f"{name}, again", []).append(run([termsheet, *words], cache))
            with tempfile.TemporaryDirectory() as empty:
                times.setdefault("show kimi, the very first time", []).append(run([termsheet, "show", "kimi"], empty))
            if number == 0:
                # The first round loads the files into memory and resolves the corpus.
                times = {}
    middle = {name: statistics.median(found) for name, found in times.items()}
    lines = [
        f"Measured on {date.today()}, medians of {given.runs - 1} runs. Milliseconds.",
        "",
        "| what | time | of which floor | ratio |",
        "| --- | --- | --- | --- |",
        f"| read deals.csv with Polars, print 20 rows | {middle['floor']:.1f} | – | 1 |",
        f"| python -c pass | {middle['bare']:.1f} | – | 1 |",
    ]
    for name, value in middle.items():
        if name not in ("floor", "bare"):
            base = "bare" if name.endswith("again") else "floor"
            lines.append(f"| {name} | {value:.1f} | {base} | {value / middle[base]:.2f} |")
    keep("Look-ups", "\n".join(lines))


if __name__ == "__main__":
    main()
