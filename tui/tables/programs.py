"""Rows of the corpus as programs are given them: the columns that say something, several values as several."""

from __future__ import annotations

import polars as pl

from tui.corpus.periods import PRECISIONS
from tui.corpus.tables import Table

HIDDEN = ("_line", "start", "end", "origin", "voice", "teller", "aside", "series", "axis_start", "axis_end")
"""Columns of the corpus that serve the comparison and say nothing of their own."""
PLURAL = ("entities", "enums", "texts")
"""Types of columns whose cells hold several values divided by `;`."""


def told_columns(names: list[str]) -> list[str]:
    """The columns of the corpus that programs are given."""
    return [name for name in names if name not in HIDDEN]


def for_programs(table: Table, page: pl.DataFrame, typed: bool) -> pl.DataFrame:
    """Rows of a table with their precision in words; several values are lists, or texts divided by `;`.

    `typed` rows are for a format that holds values.
    """
    from tui.writers.values import cell_text, instance

    page = page.select(told_columns(page.columns))
    columns = []
    plural = {column.name for column in table.columns if column.type in PLURAL}
    for name, dtype in page.schema.items():
        cells = pl.col(name)
        if name == "precision" and dtype.is_integer():
            columns.append(cells.replace_strict(dict(enumerate(PRECISIONS)), default=None, return_dtype=pl.String))
        elif name in plural and dtype == pl.String and typed:
            columns.append(cells.str.split(";"))
        elif isinstance(dtype, pl.List) and not typed:
            inner = cells.list.eval(cell_text(pl.element(), instance(dtype.inner)))
            columns.append(inner.list.join(";", ignore_nulls=True))
    return page.with_columns(columns)
