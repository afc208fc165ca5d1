"""Answers queries in the order in which a screen needs the parts.

What is slow and what is not was measured on ten and a hundred million rows: whole rows are never sorted where their
keys can be; a page of rows from all over a file is read row by row, which costs the same however long the file is,
and only many rows by a pass over all of it; a filter is pushed into the scan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from tui.engines.base import CancelToken, Heard, Hits
from tui.engines.polars.compile import ROW, filtered, predicate, sort_keys
from tui.engines.polars.running import batches, collect, collect_each, telling
from tui.engines.schema import frame_schema
from tui.query.query import Filter, Query

_BATCH = 262_144
"""Rows looked through at a time, so that the first hit comes at once."""
READ_FOR_ONE = 131_072
"""Rows that are read for one, about: files store so many together."""
_GAP = 4096
"""Rows between two that are wanted that are read with them rather than left out."""


def head(frame: pl.LazyFrame, query: Query, size: int, token: CancelToken | None) -> pl.DataFrame:
    """The first rows of a query with their numbers, as fast as they can be had where they lie together."""
    with telling():
        rows = filtered(frame, query, numbered=True)
        if query.sort:
            by, descending = sort_keys(query, frame_schema(frame))
            rows = rows.sort(by, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    return collect(rows.head(size), token, quick=True)


def numbers(
    frame: pl.LazyFrame, query: Query, token: CancelToken | None, heard: Heard, height: int | None
) -> pl.Series:
    """The numbers of the rows that satisfy a query, as they lie; the table has so many."""
    with telling():
        rows = filtered(frame, query, numbered=True).select(ROW)
    found: list[pl.Series] = []
    for batch in batches(rows, token):
        if batch.height:
            found.append(batch[ROW])
            heard(batch[ROW][-1] / height if height else 0.0)
    return pl.concat(found, rechunk=False) if found else pl.Series(ROW, [], dtype=pl.UInt32)


def first_numbers(frame: pl.LazyFrame, query: Query, size: int, token: CancelToken | None) -> pl.Series:
    """The numbers of the first rows that satisfy a query, as they lie; what comes behind them is not read."""
    with telling():
        rows = filtered(frame, query, numbered=True).select(ROW)
    found = [pl.Series(ROW, [], dtype=pl.UInt32)]
    left = size
    for batch in batches(rows, token, size):
        found.append(batch[ROW])
        left -= batch.height
        if left <= 0:
            break
    return pl.concat(found).head(size)


def gather(frame: pl.LazyFrame, rows: pl.Series, height: int | None, token: CancelToken | None) -> pl.DataFrame:
    """The rows of these numbers, in this order, with their numbers.

    Args:
        height: how many rows the table has, where any of them are read without those before them.
    """
    if rows.is_empty():
        return collect(frame.with_row_index(ROW).head(0), token)
    sought = rows.unique().sort()
    first, last = int(sought[0]), int(sought[-1])
    if last - first + 1 == rows.len() and rows.is_sorted():
        return slice_of(frame, first, rows.len(), token)
    parts = stretches(sought)
    if height is not None and len(parts) * READ_FOR_ONE < height:
        each = collect_each([frame.slice(start, size) for start, size in parts], token)
        places = zip(each, parts, strict=True)
        found = pl.concat(part.with_row_index(ROW, offset=start) for part, (start, _) in places)
    else:
        found = collect(frame.with_row_index(ROW).filter(pl.col(ROW).is_in(sought.implode())), token, quick=True)
    return pl.DataFrame({ROW: rows}).join(found, on=ROW, how="left", maintain_order="left")


def stretches(sought: pl.Series) -> list[tuple[int, int]]:
    """Rising numbers as stretches, each with where it starts and its size; the gaps in one are short."""
    found: list[tuple[int, int]] = []
    for number in sought.to_list():
        if found and number - sum(found[-1]) < _GAP:
            found[-1] = (found[-1][0], number - found[-1][0] + 1)
        else:
            found.append((number, 1))
    return found


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
        held = predicate(wanted, frame_schema(frame)).alias("held")
    parts: list[pl.Series] = []
    looked = [*batches_from(begin, height)]
    steps = max(1, len(looked) + (index is not None))
    none = pl.Series([], dtype=pl.UInt32)
    for number, (first, size) in enumerate(looked, 1):
        found = collect(frame.slice(first, size).select(held), token, quick=True).to_series()
        rows = (found.arg_true() + first).cast(pl.UInt32)
        parts.append(rows)
        yield Hits(rows if index is None else none, number / steps)
    if index is None and not looked:
        yield Hits(none, 1.0)
    if index is not None:
        hit = pl.concat(parts) if parts else none
        places = index.to_frame("row").lazy().select(pl.col("row").is_in(hit.implode()).arg_true())
        yield Hits(collect(places, token).to_series(), 1.0)
