"""Nothing that grows with a table runs in the thread that draws: each question to an engine tells its thread."""

from __future__ import annotations

import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.screens.driving import files, press, rested, until
from tui.engines.polars.engine import PolarsEngine
from tui.tables import of_files

ASKED = ("page", "count", "index", "search", "frequency", "summary", "bins", "export")
KEYS = ("]", "G", "f t~5 enter", "/ 77 enter", "n", "F", "I", ".", ",", "u", "f t:")
"""Sorts, goes to the end, filters, finds, counts, sums up, draws, keeps, undoes, and is offered values."""


async def test_queries_are_asked_beside_the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_files, "RESIDENT_CELLS", 10)
    threads: dict[str, set[int]] = defaultdict(set)

    def noting(name: str) -> None:
        plain = getattr(PolarsEngine, name)

        def asked(self: PolarsEngine, *words: Any, **named: Any) -> Any:
            # A table that is on hand as a whole, as one of frequencies, is small.
            if self._whole is None:
                threads[name].add(threading.get_ident())
            return plain(self, *words, **named)

        monkeypatch.setattr(PolarsEngine, name, asked)

    for name in ASKED:
        noting(name)
    path = tmp_path / "x.parquet"
    numbers = pl.int_range(60_000)
    pl.select(n=numbers, t=(numbers * 7919 % 1000).cast(pl.String)).write_parquet(path)
    async with files(path) as (app, pilot):
        await until(app, pilot, "60,000")
        depth = len(app.screen_stack)
        for keys in KEYS:
            for key in keys.split(" "):
                await press(pilot, *([key] if key == "enter" else key))
            await rested(pilot)
            if len(app.screen_stack) > depth:
                await press(pilot, "q")
    assert {"page", "count", "index", "search", "frequency", "summary"} <= threads.keys()
    assert not {name for name, found in threads.items() if threading.get_ident() in found}
