"""A chart on a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.screens.screen_text import screen_lines, screen_text
from tui.app import TermsheetApp
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.tables import here

DOUBAO = "doubao|mau||average|app|cn|2025-03|people#questmobile"


async def at_series(app: TermsheetApp, pilot: Pilot[int], key: str) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()
    model = app.screen.tabs.model  # type: ignore[attr-defined]
    assert here.go_to(model, "key", key)


async def test_a_series_is_charted_read_zoomed_and_left(lens: Lens, english: Reader) -> None:
    app = TermsheetApp(lens, english, "users")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_series(app, pilot, DOUBAO)
        await pilot.press(".")
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[1] == "Doubao · MAU"
        assert "116M  2025-03      Doubao  豆包" in lines
        assert lines[-1].startswith("←→ read  + - zoom")
        assert lines[-1].endswith("L log  e export  q back  : ask")
        await pilot.press("left")
        await pilot.pause()
        assert "78.6M  2025-01      Doubao  豆包" in screen_lines(app)
        await pilot.press("+", "+")
        await pilot.pause()
        assert "2025-03" not in screen_lines(app)[-5]
        await pilot.press("0", "L")
        await pilot.pause()
        assert "100M ┤" in screen_text(app)
        assert "   0 ┤" not in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        assert "Doubao · MAU" not in screen_text(app)


async def test_it_is_written_where_it_is_told_to(
    lens: Lens, english: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = TermsheetApp(lens, english, "users")
    path = tmp_path / "chart.svg"
    async with app.run_test(size=(80, 24)) as pilot:
        await at_series(app, pilot, DOUBAO)
        await pilot.press(".", "e")
        await pilot.pause()
        assert screen_lines(app)[-1].startswith("save to a file, .svg or .txt:")
        await pilot.press("escape", "e", "ctrl+u", *path.name, "enter")
        await pilot.pause()
        assert path.read_text("utf-8").startswith("<?xml")
        assert screen_lines(app)[1].startswith("written: ")
        await pilot.press("e", "ctrl+u", *path.name, "enter")
        await pilot.pause()
        assert "is there already" in screen_lines(app)[1]
        await pilot.press("ctrl+u", *"chart.png", "enter")
        await pilot.pause()
        assert screen_lines(app)[1] == "a chart is written as .svg or .txt"


async def test_two_rows_are_compared_in_chinese(lens: Lens, chinese: Reader) -> None:
    app = TermsheetApp(lens, chinese, "users")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_series(app, pilot, DOUBAO)
        await pilot.press("x")
        await at_series(app, pilot, "kimi|mau||average|app|cn|2025-03|people#questmobile")
        await pilot.press("x")
        await pilot.pause()
        text = screen_text(app)
        assert "豆包、Kimi · 月活" in text
        assert "A 豆包  Doubao  B Kimi" in text
        assert "1.16亿  2025-03" in text
