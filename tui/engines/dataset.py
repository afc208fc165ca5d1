"""A table that can be asked: its rows, its columns, and what their values mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from tui.cells.cell import ShownColumn
from tui.errors import EXIT_USAGE, TermsheetError
from tui.query.meaning import Meaning
from tui.text.spelling import nearest

ROW = "\x1frow"
"""The column that holds the number of a row in the table as it lies, from 0."""


FIGURES = ("number", "money", "percent", "date", "time")
"""Kinds of columns that are drawn in digits, and hold no word without one."""


class Dataset(NamedTuple):
    """A table that can be asked.

    Attributes:
        frame: its rows.
        columns: its columns, ready to draw.
        height: how many rows, where that is known.
        resident: whether it is so small that every answer comes at once.
        claimed: whether its rows are claims of the corpus, with a `status` and the number of their `rivals`.
        values: the columns whose values have a meaning of their own: entities, money, partial dates.
        named: the rows that name an entity which some words mean, in whatever script.
    """

    frame: pl.LazyFrame
    columns: tuple[ShownColumn, ...]
    height: int | None
    resident: bool = True
    claimed: bool = False
    values: Mapping[str, Meaning] = {}
    named: Callable[[str], pl.Expr | None] | None = None

    def column(self, name: str) -> ShownColumn | None:
        """A drawn column by its name."""
        return next((column for column in self.columns if column.name == name), None)


def unknown(name: str, known: Sequence[str]) -> TermsheetError:
    """The error for a column that is not there."""
    return TermsheetError(f"no column `{name}`", nearest(name, known), EXIT_USAGE)
