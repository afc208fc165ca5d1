"""A sort that has no room is refused in a line with a way on, nothing waits, and what was shown is shown again."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.screens.driving import files, press, rested, shown, until
from tests.screens.screen_text import screen_text
from tui.app import TermsheetApp
from tui.engines import memory
from tui.engines.polars import room
from tui.tables import of_files


@pytest.mark.parametrize(
    ("language", "told"), [("en", "are free; filter first, or --limit 65,536"), ("zh", "请先筛选，或用 --limit 65,536")]
)
async def test_it_is_told_and_a_filter_goes_on(
    language: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_files, "RESIDENT_CELLS", 10)
    monkeypatch.setattr(room, "_SURELY", 1000)
    monkeypatch.setattr(memory, "free_memory", lambda: 100_000)
    path = tmp_path / "x.parquet"
    pl.select(n=pl.int_range(20_000)).write_parquet(path)
    async with files(path, language=language) as (app, pilot):
        await until(app, pilot, "20,000")
        await press(pilot, "]")
        await until(app, pilot, told)
        await rested(pilot)
        assert not shown(app).tabs.models[0].pending
        assert told in screen_text(app)
        assert column(app)[:2] == ["0", "1"]
        await press(pilot, "f", *"n<50", "enter")
        await rested(pilot)
        await press(pilot, "]")
        await rested(pilot)
        assert told not in screen_text(app)
        assert column(app)[:2] == ["49", "48"]


def column(app: TermsheetApp) -> list[str]:
    return [line.strip() for line in screen_text(app).splitlines()[3:]]
