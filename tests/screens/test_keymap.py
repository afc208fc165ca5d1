"""Keys of a person's own on the screen, and what it says of those that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.screens.driving import explorer, files, press, settled, shown
from tests.screens.screen_text import screen_lines, screen_text
from tui.corpus.lens import Lens
from tui.screens.explorer import ExplorerScreen
from tui.screens.page import HelpScreen, PageScreen


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("TERMSHEET_CONFIG", str(path))
    return path


async def test_chosen_keys_do_what_the_old_ones_did(lens: Lens, config: Path) -> None:
    config.write_text('[keys]\nfind = "Ctrl+S"\nhelp = "f9"\n"sort.down" = ["g s", "("]\n"go.sources" = []\n')
    async with explorer(lens) as (app, pilot):
        assert "Ctrl+S find" in screen_lines(app)[-1]
        assert "F9 help" in screen_lines(app)[-1]
        await press(pilot, "ctrl+s", *"deeps", "enter")
        assert "/deeps  1 found" in screen_text(app)
        await press(pilot, "escape", "slash")
        assert shown(app).desk.prompt.text is None
        await press(pilot, "right", "(")
        assert "sorted ↓ Amount" in screen_text(app)
        await press(pilot, "(", "g", "s")
        assert "sorted ↓ Amount" in screen_text(app)
        await press(pilot, "f9")
        assert isinstance(app.screen, HelpScreen)
        assert "Ctrl+S       find in every column" in screen_text(app)
        await press(pilot, "f9")
        assert isinstance(app.screen, ExplorerScreen)


async def test_a_page_is_left_and_moved_in_by_the_keys_that_were_chosen(lens: Lens, config: Path) -> None:
    config.write_text('[keys]\nback = "x"\ndown = ["t", "Down"]\n')
    async with explorer(lens, size=(80, 12)) as (app, pilot):
        await press(pilot, "s")
        assert isinstance(app.screen, PageScreen)
        assert screen_lines(app)[-1] == "Tab names  Enter open  x back  : ask  ↑↓ scroll  PgDn page"
        second = screen_lines(app)[2]
        await press(pilot, "t")
        assert screen_lines(app)[1] == second
        await press(pilot, "q")
        assert isinstance(app.screen, PageScreen)
        await press(pilot, "x")
        assert isinstance(app.screen, ExplorerScreen)


async def test_sentences_name_the_keys_that_there_are(config: Path, tmp_path: Path) -> None:
    config.write_text('[keys]\nproblems = "F7"\nexport = []\n')
    path = tmp_path / "x.csv"
    path.write_text("n\n1\n-\n3\n")
    async with files(path) as (app, _):
        assert "1 notice, F7 shows it" in screen_text(app)


async def test_what_cannot_be_is_told_on_start_and_listed(lens: Lens, config: Path) -> None:
    config.write_text('[keys]\nfnid = "x"\nfind = "f"\n')
    async with explorer(lens, size=(160, 24)) as (app, pilot):
        assert screen_lines(app)[1].startswith("config.toml [keys] fnid: no command is called so; did you mean find")
        assert "+1 more, g! lists them" in screen_lines(app)[1]
        await press(pilot, "g", "!")
        assert "config.toml [keys] find: `f` was filter, which has no key now" in screen_text(app)


async def test_a_broken_file_stops_nothing(lens: Lens, config: Path) -> None:
    config.write_text("[keys\n")
    async with explorer(lens, size=(160, 24)) as (app, pilot):
        assert screen_lines(app)[1].startswith("config.toml is no TOML: ")
        await press(pilot, "j")
        await settled(pilot)
        assert screen_lines(app)[-1].endswith("2/4")


def test_the_command_line_lists_the_keys_that_hold_and_tells_what_cannot_be(run: Run, config: Path) -> None:
    config.write_text('[keys]\nfind = "Ctrl+S"\nnothing = "x"\n')
    code, out, err = run("help", "keys")
    assert code == 0
    assert str(config) in out.splitlines()[0]
    assert next(line.split()[:2] for line in out.splitlines() if "find in every" in line) == ["Ctrl+S", "find"]
    assert err.startswith("termsheet: config.toml [keys] nothing: no command is called so")
    assert len(err.splitlines()) == 1
