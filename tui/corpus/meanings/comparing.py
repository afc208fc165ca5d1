"""How values of the corpus are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from tui.corpus.tables import Column

EQUAL = frozenset(("=", "!="))
ORDERED: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "=": lambda cells, value: cells.eq(value),
    "!=": lambda cells, value: ~cells.eq(value).fill_null(False),
    "<": lambda cells, value: cells.lt(value),
    "<=": lambda cells, value: cells.le(value),
    ">": lambda cells, value: cells.gt(value),
    ">=": lambda cells, value: cells.ge(value),
}


def titles_of(column: Column) -> tuple[str, ...]:
    return (column.title.en, column.title.zh)
