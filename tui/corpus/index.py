"""Rows of a frame found by the value of one column, without a look at the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

_KEPT = 512
"""Answers that are kept: a page asks for the same rows many times."""


class Index:
    """Where each value of a column stands in a frame; built in one pass."""

    def __init__(self, frame: pl.DataFrame, column: str) -> None:
        self._frame = frame
        grouped = frame.select(pl.col(column).alias("value")).with_row_index("place").drop_nulls("value")
        self._places = dict(grouped.group_by("value", maintain_order=True).agg("place").iter_rows())
        self._found: dict[tuple[str, ...], pl.DataFrame] = {}

    def rows(self, *values: str) -> pl.DataFrame:
        """The rows with one of these values, in the order of the frame."""
        found = self._found.get(values)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._frame[sorted({place for value in values for place in self._places.get(value, ())})]
            self._found[values] = found
        return found

    def row(self, value: str | None) -> dict[str, Any] | None:
        """The first row with this value."""
        places = self._places.get(value)
        return self._frame.row(places[0], named=True) if places else None

    def records(self, value: str) -> Iterable[dict[str, Any]]:
        """The rows with this value, one by one."""
        return (self._frame.row(place, named=True) for place in self._places.get(value, ()))
