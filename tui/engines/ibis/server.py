"""What runs compiled queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import polars as pl

from tui.engines.base import Can, CancelToken
from tui.engines.ibis.compile import Compiled
from tui.engines.ibis.scan import Scan


class Server(Protocol):
    """Runs compiled queries over one table, in any thread; raises what an engine raises."""

    @property
    def scan(self) -> Scan:
        """The table."""
        ...

    @property
    def can(self) -> frozenset[Can]:
        """What it can do of what engines differ in, however its rows are reached."""
        ...

    @property
    def height(self) -> int | None:
        """How many rows it has, where that is known without counting."""
        ...

    @property
    def dear_from(self) -> int:
        """Rows from which an answer that reads them all is dear."""
        ...

    def frame(self, answer: Compiled, schema: pl.Schema, token: CancelToken | None) -> pl.DataFrame:
        """A bounded answer, with the columns and the types of `schema`."""
        ...

    def plan(self, answer: Compiled, token: CancelToken | None) -> list[str]:
        """How it would come by an answer, line by line, as the server tells it."""
        ...

    def batches(
        self, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None, soon: bool = False
    ) -> Iterator[pl.DataFrame]:
        """An answer in frames of at most `size` rows, as they come; none where there are no rows.

        Args:
            answer: what is asked.
            schema: the types of its columns.
            size: rows of a frame at most.
            token: stops it.
            soon: the first rows are not to wait for a frame to be full.
        """
        ...
