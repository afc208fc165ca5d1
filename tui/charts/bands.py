"""Several rows of values on one axis of dates: bars that stand under each other on the same months."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import NamedTuple

from tui.charts.axis import date_ticks, rule, under
from tui.charts.glyphs import Glyphs
from tui.text.widths import cut, pad

_NARROWEST = 12
"""Columns of an axis at least."""


class Band(NamedTuple):
    """One row of bars.

    Attributes:
        name: stands before it.
        points: days and values; a column shows the greatest of its days.
        last: what stands behind it.
    """

    name: str
    points: tuple[tuple[date, float], ...]
    last: str = ""


class Bands(NamedTuple):
    """Bands on the days from `since` to `until`; each as high as its own greatest value that is seen."""

    bands: tuple[Band, ...]
    since: date
    until: date
    gutter: int = 18
    behind: int = 11

    def column(self, day: date, columns: int) -> int:
        """Where a day stands among so many columns; outside of them where it is not on the axis."""
        return (day - self.since).days * columns // ((self.until - self.since).days + 1)

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """A line for each band, or more where `height` has room for all of them, and two for the axis."""
        behind = self.behind if width - self.gutter - self.behind - 2 >= _NARROWEST else 0
        columns = width - self.gutter - 1 - (behind + 1 if behind else 0)
        if not self.bands or columns < _NARROWEST or height < len(self.bands) + 2:
            return []
        rows = max(1, min(3, (height - 2) // len(self.bands)))
        lines: list[str] = []
        for band in self.bands:
            drawn = _bars(self._columns(band, columns), rows, glyphs.ramp)
            for number, bars in enumerate(drawn):
                below = number == rows - 1
                head = pad(cut(band.name, self.gutter), self.gutter) if below else " " * self.gutter
                tail = f" {pad(cut(band.last, behind), behind, 'right')}" if behind and below else ""
                lines.append(f"{head} {bars}{tail}".rstrip())
        ticks = date_ticks(self.since, self.until, lambda day: min(columns - 1, self.column(day, columns)), columns)
        lines += [" " * (self.gutter + 1) + rule(ticks, columns), " " * (self.gutter + 1) + under(ticks, columns)]
        return [glyphs.spelled(line.rstrip()) for line in lines]

    def _columns(self, band: Band, columns: int) -> list[float]:
        """The greatest value of the days of each column; 0 where there is none."""
        found = [0.0] * columns
        for day, value in band.points:
            column = self.column(day, columns) if self.since <= day <= self.until else -1
            if 0 <= column < columns and isfinite(value):
                found[column] = max(found[column], value)
        return found


def _bars(values: list[float], rows: int, ramp: str) -> list[str]:
    """Bars of so many rows, the highest as high as all of them; anything above zero is seen."""
    most = max(values, default=0.0)
    steps = len(ramp) * rows
    levels = [max(1, round(value / most * steps)) if value > 0 else 0 for value in values]
    lines = []
    for row in range(rows - 1, -1, -1):
        parts = [min(len(ramp), max(0, level - row * len(ramp))) for level in levels]
        lines.append("".join(ramp[part - 1] if part else " " for part in parts))
    return lines
