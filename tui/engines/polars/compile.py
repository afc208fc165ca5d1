"""Compiles filters to Polars' expressions, true or false and never null."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from tui.engines.literals import exact_comparison
from tui.engines.polars.lists import holds_any
from tui.engines.polars.sounds import by_pinyin
from tui.engines.polars.text import checked_pattern, holds_text, same_text, texts_of
from tui.engines.schema import frame_schema
from tui.query.fields import KEY, unknown
from tui.query.query import PINYIN, Condition, Either, Filter, Query, Without

ROW = f"{KEY}row"
"""The column that holds the number of a row in the table as it lies, from 0."""

_BARE: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "=": lambda cells, value: cells.eq(value),
    "<": lambda cells, value: cells.lt(value),
    "<=": lambda cells, value: cells.le(value),
    ">": lambda cells, value: cells.gt(value),
    ">=": lambda cells, value: cells.ge(value),
}
"""Comparisons that are null where there is no value, which leaves a row out as false does: so alone the scans of files
see that a part of them holds nothing that is asked for."""
# A cell without a value is neither more nor less than anything, and other than everything.
COMPARED: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "!=": lambda cells, value: cells.ne(value).fill_null(True),
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


def _conditions(given: Condition, schema: pl.Schema) -> list[pl.Expr]:
    """What all is true of the rows that satisfy a condition, and false or null of all others."""
    name, operator, value = given
    if name not in schema:
        raise unknown(name, own_columns(schema.names()))
    dtype = schema[name]
    if operator == "holds":
        return [holds_any(name, dtype, value).fill_null(False)]  # type: ignore[arg-type]
    if operator in _IN_TEXTS:
        return [_IN_TEXTS[operator](texts_of(name, schema), str(value))]
    plain = not dtype.is_nested() and dtype != pl.Binary
    cells, dtype = (pl.col(name), dtype) if plain else (texts_of(name, schema), pl.String())
    if isinstance(value, tuple):
        listed = [exact_comparison("=", one, dtype)[1] for one in value]
        return [cells.is_in(pl.Series(listed, dtype=dtype).implode() if dtype.is_decimal() else listed)]
    sign, held_as = exact_comparison(operator, value, dtype)
    of_type = pl.lit(held_as, dtype) if held_as is None or isinstance(held_as, Decimal) else held_as
    if sign not in _BARE:
        return [COMPARED[sign](cells, of_type)]
    # Polars holds NaN to be more than every number.
    is_number = [cells.is_not_nan()] if dtype.is_float() and sign in (">", ">=") else []
    return [_BARE[sign](cells, of_type), *is_number]


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
            return pl.all_horizontal(_conditions(given, schema)).fill_null(False)


def _leaving(filters: Sequence[Filter], schema: pl.Schema) -> list[pl.Expr]:
    """What all is true of the rows that satisfy some filters, each alone so that it goes into the scan of a file."""
    alone = (
        _conditions(given, schema) if isinstance(given, Condition) else [_matching(given, schema)] for given in filters
    )
    return [one for each in alone for one in each]


def filtered(frame: pl.LazyFrame, query: Query, *, numbered: bool) -> pl.LazyFrame:
    """The rows that satisfy a query, with their numbers where wanted."""
    held = _leaving(query.filters, frame_schema(frame)) if query.filters else []
    if numbered or query.only is not None:
        frame = frame.with_row_index(ROW)
    if query.only is not None:
        frame = frame.filter(pl.col(ROW).is_in(pl.Series(query.only, dtype=pl.UInt32).implode()))
        if not numbered:
            frame = frame.drop(ROW)
    return frame.filter(*held) if held else frame


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
