"""Compiles filters to Polars' expressions, true or false and never null."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from tui.engines.literals import literal
from tui.engines.polars.lists import holds_any
from tui.engines.polars.sounds import by_pinyin
from tui.engines.polars.text import checked_pattern, holds_text, same_text, texts_of
from tui.engines.schema import frame_schema
from tui.query.fields import KEY, unknown
from tui.query.query import PINYIN, Condition, Either, Filter, Query, Without

ROW = f"{KEY}row"
"""The column that holds the number of a row in the table as it lies, from 0."""

# A cell without a value is neither more nor less than anything, and other than everything.
COMPARED: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "=": lambda cells, value: cells.eq(value).fill_null(False),
    "!=": lambda cells, value: cells.ne(value).fill_null(True),
    "<": lambda cells, value: cells.lt(value).fill_null(False),
    "<=": lambda cells, value: cells.le(value).fill_null(False),
    ">": lambda cells, value: cells.gt(value).fill_null(False),
    ">=": lambda cells, value: cells.ge(value).fill_null(False),
    "in": lambda cells, values: cells.is_in(values).fill_null(False),
    "null": lambda cells, value: cells.is_null(),
    "present": lambda cells, value: cells.is_not_null(),
}
_IN_TEXTS: dict[str, Callable[[pl.Expr, str], pl.Expr]] = {
    "contains": lambda texts, words: holds_text(texts, words).fill_null(False),
    "lacks": lambda texts, words: ~holds_text(texts, words).fill_null(False),
    "matches": lambda texts, pattern: texts.str.contains(checked_pattern(pattern)).fill_null(False),
    "like": lambda texts, words: same_text(texts, words).fill_null(False),
    "drawn": lambda texts, words: texts.eq(words).fill_null(False),
    "undrawn": lambda texts, words: texts.ne(words).fill_null(True),
}


def own_columns(names: Sequence[str]) -> list[str]:
    """Of some columns those that are the table's own."""
    return [name for name in names if KEY not in name]


def _condition(given: Condition, schema: pl.Schema) -> pl.Expr:
    name, operator, value = given
    if name not in schema:
        raise unknown(name, own_columns(schema.names()))
    dtype = schema[name]
    if operator == "holds":
        return holds_any(name, dtype, value).fill_null(False)  # type: ignore[arg-type]
    if operator in _IN_TEXTS:
        return _IN_TEXTS[operator](texts_of(name, schema), str(value))
    plain = not dtype.is_nested() and dtype != pl.Binary
    cells, dtype = (pl.col(name), dtype) if plain else (texts_of(name, schema), pl.String())
    values = [literal(one, dtype) for one in value] if isinstance(value, tuple) else literal(value, dtype)
    found = COMPARED[operator](cells, values)
    # Polars holds NaN to be more than every number.
    return found & ~cells.is_nan().fill_null(False) if dtype.is_float() and operator in (">", ">=") else found


def predicate(filters: Sequence[Filter], schema: pl.Schema) -> pl.Expr:
    """Whether a row satisfies all of some filters."""
    return pl.all_horizontal([_matching(given, schema) for given in filters] or [pl.lit(True)])


def _matching(given: Filter, schema: pl.Schema) -> pl.Expr:
    match given:
        case Either(options):
            return pl.any_horizontal([predicate(option, schema) for option in options] or [pl.lit(False)])
        case Without(filters):
            return ~predicate(filters, schema)
        case Condition():
            return _condition(given, schema)


def filtered(frame: pl.LazyFrame, query: Query, *, numbered: bool) -> pl.LazyFrame:
    """The rows that satisfy a query, with their numbers where wanted."""
    held = predicate(query.filters, frame_schema(frame)) if query.filters else None
    if numbered or query.only is not None:
        frame = frame.with_row_index(ROW)
    if query.only is not None:
        frame = frame.filter(pl.col(ROW).is_in(pl.Series(query.only, dtype=pl.UInt32).implode()))
        if not numbered:
            frame = frame.drop(ROW)
    return frame if held is None else frame.filter(held)


def sort_keys(query: Query, schema: pl.Schema) -> tuple[list[pl.Expr], list[bool]]:
    """The cells by which a query sorts; what has no order of its own is sorted by its text."""
    by: list[pl.Expr] = []
    for key in query.sort:
        if key.column not in schema:
            raise unknown(key.column, own_columns(schema.names()))
        dtype = schema[key.column]
        cells = texts_of(key.column, schema) if dtype.is_nested() else pl.col(key.column)
        by.append(by_pinyin(cells) if key.collation == PINYIN and dtype == pl.String else cells)
    return by, [key.descending for key in query.sort]
