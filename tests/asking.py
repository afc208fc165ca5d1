"""Tables to ask, for tests: made of a frame, and their whole answers."""

from __future__ import annotations

import polars as pl

from tui.cells.file_columns import file_columns
from tui.engines.base import answer
from tui.engines.registry import engine_over
from tui.query.query import Query
from tui.query.reading import read_filter
from tui.tables.dataset import Dataset


def dataset_of(frame: pl.DataFrame | pl.LazyFrame, height: int | None = None, *, resident: bool = True) -> Dataset:
    """A table whose columns mean no more than their types."""
    columns = file_columns(frame.collect_schema(), {}, "en")
    return Dataset.over(engine_over(frame, height=height), columns, resident=resident)


def rows_of(dataset: Dataset, query: Query) -> pl.DataFrame:
    """All rows of a query's answer."""
    return answer(dataset.engine, query)


def rows_by(dataset: Dataset, line: str) -> pl.DataFrame:
    """All rows that a line leaves."""
    return rows_of(dataset, Query(filters=read_filter(line, dataset.schema).filters))
