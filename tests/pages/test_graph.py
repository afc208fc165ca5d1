"""A chart that is looked at: its cursor, its window, what is read at the cursor and below it."""

from __future__ import annotations

from datetime import date

import pytest

from tui.cells.cell import Reader
from tui.charts.labelled import Bar, BarChart
from tui.charts.line import LineChart
from tui.charts.series import Point, Series
from tui.language.label import Label
from tui.pages.document import plain_line
from tui.pages.graph import Graph, first_look, graph_file, graph_lines, graph_page
from tui.pages.look import Look, place_of, read_at, zoomed
from tui.pages.panel import Room
from tui.text.dates import period_text
from tui.text.numbers import compact
from tui.text.widths import cell_width


def month(year: int, number: int, value: float, hollow: bool = False) -> Point:
    last = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30}[number]
    return Point(date(year, number, 1), value, date(year, number, last), hollow)


DOUBAO = Series("Doubao 豆包", tuple(month(2025, n, n * 1e7) for n in range(1, 7)))
KIMI = Series("Kimi", (month(2025, 2, 5e6), month(2025, 4, 0.0), month(2025, 5, 9e7, True)))
GRAPH = Graph("Doubao, Kimi · MAU", Label("over time", "随时间"), LineChart((DOUBAO, KIMI), compact))


PAGE = graph_page(GRAPH)
STOPS = PAGE.stops(Look())


def moved(look: Look, place: int) -> Look:
    return read_at(look, STOPS, place)


def closer(look: Look, by: float) -> Look:
    assert PAGE.axis is not None
    return zoomed(look, PAGE.axis, by, PAGE.least)


def lines(look: Look, reader: Reader, width: int = 80, rows: int = 22, graph: Graph = GRAPH) -> list[str]:
    return [plain_line(line) for line in graph_lines(graph, Room(width, rows, reader, look))]


def test_it_is_first_seen_whole_with_the_cursor_at_the_newest() -> None:
    assert first_look(GRAPH) == Look(cursor=date(2025, 6, 1))


def test_the_cursor_goes_from_value_to_value() -> None:
    look = first_look(GRAPH)
    assert place_of(look, STOPS) == 5
    look = moved(look, 4)
    assert look.cursor == date(2025, 5, 1)
    assert moved(look, 0).cursor == date(2025, 1, 1)
    assert moved(look, -1).cursor == date(2025, 6, 1)
    assert moved(look, 99).cursor == date(2025, 6, 1)


def test_what_stands_at_the_cursor_is_read_with_its_own_period(english: Reader) -> None:
    told = lines(moved(first_look(GRAPH), 2), english)
    assert "A 30M  2025-03      Doubao 豆包" in told
    assert "B  5M  2025-02      Kimi" in told
    peak = lines(moved(first_look(GRAPH), 4), english)
    assert "A 50M  2025-05                      Doubao 豆包" in peak
    assert "B 90M  2025-05 · a peak, or unsure  Kimi" in peak
    # A peak is never the latest while there is a mean.
    assert "B   0  2025-04      Kimi" in lines(first_look(GRAPH), english)
    assert "B – Kimi" in [" ".join(line.split()) for line in lines(moved(first_look(GRAPH), 0), english)]


def test_values_stand_in_rows_the_newest_first(english: Reader) -> None:
    told = lines(first_look(GRAPH), english)
    table = [line.split() for line in told[told.index("") + 1 :]]
    assert table[0] == ["A", "Doubao", "豆包", "B", "Kimi"]
    assert table[1:4] == [["2025-06", "60M"], ["2025-05", "50M", "○", "90M"], ["2025-04", "40M", "0"]]
    assert len(table) == 7


def test_a_window_is_about_the_cursor_and_goes_with_it() -> None:
    look = closer(first_look(GRAPH), 0.5)
    assert look.span == (date(2025, 3, 18), date(2025, 6, 16))
    look = moved(look, 0)
    assert look.span is not None
    assert look.span[0] == look.cursor == date(2025, 1, 1)
    assert closer(closer(look, 2), 2) == Look(cursor=date(2025, 1, 1))


def test_zooming_ends() -> None:
    look = first_look(GRAPH)
    for _ in range(20):
        look = closer(look, 0.5)
    assert look.span is not None
    assert (look.span[1] - look.span[0]).days == 6


def test_what_has_no_place_on_an_axis_of_powers_is_said(english: Reader) -> None:
    told = "\n".join(lines(first_look(GRAPH)._replace(log=True), english))
    assert "1 values of zero or less have no place on an axis of powers" in told
    assert "no place" not in "\n".join(lines(first_look(GRAPH), english))


@pytest.mark.parametrize(("width", "rows"), [(80, 22), (40, 12), (200, 58), (12, 5), (1, 1)])
def test_every_line_fits(english: Reader, chinese: Reader, width: int, rows: int) -> None:
    for reader in (english, chinese):
        for line in lines(first_look(GRAPH), reader, width, rows)[: rows if width > 30 else 3]:
            assert cell_width(line) <= width


def test_bars_have_a_line_each_however_many_they_are(english: Reader) -> None:
    chart = BarChart(tuple(Bar(str(n), n) for n in range(40)), compact)
    assert len(lines(Look(), english, graph=Graph("n", Label("bars", "条形图"), chart))) == 40


def test_a_text_of_a_chart_has_its_title_and_its_values(english: Reader) -> None:
    text = graph_file(GRAPH, first_look(GRAPH), ".txt", english)
    assert text.startswith("Doubao, Kimi · MAU\nA Doubao 豆包  B Kimi\n")
    assert text.rstrip().splitlines()[-1].split() == ["2025-01", "10M"]


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2025, 2, 4), date(2025, 2, 4), "2025-02-04"),
        (date(2025, 2, 1), date(2025, 2, 28), "2025-02"),
        (date(2025, 4, 1), date(2025, 6, 30), "2025-Q2"),
        (date(2025, 7, 1), date(2025, 12, 31), "2025-H2"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 2, 3), date(2025, 2, 9), "2025-02-03..2025-02-09"),
    ],
)
def test_periods_are_written_as_the_corpus_writes_them(start: date, end: date, text: str) -> None:
    assert period_text(start, end) == text
