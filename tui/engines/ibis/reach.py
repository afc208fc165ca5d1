"""How the rows of a query without groups are reached: by their numbers, by keys, or one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import polars as pl

from tui.engines.base import Can, CancelToken, Hits, Page
from tui.query.query import Filter, Query


class Reach(Protocol):
    """Reaches rows; what its methods are asked and give is what an engine's are."""

    @property
    def can(self) -> frozenset[Can]:
        """What can be done since rows are reached so."""
        ...

    def page(self, query: Query, start: int, size: int, index: pl.Series | None, token: CancelToken | None) -> Page: ...

    def index(self, query: Query, token: CancelToken | None) -> pl.Series | None: ...

    def search(
        self, query: Query, wanted: Sequence[Filter], start: int, index: pl.Series | None, token: CancelToken | None
    ) -> Iterator[Hits]: ...

    def counted(self, query: Query, count: int) -> int:
        """Takes how many rows a query has as the server counted them; how many can be reached."""
        ...
