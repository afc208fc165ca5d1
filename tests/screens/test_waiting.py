"""A large file on the screen: text until its columns are decided; what needs them waits, and may be given up."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screens.driving import files, press, shown, until
from tests.screens.screen_text import screen_lines, screen_text
from tui.app import TermsheetApp
from tui.files import large, text
from tui.query.query import SortKey
from tui.tables.memory import keep_view
from tui.tables.view import View, retype, sort

ROWS = "".join(f'c{n:04},{5000 - n},"{n},5 %"\n' for n in range(1, 3000))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(text, "SMALL_TEXT", 5000)
    monkeypatch.setattr(text, "PREVIEW", 2000)
    found = tmp_path / "x.csv"
    found.write_text("who,n,share\n" + ROWS, encoding="utf-8")
    return found


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The file is read on when this is set."""
    found = threading.Event()
    read = large.read_large

    def waits(*given: Any) -> large.Read:
        assert found.wait(20)
        return read(*given)

    monkeypatch.setattr(large, "read_large", waits)
    yield found
    found.set()


@asynccontextmanager
async def begun(
    path: Path, language: str = "en", size: tuple[int, int] = (110, 12)
) -> AsyncIterator[tuple[TermsheetApp, Pilot[int]]]:
    """The program on a file of which only the beginning is there."""
    async with files(path, language=language, size=size, rest=False) as opened:
        yield opened


async def test_columns_are_text_until_they_are_decided(path: Path, go: threading.Event) -> None:
    async with begun(path) as (app, pilot):
        await until(app, pilot, "reading x.csv 0%")
        lines = screen_lines(app)
        assert "? 2 columns are text until all is read" in lines[1]
        assert lines[2].split() == ["who", "n?", "share?"]
        assert lines[3].split() == ["c0001", "4999", "1,5", "%"]
        await press(pilot, "right", "z")
        assert "? is shown as written until all of the file is read" in screen_text(app)
        await press(pilot, "q", "j", "j")
        go.set()
        await until(app, pilot, "2,999 rows")
        lines = screen_lines(app)
        assert lines[2].split() == ["who", "n", "share*"]
        assert lines[3].split() == ["c0001", "4,999", "1,5", "%"]
        assert "columns are text" not in screen_text(app)
        model = shown(app).tabs.model
        assert model is not None
        assert (model.cursor.row, model.column.name) == (2, "n")


async def test_sorting_waits(path: Path, go: threading.Event) -> None:
    async with begun(path) as (app, pilot):
        await press(pilot, "right", "right", "right_square_bracket", "left", "j", "j")
        assert "waits until share is read · Ctrl+C or Esc gives it up" in screen_lines(app)[1]
        assert screen_lines(app)[3].split()[0] == "c0001"
        go.set()
        await until(app, pilot, "sorted ↓ share")
        await until(app, pilot, "c2999")
        assert screen_lines(app)[3].split() == ["c2999", "2,001", "2999,5", "%"]


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_a_wait_is_given_up(path: Path, go: threading.Event, key: str) -> None:
    async with begun(path) as (app, pilot):
        await press(pilot, "right", "left_square_bracket", key)
        assert "no longer waits" in screen_text(app)
        await until(app, pilot, "reading x.csv")
        go.set()
        await until(app, pilot, "2,999 rows")
        assert "sorted" not in screen_text(app)


async def test_a_reading_that_was_stopped_goes_on_for_who_waits(path: Path, go: threading.Event) -> None:
    async with begun(path) as (app, pilot):
        await press(pilot, "ctrl+c", "j", "k")
        await until(app, pilot, "+ rows")
        assert "reading" not in screen_text(app)
        assert "? 2 columns are text until all is read" in screen_text(app)
        await press(pilot, "right", "left_square_bracket")
        go.set()
        await until(app, pilot, "sorted ↑ n")
        await until(app, pilot, "2,001")


async def test_words_are_sorted_at_once(path: Path, go: threading.Event) -> None:
    async with begun(path) as (app, pilot):
        await press(pilot, "right_square_bracket")
        assert "sorted ↓ who" in screen_text(app)
        assert screen_lines(app)[3].split()[0] != "c0001"
        go.set()
        await until(app, pilot, "2,999 rows")
        await until(app, pilot, "c2999")


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (("F",), "0.03"),
        (("I",), "median"),
        (("comma",), "▽ n:4999"),
        (("backslash",), "2,998 / 2,999 rows"),
        (("f", *"n>4990", "enter"), "9 / 2,999 rows"),
        (("f", *"share:1.5 who:c0001", "enter"), "1 / 2,999 rows"),
        ((":", *"sort -share", "enter"), "sorted ↓ share"),
        (("equals_sign", *"twice = n * 2", "enter"), "9,998"),
        (("W", "ctrl+u", *"who: sum n", "enter"), "sum"),
        (("at",), "1970-01-01"),
    ],
)
async def test_what_computes_waits(path: Path, go: threading.Event, keys: tuple[str, ...], seen: str) -> None:
    async with begun(path) as (app, pilot):
        await press(pilot, "right", *keys)
        assert "waits until" in screen_text(app)
        go.set()
        await until(app, pilot, seen)


async def test_an_export_waits_for_all_rows(path: Path, go: threading.Event) -> None:
    target = path.parent / "out.csv"
    async with begun(path) as (app, pilot):
        await press(pilot, "e", "ctrl+u", *str(target), "enter")
        assert "waits until all rows are read" in screen_text(app)
        assert not target.exists()
        go.set()
        await until(app, pilot, "written:")
    assert target.read_text() == path.read_text()


async def test_a_view_that_was_left_waits(path: Path, go: threading.Event) -> None:
    keep_view(path, sort(View(frozen=0), SortKey("n")))
    async with begun(path) as (app, pilot):
        assert "waits until n is read" in screen_text(app)
        assert screen_lines(app)[3].split()[0] == "c0001"
        go.set()
        await until(app, pilot, "sorted ↑ n")
        await until(app, pilot, "c2999")
        await press(pilot, "q")


async def test_a_kind_that_was_given_waits_and_is_kept_by_who_leaves_before(path: Path, go: threading.Event) -> None:
    keep_view(path, retype(View(frozen=0), "n", "money"))
    for _ in range(2):
        async with begun(path) as (app, pilot):
            assert "waits until" in screen_text(app)
            await press(pilot, "Q")


async def test_it_is_told_in_chinese(path: Path, go: threading.Event) -> None:
    async with begun(path, language="zh") as (app, pilot):
        assert "? 2 列读完前按原文显示" in screen_text(app)
        await press(pilot, "right", "left_square_bracket")
        assert "等待读完 n · Ctrl+C 或 Esc 放弃等待" in screen_text(app)
        await press(pilot, "escape")
        assert "不再等待" in screen_text(app)


async def test_what_cannot_be_read_stays_as_it_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: Any) -> large.Read:
        raise OSError("the disk is gone")

    monkeypatch.setattr(large, "read_large", fails)
    async with begun(path) as (app, pilot):
        await until(app, pilot, "⚑ 1 notice")
        assert "columns are text" not in screen_text(app)
        await press(pilot, "right", "left_square_bracket")
        await until(app, pilot, "sorted ↑ n")
        await press(pilot, "g", "exclamation_mark")
        assert "was not read to its end: the disk is gone" in screen_text(app)
