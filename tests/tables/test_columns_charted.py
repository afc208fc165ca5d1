"""Columns of tables as charts: what is counted, what is left out and said, how many rows are too many."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tests.asking import dataset_of
from tui.cells.cell import Reader
from tui.charts.labelled import BarChart
from tui.charts.line import LineChart
from tui.charts.scatter import Scatter
from tui.charts.upright import UprightBars
from tui.pages.graph import Graph
from tui.query.query import Query
from tui.tables.charted import charts_of


def charts(frame: pl.DataFrame, reader: Reader, column: str, against: str = "") -> tuple[Graph, ...]:
    dataset = dataset_of(frame)
    return charts_of(dataset, Query(), dataset.columns, column, against, reader)


def said(graph: Graph) -> list[str]:
    return [note.en for note in graph.notes]


def test_whole_numbers_that_are_few_have_a_bar_each(english: Reader) -> None:
    [graph] = charts(pl.DataFrame({"n": [1, 1, 2, 5, None]}), english, "n")
    assert isinstance(graph.chart, UprightBars)
    assert [bar.value for bar in graph.chart.bars] == [2, 1, 0, 0, 1]
    assert graph.chart.ends == ("1", "5")
    assert said(graph) == ["4 rows", "1 rows without a value or a date are left out"]


def test_one_value_is_one_bar(english: Reader) -> None:
    [graph] = charts(pl.DataFrame({"n": [2.5, 2.5]}), english, "n")
    assert isinstance(graph.chart, UprightBars)
    assert [bar.value for bar in graph.chart.bars] == [2]


def test_no_value_is_no_chart(english: Reader) -> None:
    frame = pl.DataFrame({"n": [None, None], "t": ["a", "b"]}, schema={"n": pl.Float64, "t": pl.String})
    assert [graph.kind.en for graph in charts(frame, english, "n")] == []


def test_few_rows_with_a_name_have_a_bar_each_before_they_are_counted(english: Reader) -> None:
    bars, spread = charts(pl.DataFrame({"name": ["a", "b"], "n": [3, 9]}), english, "n")
    assert isinstance(bars.chart, BarChart)
    assert [(bar.label, bar.value) for bar in bars.chart.bars] == [("a", 3), ("b", 9)]
    assert isinstance(spread.chart, UprightBars)


def test_rows_of_one_day_are_not_joined(english: Reader) -> None:
    day = date(2024, 1, 1)
    frame = pl.DataFrame({"day": [day, day, day + timedelta(1)], "n": [1, 2, 3]})
    graph = charts(frame, english, "n")[0]
    assert isinstance(graph.chart, LineChart)
    assert graph.chart.series[0].joined == "none"
    alone = charts(frame[1:], english, "n")[0]
    assert isinstance(alone.chart, LineChart)
    assert alone.chart.series[0].joined == "all"


def test_very_many_rows_are_means_and_say_so(english: Reader) -> None:
    days = [date(2000, 1, 1) + timedelta(n // 10) for n in range(40_000)]
    graph = charts(pl.DataFrame({"day": days, "n": range(40_000)}), english, "n")[0]
    assert isinstance(graph.chart, LineChart)
    points = graph.chart.series[0].points
    assert len(points) == 400
    assert sum(point.value for point in points) / 400 == (40_000 - 1) / 2
    assert said(graph)[0] == "40,000 rows: each point is the mean of about 100; the table has them all"


def test_the_most_frequent_values_are_shown_and_the_others_counted(english: Reader) -> None:
    frame = pl.DataFrame({"t": [f"v{n % 50:02}" for n in range(101)]})
    [graph] = charts(frame, english, "t")
    assert isinstance(graph.chart, BarChart)
    assert len(graph.chart.bars) == 40
    assert (graph.chart.bars[0].label, graph.chart.bars[0].value) == ("v00", 3)
    assert said(graph) == ["the 40 most frequent of 50 values"]


def test_two_columns_lose_no_row_but_those_without_a_value(english: Reader) -> None:
    frame = pl.DataFrame({"x": [1.0, 1.0, 2.0, None], "y": [1.0, 1.0, 3.0, 4.0]})
    [graph] = charts(frame, english, "y", "x")
    assert isinstance(graph.chart, Scatter)
    assert sum(one.rows for one in graph.chart.clusters) == 3
    assert said(graph) == [
        "across: x · up: y", "3 rows", "up to 2 rows in one place", "1 rows without a value or a date are left out",
    ]  # fmt: skip


def test_a_date_and_a_number_are_a_line_first(english: Reader) -> None:
    frame = pl.DataFrame({"day": [date(2024, 1, 1), date(2024, 2, 1)], "n": [1, 2]})
    assert [graph.kind.en for graph in charts(frame, english, "n", "day")] == ["over time", "scatter"]
    assert [graph.kind.en for graph in charts(frame, english, "day", "n")] == ["over time", "scatter"]
