"""How often each value of a column occurs."""

from __future__ import annotations

import polars as pl

from tui.engines.base import CancelToken
from tui.engines.polars.compile import filtered, own_columns
from tui.engines.polars.lists import spread_lists
from tui.engines.polars.running import collect, telling
from tui.engines.polars.text import texts_of
from tui.query.fields import unknown
from tui.query.query import Query


def frequency(frame: pl.LazyFrame, query: Query, column: str, as_text: bool, token: CancelToken | None) -> pl.DataFrame:
    """Each value of a column, or each text, with its count and its share in percent, the most frequent first."""
    with telling():
        rows = filtered(frame, query, numbered=False)
        schema = rows.collect_schema()
    if column not in schema:
        raise unknown(column, own_columns(schema.names()))
    cells = texts_of(column, schema) if as_text else pl.col(column)
    counted = rows.select(cells.alias("value")).group_by("value").agg(pl.len().alias("count"))
    return ranked(collect(counted, token, quick=True))


def frequency_of_each(
    frame: pl.LazyFrame, query: Query, column: str, rows: int, token: CancelToken | None
) -> pl.DataFrame:
    """Each value in the lists of a column with the number of its rows, of so many in all."""
    with telling():
        left = filtered(frame, query, numbered=False)
        schema = left.collect_schema()
    if column not in schema:
        raise unknown(column, own_columns(schema.names()))
    values = spread_lists(left.select(column), (column,), schema).rename({column: "value"})
    counted = values.group_by("value").agg(pl.len().alias("count"))
    return ranked_of_each(collect(counted, token, quick=True), rows)


def ranked_of_each(found: pl.DataFrame, rows: int) -> pl.DataFrame:
    """Values of lists and their counts with the shares of all rows; rows without a value last."""
    shares = ranked(found).with_columns((pl.col("count") / max(rows, 1) * 100).alias("share"))
    return pl.concat([shares.filter(pl.col("value").is_not_null()), shares.filter(pl.col("value").is_null())])


def ranked(found: pl.DataFrame) -> pl.DataFrame:
    """Values and their counts with the shares in percent, the most frequent first, equal ones in their own order."""
    dtype = found["value"].dtype
    by = pl.col("value") if dtype.is_numeric() or dtype.is_temporal() else pl.col("value").cast(pl.String)
    total = max(found["count"].sum(), 1)
    return found.sort([pl.col("count"), by], descending=[True, False], nulls_last=True).with_columns(
        (pl.col("count") / total * 100).alias("share")
    )
