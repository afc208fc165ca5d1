"""Partial dates: what lies within a date lies in it as a whole."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import polars as pl

from tui.corpus.meanings.comparing import titles_of
from tui.corpus.tables import Column
from tui.query.fields import KEY
from tui.query.meaning import Meaning, Reading
from tui.query.query import Condition, Filter, Operator, Without
from tui.text import dates

START, END = f"{KEY}start", f"{KEY}end"
"""End the names of the keys of a date's column: the first and the last day that its text can mean."""


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


def date_meaning(column: Column) -> Meaning:
    """What lies within a date lies in it as a whole: a row of `2024` is not in `2024-03`."""

    def read(text: str) -> Reading:
        # The dots of `2025-01-27..2025-02-02` are no dashes.
        plain = text if None not in _ends(text) else dates.dashed(text)
        if _ends(plain) == (None, None):
            raise ValueError(f"`{text}` is no date; write 2024, 2024-Q3, 2024-03 or 2024-03-05")
        return Reading((plain,))

    first, last = f"{column.name}{START}", f"{column.name}{END}"

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        start, end = (day.isoformat() if day else None for day in _ends(str(value)))
        within = (Condition(first, ">=", start), Condition(last, "<=", end))
        match operator:
            case ">":
                return (Condition(first, ">", end),)
            case ">=":
                return within[:1]
            case "<":
                return (Condition(last, "<", start),)
            case "<=":
                return within[1:]
            case "!=":
                return (Without(within),)
        return within

    return Meaning(titles_of(column), read, lower, kind="date", knows=lambda cell: None not in _ends(cell))
