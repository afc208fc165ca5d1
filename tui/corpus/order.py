"""The order in which a table's rows are shown."""

from __future__ import annotations

import polars as pl

from tui.corpus.tables import Table


def in_order(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Rows sorted as the table's TOML says; those without a value last."""
    by: list[pl.Expr] = []
    descending: list[bool] = []
    for key in table.sort:
        name, down = key.removeprefix("-"), key.startswith("-")
        if name == table.date:
            # An interval open at its beginning stands where it ends, and the finer of two dates first.
            by += [pl.coalesce("start", "end"), pl.col("precision")]
            descending += [down, False]
        else:
            by.append(pl.col(name))
            descending.append(down)
    return rows.sort(by, descending=descending, nulls_last=True) if by else rows
