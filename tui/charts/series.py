"""Dated values of one name: what a chart over time is made of, and what stands at a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite
from typing import Literal, NamedTuple

_WEEK, _MONTH, _QUARTER, _HALF = 8, 31, 92, 184
"""Days up to which a period is a dot, and up to which it is a point of a line; what is longer is a step."""
_NEAR = 0.5
"""The part of a period up to which nothing is missing between it and the next."""


class Point(NamedTuple):
    """A value and the days that it is of.

    Attributes:
        start, end: the first and the last of its days; without an end it is of one day.
        hollow: whether it stands beside the line: a peak, what is flagged, what has not happened.
        definition: by what it is counted; only values of one definition are joined.
        high: the other end, of what is stated as a range.
        bound: whether it is the least or the most that it may be.
    """

    start: date
    value: float
    end: date | None = None
    hollow: bool = False
    definition: str = ""
    high: float | None = None
    bound: Literal["", "least", "most"] = ""

    @property
    def top(self) -> float:
        """The greatest value that it may be, as far as it is stated."""
        return self.value if self.high is None or not isfinite(self.high) else max(self.value, self.high)

    @property
    def last(self) -> date:
        """The last of its days."""
        return max(self.start, self.end or self.start)

    @property
    def days(self) -> int:
        """How many days it is of."""
        return (self.last - self.start).days + 1

    @property
    def middle(self) -> date:
        """Where it stands on an axis: between the first and the last of its days."""
        return self.start + timedelta((self.days - 1) // 2)

    @property
    def dot(self) -> bool:
        """Whether it is of so few days that it is a dot."""
        return self.days <= _WEEK

    @property
    def step(self) -> bool:
        """Whether it is of so many days that it is a step: a quarter, a half, a year."""
        return self.days > _MONTH


Joined = Literal["near", "all", "none"]
"""Which values a line goes through: those of one definition, dotted where periods are missing; all, as the rows of a
file; none, where each stands for itself."""


class Series(NamedTuple):
    """Values of one name, and how they are joined."""

    name: str
    points: tuple[Point, ...]
    joined: Joined = "near"


class Join(NamedTuple):
    """Two values, one after the other; `near` where no period is missing between them."""

    one: Point
    other: Point
    near: bool


def in_time(points: Iterable[Point]) -> list[Point]:
    """The points that have a value, the earliest first."""
    known = (point for point in points if isfinite(point.value))
    return sorted(known, key=lambda point: (point.start, point.last, point.value))


def rhythm(point: Point) -> int:
    """0 for days and weeks, 1 for months, 2 for quarters, 3 for halves, 4 for years and more."""
    return sum(point.days > length for length in (_WEEK, _MONTH, _QUARTER, _HALF))


def joins(series: Series) -> Iterator[Join]:
    """The neighbours that one line goes through.

    Of one definition and one rhythm; days only where there is nothing longer, for a single day is no mean.
    """
    held = [point for point in in_time(series.points) if not point.hollow]
    if series.joined == "none":
        return
    if series.joined == "all":
        runs = [held]
    else:
        rhythms = set(map(rhythm, held))
        runs = [[point for point in held if rhythm(point) == given] for given in rhythms - {0} or rhythms]
    for run in runs:
        definitions = dict.fromkeys(point.definition for point in run)
        for definition in definitions:
            same = [point for point in run if point.definition == definition]
            # Where definitions take turns, no line goes over one that lies between.
            others = [point.start for point in run if point.definition != definition]
            for one, other in pairwise(same):
                overlap = other.start <= one.last and series.joined != "all"
                if not overlap and not any(one.start < start < other.start for start in others):
                    yield Join(one, other, series.joined == "all" or _near(one, other))


def _near(one: Point, other: Point) -> bool:
    missing = (other.start - one.last).days - 1
    return not one.dot and not other.dot and missing <= _NEAR * min(one.days, other.days)


def at(series: Series, day: date) -> Point | None:
    """The value of a series at a day: of those that begin no later the latest.

    What stands beside the line, a peak or what does not hold, only where it begins on that very day, or where there
    is nothing else: a peak is never the latest while there is a mean.
    """
    begun = [point for point in series.points if point.start <= day and isfinite(point.value)]
    here = [point for point in begun if point.start == day] or [point for point in begun if not point.hollow] or begun
    return max(here, key=lambda point: (point.start, not point.hollow, -point.days), default=None)


def stops(series: Iterable[Series], since: date | None = None, until: date | None = None) -> list[date]:
    """The days at which a value of some series begins, the earliest first."""
    starts = {point.start for one in series for point in one.points if isfinite(point.value)}
    return sorted(day for day in starts if (since is None or day >= since) and (until is None or day <= until))
