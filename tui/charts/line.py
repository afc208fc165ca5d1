"""A series over time as a line of dots, with its axes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, inf, isfinite, log10
from typing import NamedTuple

from tui.charts.glyphs import Glyphs
from tui.charts.scale import position
from tui.text.visible import visible
from tui.text.widths import cell_width, pad

_ROUND = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Tops of an axis, times a power of ten, whose halves are round too."""
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)

_NARROWEST_PLOT = 10
_FEWEST_ROWS_WITH_RULE = 4


def _rounded_up(value: float) -> float:
    """The next number that reads well on an axis."""
    power = 10.0 ** floor(log10(value))
    return next((step * power for step in _ROUND if value <= step * power < inf), value)


def _y_range(values: Sequence[float]) -> tuple[float, float]:
    """Ends of the vertical axis: round, and always with zero, for a cut axis exaggerates."""
    least, greatest = min(values), max(values)
    high = _rounded_up(greatest) if greatest > 0 else 0.0
    low = -_rounded_up(-least) if least < 0 else 0.0
    return (low, high) if low < high else (0.0, 1.0)


class _Canvas:
    """A grid of dots, (0, 0) at the bottom left, drawn as cells that hold several."""

    def __init__(self, columns: int, rows: int, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self.columns, self.rows = columns, rows
        self.width, self.height = columns * glyphs.across, rows * glyphs.down
        self._dots: set[tuple[int, int]] = set()

    def dot(self, x: int, y: int) -> None:
        if 0 <= x < self.width and 0 <= y < self.height:
            self._dots.add((x, y))

    def line(self, x0: int, y0: int, x1: int, y1: int) -> None:
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(steps + 1):
            self.dot(x0 + round((x1 - x0) * step / steps), y0 + round((y1 - y0) * step / steps))

    def blob(self, x: int, y: int) -> None:
        """A point large enough to be seen alone: four dots of one cell, where a cell has so many."""
        across, down = self._glyphs.across, self._glyphs.down
        left = x // across * across
        low = min(y, y // down * down + max(0, down - 2))
        for column in range(across):
            for row in range(min(2, down)):
                self.dot(left + column, low + row)

    def column(self, x: int) -> int:
        return x // self._glyphs.across

    def row(self, y: int) -> int:
        return self.rows - 1 - y // self._glyphs.down

    def lines(self) -> list[str]:
        across, down = self._glyphs.across, self._glyphs.down
        bits = [[0] * self.columns for _ in range(self.rows)]
        for x, y in self._dots:
            bits[self.row(y)][self.column(x)] |= 1 << (down - 1 - y % down) * across + x % across
        return ["".join(self._glyphs.cells[bit] for bit in line) for line in bits]


def _y_ticks(low: float, high: float, rows: int, empty: bool) -> list[float]:
    """Values to label, the most needed first."""
    if empty:
        return [0.0]
    if rows == 1:
        return [high]
    middle = 0.0 if low < 0 < high else low / 2 + high / 2
    return [high, low, middle] if rows > 2 else [high, low]


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _month_label(day: date, first: bool) -> str:
    if day.month == 1:
        return f"{day.year:04}"
    return f"{day.year:04}-{day.month:02}" if first else f"{day.month:02}"


_HOLLOW = "○"
_Tick = tuple[int, str]


def _centred(column: int, label: str, width: int) -> int:
    return max(0, min(width - len(label), column - (len(label) - 1) // 2))


def _apart(ticks: Sequence[_Tick], width: int) -> bool:
    """Whether the labels fit under their ticks with a space between them."""
    free = 0
    for column, label in ticks:
        at = _centred(column, label, width)
        if at < free or len(label) > width:
            return False
        free = at + len(label) + 1
    return True


def _x_ticks(start: date, end: date, column: Callable[[date], int], width: int) -> list[_Tick]:
    """Column and label of the dates to name: every so many months or years, else the two ends."""
    first = start.year * 12 + start.month - (start.day == 1)
    last = end.year * 12 + end.month - 1
    for step in _MONTH_STEPS:
        count = last // step - (first - 1) // step
        if not 2 <= count <= width:
            continue
        days = [_month(m) for m in range(ceil(first / step) * step, last + 1, step)]
        ticks = [(column(day), _month_label(day, n == 0)) for n, day in enumerate(days)]
        if _apart(ticks, width):
            return ticks
    # What is dated by the month comes as the first of it; a day there would be invented.
    lengths = (7, 4) if start.day == end.day == 1 else (10, 7, 4)
    for length in lengths:
        ticks = [(column(day), day.isoformat()[:length]) for day in (start, end)]
        if ticks[0][1] != ticks[1][1] and _apart(ticks, width):
            return ticks
    return next(([(column(start), start.isoformat()[:n])] for n in lengths if n <= width), [])


def _under(ticks: Iterable[_Tick], width: int) -> str:
    """The line of labels under their ticks."""
    line = ""
    for column, label in ticks:
        line = line.ljust(_centred(column, label, width)) + label
    return line


def _rule(ticks: Iterable[_Tick], width: int) -> str:
    marks = {column for column, _ in ticks}
    return "".join("┬" if column in marks else "─" for column in range(width))


class LineChart(NamedTuple):
    """A line through dated values.

    The vertical axis holds zero and a round number above the greatest value, `write` makes the figures of both and
    of the one between; years and months stand under the horizontal axis as there is room. In a small space the
    rule, the dates and the figures give way in that order. Values that are not finite are left out. What is
    `beside` the line, a peak or a figure that does not hold, is a hollow dot.
    """

    points: tuple[tuple[date, float], ...]
    write: Callable[[float], str]
    beside: tuple[tuple[date, float], ...] = ()

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """Exactly `height` lines of at most `width` cells; nothing to draw is []."""
        drawn = sorted((point for point in self.points if isfinite(point[1])), key=lambda point: point[0])
        if not drawn or width <= 0 or height <= 0:
            return []
        hollow = [point for point in self.beside if isfinite(point[1])]
        dates = sorted(day for day, _ in (*drawn, *hollow))
        values = [value for _, value in (*drawn, *hollow)]
        start, end = dates[0], dates[-1]
        days = (end - start).days
        low, high = _y_range(values)

        below = 0 if height < 3 else 1
        below += height - 2 >= _FEWEST_ROWS_WITH_RULE
        rows = height - below
        figures = {tick: visible(self.write(tick)) for tick in _y_ticks(low, high, rows, not any(values))}
        gutter = max(map(cell_width, figures.values()))
        labelled = width - gutter - 2 >= _NARROWEST_PLOT
        left = gutter + 2 if labelled else 0
        canvas = _Canvas(width - left, rows, glyphs)

        def x(day: date) -> int:
            return round((day - start).days / days * (canvas.width - 1)) if days else canvas.width // 2

        def y(value: float) -> int:
            return round(position(value, low, high) * (canvas.height - 1))

        if days:
            for (day, value), (next_day, next_value) in pairwise(drawn):
                canvas.line(x(day), y(value), x(next_day), y(next_value))
        else:
            for day, value in drawn:
                canvas.blob(x(day), y(value))

        lines = canvas.lines()
        for day, value in hollow:
            row, column = canvas.row(y(value)), canvas.column(x(day))
            lines[row] = f"{lines[row][:column]}{_HOLLOW}{lines[row][column + 1 :]}"
        if labelled:
            names = {canvas.row(y(tick)): text for tick, text in reversed(figures.items())}
            lines = [
                f"{pad(names.get(row, ''), gutter, 'right')} {'┤' if row in names else '│'}{line}"
                for row, line in enumerate(lines)
            ]
        ticks = _x_ticks(start, end, lambda day: canvas.column(x(day)), canvas.columns)
        if below > 1:
            lines.append(" " * (left - 1) + ("└" if labelled else "") + _rule(ticks, canvas.columns))
        if below:
            lines.append(" " * left + _under(ticks, canvas.columns))
        return [glyphs.spelled(line.rstrip()) for line in lines]
