"""Answers queries in the order in which a screen needs the parts.

What is slow and what is not was measured on ten million rows: the first page of a sorted table comes from a
streaming top-k; every other page is gathered through one index of row numbers, built once; a filter is pushed
into the scan, which a row number in front of it would prevent.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tui.engines.base import Runner, run
from tui.engines.dataset import ROW, Dataset
from tui.engines.polars.compile import computed, filtered, searched, sort_keys
from tui.query.query import Query


def head(dataset: Dataset, query: Query, size: int, runner: Runner = run) -> pl.DataFrame:
    """The first rows of a query, as fast as they can be had; with their numbers unless a filter forbids it."""
    numbered = not query.filters
    frame = filtered(dataset, query, numbered=numbered)
    if query.sort:
        by, descending = sort_keys(dataset, query)
        frame = frame.sort(by, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    return runner(frame.head(size), quick=True)


def count(dataset: Dataset, query: Query, runner: Runner = run) -> int:
    """How many rows a query has."""
    return int(runner(filtered(dataset, query, numbered=False).select(pl.len()), quick=True).item())


def order(dataset: Dataset, query: Query, runner: Runner = run) -> pl.Series:
    """The numbers of a query's rows in its order.

    Several keys are sorted one after the other, the least important first, each sort stable and on its own:
    together they cost many times as much.
    """
    frame = filtered(dataset, query, numbered=True)
    by, descending = sort_keys(dataset, query)
    if not by:
        return runner(frame.select(ROW)).to_series()
    last = not query.nulls_first
    keys = runner(
        frame.select(by[-1].alias("key"), ROW)
        .sort("key", descending=descending[-1], nulls_last=last, maintain_order=True)
        .select(ROW)
    )
    rows = keys.to_series()
    if len(by) == 1:
        return rows
    base = computed(dataset, query)
    for key, down in zip(reversed(by[:-1]), reversed(descending[:-1]), strict=True):
        cells = runner(base.select(key.alias("key"))).to_series()
        pairs = pl.LazyFrame({"key": cells.gather(rows), ROW: rows})
        rows = runner(pairs.sort("key", descending=down, nulls_last=last, maintain_order=True).select(ROW)).to_series()
    return rows


def gather(dataset: Dataset, query: Query, rows: pl.Series, runner: Runner = run) -> pl.DataFrame:
    """The rows of these numbers, in this order, with their numbers."""
    base = computed(dataset, query).with_row_index(ROW)
    if rows.is_empty():
        return runner(base.head(0))
    first, last = rows.min(), rows.max()
    assert isinstance(first, int)
    assert isinstance(last, int)
    if last - first + 1 == rows.len() and rows.is_sorted():
        return slice_of(dataset, query, first, rows.len(), runner)
    found = runner(base.filter(pl.col(ROW).is_in(rows.implode())), quick=True)
    return pl.DataFrame({ROW: rows}).join(found, on=ROW, how="left", maintain_order="left")


def slice_of(dataset: Dataset, query: Query, start: int, size: int, runner: Runner = run) -> pl.DataFrame:
    """Rows as they lie, with their numbers."""
    found = runner(computed(dataset, query).slice(start, size), quick=True)
    return found.with_row_index(ROW, offset=start)


def matches(
    dataset: Dataset, words: str, start: int, size: int, query: Query | None = None, runner: Runner = run
) -> pl.Series:
    """The numbers of the rows in a slice of the table that hold words."""
    base = computed(dataset, query or Query()).slice(start, size)
    found = runner(base.select(searched(dataset, words).alias("found")), quick=True).to_series()
    return (found.arg_true() + start).cast(pl.UInt32)


def batches(frame: pl.LazyFrame, size: int) -> Iterator[pl.DataFrame]:
    """All rows in order, in frames of at most `size`; one without rows if there are none."""
    found = False
    for batch in frame.collect_batches(chunk_size=size, maintain_order=True, engine="streaming"):
        for part in batch.iter_slices(size):
            found = found or part.height > 0
            yield part
    if not found:
        yield pl.DataFrame(schema=frame.collect_schema())
