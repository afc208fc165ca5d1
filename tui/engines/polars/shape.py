"""Compiles a whole query to one lazy frame: filtered, grouped, sorted, cut."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.engines.base import run
from tui.engines.dataset import Dataset, unknown
from tui.engines.polars.compile import filtered, sort_keys
from tui.errors import EXIT_USAGE, TermsheetError
from tui.query.query import Condition, Group, Query

AGGREGATES = {
    "distinct": lambda cells: cells.drop_nulls().n_unique(),
    "sum": lambda cells: cells.sum(),
    "mean": lambda cells: cells.mean(),
    "min": lambda cells: cells.min(),
    "max": lambda cells: cells.max(),
    "median": lambda cells: cells.median(),
}


def _one_unit(dataset: Dataset, query: Query, names: Sequence[str]) -> None:
    """Refuses figures over values of several units: a sum of dollars and yuan is no sum."""
    assert query.group is not None
    fixed = (c.column for c in query.filters if isinstance(c, Condition) and c.operator in ("=", "like", "drawn"))
    pinned = {*query.group.by, query.group.across, *fixed}
    for figure in query.group.aggregates:
        column = dataset.column(figure.column)
        if column is None or figure.function in ("count", "distinct"):
            continue
        open_units = [unit for unit in column.units if unit not in pinned]
        if open_units:
            dollars = f", or take {figure.column}_usd" if f"{figure.column}_usd" in names else ""
            raise TermsheetError(
                f"`{figure.column}` is not all in one {open_units[0]}: no {figure.function} of it",
                f"group by {open_units[0]} too{dollars}",
                EXIT_USAGE,
            )


def _grouped(frame: pl.LazyFrame, group: Group, names: Sequence[str]) -> pl.LazyFrame:
    for name in (
        *group.by,
        *(a.column for a in group.aggregates if a.column),
        *([group.across] if group.across else []),
    ):
        if name not in names:
            raise unknown(name, names)
    figures = [
        (pl.col(a.column).count() if a.column else pl.len()).alias(a.name)
        if a.function == "count"
        else AGGREGATES[a.function](pl.col(a.column)).alias(a.name)
        for a in group.aggregates
    ]
    if not group.across:
        return frame.group_by(group.by, maintain_order=False).agg(figures)
    long = frame.group_by([*group.by, group.across]).agg(figures)
    wide = run(long.sort(pl.all())).pivot(
        on=group.across, index=list(group.by), values=[a.name for a in group.aggregates]
    )
    # A group without rows has a count, and it is 0; it has no sum and no mean.
    counts = [a.name for a in group.aggregates if a.function in ("count", "distinct")]
    alone = len(group.aggregates) == 1
    counted = [
        name
        for name in wide.columns
        if name not in group.by and counts and (alone or name.startswith(tuple(f"{count}_" for count in counts)))
    ]
    return wide.with_columns(pl.col(counted).fill_null(0)).lazy()


def compiled(dataset: Dataset, query: Query) -> pl.LazyFrame:
    """A query as one lazy frame: filtered, grouped, sorted, cut, its columns chosen.

    Raises `TermsheetError` for a column, an expression or a value that cannot be.
    """
    frame = filtered(dataset, query, numbered=False)
    names = frame.collect_schema().names()
    if query.group:
        _one_unit(dataset, query, names)
        frame = _grouped(frame, query.group, names)
        given = frame.collect_schema().names()
        by = [pl.col(key.column) for key in query.sort if key.column in given]
        if by:
            descending = [key.descending for key in query.sort if key.column in given]
            frame = frame.sort(by, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    elif query.sort:
        keys, descending = sort_keys(dataset, query)
        frame = frame.sort(keys, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    if query.limit is not None:
        frame = frame.head(query.limit)
    if query.columns is not None:
        given = frame.collect_schema().names()
        for name in query.columns:
            if name not in given:
                raise unknown(name, [other for other in given if "\x1f" not in other])
        frame = frame.select(query.columns)
    return frame
