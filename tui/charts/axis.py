"""Axes: the range that values need, what is named on it, and how names stand under a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from math import ceil, floor, inf, log10
from typing import NamedTuple

from tui.charts.scale import position
from tui.text.widths import cell_width

_ROUND = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Tops of an axis, times a power of ten, whose halves are round too."""
_LOG_ROUND = (1.0, 2.0, 5.0, 10.0)
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


class Scale(NamedTuple):
    """The range of an axis of values; `log` for one of powers, which has no place for zero and below."""

    low: float
    high: float
    log: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value has a place on the axis."""
        return value > 0 if self.log else True

    def place(self, value: float) -> float:
        """0 at the bottom, 1 at the top."""
        if self.log:
            return position(log10(value), log10(self.low), log10(self.high))
        return position(value, self.low, self.high)

    def ticks(self, rows: int) -> list[float]:
        """Values to name where there are so many rows, the most needed first."""
        if rows == 1:
            return [self.high]
        ends = [self.high, self.low]
        if rows == 2:
            return ends
        if not self.log:
            return [*ends, 0.0 if self.low < 0 < self.high else self.low / 2 + self.high / 2]
        first, last = ceil(log10(self.low)), floor(log10(self.high))
        powers = [10.0**n for n in range(first, last + 1)]
        between = [power for power in powers if self.low < power < self.high]
        step = max(1, ceil(len(between) / max(1, rows // 2 - 1)))
        return [*ends, *between[::step]]


def _rounded_up(value: float, steps: Sequence[float] = _ROUND) -> float:
    """The next number that reads well on an axis."""
    power = 10.0 ** floor(log10(value))
    return next((step * power for step in steps if value <= step * power < inf), value)


def scale_of(values: Sequence[float], *, log: bool = False) -> Scale:
    """The range that values need, with round ends. One that is not of powers holds zero, for a cut axis exaggerates."""
    if log:
        known = [value for value in values if value > 0]
        if not known:
            return Scale(1.0, 10.0, log=True)
        power = 10.0 ** floor(log10(min(known)))
        low = max((step * power for step in _LOG_ROUND if 0 < step * power <= min(known)), default=min(known))
        high = _rounded_up(max(known), _LOG_ROUND)
        if low == high:
            low, high = (low, high * 10) if high * 10 < inf else (low / 10, high)
        return Scale(low, high, log=True)
    least, greatest = min(values), max(values)
    high = _rounded_up(greatest) if greatest > 0 else 0.0
    low = -_rounded_up(-least) if least < 0 else 0.0
    return Scale(low, high) if low < high else Scale(0.0, 1.0)


# What is named under the horizontal axis

Tick = tuple[int, str]
"""A column and what stands under it."""


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _month_label(day: date, first: bool) -> str:
    if day.month == 1:
        return f"{day.year:04}"
    return f"{day.year:04}-{day.month:02}" if first else f"{day.month:02}"


def _centred(column: int, label: str, width: int) -> int:
    size = cell_width(label)
    return max(0, min(width - size, column - (size - 1) // 2))


def apart(ticks: Sequence[Tick], width: int) -> bool:
    """Whether names fit under their ticks with a space between them."""
    free = 0
    for column, label in ticks:
        at, size = _centred(column, label, width), cell_width(label)
        if at < free or size > width:
            return False
        free = at + size + 1
    return True


def _first_of_month(day: date) -> bool:
    return day.day == 1


def _last_of_month(day: date) -> bool:
    return day == date.max or (day + timedelta(1)).day == 1


def date_ticks(start: date, end: date, column: Callable[[date], int], width: int) -> list[Tick]:
    """Column and name of the dates to tell: every so many months or years, else the two ends."""
    first = start.year * 12 + start.month - (start.day == 1)
    last = end.year * 12 + end.month - 1
    for step in _MONTH_STEPS:
        count = last // step - (first - 1) // step
        if not 2 <= count <= width:
            continue
        days = [_month(m) for m in range(ceil(first / step) * step, last + 1, step)]
        ticks = [(column(day), _month_label(day, n == 0)) for n, day in enumerate(days)]
        if apart(ticks, width):
            return ticks
    # Of what is known by the month a day would be invented.
    by_month = _first_of_month(start) and (_first_of_month(end) or _last_of_month(end))
    lengths = (7, 4) if by_month else (10, 7, 4)
    for length in lengths:
        ticks = [(column(day), day.isoformat()[:length]) for day in (start, end)]
        if ticks[0][1] != ticks[1][1] and apart(ticks, width):
            return ticks
    return next(([(column(start), start.isoformat()[:n])] for n in lengths if n <= width), [])


def under(ticks: Iterable[Tick], width: int) -> str:
    """The line of names under their ticks."""
    line = ""
    for column, label in ticks:
        line += " " * (_centred(column, label, width) - cell_width(line)) + label
    return line


def rule(ticks: Iterable[Tick], width: int) -> str:
    """The line of an axis, with its ticks."""
    marks = {column for column, _ in ticks}
    return "".join("┬" if column in marks else "─" for column in range(width))
