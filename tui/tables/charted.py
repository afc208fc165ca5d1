"""Columns of a table as charts: how values are spread, how often they occur, over time, against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.cells.cell import Reader, ShownColumn
from tui.charts.labelled import Bar, BarChart
from tui.charts.line import LineChart
from tui.charts.scatter import Cluster, Scatter
from tui.charts.series import Point, Series
from tui.charts.upright import histogram
from tui.engines.base import CancelToken, Engine
from tui.language.label import Label
from tui.language.words import label
from tui.pages.graph import Graph
from tui.query.fields import NUMBERS, Field
from tui.query.query import Condition, Query, SortKey
from tui.tables.dataset import Dataset
from tui.text.figures import figure
from tui.text.numbers import percent, rounded
from tui.text.visible import visible

if TYPE_CHECKING:
    import polars as pl

_PARTS = 40
"""Parts of a histogram, and values of a chart of frequencies at most."""
_ROWS, _COLUMNS = 2000, 400
"""Rows up to which each is a point of a line, and points that more of them are counted in."""
_ACROSS, _UP = 240, 120
"""Places of a chart of two columns."""
_NAMED = 60
"""Rows up to which a table has a bar for each."""


class _Asked(NamedTuple):
    """What is charted: the rows of a query, by whom, and whether that is still wanted."""

    dataset: Dataset
    query: Query
    columns: Sequence[ShownColumn]
    reader: Reader
    token: CancelToken | None

    @property
    def engine(self) -> Engine:
        return self.dataset.engine

    def field(self, name: str) -> Field | None:
        return next((field for field in self.dataset.schema_of(self.query).fields if field.name == name), None)

    def dtype(self, name: str) -> pl.DataType | None:
        return self.engine.schema(self.query.derived).get(name)

    def title(self, name: str) -> str:
        return visible(next((one.title for one in self.columns if one.name == name and one.title), name))

    def numeric(self, name: str) -> bool:
        dtype, field = self.dtype(name), self.field(name)
        return dtype is not None and dtype.is_numeric() and (field is None or field.kind in NUMBERS)

    def dated(self, name: str) -> bool:
        dtype = self.dtype(name)
        return dtype is not None and dtype.is_temporal() and _is_day(dtype)

    def divisible(self, name: str) -> bool:
        """Whether its range can be divided."""
        return self.numeric(name) or self.dated(name)

    def write(self, name: str, *, computed: bool = False) -> Callable[[float], str]:
        """Makes the figures of a column, or days where it holds days; what is computed has four digits."""
        if self.dated(name):
            return lambda value: date.fromordinal(max(1, min(date.max.toordinal(), round(value)))).isoformat()
        field, language = self.field(name), self.reader.language
        form = field.kind if field is not None else "number"

        def written(value: float) -> str:
            value = rounded(value, 4) if computed else value
            return percent(value) if form == "percent" else figure(value, language)

        return written


def _is_day(dtype: pl.DataType) -> bool:
    import polars as pl

    return dtype == pl.Date or isinstance(dtype, pl.Datetime)


def charts_of(
    dataset: Dataset,
    query: Query,
    columns: Sequence[ShownColumn],
    column: str,
    against: str,
    reader: Reader,
    token: CancelToken | None = None,
) -> tuple[Graph, ...]:
    """The charts of a column, or of two of them, the most telling first; none where there is nothing to chart.

    Raises what the engine raises.
    """
    asked = _Asked(dataset, query._replace(columns=None, sort=(), limit=None), columns, reader, token)
    if against and not (asked.divisible(column) and asked.divisible(against)):
        return ()
    asked, apart = _of_one_unit(asked, [name for name in (column, against) if name])
    found = _charts(asked, query, column, against)
    return tuple(Graph(one.title, one.kind, one.chart, (*apart, *one.notes)) for one in found)


def _of_one_unit(asked: _Asked, names: Sequence[str]) -> tuple[_Asked, list[Label]]:
    """Only the rows of the most frequent currency or unit of each column: figures of several share no axis."""
    notes = []
    for name in names:
        field = asked.field(name)
        for unit in field.units if field is not None and asked.numeric(name) else ():
            if asked.dtype(unit) is None:
                continue
            counts = asked.engine.frequency(asked.query, unit, token=asked.token).drop_nulls("value")
            if counts.height > 1:
                most, others = counts["value"][0], counts["value"][1:].to_list()
                filters = (*asked.query.filters, Condition(unit, "=", most))
                asked = asked._replace(query=asked.query._replace(filters=filters))
                notes.append(label("chart.of_one_unit", visible(str(most)), visible(", ".join(map(str, others[:6])))))
    return asked, notes


def _charts(asked: _Asked, query: Query, column: str, against: str) -> tuple[Graph, ...]:
    if against:
        days = [name for name in (against, column) if asked.dated(name)]
        figures = [name for name in (against, column) if asked.numeric(name)]
        found = [_line(asked, days[0], figures[0])] if days and figures else []
        return _there(*found, _scatter(asked, against, column))
    if asked.dated(column):
        return _there(_histogram(asked, column))
    if asked.numeric(column):
        day = next((one.name for one in asked.columns if asked.dated(one.name)), None)
        over_time = _line(asked, day, column) if day else None
        return _there(over_time, None if over_time else _named(asked, column, query), _histogram(asked, column))
    return _there(_frequencies(asked, column))


def _there(*graphs: Graph | None) -> tuple[Graph, ...]:
    return tuple(graph for graph in graphs if graph is not None)


def _left_out(asked: _Asked, shown: int) -> list[Label]:
    """Says how many rows have no value."""
    left = asked.engine.count(asked.query, token=asked.token) - shown
    return [label("chart.rows_without", f"{left:,}")] if left > 0 else []


# How values are spread


def _histogram(asked: _Asked, name: str) -> Graph | None:
    whole = asked.engine.bins(asked.query, name, n=1, token=asked.token)
    if whole.is_empty():
        return None
    [row] = whole.iter_rows(named=True)
    low, high = _number(row["x_low"]), _number(row["x_high"])
    dtype = asked.dtype(name)
    single = dtype is not None and (dtype.is_integer() or asked.dated(name)) and high - low < _PARTS
    parts = max(1, round(high - low) + 1) if single else _PARTS
    counted = asked.engine.bins(asked.query, name, n=parts, token=asked.token)
    counts = [0] * parts
    for part, count in counted.select("x", "count").iter_rows():
        counts[part] = count
    write = asked.write(name)
    rows = sum(counts)
    # Where all is one value there is one part.
    chart = histogram(counts[:1] if low == high else counts, (write(low), write(high)), _count)
    notes = [label("chart.rows", f"{rows:,}"), *_left_out(asked, rows)]
    return Graph(asked.title(name), label("chart.histogram"), chart, tuple(notes))


def _count(value: float) -> str:
    return f"{round(value):,}" if value == round(value) else f"{value:,.1f}"


def _frequencies(asked: _Asked, name: str) -> Graph | None:
    field = asked.field(name)
    as_text = field is not None and field.as_text
    counts = asked.engine.frequency(asked.query, name, as_text=as_text, token=asked.token)
    if counts.is_empty():
        return None
    shown = counts.head(_PARTS)
    column = next((one for one in asked.columns if one.name == name), None)
    if as_text or column is None or column.inputs != (name,):
        labels = ["" if value is None else str(value) for value in shown["value"]]
    else:
        labels = column.draw(shown.select(shown["value"].alias(name)))
    bars = tuple(Bar(text or "∅", float(count)) for text, count in zip(labels, shown["count"], strict=True))
    more = [label("chart.most_of", str(shown.height), f"{counts.height:,}")] if counts.height > shown.height else []
    return Graph(asked.title(name), label("chart.bars"), BarChart(bars, _count), tuple(more))


def _named(asked: _Asked, name: str, query: Query) -> Graph | None:
    """A bar for each row, where the rows are few and have a name."""
    named = next((one for one in asked.columns if one.name != name and not asked.divisible(one.name)), None)
    if named is None or asked.engine.count(asked.query, token=asked.token) > _NAMED:
        return None
    frame = asked.engine.page(query._replace(columns=None), 0, _NAMED, token=asked.token).frame
    if not {name, *named.inputs} <= set(frame.columns):
        return None
    rows = zip(named.draw(frame), frame[name].cast(float).to_list(), strict=True)
    bars = tuple(Bar(text, value) for text, value in rows if value is not None)
    return Graph(asked.title(name), label("chart.bars"), BarChart(bars, asked.write(name))) if bars else None


# Over time and against each other


def _line(asked: _Asked, day: str, name: str) -> Graph | None:
    """A column of numbers over the days of another: each row a point, of very many the means of equal parts of time."""
    both = (*asked.query.filters, Condition(day, "present"), Condition(name, "present"))
    query = asked.query._replace(filters=both)
    rows = asked.engine.count(query, token=asked.token)
    notes = _left_out(asked, rows)
    if rows <= _ROWS:
        frame = asked.engine.page(query._replace(sort=(SortKey(day),)), 0, _ROWS, token=asked.token).frame
        read = zip(frame[day].to_list(), frame[name].cast(float).to_list(), strict=True)
        points = [Point(_as_day(at), value) for at, value in read if at is not None and value is not None]
        alone = len({point.start for point in points}) < len(points)
    else:
        counted = asked.engine.bins(query, day, n=_COLUMNS, of=name, token=asked.token)
        middles = [(_number(low) + _number(high)) / 2 for low, high in counted.select("x_low", "x_high").iter_rows()]
        days = [date.fromordinal(round(middle)) for middle in middles]
        points = [Point(at, mean) for at, mean in zip(days, counted["mean"].to_list(), strict=True) if mean is not None]
        alone = False
        notes.insert(0, label("chart.mean_of", f"{rows:,}", f"{rows // max(1, len(points)):,}"))
    if len({point.start for point in points}) < 2:
        return None
    # Several rows of one day belong to different things: no line goes from one to the other.
    series = Series(asked.title(name), tuple(points), "none" if alone else "all")
    chart = LineChart((series,), asked.write(name, computed=rows > _ROWS))
    return Graph(f"{asked.title(name)} · {asked.title(day)}", label("chart.line"), chart, tuple(notes))


def _scatter(asked: _Asked, across: str, up: str) -> Graph | None:
    found = asked.engine.bins(asked.query, across, up, (_ACROSS, _UP), token=asked.token)
    if found.is_empty():
        return None
    rows = int(found["count"].sum())
    xs, ys = (_places(found, axis, parts) for axis, parts in (("x", _ACROSS), ("y", _UP)))
    clusters = tuple(Cluster(x, y, count) for x, y, count in zip(xs, ys, found["count"].to_list(), strict=True))
    chart = Scatter(clusters, asked.write(across, computed=True), asked.write(up, computed=True))
    notes = [label("chart.axes", asked.title(across), asked.title(up)), label("chart.rows", f"{rows:,}")]
    if chart.heaviest > 1:
        notes.append(label("chart.most_in_one", f"{chart.heaviest:,}"))
    return Graph(
        f"{asked.title(up)} · {asked.title(across)}", label("chart.scatter"), chart, (*notes, *_left_out(asked, rows))
    )


def _places(found: pl.DataFrame, axis: str, parts: int) -> list[float]:
    """Where the parts of an axis lie, the first at its least value and the last at its greatest."""
    ends = [(part, _number(low), _number(high)) for part, low, high in
            found.select(axis, f"{axis}_low", f"{axis}_high").iter_rows()]  # fmt: skip
    part, low, high = ends[0]
    width = high - low
    least = low - part * width
    return [least + part / (parts - 1) * parts * width if width else low for part, low, _ in ends]


def _as_day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def _number(value: Any) -> float:
    """A value as a number; a moment as days, parts of them too."""
    if isinstance(value, datetime):
        start = value.toordinal()
        return start + (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return float(value.toordinal()) if isinstance(value, date) else float(value)
