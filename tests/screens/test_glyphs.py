"""The screen of a terminal that cannot draw everything."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from tests.screens.screen_text import screen_text
from tui.app import TermsheetApp
from tui.cells.cell import Reader
from tui.charts.glyphs import ASCII, BLOCKS, glyphs
from tui.corpus.lens import Lens

GOLDEN = Path(__file__).parent / "golden"
TERMINALS = {
    "linux": {"TERM": "linux", "LANG": "en_US.UTF-8"},
    "ascii": {"TERM": "xterm", "LANG": "C"},
}


def foreign(text: str) -> set[str]:
    """The characters that are neither ASCII nor a letter of the data."""
    return {char for char in text if not char.isascii() and unicodedata.category(char)[0] != "L"}


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("tab", ["overview", "users"])
async def test_screens_show_nothing_that_the_terminal_cannot(lens: Lens, tab: str, terminal: str) -> None:
    """The overview, and a table with trends beside a pane with a chart; TERMSHEET_GOLDEN=1 writes the files anew."""
    path = GOLDEN / f"{tab}-120x40-{terminal}.txt"
    app = TermsheetApp(lens, Reader("en", lens.names, glyphs(TERMINALS[terminal], "utf-8")), tab)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        text = screen_text(app).rstrip() + "\n"
    if os.environ.get("TERMSHEET_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    allowed = set() if terminal == "ascii" else {*BLOCKS.cells, *BLOCKS.ramp, *BLOCKS.parts, *"→←↑↓│─┬┤└·≤≥"}
    assert foreign(text) <= allowed


async def test_what_textual_draws_itself_is_spelled_too(lens: Lens) -> None:
    app = TermsheetApp(lens, Reader("en", lens.names, ASCII), "deals")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "-" * 80 in screen_text(app)
