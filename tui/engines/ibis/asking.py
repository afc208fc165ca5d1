"""A query made ready for a server: seen to be one that it can answer, and compiled."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from tui.engines.base import Can, beyond
from tui.engines.ibis.compile import Compiled, grouped, rows_asked
from tui.engines.ibis.scan import Scan
from tui.engines.polars import shape
from tui.engines.polars.running import collect
from tui.query.query import Query

ROW_NUMBER = pl.UInt32()


class Asking:
    """Makes queries ready for a table of a server that can do some of what engines differ in."""

    def __init__(self, scan: Scan, can: Collection[Can]) -> None:
        self.scan, self.can = scan, frozenset(can)

    def types(self, query: Query) -> pl.Schema:
        """The types of an answer as Polars tells them of no rows at all; it tells too what is wrong with a query."""
        for can in beyond(query):
            if can not in self.can:
                raise self.scan.lacks(can)
        if query.group and query.group.across:
            query = long_form(query)
        none = shape.computed(pl.LazyFrame(schema=self.scan.schema), query.derived)
        # All columns: what is not wanted in the end is not looked at by Polars either.
        found = collect(shape.compiled(none, query._replace(columns=None), lambda frame: collect(frame, None)), None)
        return collect(shape.arranged(found.lazy(), Query(columns=query.columns)), None).schema

    def ready(self, query: Query, row: str = "") -> tuple[Compiled, pl.Schema]:
        """A query compiled, and the types of its answer; with `row` the numbers of rows stand in a column so called."""
        schema = self.types(query)
        if query.group:
            return grouped(query, self.scan), schema
        return rows_asked(query, self.scan, row), pl.Schema({**schema, row: ROW_NUMBER} if row else schema)


def long_form(query: Query) -> Query:
    """The query whose groups are those of a pivot, one for each of its cells."""
    assert query.group is not None
    group = query.group._replace(by=(*query.group.by, query.group.across), across="")
    return query._replace(group=group, sort=(), limit=None, columns=None)


def part_of(answer: Compiled, start: int, size: int) -> Compiled:
    """Some rows of an answer, one after the other."""
    return answer._replace(rows=answer.rows.limit(size, offset=start))
