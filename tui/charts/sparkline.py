"""A trend in one line of text, and dated points put on its time axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

BLOCKS = "▁▂▃▄▅▆▇█"
ASCII = "_.-~=+*#"


def place(
    points: Sequence[tuple[date, float]], start: date, end: date, width: int
) -> list[float | None]:
    """Dated points as `width` columns of a time axis; the last of a column wins, and None is a gap."""
    columns: list[float | None] = [None] * width
    days = (end - start).days + 1
    for day, value in points:
        column = (day - start).days * width // days
        if 0 <= column < width:
            columns[column] = value
    return columns


def _fitted(values: Sequence[float | None], width: int) -> list[float | None]:
    """As many values as columns: each column the largest of its share."""
    if len(values) <= width:
        return list(values)
    shares = [values[i * len(values) // width : (i + 1) * len(values) // width] for i in range(width)]
    return [max((v for v in share if v is not None), default=None) for share in shares]


def sparkline(
    values: Sequence[float | None], width: int, *, ascii: bool = False, low: float | None = 0
) -> str:
    """The values as blocks in exactly `width` cells: from `low` (None: from the smallest) up; None is a gap."""
    if width <= 0:
        return ""
    ramp = ASCII if ascii else BLOCKS
    fitted = _fitted(values, width)
    known = [v for v in fitted if v is not None]
    if not known:
        return " " * width
    bottom = min(known) if low is None else min(low, *known)
    span = max(known) - bottom
    marks = []
    for value in fitted:
        if value is None:
            marks.append(" ")
        elif span <= 0:
            marks.append(ramp[len(ramp) // 2])
        else:
            marks.append(ramp[min(len(ramp) - 1, int((value - bottom) / span * len(ramp)))])
    return "".join(marks).ljust(width)
