"""Compiles filters to Polars' expressions, true or false and never null."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from tui.engines.dataset import FIGURES, ROW, Dataset, unknown
from tui.engines.polars.text import as_typed, checked_pattern, holds, same_text
from tui.errors import EXIT_USAGE, TermsheetError
from tui.query.query import ANY, Condition, Either, Filter, Query, Without


def known_columns(dataset: Dataset, query: Query) -> list[str]:
    derived = [column.name for column in query.derived]
    names = dataset.frame.collect_schema().names()
    return [
        name for name in dict.fromkeys([*derived, *(c.name for c in dataset.columns), *names]) if "\x1f" not in name
    ]


def computed(dataset: Dataset, query: Query) -> pl.LazyFrame:
    """The rows of a table with the columns that a query computes. Raises `TermsheetError` where one cannot be."""
    frame = dataset.frame
    for column in query.derived:
        try:
            frame = frame.with_columns(pl.sql_expr(column.expression).alias(column.name))
            frame.collect_schema()
        except pl.exceptions.PolarsError as error:
            told = str(error).strip().splitlines()[0]
            raise TermsheetError(
                f"`{column.expression}`: {told}", "write it as in SQL: amount / 1000", EXIT_USAGE
            ) from None
    return frame


def texts_of_column(dataset: Dataset, query: Query, name: str) -> pl.Expr:
    column = dataset.column(name)
    return column.texts if column else pl.col(name).cast(pl.String)


def _literal(value: Any, dtype: pl.DataType) -> Any:
    """A plain value as one of the column's type."""
    if isinstance(value, str) and dtype.is_temporal():
        text = pl.Series([value.strip()])
        try:
            if dtype == pl.Date:
                return text.str.to_date()[0]
            if isinstance(dtype, pl.Datetime):
                return text.str.to_datetime(time_unit=dtype.time_unit, time_zone=dtype.time_zone)[0]
            return text.str.to_time()[0]
        except pl.exceptions.PolarsError:
            raise TermsheetError(f"`{value}` is no date", "write 2024-03-05", EXIT_USAGE) from None
    if isinstance(value, str) and dtype.is_numeric():
        try:
            return float(value)
        except ValueError:
            raise TermsheetError(f"`{value}` is no number", "write digits", EXIT_USAGE) from None
    return value


COMPARED: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "=": lambda cells, value: cells.eq(value).fill_null(False),
    "!=": lambda cells, value: cells.ne(value).fill_null(True),
    "<": lambda cells, value: cells.lt(value).fill_null(False),
    "<=": lambda cells, value: cells.le(value).fill_null(False),
    ">": lambda cells, value: cells.gt(value).fill_null(False),
    ">=": lambda cells, value: cells.ge(value).fill_null(False),
    "null": lambda cells, value: cells.is_null(),
    "present": lambda cells, value: cells.is_not_null(),
}


def matching(given: Filter, dataset: Dataset, query: Query, schema: pl.Schema) -> pl.Expr:
    """A filter as an expression that is true or false, never null."""
    match given:
        case Either(options):
            return pl.any_horizontal([_all(option, dataset, query, schema) for option in options] or [pl.lit(False)])
        case Without(filters):
            return ~_all(filters, dataset, query, schema)
        case Condition(column, operator, value) if column == ANY:
            if operator in ("contains", "lacks"):
                found = _anywhere(dataset, str(value))
                return found if operator == "contains" else ~found
            pattern = checked_pattern(value)
            texts = [column.texts for column in dataset.columns]
            return pl.any_horizontal([text.str.contains(pattern) for text in texts]).fill_null(False)
        case Condition():
            return condition(given, dataset, query, schema)


def _all(filters: Sequence[Filter], dataset: Dataset, query: Query, schema: pl.Schema) -> pl.Expr:
    return pl.all_horizontal([matching(given, dataset, query, schema) for given in filters] or [pl.lit(True)])


def condition(given: Condition, dataset: Dataset, query: Query, schema: pl.Schema) -> pl.Expr:
    """A condition as an expression that is true or false, never null."""
    values = dataset.values.get(given.column)
    if values is not None and given.operator in values.operators:
        return values.compare(given.operator, given.value).fill_null(False)
    if given.column not in schema and dataset.column(given.column) is None:
        raise unknown(given.column, known_columns(dataset, query))
    if given.operator in ("contains", "lacks", "matches"):
        texts = texts_of_column(dataset, query, given.column)
        if given.operator == "matches":
            return texts.str.contains(checked_pattern(given.value)).fill_null(False)
        known = dataset.column(given.column)
        found = holds(texts, as_typed(str(given.value), known.kind if known else "text"))
        return found.fill_null(False) if given.operator == "contains" else ~found.fill_null(False)
    if given.operator == "like":
        return same_text(texts_of_column(dataset, query, given.column), str(given.value)).fill_null(False)
    if given.operator in ("drawn", "undrawn"):
        same = texts_of_column(dataset, query, given.column).eq(str(given.value)).fill_null(False)
        return same if given.operator == "drawn" else ~same
    drawn = dataset.column(given.column)
    if given.column not in schema:
        # A column that is drawn from others is compared as it is drawn; where nothing is drawn it has no value.
        assert drawn is not None
        cells, dtype = pl.when(drawn.texts != "").then(drawn.texts).otherwise(None), pl.String()
    else:
        cells, dtype = pl.col(given.column), schema[given.column]  # type: ignore[assignment]
    if dtype.is_nested() or dtype == pl.Binary:
        cells = texts_of_column(dataset, query, given.column)
    return COMPARED[given.operator](cells, _literal(given.value, dtype))


def _anywhere(dataset: Dataset, words: str) -> pl.Expr:
    """Whether a text stands in some column. Columns of figures are read only for a text with digits."""
    digits = any(char.isdigit() for char in words)
    columns = [c for c in dataset.columns if digits or c.kind not in FIGURES]
    cells = [holds(c.texts, as_typed(words, c.kind)) for c in columns]
    if dataset.named is not None and (by_name := dataset.named(words)) is not None:
        cells.append(by_name)
    return pl.any_horizontal(cells or [pl.lit(False)]).fill_null(False)


def searched(dataset: Dataset, words: str) -> pl.Expr:
    """Whether each of some words stands in some column."""
    return pl.all_horizontal([_anywhere(dataset, word) for word in words.split()])


def _predicate(dataset: Dataset, query: Query, schema: pl.Schema) -> pl.Expr | None:
    parts = [matching(given, dataset, query, schema) for given in query.filters]
    return pl.all_horizontal(parts) if parts else None


def filtered(dataset: Dataset, query: Query, *, numbered: bool) -> pl.LazyFrame:
    """The rows that satisfy a query, with their numbers where wanted."""
    frame = computed(dataset, query)
    predicate = _predicate(dataset, query, frame.collect_schema())
    if numbered or query.only is not None:
        frame = frame.with_row_index(ROW)
    if query.only is not None:
        frame = frame.filter(pl.col(ROW).is_in(pl.Series(query.only, dtype=pl.UInt32).implode()))
        if not numbered:
            frame = frame.drop(ROW)
    return frame if predicate is None else frame.filter(predicate)


def sort_keys(dataset: Dataset, query: Query) -> tuple[list[pl.Expr], list[bool]]:
    names = known_columns(dataset, query)
    by: list[pl.Expr] = []
    descending: list[bool] = []
    for key in query.sort:
        drawn = dataset.column(key.column)
        if drawn is None and key.column not in names:
            raise unknown(key.column, names)
        order = drawn.order if drawn else (pl.col(key.column),)
        by += order
        descending += [key.descending] * len(order)
    return by, descending
