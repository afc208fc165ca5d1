"""Two columns of numbers against each other."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import NamedTuple

from tui.charts.axis import Tick, apart, rule, under
from tui.charts.canvas import Canvas
from tui.charts.chart import AXIS, STROKE, Piece, Pieces, trimmed, unpainted
from tui.charts.glyphs import Glyphs
from tui.charts.scale import position
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_NARROWEST_PLOT = 10
_FEWEST_ROWS_WITH_RULE = 4


class Cluster(NamedTuple):
    """Rows of two columns that lie close together: where their middle is, and how many they are."""

    x: float
    y: float
    rows: int = 1


class Scatter(NamedTuple):
    """A dot where rows lie; neither axis is drawn to zero, for what matters is how they lie to each other.

    `write_x` and `write_y` make the figures of the ends of the axes, which are the least and the greatest value. Cells
    that are not finite are left out. More rows in a place are no darker: `heaviest` tells how many at most.
    """

    clusters: tuple[Cluster, ...]
    write_x: Callable[[float], str]
    write_y: Callable[[float], str]

    @property
    def heaviest(self) -> int:
        """How many rows the fullest place has."""
        return max((cluster.rows for cluster in self.clusters), default=0)

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """Exactly `height` lines of at most `width` clusters; nothing to draw is []."""
        return unpainted(self.paint(width, height, glyphs))

    def paint(self, width: int, height: int, glyphs: Glyphs) -> list[Pieces]:
        """The lines that `draw` gives, in roles."""
        known = [cluster for cluster in self.clusters if isfinite(cluster.x) and isfinite(cluster.y)]
        if not known or width <= 0 or height <= 0:
            return []
        below = 0 if height < 3 else 1
        below += height - 2 >= _FEWEST_ROWS_WITH_RULE
        rows = height - below
        xs, ys = [cluster.x for cluster in known], [cluster.y for cluster in known]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        top, bottom = visible(self.write_y(high)), visible(self.write_y(low))
        gutter = max(cell_width(top), cell_width(bottom))
        indent = gutter + 2 if width - gutter - 2 >= _NARROWEST_PLOT else 0
        canvas = Canvas(width - indent, rows, glyphs)
        for cluster in known:
            x = round(_share(cluster.x, left, right) * (canvas.width - 1))
            y = round(_share(cluster.y, low, high) * (canvas.height - 1))
            canvas.dot(x, y, STROKE)
        lines = list(canvas.lines())
        if indent:
            names = {rows - 1: bottom, 0: top} if low < high else {canvas.row(canvas.height // 2): top}
            lines = [
                [Piece(f"{pad(names.get(row, ''), gutter, 'right')} {'┤' if row in names else '│'}", AXIS), *line]
                for row, line in enumerate(lines)
            ]
        ticks = self._ends(left, right, canvas.columns)
        if below > 1:
            lines.append([Piece(" " * (indent - 1) + ("└" if indent else "") + rule(ticks, canvas.columns), AXIS)])
        if below:
            lines.append([Piece(" " * indent + under(ticks, canvas.columns), AXIS)])
        return [trimmed(line, glyphs) for line in lines]

    def _ends(self, left: float, right: float, columns: int) -> list[Tick]:
        low, high = visible(self.write_x(left)), visible(self.write_x(right))
        ticks = [(0, low), (columns - 1, high)]
        if left < right and apart(ticks, columns):
            return ticks
        return [(columns // 2 if left == right else 0, cut(low, columns))]


def _share(value: float, low: float, high: float) -> float:
    return position(value, low, high) if low < high else 0.5
