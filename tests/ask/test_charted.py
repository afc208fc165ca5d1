"""What a chart shows of rows of the corpus that ships."""

from __future__ import annotations

import polars as pl
import pytest

from tui.ask.charted import graph_of_row, graph_of_rows
from tui.cells.cell import Reader
from tui.charts.line import LineChart
from tui.corpus.lens import Lens, Row
from tui.pages.graph import Graph


@pytest.fixture
def reader(shipped: Lens) -> Reader:
    return Reader("en", shipped.names)


def users(lens: Lens, **wanted: str | None) -> list[Row]:
    rows = lens.shown("users")
    for name, value in wanted.items():
        rows = rows.filter(pl.col(name).is_null() if value is None else pl.col(name) == value)
    return [*rows.iter_rows(named=True)]


def line(found: object) -> LineChart:
    assert isinstance(found, Graph)
    assert isinstance(found.chart, LineChart)
    return found.chart


def test_how_much_something_grew_is_not_on_the_axis_of_what_it_is(shipped: Lens, reader: Reader) -> None:
    rows = users(shipped, product="doubao", metric="mau", counter="questmobile")
    assert any(row["versus"] for row in rows)
    found = graph_of_rows(shipped, "users", rows, "", reader)
    assert [one.name for one in line(found).series] == ["Doubao  豆包"]
    assert line(found).write(1e8) == "100M"
    assert isinstance(found, Graph)
    assert any(
        note.en.startswith("not on this chart, in another unit or currency: Doubao (MAU, %)") for note in found.notes
    )


def test_six_series_are_charted_those_with_most_points(shipped: Lens, reader: Reader) -> None:
    rows = users(shipped, metric="mau", counter="questmobile", versus=None)
    found = graph_of_rows(shipped, "users", rows, "", reader)
    shown = line(found).series
    assert len(shown) == 6
    assert isinstance(found, Graph)
    assert "six series are compared at most" in [note.en for note in found.notes]
    fewest = min(sum(not point.hollow for point in one.points) for one in shown)
    assert fewest >= 3


def test_the_points_of_a_row_are_those_of_its_table(shipped: Lens, reader: Reader) -> None:
    [row] = users(
        shipped, product="doubao", metric="mau", counter="questmobile", versus=None, region="cn", channel="app"
    )
    [series] = line(graph_of_row(shipped, "users", row, "value", reader)).series
    held = [(point.start, point.end, point.value) for point in series.points if not point.hollow]
    assert held == [*zip(row["starts"], row["ends"], row["values"], strict=True)]
    assert all(start <= end for start, end, _ in held if end is not None)


def test_valuations_of_a_company_are_one_series_whichever_deal_is_asked(shipped: Lens, reader: Reader) -> None:
    deals = shipped.facts_of("deals", "company", "openai").filter(pl.col("valuation").is_not_null())
    found = graph_of_rows(shipped, "deals", deals.head(6).iter_rows(named=True), "valuation", reader)
    assert len(line(found).series) == 1


def test_people_have_no_series(shipped: Lens, reader: Reader) -> None:
    row = shipped.facts("departures").row(0, named=True)
    assert graph_of_row(shipped, "departures", row, "person", reader) is None
