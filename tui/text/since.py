"""Days that are told by how long they lie back: `90d`, `6m`, `1y`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.errors import EXIT_USAGE, TermsheetError
from tui.text import dates

SINCE = re.compile(r"^(\d{1,5})([dwmqy])$", re.IGNORECASE)
DAYS = {"d": 1, "w": 7, "m": 30.4375, "q": 91.3125, "y": 365.25}
_FIRST = date(1900, 1, 1)


def days_before(text: str, last: date) -> date | None:
    """The day so long before the last; None for what tells no such time."""
    found = SINCE.match(text.strip())
    if found is None:
        return None
    back = round(int(found[1]) * DAYS[found[2].lower()])
    return max(_FIRST, last - timedelta(days=min(back, (last - _FIRST).days)))


def since(text: str, last: date) -> date:
    """The first day of a date, or the day so long before the last. Raises `TermsheetError` for what is neither."""
    found = days_before(text, last)
    if found is None:
        try:
            found = dates.parse(dates.dashed(text.strip())).start
        except ValueError:
            found = None
    if found is None:
        raise TermsheetError(f"`{text}` is no day", "write 2026-11-01, 7d, 3m or 1y", EXIT_USAGE)
    return found
