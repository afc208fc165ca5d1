"""What runs is told in the status line, listed under `g!`, and given up by its digit or by Ctrl+C."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens.driving import files, press, settled, shown, until
from tests.screens.screen_text import screen_lines, screen_text
from tui.engines.lane import Background
from tui.language.label import Label
from tui.screens.explorer import ExplorerScreen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "x.csv"
    found.write_text("name,n\n" + "".join(f"row{n},{n}\n" for n in range(50)))
    return found


@pytest.fixture
def go() -> Iterator[threading.Event]:
    found = threading.Event()
    yield found
    found.set()


def begin(screen: ExplorerScreen, go: threading.Event, what: str, told: list[str]) -> None:
    """Begins work of the screen that goes on when it is told to."""

    def work(token: object) -> str:
        assert go.wait(10)
        return what

    screen.tasks.start(what, Label(what, what), work, told.append, dropped=lambda: told.append(f"no {what}"))
    screen.telling.wake()


async def test_what_runs_is_listed_and_given_up_by_its_digit(path: Path, go: threading.Event) -> None:
    async with files(path, size=(80, 14)) as (app, pilot):
        told: list[str] = []
        begin(shown(app), go, "first", told)
        begin(shown(app), go, "second", told)
        await press(pilot, "g", "!")
        assert screen_lines(app)[1] == "RUNNING"
        assert screen_lines(app)[2].startswith("  1 first ")
        assert screen_lines(app)[3].startswith("  2 second ")
        assert screen_lines(app)[-1].startswith("1-2 stop  q back  : ask  ↑↓ scroll")
        await press(pilot, "1")
        assert told == ["no first"]
        assert screen_lines(app)[2].startswith("  1 second ")
        assert screen_lines(app)[-1].startswith("1 stop  q back  : ask  ↑↓ scroll")
        go.set()
        await until(app, pilot, "\nq back  : ask  ↑↓ scroll  PgDn page")
        assert screen_lines(app)[1] == "No problem was found in the data files."
        assert told == ["no first", "second"]
        await press(pilot, "q")
        assert isinstance(app.screen, ExplorerScreen)


async def test_it_is_told_while_it_runs_and_ctrl_c_gives_it_up(path: Path, go: threading.Event) -> None:
    async with files(path, size=(80, 14)) as (app, pilot):
        model = shown(app).tabs.model
        assert model is not None
        told: list[str] = []
        model.tasks.take_lanes(Background)
        what = Label("counting all", "计数")
        model.tasks.start("count", what, lambda token: go.wait(10), dropped=lambda: told.append("no"))
        shown(app).telling.wake()
        await until(app, pilot, "counting all ")
        assert "Ctrl+C stops" in screen_text(app)
        await press(pilot, "ctrl+c")
        await settled(pilot)
        assert told == ["no"]
        assert "stopped" in screen_text(app)
        await press(pilot, "ctrl+c")
        assert "Ctrl+C: once more quits" in screen_text(app)
