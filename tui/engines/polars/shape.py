"""Compiles a whole query to one lazy frame: filtered, grouped, sorted, cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from tui.engines.polars.compile import filtered, own_columns, sort_keys
from tui.engines.polars.exact import exact_expression, where_it_fits
from tui.engines.polars.lists import listed_values, spread_lists
from tui.engines.polars.room import NUMBER, PIVOTED, require
from tui.engines.polars.running import telling
from tui.errors import EXIT_USAGE, TermsheetError, reason
from tui.language.words import label
from tui.query.fields import CURRENCY, RAW, WRITTEN_OTHERWISE, unknown
from tui.query.query import Aggregate, Derived, Group, Query

Run = Callable[[pl.LazyFrame], pl.DataFrame]

AGGREGATES: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "distinct": lambda cells: cells.drop_nulls().n_unique(),
    "mean": lambda cells: cells.mean(),
    "min": lambda cells: cells.min(),
    "max": lambda cells: cells.max(),
    "median": lambda cells: cells.median(),
}


def filled_down(frame: pl.LazyFrame, names: Sequence[str], schema: pl.Schema) -> pl.LazyFrame:
    """Rows with the blanks of some columns filled with the value above. What could not be read is no blank: it stays,
    and is not copied down."""
    filled: list[pl.Expr] = []
    for name in names:
        if name not in schema:
            raise unknown(name, own_columns(schema.names()))
        there = pl.col(name).is_not_null()
        there = there | pl.col(name + RAW).is_not_null() if name + RAW in schema else there
        behind = [name + end for end in (RAW, CURRENCY, WRITTEN_OTHERWISE) if name + end in schema]
        # What belongs to a value is copied with it, as one.
        whole = pl.when(there).then(pl.struct(name, *behind)).forward_fill()
        filled += [whole.struct.field(one).alias(one) for one in (name, *behind)]
    return frame.with_columns(filled) if filled else frame


def computed(frame: pl.LazyFrame, derived: Sequence[Derived]) -> pl.LazyFrame:
    """Rows with the columns that a query computes. Raises `TermsheetError` where one cannot be."""
    for column in derived:
        try:
            frame = frame.with_columns(exact_expression(column.expression, frame.collect_schema()).alias(column.name))
            frame.collect_schema()
        except pl.exceptions.PolarsError as error:
            raise TermsheetError(
                f"`{column.expression}`: {reason(error)}", label("engine.as_sql"), EXIT_USAGE
            ) from None
    return frame


def _sum(frame: pl.LazyFrame, name: str, run: Run) -> pl.Expr:
    """The sum of a column; of whole numbers exact, where it may be beyond 64 bits as a decimal."""
    cells = pl.col(name)
    dtype = frame.collect_schema()[name]
    if dtype in (pl.Int32, pl.UInt32):
        # Polars adds shorter ones in 64 bits, and these in as many as they have.
        return cells.cast(pl.Int64).sum()
    if dtype == pl.Float32:
        return cells.cast(pl.Float64).sum()
    if dtype in (pl.Int128, pl.UInt128):
        return where_it_fits("Sum", [cells], cells.sum())
    if dtype not in (pl.Int64, pl.UInt64):
        return cells.sum()
    low, high, count = run(frame.select(cells.min().alias("low"), cells.max().alias("high"), pl.len())).row(0)
    within = max(abs(low or 0), abs(high or 0)) * count < 1 << 63
    return cells.sum() if within else cells.cast(pl.Decimal(38, 0)).sum()


def _grouped(frame: pl.LazyFrame, group: Group, run: Run) -> pl.LazyFrame:
    schema = frame.collect_schema()
    names = schema.names()
    for name in (
        *group.by,
        *(a.column for a in group.aggregates if a.column),
        *([group.across] if group.across else []),
    ):
        if name not in names:
            raise unknown(name, own_columns(names))
    frame = spread_lists(frame, group.each, schema)

    def figure(asked: Aggregate) -> pl.Expr:
        if asked.function == "count":
            return pl.col(asked.column).count() if asked.column else pl.len()
        if asked.function == "sum":
            # Of no value at all there is no sum: 0 would be a figure that nobody gave.
            return pl.when(pl.col(asked.column).count() > 0).then(_sum(frame, asked.column, run))
        if asked.column in group.lists and asked.function == "distinct" and asked.column not in group.each:
            return AGGREGATES["distinct"](listed_values(asked.column, schema[asked.column]).explode())
        cells = pl.col(asked.column)
        # What is computed of short floats has more digits than they have.
        short = schema[asked.column] == pl.Float32 and asked.function in ("mean", "median")
        return AGGREGATES[asked.function](cells.cast(pl.Float64) if short else cells)

    figures = [figure(asked).alias(asked.name) for asked in group.aggregates]
    if not group.across:
        return frame.group_by(group.by, maintain_order=False).agg(figures)
    long = run(frame.group_by([*group.by, group.across]).agg(figures))
    cells = long.select(group.by).n_unique() * long[group.across].n_unique() * len(figures)
    require("engine.grouping", cells * NUMBER * PIVOTED)
    return pivoted(long, group).lazy()


def pivoted(long: pl.DataFrame, group: Group) -> pl.DataFrame:
    """Groups by one column more as columns of figures, one for each of its values."""
    wide = long.sort(pl.all()).pivot(on=group.across, index=list(group.by), values=[a.name for a in group.aggregates])
    # A group without rows has a count, and it is 0; it has no sum and no mean.
    counts = [a.name for a in group.aggregates if a.function in ("count", "distinct")]
    alone = len(group.aggregates) == 1
    counted = [
        name
        for name in wide.columns
        if name not in group.by and counts and (alone or name.startswith(tuple(f"{count}_" for count in counts)))
    ]
    return wide.with_columns(pl.col(counted).fill_null(0))


def compiled(frame: pl.LazyFrame, query: Query, run: Run) -> pl.LazyFrame:
    """A query over computed rows as one lazy frame: filtered, grouped, sorted, cut, its columns chosen.

    A pivot is `run` for its columns. Raises `TermsheetError` for a column or a value that cannot be.
    """
    with telling():
        frame = filtered(frame, query, numbered=False)
        if query.group:
            frame = _grouped(frame, query.group, run)
    return arranged(frame, query)


def arranged(frame: pl.LazyFrame, query: Query) -> pl.LazyFrame:
    """Rows or groups sorted, cut, their columns chosen."""
    with telling():
        given = frame.collect_schema()
        if query.group:
            query = query._replace(sort=tuple(key for key in query.sort if key.column in given))
        if query.sort:
            by, descending = sort_keys(query, given)
            frame = frame.sort(by, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
        if query.limit is not None:
            frame = frame.head(query.limit)
        if query.columns is not None:
            for name in query.columns:
                if name not in given:
                    raise unknown(name, own_columns(given.names()))
            frame = frame.select(query.columns)
    return frame
