"""The engine of local files and of the corpus."""

from __future__ import annotations

import polars as pl

from tui.engines.base import run
from tui.engines.dataset import Dataset
from tui.engines.polars.shape import compiled
from tui.query.query import Query


class PolarsEngine:
    """The engine of local files and of the corpus."""

    name = "Polars"

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def rows(self, query: Query, start: int, size: int) -> pl.DataFrame:
        return run(compiled(self.dataset, query).slice(start, size))

    def count(self, query: Query) -> int:
        return int(run(compiled(self.dataset, query).select(pl.len())).item())
