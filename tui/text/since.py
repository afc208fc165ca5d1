"""Days from which on something is listed: a date, or so long before the last."""

from __future__ import annotations

from datetime import date

from tui.errors import EXIT_USAGE, TermsheetError
from tui.text import dates
from tui.text.spoken import start_of


def since(text: str, last: date) -> date:
    """The first day of a date, or the day so long before the last. Raises `TermsheetError` for what is neither."""
    found = start_of(text, last)
    if found is None:
        try:
            found = dates.parse(dates.dashed(text.strip())).start
        except ValueError:
            found = None
    if found is None:
        raise TermsheetError(
            (f"`{text}` is no day", f"“{text}”不是日期"),
            ("write 2026-11-01, 7d, 3m or 1y", "请写 2026-11-01、7d、3m、1y 或 近90天"),
            EXIT_USAGE,
        )
    return found
