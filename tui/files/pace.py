"""How far the reading of a file got."""

from __future__ import annotations

import polars as pl


class Pace:
    """Told by the steps of a reading, asked by whoever waits for it.

    Attributes:
        share: how much is done (0 to 1).
    """

    def __init__(self) -> None:
        self.share = 0.0
        self._start, self._end, self._rows, self._seen = 0.0, 0.0, 1, 0

    def step(self, end: float, rows: int = 1) -> None:
        """Begins a step, at the end of which a share is done; it goes over so many rows."""
        self.share = self._start = self._end
        self._end, self._rows, self._seen = end, max(1, rows), 0

    def end(self) -> None:
        """All is done."""
        self.share = 1.0

    def counting(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Rows that tell the step how many of them went by."""
        first = pl.col(rows.collect_schema().names()[0])

        def seen(cells: pl.Series) -> pl.Series:
            self._seen += cells.len()
            self.share = self._start + (self._end - self._start) * min(1.0, self._seen / self._rows)
            return cells

        return rows.with_columns(first.map_batches(seen, is_elementwise=True))
