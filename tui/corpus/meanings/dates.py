"""Partial dates: what lies within a date lies in it as a whole."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

from tui.corpus.meanings.comparing import titles_of
from tui.corpus.tables import Column
from tui.query.meaning import Meaning, Reading
from tui.text import dates

# Partial dates


@cache
def _ends(text: str) -> tuple[Any, Any]:
    try:
        found = dates.parse(text)
    except ValueError:
        return None, None
    return found.start, found.end


def _end(name: str, which: int) -> pl.Expr:
    def apply(cells: pl.Series) -> pl.Series:
        ends = {cell: _ends(cell)[which] for cell in cells.unique() if cell is not None}
        return cells.replace_strict(ends, default=None, return_dtype=pl.Date)

    return pl.col(name).map_batches(apply, return_dtype=pl.Date)


def date_meaning(column: Column) -> Meaning:
    """What lies within a date lies in it as a whole: a row of `2024` is not in `2024-03`."""

    def read(text: str) -> Reading:
        # The dots of `2025-01-27..2025-02-02` are no dashes.
        plain = text if None not in _ends(text) else dates.dashed(text)
        if _ends(plain) == (None, None):
            raise ValueError(f"`{text}` is no date; write 2024, 2024-Q3, 2024-03 or 2024-03-05")
        return Reading((plain,))

    def compare(operator: str, value: Any) -> pl.Expr:
        start, end = _ends(str(value))
        first, last = _end(column.name, 0), _end(column.name, 1)
        within = ((first >= start) & (last <= end)).fill_null(False)
        compared: dict[str, pl.Expr] = {
            ">": first > end,
            ">=": first >= start,
            "<": last < start,
            "<=": last <= end,
            "=": within,
            "!=": ~within,
        }
        return compared[operator]

    return Meaning(titles_of(column), read, compare, kind="date", knows=lambda cell: None not in _ends(cell))
