"""What is new: by the day on which claims were entered, and by the day of what happened; forecasts apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tui.cells.cell import Reader
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.errors import TermsheetError
from tui.tables.news import added_since, happened_since, last_added, news_sheets
from tui.text.since import since


def entered_later(scratch: Path, table: str, line: int, day: str) -> None:
    """Says of one claim that it was entered on another day."""
    path = scratch / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[line] = f"{lines[line].rpartition(',')[0]},{day}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_fact_is_new_by_any_of_its_claims(scratch: Path) -> None:
    entered_later(scratch, "deals", 1, "2031-01-02")
    lens = Lens(Corpus(scratch))
    reader = Reader("en", lens.names)
    key = lens.corpus.frame("deals").filter(pl.col("added") == "2031-01-02")["key"][0]
    assert last_added(lens) == "2031-01-02"
    found = added_since(lens, reader, "2031-01-02")
    (row,) = pl.concat(found).to_dicts()
    assert (row["table"], row["key"], row["new"], row["added"]) == ("deals", key, 1, "2031-01-02")
    assert row["claims"] >= row["new"]
    assert pl.concat(added_since(lens, reader, "2031-01-03")).is_empty()


def test_forecasts_stand_apart(shipped: Lens) -> None:
    news = happened_since(shipped, Reader("en", shipped.names), date(2025, 1, 1))
    ahead = ("forecast", "plan", "target")
    assert not news.happened["nature"].is_in(ahead).any()
    assert news.ahead["nature"].is_in(ahead).any()
    assert {"deals", "users", "departures", "market", "facts"} == set(news.happened["table"])
    (happened, expected) = news_sheets(shipped, news, Reader("en", shipped.names))
    assert (happened.title.en, expected.title.en) == ("New", "Forecasts and plans")
    assert happened.model().count == news.happened.height


def test_relative_days_count_from_the_last_day() -> None:
    last = date(2026, 10, 30)
    assert since("7d", last) == date(2026, 10, 23)
    assert since("2w", last) == date(2026, 10, 16)
    assert since("2026-03", last) == date(2026, 3, 1)
    assert since("99999y", last) < date(1977, 1, 1)
    with pytest.raises(TermsheetError, match="`soon` is no day"):
        since("soon", last)
