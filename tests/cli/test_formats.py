"""The bytes of every format for programs, from the command line and from the screen.

`tests.golden` says how the files are written anew.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import inf, nan
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import Run
from tests.golden import compare
from tests.screens.driving import files, press, until
from tui.screens.terminal import Terminal

GOLDEN = Path(__file__).parent / "golden"
FORMS = ("json", "jsonl", "csv", "tsv", "md")

TYPES = pl.DataFrame(
    {
        "text": ['say "hi", you', "two\nlines\tand a tab", "=1+2", "a|b", "月之暗面", "", None],
        "int": [1, -5, 0, 2**31, 1234567, 7, None],
        "large": [2**60, -(2**60), 2**53 + 1, 0, 1, 2, None],
        "float": [1.0, 0.1, 1e300, nan, inf, -inf, None],
        "small": [1e-9, -0.0, 1 / 3, 2.5, 1234567.891, 1e15, None],
        "bool": [True, False, True, False, True, False, None],
        "day": [date(2024, 2, 29), date(1970, 1, 1), date(1, 1, 1), date(9999, 12, 31), *[date(2024, 1, 2)] * 2, None],
        "moment": [datetime(2024, 2, 29, 12, 30, 15, 250), datetime(2024, 1, 1), *[datetime(1969, 7, 20)] * 4, None],
        "zoned": [datetime(2024, 2, 29, 23, 30, tzinfo=UTC), *[datetime(2024, 7, 1, tzinfo=UTC)] * 5, None],
        "time": [time(12, 30, 15, 250), time(0, 0), *[time(23, 59, 59)] * 4, None],
        "duration": [timedelta(days=1, seconds=30), timedelta(0), *[timedelta(microseconds=-5)] * 4, None],
        "binary": [b"\x00\xff", b"", b"text", *[b"\x1b[31m"] * 3, None],
        "list": [[1, 2], [], [None, 3], *[[4]] * 3, None],
        "struct": [{"a": 1, "b": "x|y"}, {"a": None, "b": None}, *[{"a": 2, "b": '"'}] * 4, None],
        "decimal": [Decimal("1.50"), Decimal("-0.01"), Decimal("12345678901234.99"), *[Decimal(0)] * 3, None],
        "category": ["a", "b", "=c", *["a"] * 3, None],
    },
    schema_overrides={
        "zoned": pl.Datetime("us", "Asia/Shanghai"),
        "decimal": pl.Decimal(18, 2),
        "category": pl.Categorical,
    },
)


@pytest.fixture
def types(tmp_path: Path) -> Path:
    path = tmp_path / "types.parquet"
    TYPES.write_parquet(path)
    return path


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "words",
    [
        *((table, *rows) for table in ("deals", "users") for rows in ((), ("--facts",), ("--claims",))),
        ("users", "--series"),
        ("companies",),
        ("disputes",),
        ("sources",),
    ],
    ids="".join,
)
def test_tables_of_the_corpus(run: Run, words: tuple[str, ...], form: str) -> None:
    code, out, err = run("list", *words, f"--{form}")
    assert code == 0
    folded = "termsheet: 2 series of other counters and definitions; --series lists them\n"
    assert err == (folded if words == ("users",) else "")
    compare(GOLDEN / f"{'-'.join(word.lstrip('-') for word in words)}.{form}", out)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show", ("show", "moonshot ai", "--json")),
        ("show-two", ("show", "openai", "kimi", "--jsonl")),
        ("find", ("find", "yzam", "--json")),
        ("stats", ("stats", "deals", "--json")),
        ("stats-column", ("stats", "deals", "company", "--json")),
    ],
)
def test_answers_for_programs(run: Run, name: str, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    compare(GOLDEN / f"{name}.{words[-1].lstrip('-')}", out)


@pytest.mark.parametrize("form", FORMS)
def test_every_type_on_the_command_line(run: Run, types: Path, form: str) -> None:
    code, out, err = run("list", str(types), f"--{form}")
    assert (code, err) == (0, "")
    compare(GOLDEN / f"types.{form}", out)


def test_statistics_of_every_type(run: Run, types: Path) -> None:
    code, out, err = run("stats", str(types), "--json")
    assert (code, err) == (0, "")
    compare(GOLDEN / "types-stats.json", out)


async def _exported(path: Path, ending: str) -> Path:
    target = path.with_name(f"out.{ending}")
    async with files(path, size=(200, 14)) as (app, pilot):
        await press(pilot, "e", "backspace", *str(target), "enter")
        await until(app, pilot, "written:")
    return target


@pytest.mark.parametrize(("ending", "form"), [("json", "json"), ("jsonl", "jsonl"), ("ndjson", "jsonl"), ("md", "md")])
async def test_an_export_is_what_list_prints(types: Path, ending: str, form: str) -> None:
    target = await _exported(types, ending)
    compare(GOLDEN / f"types.{form}", target.read_bytes().decode("utf-8"))


@pytest.mark.parametrize("ending", ["csv", "tsv"])
async def test_an_export_for_spreadsheets_has_its_formulas_defused(types: Path, ending: str) -> None:
    target = await _exported(types, ending)
    compare(GOLDEN / f"export.{ending}", target.read_bytes().decode("utf-8"))


def _told(frame: pl.DataFrame) -> str:
    lines = [f"{name}: {dtype}" for name, dtype in frame.schema.items()]
    lines += [f"{name} = {value!r}" for row in frame.iter_rows(named=True) for name, value in row.items()]
    return "\n".join(lines) + "\n"


async def test_every_type_exported_as_parquet(types: Path) -> None:
    compare(GOLDEN / "export-parquet.txt", _told(pl.read_parquet(await _exported(types, "parquet"))))


async def test_every_type_exported_to_excel(types: Path) -> None:
    compare(GOLDEN / "export-xlsx.txt", _told(pl.read_excel(await _exported(types, "xlsx"))))


@pytest.mark.parametrize(
    ("title", "form"),
    [("TSV", "tsv"), ("CSV", "csv"), ("Markdown", "md"), ("JSON", "json"), ("JSON lines", "jsonl")],
)
async def test_a_copy_is_what_list_prints(types: Path, title: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    written: list[str] = []
    async with files(types, size=(200, 14)) as (app, pilot):
        monkeypatch.setattr(Terminal, "write", lambda self, sequence: written.append(sequence))
        await press(pilot, "y", "t", *("space" if key == " " else key for key in title), "enter")
        await until(app, pilot, "sent to the terminal:")
    text = b64decode(written[0].removeprefix("\x1b]52;c;").removesuffix("\x07")).decode("utf-8")
    compare(GOLDEN / f"types.{form}", text)
