"""Measures the explorer beside the floor on this machine and writes the ratios to RESULTS.md.

    python bench/explorer.py [--starts 9] [--keys 200]

Start is from exec until the first row is on the screen and a Down has moved the cursor. A key is timed to the
last byte that it made the program write. Run it on a quiet machine; only the ratios travel.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from results import keep
from terminal import Stroke, Terminal

HERE = Path(__file__).parent
FIRST = "Firstrow"


def make(folder: Path) -> Path:
    """A thousand rows of deals with Chinese names, the same each time."""
    import polars as pl

    names = ["华云科技有限公司", "Bluewave Robotics", "蓝图人工智能", "Quantum Labs", "星海半导体"]
    rows = range(1000)
    frame = pl.DataFrame(
        {
            "company": [FIRST, *(f"{names[n % 5]} {n}" for n in rows[1:])],
            "date": [date(2024, 1 + n % 12, 1 + n % 28) for n in rows],
            "country": [("China", "United States", "France")[n % 3] for n in rows],
            "round": [("Seed", "A", "B", "C")[n % 4] for n in rows],
            "amount": [1e6 * (1 + n * 37 % 991) for n in rows],
            "lead": [("红杉中国", "Accel", "IDG资本")[n % 3] for n in rows],
            "note": [f"备注 note {n}" for n in rows],
        }
    )
    path = folder / "deals.parquet"
    frame.write_parquet(path)
    return path


def start(command: list[str], first: str) -> float:
    with Terminal(command) as terminal:
        terminal.wait(lambda text: first in text)
        terminal.send("down")
        # The next thing written is the cursor on its new line.
        return terminal.wait(lambda text: True)


def strokes(command: list[str], first: str, plan: list[str], prepare: str = "", silence: float = 0.05) -> list[Stroke]:
    """Each key of the plan, after the keys of `prepare`; a key is done after so many seconds of silence."""
    with Terminal(command) as terminal:
        terminal.wait(lambda text: first in text)
        terminal.settle(0.5)
        for key in prepare:
            terminal.send(key)
            terminal.settle()
        return [terminal.stroke(key, silence) for key in plan]


def idle(command: list[str], first: str) -> int:
    with Terminal(command) as terminal:
        terminal.wait(lambda text: first in text)
        terminal.settle(1.0)
        until = time.perf_counter() + 3
        written = 0
        while time.perf_counter() < until:
            written += terminal.settle(0.5)
            time.sleep(0.5)
        return written


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def printed(command: list[str], times: int) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


SCRIPT = "import polars as pl, sys; print(pl.read_csv(sys.argv[1], infer_schema=False).head(20))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=9)
    parser.add_argument("--keys", type=int, default=200)
    given = parser.parse_args()
    termsheet = [str(Path(sys.executable).parent / "termsheet")]
    first = subprocess.run(
        [*termsheet, "list", "deals", "--limit", "1", "--fields", "company"], check=True, capture_output=True, text=True
    ).stdout.splitlines()[1]
    with tempfile.TemporaryDirectory() as folder:
        floor = [sys.executable, str(HERE / "floor.py"), str(make(Path(folder)))]
        ours = [*termsheet, "--tab", "deals", "--lang", "en"]
        starts: dict[str, list[float]] = {"floor": [], "ours": []}
        for _ in range(given.starts):
            starts["floor"].append(start(floor, FIRST))
            starts["ours"].append(start(ours, first))
        downs = ["down", "up"] * (given.keys // 2)
        pages = ["pagedown"] * 8 + ["pageup"] * 8
        pages = pages * max(1, given.keys // 16)
        rows: list[tuple[str, float, float, str]] = []

        def compare(what: str, base: list[Stroke], mine: list[Stroke]) -> None:
            spent = max(s.written / s.allowed for s in mine if s.changed)
            rows.append(
                (
                    what,
                    p95([s.milliseconds for s in base]),
                    p95([s.milliseconds for s in mine]),
                    f"{statistics.median(s.written for s in mine):.0f} B, {spent:.2f} of allowed at most",
                )
            )

        rows.append(("start, median", statistics.median(starts["floor"]), statistics.median(starts["ours"]), ""))
        base_down = strokes(floor, FIRST, downs)
        compare("cursor key, pane closed, p95", base_down, strokes(ours, first, downs, "d"))
        compare("page key, pane closed, p95", strokes(floor, FIRST, pages), strokes(ours, first, pages, "d"))
        compare("cursor key, pane open, p95", base_down, strokes(ours, first, downs))
        open_pane = strokes(ours, first, downs[:40], silence=0.2)
        csv = HERE.parent / "data" / "deals.csv"
        rows.append(
            (
                "list deals --limit 20",
                printed([sys.executable, "-c", SCRIPT, str(csv)], given.starts),
                printed([*termsheet, "list", "deals", "--limit", "20"], given.starts),
                "",
            )
        )
        silent = idle(ours, first)
    lines = [
        f"Measured on {date.today()}, {given.starts} starts, {given.keys} keys, 120×40. Milliseconds.",
        "",
        "| what | floor | termsheet | ratio | bytes |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {what} | {base:.1f} | {mine:.1f} | {mine / base:.2f} | {note} |" for what, base, mine, note in rows),
        f"| pane settled after the key, p95 | – | {p95([s.milliseconds for s in open_pane]):.0f} | – | |",
        f"| written while idle for three seconds | – | {silent} B | – | |",
    ]
    keep("Corpus", "\n".join(lines))


if __name__ == "__main__":
    main()
