"""A trend in one line of text, and dated points put on its time axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import NamedTuple

from tui.charts.glyphs import Glyphs
from tui.charts.scale import position

_GAP = " "


def placed(points: Sequence[tuple[date, float]], start: date, end: date, width: int) -> list[float | None]:
    """Dated points as `width` columns of a time axis from `start` to `end`, both included; None is a gap.

    The latest point of a column wins; points outside the axis are left out.
    """
    columns: list[float | None] = [None] * max(0, width)
    days = (end - start).days + 1
    if days < 1:
        return columns
    for day, value in sorted(points, key=lambda point: point[0]):
        column = (day - start).days * width // days
        if 0 <= column < len(columns):
            columns[column] = value
    return columns


def _fitted(values: Sequence[float | None], width: int) -> list[float | None]:
    """No more values than columns: each column the largest of its share, so that peaks are kept."""
    known = [v if v is not None and isfinite(v) else None for v in values]
    if len(known) <= width:
        return known
    shares = [known[i * len(known) // width : (i + 1) * len(known) // width] for i in range(width)]
    return [max((v for v in share if v is not None), default=None) for share in shares]


class Sparkline(NamedTuple):
    """Values as a row of blocks, one column each, on the left; None is a gap, a space.

    The lowest block stands for `low`, or for the least value where that is less or `low` is None; the highest
    for the greatest. Values that are all equal say nothing of a range: they stand half high, or at the bottom
    where they are `low`. More values than columns share them.
    """

    values: tuple[float | None, ...]
    low: float | None = 0

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """One line of exactly `width` cells."""
        if width <= 0 or height <= 0:
            return []
        ramp = glyphs.ramp
        fitted = _fitted(self.values, width)
        known = [v for v in fitted if v is not None]
        if not known:
            return [_GAP * width]
        least, greatest = min(known), max(known)
        bottom = least if self.low is None else min(self.low, least)

        def block(value: float | None) -> str:
            if value is None:
                return _GAP
            if least == greatest:
                return ramp[0] if self.low is not None and value == self.low else ramp[(len(ramp) - 1) // 2]
            return ramp[min(len(ramp) - 1, int(position(value, bottom, greatest) * len(ramp)))]

        return ["".join(map(block, fitted)).ljust(width)]
