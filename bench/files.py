"""Measures termsheet on large files beside the floor, and beside datui and VisiData where they are installed.

    python bench/files.py [--rows 10000000] [--starts 5] [--keys 200] [--datui PATH] [--visidata PATH]

Every figure is of something that stands on the screen: the first row, the largest deal, the rare rows, the count of
a country. The files are made once, in the folder of temporary files. Run it on a quiet machine; only ratios travel.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from results import keep
from terminal import Stroke, Terminal

HERE = Path(__file__).parent
FIRST, LAST, TOP, RARE = "Firstrow Labs", "Lastrow Labs", "Topdeal Labs", "Zyxquartz Labs"
TRIES = 3


def make(rows: int) -> Path:
    """Deals with Chinese and English names, the same each time; the last of a sort by amount has no amount."""
    import polars as pl

    path = Path(tempfile.gettempdir()) / f"termsheet-bench-{rows}.parquet"
    if path.exists():
        return path
    number = pl.col("n")
    mixed = number.hash(seed=7)

    def pick(values: list[str], part: int) -> pl.Expr:
        return pl.lit(pl.Series(values)).gather((mixed // 7**part) % len(values))

    heads = ["华", "中", "金", "天", "海", "Acme", "Blue", "North", "Silver", "Quantum", "Ever", "Hyper", "Terra"]
    middles = ["科", "达", "wave", "forge", "stack", "grid", "leaf", "mind", "port", "loop"]
    tails = ["科技有限公司", "人工智能", "机器人", " Inc", " Ltd", " Technologies", " Energy", " Capital", " Foods"]
    countries = ["China", "United States", "India", "Germany", "France", "Japan", "Singapore", "Brazil", "Kenya"]
    frame = pl.LazyFrame({"n": [None]}).select(pl.int_range(rows).alias("n")).select(
        (pl.lit(date(2015, 1, 1)) + pl.duration(days=(mixed % 4000).cast(pl.Int64))).alias("date"),
        pl.concat_str(pick(heads, 1), pick(middles, 2), pick(tails, 3)).alias("company"),
        pick(countries, 4).alias("country"),
        pick(["Fintech", "Biotech", "Energy", "SaaS", "Robotics", "Healthcare"], 5).alias("sector"),
        pick(["Seed", "Pre-A", "Series A", "Series B", "Series C", "IPO"], 6).alias("round"),
        pl.when(mixed % 33 != 0).then((mixed % 10**9).cast(pl.Float64) / 100 + 1).alias("amount"),
        pick(["红杉中国", "IDG资本", "Sequoia", "Accel", "Temasek", "SoftBank"], 7).alias("lead"),
        pick(["", "", "金额未披露", "extension of the previous round", "签署意向书"], 8).alias("note"),
    )  # fmt: skip
    named = {0: FIRST, rows - 1: LAST, rows // 3: TOP, rows // 2: RARE, rows * 3 // 4: RARE, rows * 9 // 10: RARE}
    position = pl.int_range(pl.len())
    company = pl.col("company")
    for row, name in named.items():
        company = pl.when(position == row).then(pl.lit(name)).otherwise(company)
    amount = pl.when(position == rows // 3).then(987654321098.0).otherwise(pl.col("amount"))
    frame = frame.with_columns(company.alias("company"), amount.alias("amount"))
    frame.sink_parquet(path, row_group_size=131_072)
    return path


def typed(terminal: Terminal, keys: str) -> None:
    """Keys one after the other, each when the screen is quiet."""
    for key in keys.split():
        terminal.send(key)
        terminal.settle(0.15)


def start(command: list[str]) -> float:
    """Milliseconds from exec until the first row is on the screen and a Down was answered."""
    with Terminal(command) as terminal:
        terminal.wait(lambda text: FIRST in text)
        while True:
            terminal.send("down")
            try:
                # A key that came while the first screen was written may have been part of it.
                return terminal.wait(lambda text: True, 0.6)
            except TimeoutError:
                continue


def opened(command: list[str]) -> Terminal:
    terminal = Terminal(command)
    terminal.wait(lambda text: FIRST in text)
    terminal.settle(0.5)
    return terminal


def strokes(command: list[str], plan: list[str], prepare: str = "") -> list[Stroke]:
    with opened(command) as terminal:
        typed(terminal, prepare)
        return [terminal.stroke(key, 0.05) for key in plan]


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def pages(keys: int) -> list[str]:
    return (["pagedown"] * 20 + ["pageup"] * 20) * max(1, keys // 40)


def has(*words: str) -> Callable[[str], bool]:
    return lambda text: all(word in text for word in words)


def away(text: str) -> bool:
    """Whether the largest deal is out of sight and no row is waited for."""
    return TOP not in text and "…  …" not in text


def jumps(command: list[str]) -> Iterator[tuple[str, float]]:
    with opened(command) as terminal:
        for _ in range(TRIES):
            yield "jump to the last row", terminal.until("end", has(LAST))
            terminal.settle(0.2)
            yield "and back", terminal.until("home", has(FIRST))
            terminal.settle(0.2)


def ours(command: list[str], china: str) -> Iterator[tuple[str, float]]:
    """What termsheet takes for each command, one try of all."""
    with opened(command) as terminal:
        typed(terminal, "right right right right right")
        yield "sort, first page", terminal.until("]", has(TOP))
        terminal.settle(1.5)
        yield "end of the sorted view", terminal.until("end", away)
        terminal.settle(0.8)
        terminal.until("home", has(TOP))
        terminal.settle(0.3)
        yield "end of the sorted view again", terminal.until("end", away)
        terminal.settle(0.8)
        typed(terminal, "home left")
        terminal.settle(0.5)
        yield "second sort key, first page", terminal.until("}", lambda text: "↑1" in text or "↓2" in text)
        terminal.settle(4)
        typed(terminal, "r left left left")
        terminal.wait(has(FIRST)) if FIRST not in terminal.text() else None
        terminal.settle(0.5)
        typed(terminal, "f")
        for letter in "company~Zyxquartz":
            terminal.send(letter)
        terminal.settle(0.3)
        yield "filter one column, rows and count", terminal.until("enter", has(RARE, "3 /"))
        terminal.settle(0.5)
        terminal.until("&", has(FIRST))
        terminal.settle(0.5)
        typed(terminal, "right")
        yield (
            "frequency of a column",
            terminal.until("F", lambda text: re.search(rf"China\s+{china}", text) is not None),
        )
        terminal.settle(0.5)
        typed(terminal, "q r home /")
        terminal.settle(0.5)
        yield "find in all columns, first hit", terminal.until("Zyxquartz", has(RARE))
        yield "find in all columns, all hits, after the first", terminal.until("", has("3 found · n", "clear · "))
        yield "memory, whole, MB", terminal.memory()


def theirs(command: list[str], china: str) -> Iterator[tuple[str, float]]:
    """What datui takes for the same."""
    with opened(command) as terminal:
        typed(terminal, "right right right right right")
        yield "sort, first page", terminal.until("]", has(TOP))
        terminal.settle(1.0)
        yield "end of the sorted view", terminal.until("end", lambda text: TOP not in text)
        terminal.settle(1.0)
        terminal.until("home", has(TOP))
        terminal.settle(0.5)
        yield "end of the sorted view again", terminal.until("end", lambda text: TOP not in text)
        terminal.settle(1.0)
        terminal.until("home", has(TOP))
        terminal.until("]", has(FIRST))
        typed(terminal, "left left left left / Z y x q u a r t z")
        yield "filter one column, rows and count", terminal.until("\x07", has(RARE))
        terminal.settle(0.5)
        terminal.until("R", has(FIRST))
        typed(terminal, "right right home")
        yield "frequency of a column", terminal.until("F", lambda text: re.search(rf"China.*{china}", text) is not None)
        yield "memory, whole, MB", terminal.memory()


def while_sorting(command: list[str]) -> list[float]:
    """Milliseconds until a cursor key is answered while a sort runs."""
    taken: list[float] = []
    for _ in range(TRIES):
        with opened(command) as terminal:
            typed(terminal, "right")
            terminal.send("]")
            taken += [terminal.stroke(key, 0.03).milliseconds for key in ("down", "up") * 10]
    return taken


def gathered(run: Callable[[], Iterator[tuple[str, float]]], times: int) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for _ in range(times):
        try:
            for what, value in run():
                found.setdefault(what, []).append(value)
        except TimeoutError as error:
            print(f"gave up: {str(error)[:200]}", file=sys.stderr)
    return {what: statistics.median(values) for what, values in found.items()}


def measured(
    given: argparse.Namespace,
    path: Path,
    small: Path,
    china: str,
    commands: dict[str, list[str]],
    notes: dict[str, str],
) -> dict[str, dict[str, float]]:
    """Every figure of the table, by what it is and whose it is."""
    table: dict[str, dict[str, float]] = {}
    keyed = [who for who in commands if who != "VisiData"]

    def put(what: str, who: str, value: float) -> None:
        table.setdefault(what, {})[who] = value

    for what, file in ((f"start, {given.rows:,} rows", path), ("start, 1,000 rows", small)):
        taken: dict[str, list[float]] = {who: [] for who in commands}
        for _ in range(given.starts):
            for who, command in commands.items():
                if who == "VisiData" and given.rows > 1_000_000 and file == path:
                    continue
                taken[who].append(start([*command, str(file)]))
        for who, values in taken.items():
            if values:
                put(what, who, statistics.median(values))
    for what, plan in (("cursor key, p95", ["down", "up"] * (given.keys // 2)), ("page key, p95", pages(given.keys))):
        for who in keyed:
            found = strokes([*commands[who], str(path)], plan)
            put(what, who, p95([s.milliseconds for s in found]))
            if who == "termsheet":
                most = max(s.written / s.allowed for s in found if s.changed)
                notes[what] = f"{statistics.median(s.written for s in found):.0f} B, {most:.2f} of allowed at most"
    sorted_pages = strokes(
        [*commands["termsheet"], str(path)], pages(given.keys), "right right right right right ] G g g"
    )
    put("page key in the sorted view, p95", "termsheet", p95([s.milliseconds for s in sorted_pages]))
    for who in keyed:
        for what, value in gathered(lambda who=who: jumps([*commands[who], str(path)]), 1).items():  # type: ignore[misc]
            put(what, who, value)
    for what, value in gathered(lambda: ours([*commands["termsheet"], str(path)], china), TRIES).items():
        put(what, "termsheet", value)
    if "datui" in commands:
        for what, value in gathered(lambda: theirs([*commands["datui"], str(path)], china), 3).items():
            put(what, "datui", value)
    put("cursor key while a sort runs, p95", "termsheet", p95(while_sorting([*commands["termsheet"], str(path)])))
    with opened([*commands["termsheet"], str(path)]) as terminal:
        typed(terminal, "pagedown pagedown end home")
        put("memory, browsing, MB", "termsheet", terminal.memory())
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--datui", default=shutil.which("datui"))
    parser.add_argument("--visidata", default=shutil.which("vd"))
    given = parser.parse_args()
    # Views remembered from another run would be another task.
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp()
    path, small = make(given.rows), make(1000)
    import polars as pl

    count = pl.scan_parquet(path).filter(pl.col("country") == "China").select(pl.len()).collect().item()
    china = f"{count:,}".replace(",", "[,_ ]?")
    termsheet = [str(Path(sys.executable).parent / "termsheet")]
    floor = [sys.executable, str(HERE / "floor.py")]
    peers = {name: [program] for name, program in (("datui", given.datui), ("VisiData", given.visidata)) if program}
    columns = ["floor", "termsheet", *peers]
    begun = time.time()
    notes: dict[str, str] = {}
    table = measured(given, path, small, china, {"floor": floor, "termsheet": termsheet, **peers}, notes)
    lines = [
        f"Measured on {date.today()} in {time.time() - begun:.0f} s: {given.rows:,} rows of Parquet, 120×40, "
        f"{given.starts} starts, {given.keys} keys. Milliseconds, medians unless it says otherwise.",
        "",
        f"| what | {' | '.join(columns)} | of the floor | of datui | bytes |",
        f"| --- |{' --- |' * (len(columns) + 3)}",
    ]
    for what, row in table.items():
        mine = row.get("termsheet")
        cells = [f"{row[who]:,.1f}" if who in row else "–" for who in columns]
        ratios = [f"{mine / row[who]:.2f}" if mine is not None and row.get(who) else "–" for who in ("floor", "datui")]
        lines.append(f"| {what} | {' | '.join([*cells, *ratios])} | {notes.get(what, '')} |")
    keep("Files", "\n".join(lines))


if __name__ == "__main__":
    main()
