"""A chart that is looked at: its window and its cursor, what stands at the cursor, and its values in rows.

All of it is values and functions of them; the screen only keeps how the chart is looked at now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tui.cells.cell import Reader
from tui.charts.chart import Chart
from tui.charts.labelled import BarChart, StackedBars
from tui.charts.legend import letter, role_of
from tui.charts.line import LineChart
from tui.charts.series import Point, at, in_time, joins, stops
from tui.language.label import Label
from tui.language.words import word
from tui.pages.document import Item, Line, Span, layout, plain_line, spans_of_chart
from tui.pages.look import Look, read_at
from tui.pages.page import PanelPage
from tui.pages.panel import Room, columns
from tui.text.dates import period_text
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_LEAST, _LEAST_PLOT = 8, 12
"""Lines of a chart at least, and lines of its room from which the page leaves some to what stands below it."""
_FILE_WIDTH, _FILE_ROWS = 100, 24
"""Cells of a line of a chart that is written as a text, and its lines."""
_NARROWEST_WINDOW = 6
"""Days that are drawn at least, from the first to the last."""
_PERIOD, _FIGURE, _WIDEST = 11, 6, 16
"""Cells of a period, and of a figure in the rows at least and at most."""


@dataclass(frozen=True)
class Graph:
    """A chart, what it is called and what is said of it.

    Attributes:
        title: whom and what it shows.
        kind: what sort of chart it is.
        notes: what is left out, what cannot be compared, by what it is counted.
    """

    title: str
    kind: Label
    chart: Chart
    notes: tuple[Label, ...] = ()

    def stops(self, look: Look) -> list[date]:
        """The days at which it can be read."""
        return stops(self.chart.series) if isinstance(self.chart, LineChart) else []


def graph_page(graph: Graph) -> PanelPage:
    """A chart as a page of its own: its axis is zoomed and read."""
    window = graph.chart.window() if isinstance(graph.chart, LineChart) else None
    axis = (window.start, window.end) if window is not None else None
    return PanelPage(graph.title, (), axis, stops=graph.stops, least=_NARROWEST_WINDOW)


def first_look(graph: Graph) -> Look:
    """All there is, the cursor at the newest."""
    return read_at(Look(log=isinstance(graph.chart, LineChart) and graph.chart.log), graph.stops(Look()), -1)


def seen(graph: Graph, look: Look, *, cursor: bool = True) -> Chart:
    """The chart as it is looked at."""
    chart = graph.chart
    if not isinstance(chart, LineChart):
        return chart
    return read_chart(chart, look if cursor else look._replace(cursor=None))._replace(log=look.log)


def read_chart(chart: LineChart, look: Look) -> LineChart:
    """A chart over the time that is looked at, with a rule at what is read."""
    since, until = look.span or (None, None)
    day = _middle(chart, look.cursor) if look.cursor is not None else None
    return chart._replace(since=since, until=until, cursor=day)


def _middle(chart: LineChart, day: date) -> date:
    """Where the values that begin at a day stand."""
    begun = [point for one in chart.series for point in one.points if point.start == day]
    return min(begun, key=lambda point: point.days).middle if begun else day


def graph_lines(graph: Graph, room: Room) -> list[Line]:
    """The chart, what stands at the cursor, what is said of it, and under all that its values in rows."""
    told = _reading(graph, room)
    notes = _notes(graph, room)
    height = _height(graph.chart, room.rows - len(told) - len(notes), room.rows)
    drawn = spans_of_chart(seen(graph, room.look), room.width, height, room.reader.glyphs)
    return [*drawn, *told, *notes, *_rows(graph, room)]


def graph_file(graph: Graph, look: Look, ending: str, reader: Reader) -> str:
    """A chart as a file: `.svg` as a picture, else as a text."""
    notes = [reader.label(note) for note in graph.notes]
    if ending == ".svg":
        from tui.charts.svg import svg

        return svg(seen(graph, look, cursor=False), graph.title, notes)
    room = Room(_FILE_WIDTH, _FILE_ROWS, reader, look)
    return "".join(f"{plain_line(line)}\n" for line in (*graph_alone(graph, room), *_rows(graph, room)))


def _height(chart: Chart, left: int, rows: int) -> int:
    """Lines of a chart: those that are left; a bar has a line each, however many there are."""
    match chart:
        case BarChart():
            return len(chart.bars)
        case StackedBars():
            return max(left, 2 * len(chart.stacks))
        case _:
            return max(_LEAST, left) if rows >= _LEAST_PLOT else max(1, rows)


def graph_alone(graph: Graph, room: Room) -> list[Line]:
    """The chart under its title, and what is said of it."""
    height = _height(graph.chart, room.rows, room.rows)
    drawn = spans_of_chart(seen(graph, room.look, cursor=False), room.width, height, room.reader.glyphs)
    return [(Span(cut(graph.title, room.width), "heading"),), *drawn, *_notes(graph, room)]


# What stands at the cursor


def _reading(graph: Graph, room: Room) -> list[Line]:
    """The value of each series at the cursor, with the period that it is of."""
    chart = graph.chart
    if not isinstance(chart, LineChart) or room.look.cursor is None:
        return []
    several = len(chart.series) > 1
    figures = [at(one, room.look.cursor) for one in chart.series]
    written = [_figure(chart, point) for point in figures]
    periods = [_stated_for(point, room.reader) for point in figures]
    wide, long = max(map(cell_width, written), default=0), max(_PERIOD, *map(cell_width, periods))
    lines: list[Line] = []
    for number, one in enumerate(chart.series):
        role = role_of(number) if several else "bar"
        told = [
            Span(f"{letter(number)} " if several else "", role),
            Span(pad(written[number], wide, "right"), "figure"),
            Span(f"  {pad(periods[number], long)}  ", "dim"),
            Span(visible(one.name)),
        ]
        lines.append(_cut(told, room.width))
    return lines


def _stated_for(point: Point | None, reader: Reader) -> str:
    """The period of a value, and what is to be said of it."""
    if point is None:
        return ""
    period = period_text(point.start, point.last)
    return f"{period} · {word('chart.beside', reader.language)}" if point.hollow else period


def _cut(spans: list[Span], width: int) -> Line:
    """As much of a line as there is room for."""
    kept, left = [], width
    for span in spans:
        text = cut(span.text, left)
        kept.append(span._replace(text=text))
        left -= cell_width(text)
    return tuple(kept)


def _figure(chart: LineChart, point: Point | None) -> str:
    return "–" if point is None else visible(chart.write(point.value))


# What is said of it


def _notes(graph: Graph, room: Room) -> list[Line]:
    said = [Item((Span(visible(room.reader.label(note)), "dim"),)) for note in graph.notes]
    marks = marks_told(graph.chart, room) if isinstance(graph.chart, LineChart) else []
    return [*layout(said, room.width, room.reader.glyphs), *marks]


def marks_told(chart: LineChart, room: Room) -> list[Line]:
    """What the marks of a chart mean, of those that are in it."""
    points = [point for one in chart.series for point in one.points]
    below = sum(point.value <= 0 for point in points) if room.look.log else 0
    marks = {
        "chart.hollows" if len(chart.series) > 1 else "chart.hollow": any(point.hollow for point in points),
        "chart.dotted": any(not join.near for one in chart.series for join in joins(one)),
        "chart.bounds": any(point.bound for point in points if not point.hollow),
        "chart.ranges": any(point.top > point.value for point in points if not point.hollow),
    }
    language = room.reader.language
    said = [word("chart.no_place", language, str(below))] if below else []
    said += [word(key, language) for key, there in marks.items() if there]
    return layout([Item((Span(text, "dim"),)) for text in said], room.width, room.reader.glyphs)


# Its values in rows


def _rows(graph: Graph, room: Room) -> list[Line]:
    """A row for each period, the newest first, and a column for each series."""
    chart = graph.chart
    if not isinstance(chart, LineChart):
        return []
    reader = room.reader
    found: dict[tuple[date, date], dict[int, Point]] = {}
    for number, one in enumerate(chart.series):
        for point in in_time(one.points):
            held = found.setdefault((point.last, point.start), {})
            if number not in held or held[number].hollow:
                held[number] = point
    if any(one.joined == "all" for one in chart.series):
        # Rows of a file stand in its table.
        return []
    periods = sorted(found, reverse=True)
    texts = [period_text(start, last) for last, start in periods]
    first = max(_PERIOD, *map(cell_width, texts)) if texts else _PERIOD
    each = min(_WIDEST, max(_FIGURE, (room.width - first) // max(1, len(chart.series)) - 1))
    several = len(chart.series) > 1
    head: list[tuple[str, int, str, str]] = [("", first, "left", "")]
    for number, one in enumerate(chart.series):
        name = f"{letter(number)} {visible(one.name)}" if several else word("value", reader.language)
        head.append((name, each, "left", role_of(number) if several else "label"))
    lines: list[Line] = [(), columns(*head)] if periods else []
    for text, period in zip(texts, periods, strict=True):
        row: list[tuple[str, int, str, str]] = [(text, first, "left", "dim")]
        for number in range(len(chart.series)):
            stated = found[period].get(number)
            mark = "○ " if stated is not None and stated.hollow else ""
            figure = "" if stated is None else f"{mark}{_figure(chart, stated)}"
            row.append((figure, each, "right", "figure"))
        lines.append(columns(*row))
    return lines
