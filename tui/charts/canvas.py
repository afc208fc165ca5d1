"""A grid of dots, drawn as cells that hold several."""

from __future__ import annotations

from collections.abc import Iterator

from tui.charts.chart import AXIS, Piece
from tui.charts.glyphs import Glyphs

_FAINT = "·"
"""What a dotted line is made of where a cell holds one dot."""
_APART = 2
"""Cells of a line in which one is seen, where it is dotted."""


class Canvas:
    """A grid of dots, (0, 0) at the bottom left; each cell has the role of what was drawn into it last.

    Attributes:
        columns, rows: its cells.
        width, height: its dots.
    """

    def __init__(self, columns: int, rows: int, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self.columns, self.rows = columns, rows
        self.width, self.height = columns * glyphs.across, rows * glyphs.down
        self._bits: dict[tuple[int, int], int] = {}
        self._roles: dict[tuple[int, int], str] = {}
        self._marks: dict[tuple[int, int], Piece] = {}

    def column(self, x: int) -> int:
        return x // self._glyphs.across

    def row(self, y: int) -> int:
        return self.rows - 1 - y // self._glyphs.down

    def dot(self, x: int, y: int, role: str) -> None:
        """A dot; what lies outside is left out."""
        if 0 <= x < self.width and 0 <= y < self.height:
            across, down = self._glyphs.across, self._glyphs.down
            cell = self.row(y), self.column(x)
            bit = 1 << (down - 1 - y % down) * across + x % across
            self._bits[cell] = self._bits.get(cell, 0) | bit
            self._roles[cell] = role

    def line(self, x0: float, y0: float, x1: float, y1: float, role: str, *, dotted: bool = False) -> None:
        """A line between two places, of which that part is drawn that lies inside."""
        clipped = _clipped(x0, y0, x1, y1, self.width - 1, self.height - 1)
        if clipped is None:
            return
        left, low, right, high = map(round, clipped)
        steps = max(abs(right - left), abs(high - low), 1)
        for step in range(0, steps + 1, _APART * self._glyphs.across if dotted else 1):
            x, y = left + round((right - left) * step / steps), low + round((high - low) * step / steps)
            if not dotted or self._glyphs.across > 1:
                self.dot(x, y, role)
            elif step:
                self._marks.setdefault((self.row(y), self.column(x)), Piece(_FAINT, role))

    def blob(self, x: int, y: int, role: str) -> None:
        """A point large enough to be seen alone: four dots of one cell, where a cell has so many."""
        across, down = self._glyphs.across, self._glyphs.down
        left = x // across * across
        low = min(y, y // down * down + max(0, down - 2))
        for column in range(across):
            for row in range(min(2, down)):
                self.dot(left + column, low + row, role)

    def mark(self, x: int, y: int, text: str, role: str) -> None:
        """A character of one cell over the dots of its cell."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._marks[self.row(y), self.column(x)] = Piece(text, role)

    def marked(self, x: int, y: int) -> bool:
        """Whether a character that is no part of a line stands in a cell."""
        found = self._marks.get((self.row(y), self.column(x)))
        return found is not None and found.text != _FAINT

    def upright(self, x: int, text: str) -> None:
        """A rule from bottom to top behind all that is drawn."""
        for row in range(self.rows):
            cell = row, self.column(x)
            if cell not in self._bits and cell not in self._marks:
                self._marks[cell] = Piece(text, AXIS)

    def lines(self) -> Iterator[list[Piece]]:
        """Its rows from the top, a piece for each cell."""
        cells, empty = self._glyphs.cells, Piece(" ", "")
        for row in range(self.rows):
            line = []
            for column in range(self.columns):
                cell = row, column
                mark, bits = self._marks.get(cell), self._bits.get(cell, 0)
                if mark is not None and (mark.text != _FAINT or not bits):
                    line.append(mark)
                else:
                    line.append(Piece(cells[bits], self._roles[cell]) if bits else empty)
            yield line


def _clipped(
    x0: float, y0: float, x1: float, y1: float, right: float, top: float
) -> tuple[float, float, float, float] | None:
    """The part of a line that lies between (0, 0) and (right, top); none where none does (Liang and Barsky)."""
    begin, end = 0.0, 1.0
    dx, dy = x1 - x0, y1 - y0
    for along, room in ((-dx, x0), (dx, right - x0), (-dy, y0), (dy, top - y0)):
        if along == 0:
            if room < 0:
                return None
        elif along < 0:
            begin = max(begin, room / along)
        else:
            end = min(end, room / along)
    if begin > end:
        return None
    return x0 + begin * dx, y0 + begin * dy, x0 + end * dx, y0 + end * dy
