"""What programs are given of a table: by copying, by exporting and on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import polars as pl


class Outgoing(NamedTuple):
    """What programs are given: the columns that are asked for, and what makes of a page of them the rows that go out.

    `rows` takes the page and whether the format holds values; else several values are texts divided by `;`. `texts` are
    the columns that a format of texts is made of, where they are others.
    """

    columns: tuple[str, ...]
    rows: Callable[[pl.DataFrame, bool], pl.DataFrame]
    texts: tuple[str, ...] | None = None

    def read(self, typed: bool) -> tuple[str, ...]:
        """The columns that the page has to have for a format that holds values, or for one of texts."""
        return self.columns if typed or self.texts is None else self.texts


def as_it_is(columns: Sequence[str], schema: Mapping[str, pl.DataType]) -> Outgoing:
    """Columns that go out as they are."""
    return Outgoing(tuple(columns), lambda page, typed: page)
