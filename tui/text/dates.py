"""Partial dates: `2025`, `2025-Q1`, `2025-H1`, `2025-02`, `2025-02-04`, and intervals of these."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from tui.text.visible import visible
from tui.text.widths import cut

Precision = Literal["day", "month", "quarter", "half", "year", "interval"]

_FINENESS: tuple[Precision, ...] = ("day", "month", "quarter", "half", "year", "interval")
_BETWEEN = ".."
_LONGEST = 40


class Period(NamedTuple):
    """The first and last day that a partial date can mean; None where an interval is open."""

    start: date | None
    end: date | None
    text: str
    precision: Precision


def _quoted(text: str) -> str:
    return f"`{cut(visible(text), _LONGEST)}`"


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    start = date(year, first, 1)
    after = first + count
    if after <= 12:
        return start, date(year, after, 1) - timedelta(days=1)
    return start, date(year, 12, 31)


def _digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdecimal()


def _within(text: str) -> tuple[date, date, Precision] | None:
    """First and last day and precision; None for what has not the form of a date.

    Raises ValueError for what has the form but is not in the calendar.
    """
    year_text, *rest = text.split("-")
    if not _digits(year_text, 4):
        return None
    year = int(year_text)
    match rest:
        case []:
            return *_months(year, 1, 12), "year"
        case ["Q1" | "Q2" | "Q3" | "Q4" as quarter]:
            return *_months(year, int(quarter[1]) * 3 - 2, 3), "quarter"
        case ["H1" | "H2" as half]:
            return *_months(year, int(half[1]) * 6 - 5, 6), "half"
        case [month] if _digits(month, 2):
            return *_months(year, int(month), 1), "month"
        case [month, day] if _digits(month, 2) and _digits(day, 2):
            one = date(year, int(month), int(day))
            return one, one, "day"
        case _:
            return None


def _single(text: str) -> Period:
    try:
        found = _within(text)
    except ValueError:
        raise ValueError(f"{_quoted(text)} is not in the calendar") from None
    if not found:
        raise ValueError(f"{_quoted(text)} is no date; write 2025, 2025-Q1, 2025-H1, 2025-02 or 2025-02-04")
    start, end, precision = found
    return Period(start, end, text, precision)


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """The days that a partial date can mean. Raises ValueError, with what was wrong, for anything else."""
    if _BETWEEN not in text:
        return _single(text)
    left, _, right = text.partition(_BETWEEN)
    if not left and not right:
        raise ValueError("`..` has neither beginning nor end")
    start = _single(left).start if left else None
    end = _single(right).end if right else None
    if start and end and start > end:
        raise ValueError(f"{_quoted(text)} ends before it begins")
    return Period(start, end, text, "interval")


def sort_key(text: str) -> str:
    """Texts in the order of their dates: by first day, open ones first; then by last day, so that the coarser
    stands after the finer. Unreadable ones are last, by their text.
    """
    try:
        period = parse(text)
    except ValueError:
        return f"~{text}"
    start = period.start.isoformat() if period.start else " "
    end = period.end.isoformat() if period.end else "~"
    return f"{start:10}{end:10}{_FINENESS.index(period.precision)}"


def dashed(text: str) -> str:
    """A date as people type it in the form of `parse`, with dashes and capitals: `2024/3/5`, `2024q3`, `2024年3月`."""
    plain = re.sub(r"[/.年月]", "-", text.strip()).replace("日", "").rstrip("-").upper()
    plain = re.sub(r"^(\d{4})([QH])", r"\1-\2", plain)
    return re.sub(r"-(\d)(?=-|$)", r"-0\1", plain)


def period_text(start: date, end: date) -> str:
    """The days from one to another as the corpus writes them: `2025-02-04`, `2025-02`, `2025-Q1`, `2025-H1`, `2025`."""
    if start == end:
        return start.isoformat()
    year = f"{start.year:04}"
    candidates = [year, f"{year}-H1", f"{year}-H2", *(f"{year}-Q{n}" for n in range(1, 5)), f"{year}-{start.month:02}"]
    for text in candidates:
        found = parse(text)
        if (found.start, found.end) == (start, end):
            return text
    return f"{start.isoformat()}{_BETWEEN}{end.isoformat()}"


def bound_said(date: str, language: str) -> str:
    """A date as it is read in a line: in Chinese an interval of which one end is unknown says which bound it is."""
    start, between, end = date.partition(_BETWEEN)
    if language != "zh" or not between or (start and end):
        return date
    return f"不晚于{end}" if end else f"不早于{start}"
