"""Series over time: lines, steps and dots on one axis of dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import isfinite
from typing import NamedTuple

from tui.charts.axis import Scale, date_ticks, rule, scale_of, under
from tui.charts.canvas import Canvas
from tui.charts.chart import AXIS, STROKE, Piece, Pieces, trimmed, unpainted
from tui.charts.glyphs import Glyphs
from tui.charts.legend import legend, letter, role_of
from tui.charts.series import Join, Point, Series, in_time, joins
from tui.text.visible import visible
from tui.text.widths import cell_width, pad

_NARROWEST_PLOT = 10
_FEWEST_ROWS_WITH_RULE = 4
_FEWEST_ROWS_WITH_LEGEND = 6
_FAR = 1e6
"""How many heights of the plot a line leads to outside it at most."""
_HOLLOW, _BELOW, _CURSOR = "○", "▽", "│"
_BOUNDS = {"least": "↑", "most": "↓"}
_LETTERS_APART = 4
"""Columns between two letters of one series at least."""


class Days(NamedTuple):
    """The days that are drawn, first and last."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def holds(self, point: Point) -> bool:
        """Whether some of its days are drawn."""
        return point.last >= self.start and point.start <= self.end


class LineChart(NamedTuple):
    """Series on one axis of dates: a line through months, steps for quarters and years, dots for days.

    Neighbours between which nothing is missing are joined by a line, those with periods between them that nobody
    states by a dotted one, those of two definitions not at all. What stands beside a line, a peak or a figure that
    does not hold, is a hollow dot. A range is drawn from end to end; an arrow points up over what is a least, down
    under what is a most. Several series have each a letter at their points, a small one where the point is
    hollow, and a legend above; with `log` a value of zero or less has no place and a mark at the bottom.

    The vertical axis has round ends, `write` makes its figures; years and months stand under the horizontal axis as
    there is room. In a small space the legend, the rule, the dates and the figures give way in that order. Values
    that are not finite are left out.

    Attributes:
        since, until: the days that are drawn; where they are not given, all that there are.
        cursor: a day at which a rule stands.
    """

    series: tuple[Series, ...]
    write: Callable[[float], str]
    log: bool = False
    since: date | None = None
    until: date | None = None
    cursor: date | None = None

    def window(self) -> Days | None:
        """The days that are drawn; none where there are no values."""
        points = [point for one in self.series for point in one.points if isfinite(point.value)]
        if not points:
            return None
        start = self.since or min(point.start for point in points)
        end = self.until or max(point.last for point in points)
        return Days(start, max(start, end))

    def scale(self, window: Days) -> Scale:
        """The range of the values that are drawn; of all where none is."""
        every = [point for one in self.series for point in one.points if isfinite(point.value)]
        inside = [point for point in every if window.holds(point)] or every
        return scale_of([end for point in inside for end in (point.value, point.top)], log=self.log)

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """Exactly `height` lines of at most `width` cells; nothing to draw is []."""
        return unpainted(self.paint(width, height, glyphs))

    def paint(self, width: int, height: int, glyphs: Glyphs) -> list[Pieces]:
        """The lines that `draw` gives, in roles: a series each, else one, and the axes."""
        window = self.window()
        if window is None or width <= 0 or height <= 0:
            return []
        above = legend([one.name for one in self.series], width, height // 3) if self._told(height) else []
        below = 0 if height < 3 else 1
        below += height - 2 >= _FEWEST_ROWS_WITH_RULE
        rows = height - len(above) - below
        scale = self.scale(window)
        figures = {tick: visible(self.write(tick)) for tick in self._named(scale, window, rows)}
        gutter = max(map(cell_width, figures.values()))
        labelled = width - gutter - 2 >= _NARROWEST_PLOT
        left = gutter + 2 if labelled else 0
        plot = _Plot(Canvas(width - left, rows, glyphs), window, scale)
        plot.draw(self.series)
        if self.cursor is not None and window.start <= self.cursor <= window.end:
            plot.canvas.upright(plot.x(self.cursor), _CURSOR)

        lines = list(plot.canvas.lines())
        if labelled:
            names = {plot.canvas.row(plot.y(tick)): text for tick, text in reversed(figures.items())}
            lines = [
                [Piece(f"{pad(names.get(row, ''), gutter, 'right')} {'┤' if row in names else '│'}", AXIS), *line]
                for row, line in enumerate(lines)
            ]
        columns = plot.canvas.columns
        ticks = date_ticks(window.start, window.end, lambda day: plot.canvas.column(plot.x(day)), columns)
        if below > 1:
            lines.append([Piece(" " * (left - 1) + ("└" if labelled else "") + rule(ticks, columns), AXIS)])
        if below:
            lines.append([Piece(" " * left + under(ticks, columns), AXIS)])
        return [trimmed(line, glyphs) for line in (*above, *lines)]

    def _told(self, height: int) -> bool:
        return len(self.series) > 1 and height >= _FEWEST_ROWS_WITH_LEGEND

    def _named(self, scale: Scale, window: Days, rows: int) -> list[float]:
        """The values to name; where all are zero only that."""
        shown = [p.value for one in self.series for p in one.points if isfinite(p.value) and window.holds(p)]
        return [0.0] if not scale.log and not any(shown) else scale.ticks(rows)


class _Plot(NamedTuple):
    """What draws series onto a canvas."""

    canvas: Canvas
    window: Days
    scale: Scale

    def x(self, day: date) -> int:
        days, width = self.window.days, self.canvas.width
        return round((day - self.window.start).days / days * (width - 1)) if days else width // 2

    def y(self, value: float) -> int:
        # What lies outside the days that are drawn may lie far beyond the axis.
        share = max(-_FAR, min(_FAR, self.scale.place(value)))
        return round(share * (self.canvas.height - 1))

    def draw(self, series: tuple[Series, ...]) -> None:
        """Lines first, then what stands on them."""
        several = len(series) > 1
        roles = [role_of(n) if several else STROKE for n in range(len(series))]
        every = [list(joins(one)) for one in series]
        for joined, role in zip(every, roles, strict=True):
            self._lines(joined, role)
        for one, joined, role in zip(series, every, roles, strict=True):
            self._points(one, joined, role)
        for number, (one, role) in enumerate(zip(series, roles, strict=True)):
            self._hollow(one, role, letter(number).lower() if several else "")
        if several:
            for newest in (True, False):
                for number, (one, role) in enumerate(zip(series, roles, strict=True)):
                    self._letters(one, role, letter(number), newest)

    def _lines(self, joined: Sequence[Join], role: str) -> None:
        for join in joined:
            before, after = join.one, join.other
            if not (self.scale.holds(before.value) and self.scale.holds(after.value)):
                continue
            y0, y1 = self.y(before.value), self.y(after.value)
            if before.step or after.step:
                x0 = self.x(before.last if before.step else before.middle)
                x1 = self.x(after.start if after.step else after.middle)
            else:
                x0, x1 = self.x(before.middle), self.x(after.middle)
            self.canvas.line(x0, y0, x1, y1, role, dotted=not join.near)

    def _points(self, one: Series, joined: Sequence[Join], role: str) -> None:
        """Steps over their periods, and points that no line goes through."""
        solid = {point for join in joined if join.near for point in (join.one, join.other)}
        for point in self._seen(one):
            if point.hollow:
                continue
            y = self.y(point.value)
            if point.step:
                self.canvas.line(self.x(point.start), y, self.x(point.last), y, role)
            elif point in solid:
                self.canvas.dot(self.x(point.middle), y, role)
            else:
                self.canvas.blob(self.x(point.middle), y, role)
            self._reach(point, role)

    def _reach(self, point: Point, role: str) -> None:
        """How far a value may reach: the other end of a range, or that it is a bound."""
        x, y = self.x(self._middle(point)), self.y(point.value)
        if point.top > point.value:
            self.canvas.line(x, y, x, self.y(point.top), role)
        if point.bound:
            cell = self.canvas.height // self.canvas.rows
            beside = y + cell if point.bound == "least" else y - cell
            self.canvas.mark(x, min(max(beside, 0), self.canvas.height - 1), _BOUNDS[point.bound], role)

    def _hollow(self, one: Series, role: str, name: str) -> None:
        """What stands beside the line, and what has no place on an axis of powers."""
        for point in self._seen(one, every=True):
            if not self.scale.holds(point.value):
                self._put(self.x(self._middle(point)), 0, name or _BELOW, role)
            elif point.hollow:
                self._put(self.x(self._middle(point)), self.y(point.value), name or _HOLLOW, role)

    def _letters(self, one: Series, role: str, name: str, newest: bool) -> None:
        """The letter of a series at its newest point, or from there back at as many as have room for it."""
        held = [point for point in self._seen(one) if not point.hollow]
        free = self.canvas.column(self.x(self._middle(held[-1]))) if held else 0
        for point in held[-1:] if newest else held[-2::-1]:
            x, y = self.x(self._middle(point)), self.y(point.value)
            if newest:
                self._put(x, y, name, role)
            elif free - self.canvas.column(x) >= _LETTERS_APART and not self.canvas.marked(x, y):
                self.canvas.mark(x, y, name, role)
                free = self.canvas.column(x)

    def _put(self, x: int, y: int, text: str, role: str) -> None:
        """Writes a character at a place, or in the next cell where another stands there."""
        cell = self.canvas.width // self.canvas.columns
        places = [at for at in (x, x - cell, x + cell) if 0 <= at < self.canvas.width]
        free = [at for at in places if not self.canvas.marked(at, y)]
        if free:
            self.canvas.mark(free[0], y, text, role)

    def _middle(self, point: Point) -> date:
        """The middle of those of its days that are drawn."""
        start, last = max(point.start, self.window.start), min(point.last, self.window.end)
        return start + timedelta((last - start).days // 2) if point.step else point.middle

    def _seen(self, one: Series, *, every: bool = False) -> list[Point]:
        found = [point for point in in_time(one.points) if self.window.holds(point)]
        return [point for point in found if every or self.scale.holds(point.value)]
