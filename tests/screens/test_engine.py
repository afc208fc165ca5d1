"""A file through another engine on the screen: the same keys show the same screen, or a line says what it cannot do."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from textual.pilot import Pilot

from tests.screens.driving import files, press, settled, until
from tests.screens.screen_text import screen_lines
from tui.app import TermsheetApp

pytest.importorskip("ibis")

ROWS = 3000
# The widest cells stand on the first page, so that columns are as wide whatever is on hand when they are laid out.
FRAME = pl.DataFrame(
    {
        "company": [None if n % 4 == 3 else f"{('Kimi', '月之暗面', 'OpenAI')[n % 4]} {n:04}" for n in range(ROWS)],
        "round": [("A", "B", "A", None, "C")[n % 5] for n in range(ROWS)],
        "amount": [n * 7 % 1000 / 2 if n % 11 else None for n in range(ROWS)],
        "day": [date(2020, 1, 1) + timedelta(days=n % 900) for n in range(ROWS)],
        "tags": [["x", "y"][: n % 3] for n in range(ROWS)],
    }
)
KEYS: list[tuple[str, ...]] = [
    ("G",),
    (":", *"1700", "enter"),
    ("right", "right", "]"),
    ("G",),
    ("left", "}"),
    ("right", "right", "right", "["),
    ("u",),
    ("f", *"company~kimi amount>=250", "enter"),
    ("left", "left", "["),
    ("&",),
    ("f", *"月之闇面", "enter"),
    ("right", "comma"),
    ("u",),
    ("u",),
    ("/", *"2021-03", "enter"),
    ("n", "n", "N"),
    ("/", *'"y"', "enter"),
    ("escape", "space", "space", "G", "space", '"'),
    ('"',),
    ("F",),
    ("down", "enter"),
    ("&",),
    ("I",),
    ("q",),
    ("W", "ctrl+u", *"round: sum amount, mean amount, max day", "enter"),
    ("q",),
    ("W", "ctrl+u", *"round: count across amount", "enter"),
    ("q",),
]
"""Keys one after the other; what follows work of the engine waits for it, as a person does."""


def seen(app: TermsheetApp) -> str:
    """What is on the screen, but for the name of the engine."""
    return "\n".join(screen_lines(app)).replace(" · DuckDB", "")


@pytest.mark.long
async def test_the_same_keys_show_the_same_screens(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    FRAME.write_parquet(path, row_group_size=500)
    expected: list[str] = []
    async with files(path) as (app, pilot):
        for keys in KEYS:
            await press(pilot, *keys)
            expected.append(seen(app))
    assert len({*expected}) > 20
    async with files(path, engine="duckdb") as (app, pilot):
        await until(app, pilot, "3,000 rows · Parquet · DuckDB")
        for keys, screen in zip(KEYS, expected, strict=True):
            await press(pilot, *keys)
            await becomes(app, pilot, screen, keys)


async def becomes(app: TermsheetApp, pilot: Pilot[int], screen: str, keys: tuple[str, ...]) -> None:
    """Until the screen is another one; the work of a lane has no other sign."""
    for _ in range(1000):
        await settled(pilot)
        if seen(app) == screen:
            return
        await pilot.pause(0.005)
    raise AssertionError(f"{keys}\n{seen(app)}\n\n{screen}")


@pytest.mark.long
async def test_what_is_exported_is_the_same_to_a_byte(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    FRAME.write_parquet(path)
    for engine in ("", "duckdb"):
        async with files(path, engine=engine, size=(240, 14)) as (app, pilot):
            await until(app, pilot, "Kimi 0000")
            await press(pilot, "f", *"company~kimi", "enter")
            await until(app, pilot, "750 / 3,000 rows")
            for ending in ("csv", "jsonl", "parquet"):
                target = str(tmp_path / f"{engine}.{ending}")
                await press(pilot, "e", "ctrl+u", *target, "enter")
                await until(app, pilot, f"written: {target}")
    for ending in ("csv", "jsonl", "parquet"):
        assert (tmp_path / f"duckdb.{ending}").read_bytes() == (tmp_path / f".{ending}").read_bytes()


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "a computed column": (("=", *"root = SQRT(amount)", "enter"), "SQRT"),
    "a regular expression": (("f", *"company~/k.*i/", "enter"), "DuckDB has no regular expressions"),
    "another kind": (("right", "right", "@"), "DuckDB has no columns read as another kind"),
    "a mean of days": (("W", "ctrl+u", *"round: mean day", "enter"), "DuckDB has no mean of days and times"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_it_cannot_do_is_told_in_a_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / "deals.parquet"
    FRAME.write_parquet(path)
    keys, told = REFUSED[name]
    async with files(path, engine="duckdb") as (app, pilot):
        await press(pilot, *keys)
        await until(app, pilot, told)
        await press(pilot, "escape", "G")
        await until(app, pilot, "3,000/3,000")
