"""How a page is looked at: which part of its time axis, which day is read, which of its choices. What keys change, and
no more."""

from __future__ import annotations

from collections.abc import Sequence
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
        cursor: the day at which its chart is read.
        log: whether values are drawn by powers.
    """

    span: TimeSpan | None = None
    choice: int = 0
    cursor: date | None = None
    log: bool = False


def _within(first: date, days: int, axis: TimeSpan) -> TimeSpan | None:
    """A span of so many days that lies inside the axis; none where it is all of it."""
    start, end = axis
    if days >= (end - start).days:
        return None
    first = max(start, min(first, end - timedelta(days=days)))
    return first, first + timedelta(days=days)


def zoomed(look: Look, axis: TimeSpan, factor: float, least: int = LEAST_DAYS) -> Look:
    """The look at a part `factor` times as long, of at least so many days.

    What is read stays where it is; without, the end of all stays, else the middle.
    """
    first, last = look.span or axis
    days = (last - first).days
    wanted = max(min(least, (axis[1] - axis[0]).days), round(days * factor))
    if look.cursor is not None and first <= look.cursor <= last:
        kept = look.cursor
    else:
        kept = last if last >= axis[1] else first + timedelta(days=days // 2)
    before = wanted * (kept - first).days // max(1, days)
    return look._replace(span=_within(kept - timedelta(days=before), wanted, axis))


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


def place_of(look: Look, stops: Sequence[date]) -> int:
    """At which of the days that can be read, from the first, the cursor stands: behind the last while it does not."""
    return len(stops) if look.cursor is None else sum(stop < look.cursor for stop in stops)


def read_at(look: Look, stops: Sequence[date], place: int) -> Look:
    """The look with the cursor at another of the days that can be read, -1 the last; the part shown goes with it."""
    if not stops:
        return look
    day = stops[-1] if place < 0 else stops[min(place, len(stops) - 1)]
    if look.span is None or look.span[0] <= day <= look.span[1]:
        return look._replace(cursor=day)
    by = day - look.span[0] if day < look.span[0] else day - look.span[1]
    return look._replace(cursor=day, span=(look.span[0] + by, look.span[1] + by))
