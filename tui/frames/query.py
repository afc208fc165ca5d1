"""One value that says which rows a view shows and in what order; the screen and the shell build the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.frames.cells import ShownColumn


class SortKey(NamedTuple):
    """One column to sort by."""

    column: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.column}" if self.descending else self.column


class Query(NamedTuple):
    """How the rows of a view are sorted, and how many are wanted. Rows without a value come last."""

    sort: tuple[SortKey, ...] = ()
    limit: int | None = None


def parse_sort(text: str) -> tuple[SortKey, ...]:
    """Sort keys from `-amount,company`: a leading `-` is descending."""
    keys = (part.strip() for part in text.split(","))
    return tuple(SortKey(key.removeprefix("-"), key.startswith("-")) for key in keys if key)


def nearest(name: str, known: Sequence[str]) -> str:
    """A hint that names the spellings closest to one that is not known."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"did you mean {', '.join(close)}?" if close else f"known: {', '.join(known)}"


def apply(frame: pl.DataFrame, query: Query, columns: Sequence[ShownColumn]) -> pl.DataFrame:
    """The rows of a frame under a query. An unknown sort column raises `TermsheetError`."""
    orders = {column.name: column.order for column in columns}
    by: list[pl.Expr] = []
    descending: list[bool] = []
    for key in query.sort:
        if key.column in orders:
            order: tuple[pl.Expr, ...] = orders[key.column]
        elif key.column in frame.columns:
            order = (pl.col(key.column),)
        else:
            known = list(dict.fromkeys([*orders, *frame.columns]))
            raise TermsheetError(f"no column `{key.column}`", nearest(key.column, known), EXIT_USAGE)
        by += order
        descending += [key.descending] * len(order)
    if by:
        frame = frame.sort(by, descending=descending, nulls_last=True, maintain_order=True)
    return frame if query.limit is None else frame.head(query.limit)
