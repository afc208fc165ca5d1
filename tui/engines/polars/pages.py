"""Answers queries in the order in which a screen needs the parts.

What is slow and what is not was measured on ten million rows: the first page of a sorted table comes from a
streaming top-k; every other page is gathered through one index of row numbers, built once; a filter is pushed
into the scan, which a row number in front of it would prevent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from tui.engines.base import CancelToken, Hits
from tui.engines.polars.compile import ROW, filtered, predicate, sort_keys
from tui.engines.polars.running import collect, telling
from tui.query.query import Filter, Query

_BATCH = 262_144
"""Rows looked through at a time, so that the first hit comes at once."""


def head(frame: pl.LazyFrame, query: Query, size: int, token: CancelToken | None) -> pl.DataFrame:
    """The first rows of a query, as fast as they can be had; with their numbers unless a filter forbids it."""
    with telling():
        rows = filtered(frame, query, numbered=not query.filters)
        if query.sort:
            by, descending = sort_keys(query, frame.collect_schema())
            rows = rows.sort(by, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    return collect(rows.head(size), token, quick=True)


def order(frame: pl.LazyFrame, query: Query, token: CancelToken | None) -> pl.Series:
    """The numbers of a query's rows in its order.

    Several keys are sorted one after the other, the least important first, each sort stable and on its own:
    together they cost many times as much.
    """
    with telling():
        rows = filtered(frame, query, numbered=True)
        by, descending = sort_keys(query, frame.collect_schema())
    if not by:
        return collect(rows.select(ROW), token).to_series()
    last = not query.nulls_first
    keys = rows.select(by[-1].alias("key"), ROW)
    found = collect(_sorted(keys, descending[-1], last), token).to_series()
    for key, down in zip(reversed(by[:-1]), reversed(descending[:-1]), strict=True):
        cells = collect(frame.select(key.alias("key")), token).to_series()
        pairs = pl.LazyFrame({"key": cells.gather(found), ROW: found})
        found = collect(_sorted(pairs, down, last), token).to_series()
    return found


def _sorted(pairs: pl.LazyFrame, descending: bool, nulls_last: bool) -> pl.LazyFrame:
    return pairs.sort("key", descending=descending, nulls_last=nulls_last, maintain_order=True).select(ROW)


def gather(frame: pl.LazyFrame, rows: pl.Series, token: CancelToken | None) -> pl.DataFrame:
    """The rows of these numbers, in this order, with their numbers."""
    base = frame.with_row_index(ROW)
    if rows.is_empty():
        return collect(base.head(0), token)
    first, last = rows.min(), rows.max()
    assert isinstance(first, int)
    assert isinstance(last, int)
    if last - first + 1 == rows.len() and rows.is_sorted():
        return slice_of(frame, first, rows.len(), token)
    found = collect(base.filter(pl.col(ROW).is_in(rows.implode())), token, quick=True)
    return pl.DataFrame({ROW: rows}).join(found, on=ROW, how="left", maintain_order="left")


def slice_of(frame: pl.LazyFrame, start: int, size: int, token: CancelToken | None) -> pl.DataFrame:
    """Rows as they lie, with their numbers."""
    return collect(frame.slice(start, size), token, quick=True).with_row_index(ROW, offset=start)


def batches_from(begin: int, height: int) -> Iterator[tuple[int, int]]:
    """Where each batch starts and how many rows it has: from a row to the end, then from the top to that row."""
    for start in range(begin, height, _BATCH):
        yield start, min(height, start + _BATCH) - start
    for start in range(0, begin, _BATCH):
        yield start, min(begin, start + _BATCH) - start


def search(
    frame: pl.LazyFrame,
    wanted: Sequence[Filter],
    height: int,
    start: int,
    index: pl.Series | None,
    token: CancelToken | None,
) -> Iterator[Hits]:
    """Where the rows stand that satisfy some filters, among those of an index or else of all, as they lie.

    Of an index the places are looked up when all rows were looked through.
    """
    begin = 0 if index is not None else min(max(0, start), height)
    with telling():
        held = predicate(wanted, frame.collect_schema()).alias("held")
    parts: list[pl.Series] = []
    batches = [*batches_from(begin, height)]
    steps = max(1, len(batches) + (index is not None))
    none = pl.Series([], dtype=pl.UInt32)
    for number, (first, size) in enumerate(batches, 1):
        found = collect(frame.slice(first, size).select(held), token, quick=True).to_series()
        rows = (found.arg_true() + first).cast(pl.UInt32)
        parts.append(rows)
        yield Hits(rows if index is None else none, number / steps)
    if index is None and not batches:
        yield Hits(none, 1.0)
    if index is not None:
        hit = pl.concat(parts) if parts else none
        places = index.to_frame("row").lazy().select(pl.col("row").is_in(hit.implode()).arg_true())
        yield Hits(collect(places, token).to_series(), 1.0)
