"""Compiles a query to ibis: left_by, grouped, sorted, cut, its columns chosen.

That a query can be is seen before, by what Polars says of it over a table without rows (`engines.ibis.answers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.conditions import all_hold, cell_texts, rank_of, values_listed
from tui.engines.ibis.derived import with_derived
from tui.engines.ibis.lists import spread_out
from tui.engines.ibis.scan import Scan
from tui.language.words import label
from tui.query.grouping import FIGURE_WORDS
from tui.query.query import Aggregate, Group, Query, SortKey

SUMS = ("sum", "mean", "median")


class Compiled(NamedTuple):
    """An answer in ibis: its rows, whose columns are called by their places, and what these are called in truth."""

    rows: ir.Table
    names: tuple[str, ...]


def nth(number: int) -> str:
    """What the column of a nth is called: names that differ in case alone are one to many servers."""
    return f"c{number}"


def selected(rows: ir.Table, columns: dict[str, ir.Value]) -> Compiled:
    """Some columns by their names."""
    return Compiled(rows.select(**{nth(n): cells for n, cells in enumerate(columns.values())}), tuple(columns))


def left_by(query: Query, scan: Scan) -> Scan:
    """The rows that satisfy a query, with the columns that it computes."""
    scan = with_derived(query.derived, scan)
    rows = scan.rows
    if query.only is not None:
        rows = rows.filter(rows[scan.row].isin(scan.listed(query.only)[0]))
    if query.filters:
        rows = rows.filter(all_hold(query.filters, scan._replace(rows=rows)))
    return scan._replace(rows=rows)


class SortTerm(NamedTuple):
    """One of what rows are sorted by: its cells, where those without a value stand, and whether all have one."""

    cells: ir.Value
    descending: bool = False
    nulls_first: bool = False
    filled: bool = False

    def by(self, *, reverse: bool = False) -> ir.Value:
        """It as a server sorts by it, or the other way round."""
        nulls_first = self.nulls_first != reverse
        return (self.cells.desc if self.descending != reverse else self.cells.asc)(nulls_first=nulls_first)


def _terms(keys: Sequence[SortKey], scan: Scan, *, nulls_first: bool) -> list[SortTerm]:
    """What is sorted by: a type with an order of its own by its nth in it, lists and records by their text."""
    by = []
    seen: set[str] = set()
    for key in keys:
        if key.column in seen:
            # What is sorted by already says nothing more, and ibis takes no column twice.
            continue
        seen.add(key.column)
        dtype = scan.schema.get(key.column)
        nested = dtype is not None and dtype.is_nested()
        cells = cell_texts(scan, key.column) if nested else scan.cells(key.column)
        if isinstance(dtype, pl.Enum):
            cells = rank_of(cells, dtype)
        filled = key.column in scan.filled
        # Where there are none, they are said to stand where the indexes of servers have them.
        by.append(SortTerm(cells, key.descending, key.descending if filled else nulls_first, filled))
    return by


def terms_of(query: Query, scan: Scan) -> list[SortTerm]:
    """What the rows of a query are sorted by, the most important first; those that are equal in it as they lie."""
    return [
        *_terms(query.sort, scan, nulls_first=query.nulls_first),
        *(SortTerm(cells, filled=True) for cells in scan.ties),
    ]


def sorted_rows(query: Query, scan: Scan) -> Scan:
    """The rows that satisfy a query, in its order."""
    scan = left_by(query, scan)
    terms = terms_of(query, scan)
    if terms and (query.sort or query.only is not None or not scan.in_order):
        scan = scan._replace(rows=scan.rows.order_by([term.by() for term in terms]))
    return scan if query.limit is None else scan._replace(rows=scan.rows.limit(query.limit))


def columns_of_answer(query: Query, scan: Scan) -> tuple[str, ...]:
    return query.columns if query.columns is not None else tuple(scan.names)


def rows_asked(query: Query, scan: Scan, row: str = "") -> Compiled:
    """A query without groups; with `row` the rows' numbers come last, by this name."""
    scan = sorted_rows(query, scan)
    columns = {name: scan.cells(name) for name in columns_of_answer(query, scan)}
    return selected(scan.rows, columns | ({row: scan.numbers} if row else {}))


def _figure(given: Aggregate, group: Group, scan: Scan) -> ir.Scalar:
    """One figure of each group, by the rules of Polars; of no value at all there is no sum."""
    if not given.column:
        return scan.rows.count()
    cells, dtype = scan.cells(given.column), scan.schema[given.column]
    if given.function == "count":
        return cells.count()
    if given.function == "distinct":
        if given.column in group.lists and given.column not in group.each:
            every = values_listed(scan, given.column).collect().flatten().unique()
            return every.length().fill_null(0)
        return cells.nunique()
    if given.function in SUMS:
        if dtype.is_temporal():
            raise scan.lacks(label("can.of_days", FIGURE_WORDS[given.function]))
        if dtype == pl.Boolean:
            # PostgreSQL makes no shorter number of a boolean.
            cells = cells.cast(dt.int32)
        elif dtype == pl.Float32 or (dtype.is_decimal() and given.function != "sum"):
            cells = cells.cast(dt.float64)
        if not cells.type().is_numeric():
            raise scan.lacks(label("can.no_numbers", FIGURE_WORDS[given.function], given.column))
        return getattr(cells, given.function)()
    if isinstance(dtype, pl.Enum) or dtype.is_nested():
        raise scan.lacks(label("can.of_type", FIGURE_WORDS[given.function], given.column, str(dtype.base_type())))
    return extreme(cells, dtype, given.function)


def extreme(cells: ir.Value, dtype: pl.DataType, function: str) -> ir.Scalar:
    """The least or the greatest value; NaN only where there is no other."""
    found = getattr(cells, function)
    return ibis.coalesce(found(where=~cells.isnan()), found()) if dtype.is_float() else found()


def grouped(query: Query, scan: Scan) -> Compiled:
    """The groups of the rows that satisfy a query, with their figures; those of a pivot in no order, and all."""
    group = query.group
    assert group is not None
    scan = spread_out(left_by(query, scan), group.each)
    by = [*group.by, *([group.across] if group.across else [])]
    names = (*by, *(figure.name for figure in group.aggregates))
    keys = {nth(n): scan.cells(name) for n, name in enumerate(by)}
    figures = {nth(n): _figure(figure, group, scan) for n, figure in enumerate(group.aggregates, len(by))}
    found = scan.rows.group_by(**keys).aggregate(**figures)
    if group.across:
        return Compiled(found, names)
    schema = pl.Schema({name: scan.schema[name] for name in by})
    groups = scan._replace(rows=found, names={name: nth(n) for n, name in enumerate(names)}, schema=schema)
    sort = [key for key in query.sort if key.column in names]
    # Groups have no order of their own; one after the other, pages must not show a group twice.
    rest = [SortKey(name) for name in group.by if name not in {key.column for key in sort}]
    found = found.order_by([term.by() for term in _terms([*sort, *rest], groups, nulls_first=query.nulls_first)])
    if query.limit is not None:
        found = found.limit(query.limit)
    return selected(found, {name: found[groups.names[name]] for name in columns_of_answer(query, groups)})
