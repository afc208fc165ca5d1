"""Compiles queries to Polars, and answers them in the order in which a screen needs the parts.

What is slow and what is not was measured on ten million rows: the first page of a sorted table comes from a
streaming top-k; every other page is gathered through one index of row numbers, built once; a filter is pushed
into the scan, which a row number in front of it would prevent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.frames.cells import ShownColumn
from tui.frames.engines import Runner, run
from tui.frames.query import ANY, Condition, Either, Filter, Group, Query, Without, nearest
from tui.frames.values import Values
from tui.text.folding import variants

ROW = "\x1frow"
"""The column that holds the number of a row in the table as it lies, from 0."""


FIGURES = ("number", "money", "percent", "date", "time")
"""Kinds of columns that are drawn in digits, and hold no word without one."""


class Dataset(NamedTuple):
    """A table that can be asked.

    Attributes:
        frame: its rows.
        columns: its columns, ready to draw.
        height: how many rows, where that is known.
        resident: whether it is so small that every answer comes at once.
        claimed: whether its rows are claims of the corpus, with a `status` and the number of their `rivals`.
        values: the columns whose values have a meaning of their own: entities, money, partial dates.
        named: the rows that name an entity which some words mean, in whatever script.
    """

    frame: pl.LazyFrame
    columns: tuple[ShownColumn, ...]
    height: int | None
    resident: bool = True
    claimed: bool = False
    values: Mapping[str, Values] = {}
    named: Callable[[str], pl.Expr | None] | None = None

    def column(self, name: str) -> ShownColumn | None:
        """A drawn column by its name."""
        return next((column for column in self.columns if column.name == name), None)


def unknown(name: str, known: Sequence[str]) -> TermsheetError:
    """The error for a column that is not there."""
    return TermsheetError(f"no column `{name}`", nearest(name, known), EXIT_USAGE)


def _known(dataset: Dataset, query: Query) -> list[str]:
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


def _texts(dataset: Dataset, query: Query, name: str) -> pl.Expr:
    column = dataset.column(name)
    return column.texts if column else pl.col(name).cast(pl.String)


def same_text(texts: pl.Expr, words: str) -> pl.Expr:
    """Whether a text is the same as another but for case; ASCII is compared without a copy of the column."""
    if words.isascii() and words:
        size = texts.str.len_bytes() == len(words)
        return size & texts.str.contains_any([words], ascii_case_insensitive=True)
    return texts.eq(words) if words.lower() == words.upper() else texts.str.to_lowercase().eq(words.lower())


def as_typed(words: str, kind: str) -> str:
    """Words as the texts of a column hold them: figures are drawn with commas or a percent sign, and held without."""
    return words.replace(",", "").removesuffix("%") if kind in ("number", "money", "percent") else words


def holds(texts: pl.Expr, words: str) -> pl.Expr:
    """Whether a text holds words, without case and in either Chinese script; few need a copy of the column."""
    if words.isascii():
        return texts.str.contains_any([words], ascii_case_insensitive=True)
    written = variants(words)
    if len(written) > 1:
        return texts.str.contains_any(written, ascii_case_insensitive=True)
    if words.lower() == words.upper():
        return texts.str.contains(words, literal=True)
    return texts.str.to_lowercase().str.contains(words.lower(), literal=True)


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
            pattern = _pattern(value)
            texts = [column.texts for column in dataset.columns]
            return pl.any_horizontal([text.str.contains(pattern) for text in texts]).fill_null(False)
        case Condition():
            return condition(given, dataset, query, schema)


def _all(filters: Sequence[Filter], dataset: Dataset, query: Query, schema: pl.Schema) -> pl.Expr:
    return pl.all_horizontal([matching(given, dataset, query, schema) for given in filters] or [pl.lit(True)])


def regex_fault(pattern: str) -> str:
    """What is wrong with a regular expression; empty where nothing is."""
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError as error:
        lines = str(error).strip().splitlines()
        return next((line for line in reversed(lines) if "error:" in line), lines[-1]).removeprefix("error: ")
    return ""


def _pattern(value: Any) -> str:
    """A regular expression. Raises `TermsheetError` for what is none."""
    if told := regex_fault(str(value)):
        what = f"`{value}` is no regular expression: {told}"
        raise TermsheetError(what, "mend it, or quote it", EXIT_USAGE)
    return str(value)


def condition(given: Condition, dataset: Dataset, query: Query, schema: pl.Schema) -> pl.Expr:
    """A condition as an expression that is true or false, never null."""
    values = dataset.values.get(given.column)
    if values is not None and given.operator in values.operators:
        return values.compare(given.operator, given.value).fill_null(False)
    if given.column not in schema and dataset.column(given.column) is None:
        raise unknown(given.column, _known(dataset, query))
    if given.operator in ("contains", "lacks", "matches"):
        texts = _texts(dataset, query, given.column)
        if given.operator == "matches":
            return texts.str.contains(_pattern(given.value)).fill_null(False)
        known = dataset.column(given.column)
        found = holds(texts, as_typed(str(given.value), known.kind if known else "text"))
        return found.fill_null(False) if given.operator == "contains" else ~found.fill_null(False)
    if given.operator == "like":
        return same_text(_texts(dataset, query, given.column), str(given.value)).fill_null(False)
    if given.operator in ("drawn", "undrawn"):
        same = _texts(dataset, query, given.column).eq(str(given.value)).fill_null(False)
        return same if given.operator == "drawn" else ~same
    drawn = dataset.column(given.column)
    if given.column not in schema:
        # A column that is drawn from others is compared as it is drawn.
        assert drawn is not None
        cells, dtype = drawn.texts, pl.String()
    else:
        cells, dtype = pl.col(given.column), schema[given.column]  # type: ignore[assignment]
    if dtype.is_nested() or dtype == pl.Binary:
        cells = _texts(dataset, query, given.column)
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


def _sort(dataset: Dataset, query: Query) -> tuple[list[pl.Expr], list[bool]]:
    names = _known(dataset, query)
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


AGGREGATES = {
    "distinct": lambda cells: cells.drop_nulls().n_unique(),
    "sum": lambda cells: cells.sum(),
    "mean": lambda cells: cells.mean(),
    "min": lambda cells: cells.min(),
    "max": lambda cells: cells.max(),
    "median": lambda cells: cells.median(),
}


def _one_unit(dataset: Dataset, query: Query, names: Sequence[str]) -> None:
    """Refuses figures over values of several units: a sum of dollars and yuan is no sum."""
    assert query.group is not None
    fixed = (c.column for c in query.filters if isinstance(c, Condition) and c.operator in ("=", "like", "drawn"))
    pinned = {*query.group.by, query.group.across, *fixed}
    for figure in query.group.aggregates:
        column = dataset.column(figure.column)
        if column is None or figure.function in ("count", "distinct"):
            continue
        open_units = [unit for unit in column.units if unit not in pinned]
        if open_units:
            dollars = f", or take {figure.column}_usd" if f"{figure.column}_usd" in names else ""
            raise TermsheetError(
                f"`{figure.column}` is not all in one {open_units[0]}: no {figure.function} of it",
                f"group by {open_units[0]} too{dollars}",
                EXIT_USAGE,
            )


def _grouped(frame: pl.LazyFrame, group: Group, names: Sequence[str]) -> pl.LazyFrame:
    for name in (
        *group.by,
        *(a.column for a in group.aggregates if a.column),
        *([group.across] if group.across else []),
    ):
        if name not in names:
            raise unknown(name, names)
    figures = [
        (pl.col(a.column).count() if a.column else pl.len()).alias(a.name)
        if a.function == "count"
        else AGGREGATES[a.function](pl.col(a.column)).alias(a.name)
        for a in group.aggregates
    ]
    if not group.across:
        return frame.group_by(group.by, maintain_order=False).agg(figures)
    long = frame.group_by([*group.by, group.across]).agg(figures)
    wide = run(long.sort(pl.all())).pivot(
        on=group.across, index=list(group.by), values=[a.name for a in group.aggregates]
    )
    # A group without rows has a count, and it is 0; it has no sum and no mean.
    counts = [a.name for a in group.aggregates if a.function in ("count", "distinct")]
    alone = len(group.aggregates) == 1
    counted = [
        name
        for name in wide.columns
        if name not in group.by and counts and (alone or name.startswith(tuple(f"{count}_" for count in counts)))
    ]
    return wide.with_columns(pl.col(counted).fill_null(0)).lazy()


def compiled(dataset: Dataset, query: Query) -> pl.LazyFrame:
    """A query as one lazy frame: filtered, grouped, sorted, cut, its columns chosen.

    Raises `TermsheetError` for a column, an expression or a value that cannot be.
    """
    frame = filtered(dataset, query, numbered=False)
    names = frame.collect_schema().names()
    if query.group:
        _one_unit(dataset, query, names)
        frame = _grouped(frame, query.group, names)
        given = frame.collect_schema().names()
        by = [pl.col(key.column) for key in query.sort if key.column in given]
        if by:
            descending = [key.descending for key in query.sort if key.column in given]
            frame = frame.sort(by, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    elif query.sort:
        keys, descending = _sort(dataset, query)
        frame = frame.sort(keys, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    if query.limit is not None:
        frame = frame.head(query.limit)
    if query.columns is not None:
        given = frame.collect_schema().names()
        for name in query.columns:
            if name not in given:
                raise unknown(name, [other for other in given if "\x1f" not in other])
        frame = frame.select(query.columns)
    return frame


def head(dataset: Dataset, query: Query, size: int, runner: Runner = run) -> pl.DataFrame:
    """The first rows of a query, as fast as they can be had; with their numbers unless a filter forbids it."""
    numbered = not query.filters
    frame = filtered(dataset, query, numbered=numbered)
    if query.sort:
        by, descending = _sort(dataset, query)
        frame = frame.sort(by, descending=descending, nulls_last=not query.nulls_first, maintain_order=True)
    return runner(frame.head(size), quick=True)


def count(dataset: Dataset, query: Query, runner: Runner = run) -> int:
    """How many rows a query has."""
    return int(runner(filtered(dataset, query, numbered=False).select(pl.len()), quick=True).item())


def order(dataset: Dataset, query: Query, runner: Runner = run) -> pl.Series:
    """The numbers of a query's rows in its order.

    Several keys are sorted one after the other, the least important first, each sort stable and on its own:
    together they cost many times as much.
    """
    frame = filtered(dataset, query, numbered=True)
    by, descending = _sort(dataset, query)
    if not by:
        return runner(frame.select(ROW)).to_series()
    last = not query.nulls_first
    keys = runner(
        frame.select(by[-1].alias("key"), ROW)
        .sort("key", descending=descending[-1], nulls_last=last, maintain_order=True)
        .select(ROW)
    )
    rows = keys.to_series()
    if len(by) == 1:
        return rows
    base = computed(dataset, query)
    for key, down in zip(reversed(by[:-1]), reversed(descending[:-1]), strict=True):
        cells = runner(base.select(key.alias("key"))).to_series()
        pairs = pl.LazyFrame({"key": cells.gather(rows), ROW: rows})
        rows = runner(pairs.sort("key", descending=down, nulls_last=last, maintain_order=True).select(ROW)).to_series()
    return rows


def gather(dataset: Dataset, query: Query, rows: pl.Series, runner: Runner = run) -> pl.DataFrame:
    """The rows of these numbers, in this order, with their numbers."""
    base = computed(dataset, query).with_row_index(ROW)
    if rows.is_empty():
        return runner(base.head(0))
    first, last = rows.min(), rows.max()
    assert isinstance(first, int)
    assert isinstance(last, int)
    if last - first + 1 == rows.len() and rows.is_sorted():
        return slice_of(dataset, query, first, rows.len(), runner)
    found = runner(base.filter(pl.col(ROW).is_in(rows.implode())), quick=True)
    return pl.DataFrame({ROW: rows}).join(found, on=ROW, how="left", maintain_order="left")


def slice_of(dataset: Dataset, query: Query, start: int, size: int, runner: Runner = run) -> pl.DataFrame:
    """Rows as they lie, with their numbers."""
    found = runner(computed(dataset, query).slice(start, size), quick=True)
    return found.with_row_index(ROW, offset=start)


def matches(
    dataset: Dataset, words: str, start: int, size: int, query: Query | None = None, runner: Runner = run
) -> pl.Series:
    """The numbers of the rows in a slice of the table that hold words."""
    base = computed(dataset, query or Query()).slice(start, size)
    found = runner(base.select(searched(dataset, words).alias("found")), quick=True).to_series()
    return (found.arg_true() + start).cast(pl.UInt32)


class PolarsEngine:
    """The engine of local files and of the corpus."""

    name = "Polars"

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def rows(self, query: Query, start: int, size: int) -> pl.DataFrame:
        return run(compiled(self.dataset, query).slice(start, size))

    def count(self, query: Query) -> int:
        return int(run(compiled(self.dataset, query).select(pl.len())).item())
