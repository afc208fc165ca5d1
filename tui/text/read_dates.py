"""Reads dates and times in the forms that people write."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple
from unicodedata import normalize

from tui.text.read_numbers import LONGEST_NUMBER


class Day(NamedTuple):
    """A date that was read.

    Attributes:
        day: as it is written, whatever its zone.
        moment: where a time of day stands with it, in UTC where its zone is written.
        partial: only a month is told.
        offset: of the zone that is written from UTC, in minutes.
    """

    day: date
    moment: datetime | None = None
    partial: bool = False
    offset: int | None = None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_CLOCK = (
    r"(?:[T ]\s*(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"\s*(?P<half>[ap])?(?(half)\.?m\.?)\s*(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})",
        r"(?P<y>(?:19|20|21)\d{2})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]",
        r"(?P<y>\d{4})(?:-|/|年)(?P<m>\d{1,2})月?",
        r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<yy>\d{4})",
        r"(?P<a>\d{1,2})(?P<sep>[/-])(?P<b>\d{1,2})(?P=sep)(?P<yy>\d{2})",
        # With single digits it is a version: 1.2.10.
        r"(?P<a>\d{2})(?P<sep>\.)(?P<b>\d{2})\.(?P<yy>\d{2})",
        r"(?:[a-z]{3,9},?\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<name>[a-z]{3,9})\.?,?[\s-]+(?P<yy>\d{4}|\d{2})",
        r"(?P<name>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})",
    )
)


def _offset(part: dict[str, str | None]) -> int | None:
    zone = part["z"]
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    return (int(zone[1:3]) * 60 + int(zone[-2:])) * (-1 if zone[0] == "-" else 1)


def _moment(day: date, part: dict[str, str | None]) -> datetime | None:
    """The time of day beside a date, in UTC where its zone is written. Raises ValueError for no time."""
    if part["h"] is None:
        return None
    hour = int(part["h"])
    if half := part["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + 12 * (half in "pP")
    micro = int((part["f"] or "0").ljust(6, "0")[:6])
    moment = datetime(day.year, day.month, day.day, hour, int(part["min"] or 0), int(part["s"] or 0), micro)
    return moment - timedelta(minutes=_offset(part) or 0)


def _day(part: dict[str, str | None], day_first: bool | None, since: int) -> tuple[int, int, int]:
    year_text = part.get("y") or part["yy"] or ""
    year = int(year_text)
    if len(year_text) == 2:
        year = since + (year - since) % 100
    if part.get("a"):
        first, second = int(part["a"] or 0), int(part["b"] or 0)
        # Points mean the day first; slashes follow the column, and a part over 12 is the day in any case.
        leading = first > 12 or (second <= 12 and (part["sep"] == "." if day_first is None else day_first))
        return (year, second, first) if leading else (year, first, second)
    month = _MONTHS.get((part.get("name") or "").lower(), 0) if part.get("name") else int(part["m"] or 0)
    return year, month, int(part.get("d") or 1)


def day(text: str, day_first: bool | None = None, since: int = 1969) -> Day | None:
    """The date that a text states; `day_first` is the order of the column's 3/4/2024, None if it tells nothing.

    A year of two digits is one of the hundred from `since` on. A time with a zone keeps the date as written; its moment
    is in UTC. None where no day of the calendar is stated.
    """
    if len(text) > LONGEST_NUMBER:
        return None
    text = normalize("NFKC", text).strip()
    for form in _FORMS:
        if found := form.fullmatch(text):
            part = found.groupdict()
            try:
                one = date(*_day(part, day_first, since))
                return Day(one, _moment(one, part), "d" not in part and "a" not in part, _offset(part))
            except (ValueError, OverflowError):
                return None
    return None


def writes_day_first(text: str) -> bool | None:
    """Whether 31/12/2023 or 12/31/2023 tells the order of day and month; None where both may be meant."""
    found = re.fullmatch(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b.*", text)
    if not found:
        return None
    first, second = int(found.group(1)), int(found.group(2))
    if first > 12 >= second:
        return True
    return False if second > 12 >= first else None


def either_order(text: str) -> bool:
    """Whether 3/4/2024 may be two days: both parts may be the month, and they differ."""
    found = re.fullmatch(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b.*", text)
    return (
        found is not None and max(int(found.group(1)), int(found.group(2))) <= 12 and found.group(1) != found.group(2)
    )
