"""Upright bars: values by period, and how many rows lie in each part of a range."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import NamedTuple

from tui.charts.axis import Scale, Tick, apart, rule, scale_of, under
from tui.charts.chart import AXIS, STROKE, Piece, Pieces, trimmed, unpainted
from tui.charts.glyphs import Glyphs
from tui.charts.labelled import Bar
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_NARROWEST_PLOT = 10
_FEWEST_ROWS_WITH_RULE = 4
_WIDEST = 12
"""Cells of a bar at most."""


class UprightBars(NamedTuple):
    """A bar for each value from left to right, by period as a rule; what is below zero hangs from it.

    The vertical axis holds zero and has round ends that `write` writes; names stand under the bars, every so many as
    have room. More bars than cells share them: of each cell the greatest. Of a range the bars touch, and its `ends`
    stand under the axis.
    """

    bars: tuple[Bar, ...]
    write: Callable[[float], str]
    ends: tuple[str, str] | None = None

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """Exactly `height` lines of at most `width` cells; nothing to draw is []."""
        return unpainted(self.paint(width, height, glyphs))

    def paint(self, width: int, height: int, glyphs: Glyphs) -> list[Pieces]:
        """The lines that `draw` gives, in roles."""
        known = [bar.value for bar in self.bars if isfinite(bar.value)]
        if not known or width <= 0 or height <= 0:
            return []
        below = 0 if height < 3 else 1
        below += height - 2 >= _FEWEST_ROWS_WITH_RULE
        rows = height - below
        scale = scale_of(known)
        figures = {tick: visible(self.write(tick)) for tick in ([0.0] if not any(known) else scale.ticks(rows))}
        gutter = max(map(cell_width, figures.values()))
        left = gutter + 2 if width - gutter - 2 >= _NARROWEST_PLOT else 0
        room = width - left
        places = _places(len(self.bars), room, self.ends is not None)
        zero = _row_of_zero(scale, rows)
        grid = [[" "] * room for _ in range(rows)]
        for start, size, first, last in places:
            values = [bar.value for bar in self.bars[first:last] if isfinite(bar.value)]
            if values:
                value = max(values, key=abs)
                share = value / scale.high if value > 0 else value / scale.low if value < 0 else 0.0
                _raise(grid, start, size, zero, share, value < 0, glyphs)
        lines = [[Piece("".join(line), STROKE)] for line in grid]
        if left:
            named = {_row(scale, tick, rows, zero): text for tick, text in reversed(figures.items())}
            lines = [
                [Piece(f"{pad(named.get(row, ''), gutter, 'right')} {'┤' if row in named else '│'}", AXIS), *line]
                for row, line in enumerate(lines)
            ]
        ticks = _ends(self.ends, room) if self.ends else _named(self.bars, places, room)
        if below > 1:
            lines.append([Piece(" " * (left - 1) + ("└" if left else "") + rule(ticks, room), AXIS)])
        if below:
            lines.append([Piece(" " * left + under(ticks, room), AXIS)])
        return [trimmed(line, glyphs) for line in lines]


_Place = tuple[int, int, int, int]
"""Where a bar stands: its first cell, its cells, and the first and the last of the values that share it."""


def _places(count: int, room: int, touching: bool) -> list[_Place]:
    """Every value has a cell, or shares one with its neighbours."""
    if count > room:
        return [(at, 1, at * count // room, (at + 1) * count // room) for at in range(room)]
    each = min(_WIDEST, room // count)
    if touching:
        # As wide as the room, as a range of values is.
        return [(n * room // count, (n + 1) * room // count - n * room // count, n, n + 1) for n in range(count)]
    size = each - 1 if each > 1 else 1
    return [(n * each, size, n, n + 1) for n in range(count)]


def _row_of_zero(scale: Scale, rows: int) -> int:
    """The lowest row above zero; what is below zero has a row at least where there are two, and so has what is not."""
    if scale.low >= 0 or rows < 2:
        return rows - 1
    if scale.high <= 0:
        return -1
    return max(0, min(rows - 2, round((1 - scale.place(0.0)) * rows) - 1))


def _row(scale: Scale, tick: float, rows: int, zero: int) -> int:
    return max(0, zero) if tick == 0 else round((1 - scale.place(tick)) * (rows - 1))


def _raise(grid: list[list[str]], start: int, size: int, zero: int, share: float, hangs: bool, glyphs: Glyphs) -> None:
    """Fills the cells of one bar, from the row of zero up or down; anything but zero is seen."""
    if share == 0:
        return
    rows = range(zero, -1, -1) if not hangs else range(min(zero + 1, len(grid) - 1), len(grid))
    ramp = glyphs.ramp
    parts = len(ramp) if not hangs else 1
    steps = max(1, round(abs(share) * len(rows) * parts))
    whole, rest = divmod(steps, parts)
    for number, row in enumerate(rows):
        fill = glyphs.full if number < whole else ramp[rest - 1] if number == whole and rest else ""
        for column in range(start, start + size) if fill else ():
            grid[row][column] = fill


def _named(bars: Sequence[Bar], places: Sequence[_Place], room: int) -> list[Tick]:
    """Names under the bars: of every one, else of every second, third …, the first among them; else cut."""
    labels = [(start + (size - 1) // 2, visible(bars[first].label)) for start, size, first, _ in places]
    for step in range(1, len(labels) + 1):
        ticks = labels[::step]
        if apart(ticks, room) and len(ticks) > 1:
            return ticks
    column, label = labels[0]
    return [(column, cut(label, room))] if label else []


def _ends(ends: tuple[str, str], room: int) -> list[Tick]:
    """The ends of a range at the left and the right; where there is no room for both, as one."""
    low, high = map(visible, ends)
    ticks = [(0, low), (room - 1, high)]
    return ticks if apart(ticks, room) else [(0, cut(low if low == high else f"{low}–{high}", room))]


def histogram(counts: Sequence[int], ends: tuple[str, str], write: Callable[[float], str]) -> UprightBars:
    """How many rows lie in each of some equal parts of a range, from the lowest, with the ends of the range."""
    return UprightBars(tuple(Bar("", float(count)) for count in counts), write, ends)
