"""The divisions of a table: rows of one sort that a screen shows by themselves."""

from __future__ import annotations

import polars as pl

from tui.corpus.tables import RowsWhere, Table


def rows_where(where: RowsWhere) -> pl.Expr:
    """Whether each of some columns has one of its values."""
    held = pl.lit(True)
    for name, values in where:
        starts = [pl.col(name).str.starts_with(value[:-1]) for value in values if value.endswith("*")]
        held &= pl.any_horizontal(pl.col(name).is_in(values), *starts).fill_null(False)
    return held


def division_of(table: Table) -> pl.Expr:
    """The number of the division that a row belongs to: the first whose values it has, else the last; 0 without any."""
    found: pl.Expr = pl.lit(max(0, len(table.divisions) - 1))
    for number, division in reversed([*enumerate(table.divisions)]):
        if division.when:
            found = pl.when(rows_where(division.when)).then(number).otherwise(found)
    return found
