"""Partial dates: what lies within a date lies in it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from tui.corpus.meanings.comparing import titles_of
from tui.corpus.tables import Column
from tui.language.words import label
from tui.query.fields import KEY
from tui.query.meaning import Meaning, NotRead, Reading
from tui.query.query import Condition, Either, Filter, Operator, Without
from tui.text import dates
from tui.text.spoken import period_of

START, END = f"{KEY}start", f"{KEY}end"
"""End the names of the keys of a date's column: the first and the last day that its text can mean."""


NO_ROW = Either(())
"""What no row satisfies."""


@cache
def _ends(text: str) -> tuple[date | None, date | None]:
    try:
        found = dates.parse(text)
    except ValueError:
        return None, None
    return found.start, found.end


def day_key(texts: pl.Series, end: str) -> pl.Series:
    """The first or the last day of each text, by the ending of its name; null where it is no date, or open."""
    which = (START, END).index(end)
    days = {text: _ends(text)[which] for text in texts.unique() if text is not None}
    return texts.replace_strict(days, default=None, return_dtype=pl.Date).alias(texts.name + end)


def date_meaning(column: Column, last_day: Callable[[], date]) -> Meaning:
    """What lies within a date lies in it as a whole: a row of `2024` is not in `2024-03`.

    Relative times count back from the `last_day` of the corpus.
    """

    def read(text: str) -> Reading:
        # The dots of `2025-01-27..2025-02-02` are no dashes.
        plain = text if _ends(text) != (None, None) else dates.dashed(text)
        if _ends(plain) == (None, None):
            said = period_of(text, last_day())
            if said is None:
                raise NotRead(label("filter.date", text), label("filter.date.hint"))
            return Reading((said,), said)
        return Reading((plain,))

    first, last = f"{column.name}{START}", f"{column.name}{END}"

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        start, end = (day.isoformat() if day else None for day in _ends(str(value)))
        since = (Condition(first, ">=", start),) if start else ()
        until = (Condition(last, "<=", end),) if end else ()
        match operator:
            # Nothing lies behind what has no end.
            case ">":
                return (Condition(first, ">", end) if end else NO_ROW,)
            case ">=":
                return since
            case "<":
                return (Condition(last, "<", start) if start else NO_ROW,)
            case "<=":
                return until
            case "!=":
                return (Without((*since, *until)),)
        return (*since, *until)

    return Meaning(titles_of(column), read, lower, kind="date", knows=lambda cell: None not in _ends(cell))
