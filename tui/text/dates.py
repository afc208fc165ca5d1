"""Partial dates: `2025`, `2025-Q1`, `2025-H1`, `2025-02`, `2025-02-04`, and intervals between them, open or closed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "quarter", "half", "year", "interval"]

_FINENESS: tuple[Precision, ...] = ("day", "month", "quarter", "half", "year", "interval")
_PATTERN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)


class Period(NamedTuple):
    """The first and last day that a partial date can mean; None where an interval is open."""

    start: date | None
    end: date | None
    text: str
    precision: Precision


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _single(text: str) -> Period:
    match = _PATTERN.fullmatch(text)
    if not match:
        raise ValueError(f"`{text}` is no date; write 2025, 2025-Q1, 2025-H1, 2025-02 or 2025-02-04")
    year_text, quarter, half, month, day = match.groups()
    year = int(year_text)
    try:
        if day:
            one = date(year, int(month), int(day))
            return Period(one, one, text, "day")
        if month:
            return Period(*_months(year, int(month), 1), text, "month")
        if quarter:
            return Period(*_months(year, int(quarter) * 3 - 2, 3), text, "quarter")
        if half:
            return Period(*_months(year, int(half) * 6 - 5, 6), text, "half")
        return Period(*_months(year, 1, 12), text, "year")
    except (ValueError, IndexError):
        raise ValueError(f"`{text}` is not in the calendar") from None


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """The days that a partial date can mean. Raises ValueError, with what was wrong, for anything else."""
    if ".." not in text:
        return _single(text)
    left, _, right = text.partition("..")
    if not left and not right:
        raise ValueError("`..` has neither beginning nor end")
    start = _single(left).start if left else None
    end = _single(right).end if right else None
    if start and end and start > end:
        raise ValueError(f"`{text}` ends before it begins")
    return Period(start, end, text, "interval")


def sort_key(text: str) -> str:
    """Texts in the order of their dates: by first day, the coarser after the finer; unreadable ones last."""
    try:
        period = parse(text)
    except ValueError:
        return f"~{text}"
    start = period.start.isoformat() if period.start else ""
    return f"{start:10}{_FINENESS.index(period.precision)}{period.end or ''}"


def overlaps(a: str, b: str) -> bool:
    """Whether two partial dates can mean the same day."""
    return days_apart(a, b) == 0


def days_apart(a: str, b: str) -> int:
    """Days between the nearest ends of two partial dates; 0 where they overlap."""
    first, second = parse(a), parse(b)
    gaps = [
        (later.start - earlier.end).days
        for earlier, later in ((first, second), (second, first))
        if later.start and earlier.end
    ]
    return max(0, *gaps) if gaps else 0
