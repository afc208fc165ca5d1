"""How a page is looked at: which part of its time axis, which of its choices. What keys change, and no more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

LEAST_DAYS = 60
"""The shortest part of an axis that is looked at alone."""
TimeSpan = tuple[date, date]
"""The first and the last day of what a page shows over time."""


class Look(NamedTuple):
    """A way to look at a page.

    Attributes:
        span: the part of the time axis that is shown; all of it where there is none.
        choice: which of the ways to count, by its number.
    """

    span: TimeSpan | None = None
    choice: int = 0


def _within(first: date, days: int, axis: TimeSpan) -> TimeSpan | None:
    """A span of so many days that lies inside the axis; none where it is all of it."""
    start, end = axis
    if days >= (end - start).days:
        return None
    first = max(start, min(first, end - timedelta(days=days)))
    return first, first + timedelta(days=days)


def time_zoomed(look: Look, axis: TimeSpan, factor: float) -> Look:
    """The look at a part `factor` times as long, around the same middle; its end stays where it is the end of all."""
    first, last = look.span or axis
    days = (last - first).days
    wanted = max(min(LEAST_DAYS, (axis[1] - axis[0]).days), round(days * factor))
    at_end = last >= axis[1]
    begin = last - timedelta(days=wanted) if at_end else first + timedelta(days=(days - wanted) // 2)
    return look._replace(span=_within(begin, wanted, axis))


def panned(look: Look, axis: TimeSpan, share: float) -> Look:
    """The look at the part that lies a share of its length later, or earlier; as it was where all is shown."""
    if look.span is None:
        return look
    first, last = look.span
    days = (last - first).days
    return look._replace(span=_within(first + timedelta(days=round(days * share)), days, axis))


def switched(look: Look, choices: int, step: int) -> Look:
    """The look at the next choice, or the one before; the first follows the last."""
    return look._replace(choice=(look.choice + step) % choices) if choices else look
