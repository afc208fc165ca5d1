"""Cells that are lists: their values, and rows that stand once for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from tui.engines.literals import literal
from tui.engines.polars.text import as_text
from tui.query.query import LIST_MARK, OTHER_LIST_MARKS


def listed_values(name: str, dtype: pl.DataType) -> pl.Expr:
    """The distinct values of each cell of a column: of a list, or of a text with marks between its parts.

    Null where a cell has none.
    """
    cells = pl.col(name)
    if isinstance(dtype, pl.List | pl.Array):
        found = (cells.arr.to_list() if isinstance(dtype, pl.Array) else cells).list.drop_nulls()
    else:
        texts = as_text(cells, dtype).str.replace_all(f"[{OTHER_LIST_MARKS}]", LIST_MARK)
        parts = texts.str.split(LIST_MARK).list.eval(pl.element().str.strip_chars())
        found = parts.list.eval(pl.element().filter(pl.element() != ""))
    # Polars drops rows with an empty list where it spreads them.
    return pl.when(found.list.len() > 0).then(found.list.unique(maintain_order=True))


def holds_any(name: str, dtype: pl.DataType, values: Sequence[Any]) -> pl.Expr:
    """Whether the list in a cell has one of some values."""
    inner = dtype.inner if isinstance(dtype, pl.List | pl.Array) else pl.String()
    wanted = pl.Series([literal(one, inner) for one in values], dtype=inner)  # type: ignore[arg-type]
    return listed_values(name, dtype).list.set_intersection(wanted.implode()).list.len() > 0


def spread_lists(frame: pl.LazyFrame, names: Sequence[str], schema: Mapping[str, pl.DataType]) -> pl.LazyFrame:
    """Rows once for each value of some columns whose cells are lists; once for a cell without any."""
    for name in names:
        frame = frame.with_columns(listed_values(name, schema[name]).alias(name)).explode(name)
    return frame
