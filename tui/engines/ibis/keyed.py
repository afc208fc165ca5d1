"""Rows that have no numbers, but a key: a page begins behind the last row of the one before, whatever changes between.

What is kept of a row is what it is sorted by, as text; a place in between is reached from the nearest row known, and
one near the end from there.
"""

from __future__ import annotations

import threading
from bisect import bisect_right, insort
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
import polars as pl

from tui.engines.base import Can, CancelToken, Hits, Page
from tui.engines.ibis.asking import ROW_NUMBER, Asking
from tui.engines.ibis.compile import Compiled, SortTerm, columns_of_answer, left_by, nth, selected, terms_of
from tui.engines.ibis.conditions import all_hold
from tui.engines.ibis.held import COUNT
from tui.engines.ibis.server import Server
from tui.query.query import Filter, Query

Mark = tuple[str | None, ...]
"""What a row is sorted by: each value as text."""
_QUERIES = 8
"""Queries whose marks are kept."""
_HITS = 4096
"""Rows found that are told at a time."""
_BY = "\x1fby"
"""Begins the names of the columns that hold marks."""


class _Marks:
    """The rows of a query that are known: their places, and their marks; and how many there are, once counted."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.marks: dict[int, Mark] = {}
        self.count: int | None = None

    def add(self, place: int, mark: Mark) -> None:
        if place not in self.marks:
            insort(self.places, place)
        self.marks[place] = mark

    def before(self, place: int) -> tuple[int, Mark] | None:
        """The nearest row known before a place."""
        at = bisect_right(self.places, place - 1)
        return (self.places[at - 1], self.marks[self.places[at - 1]]) if at else None


class _Way(NamedTuple):
    """How a page is come to: behind a mark or from an end, so many rows left out, and in which direction."""

    mark: Mark | None
    offset: int
    reverse: bool = False


def _behind(terms: Sequence[SortTerm], mark: Mark) -> ir.BooleanValue:
    """Whether a row comes behind one of a mark, in the order of some terms."""
    options = []
    same: list[ir.BooleanValue] = []
    bound: ir.BooleanValue | None = None
    for term, text in zip(terms, mark, strict=True):
        cells = term.cells
        if text is None:
            later = cells.notnull() if term.nulls_first else ibis.literal(False)
            equal = cells.isnull()
        else:
            value = ibis.literal(text).cast(cells.type())
            later = cells < value if term.descending else cells > value
            equal = cells == value
            if not (term.nulls_first or term.filled):
                later = later | cells.isnull()
            if bound is None:
                # An index is gone along where it is told so; of several columns it is not seen by itself.
                bound = (cells <= value) if term.descending else (cells >= value)
                if not (term.nulls_first or term.filled):
                    bound = bound | cells.isnull()
        options.append(reduce(and_, [*same, later]))
        same.append(equal)
    found = reduce(or_, options)
    return found & bound if bound is not None and len(terms) > 1 and mark[0] is not None else found


class Keyed:
    """Reaches the rows of a table that has a key, in the order of the key where no other is asked for."""

    can = frozenset((Can.ORDERED,))

    def __init__(self, server: Server) -> None:
        self._server, self._scan = server, server.scan
        self._asking = Asking(server.scan, server.can | self.can)
        self._lock = threading.Lock()
        self._known: OrderedDict[Query, _Marks] = OrderedDict()

    def _marks(self, query: Query) -> _Marks:
        asked = query._replace(columns=None)
        with self._lock:
            marks = self._known.setdefault(asked, _Marks())
            self._known.move_to_end(asked)
            while len(self._known) > _QUERIES:
                self._known.popitem(last=False)
        return marks

    def counted(self, query: Query, count: int) -> int:
        """Takes how many rows a query has: the last of them are reached from the end."""
        self._marks(query).count = count
        return count

    def _way(self, marks: _Marks, start: int, size: int, limit: int | None) -> _Way:
        with self._lock:
            known = marks.before(start)
        way = _Way(None, start) if known is None else _Way(known[1], start - known[0] - 1)
        if marks.count is not None and limit is None:
            rest = max(0, marks.count - start - size)
            if rest < way.offset:
                return _Way(None, rest, reverse=True)
        return way

    def page(self, query: Query, start: int, size: int, index: pl.Series | None, token: CancelToken | None) -> Page:
        schema = self._asking.types(query)
        marks = self._marks(query)
        if query.limit is not None:
            size = max(0, min(size, query.limit - start))
        way = self._way(marks, start, size, query.limit)
        count = marks.count
        if way.reverse and count is not None:
            size = max(0, min(size, count - start))
        scan = left_by(query, self._scan)
        rows = scan.rows
        if way.mark is not None:
            rows = rows.filter(_behind(terms_of(query, scan), way.mark))
        scan = scan._replace(rows=rows)
        rows = rows.order_by([term.by(reverse=way.reverse) for term in terms_of(query, scan)])
        rows = rows.limit(size + (not way.reverse), offset=way.offset)
        scan = scan._replace(rows=rows)
        by = {f"{_BY}{n}": term.cells.cast("string") for n, term in enumerate(terms_of(query, scan))}
        columns = {name: scan.cells(name) for name in columns_of_answer(query, scan)}
        types = pl.Schema({**schema, **dict.fromkeys(by, pl.String())})
        found = self._server.frame(selected(rows, columns | by), types, token)
        frame = found.reverse() if way.reverse else found.head(size)
        if frame.height:
            with self._lock:
                marks.add(start + frame.height - 1, frame.select([*by]).row(-1))
        more = way.offset > 0 if way.reverse else found.height > size
        if query.limit is not None:
            more = more and start + frame.height < query.limit
        return Page(frame.drop([*by]), None, more)

    def index(self, query: Query, token: CancelToken | None) -> pl.Series | None:
        self._asking.types(query)
        return None

    def search(
        self, query: Query, wanted: Sequence[Filter], start: int, index: pl.Series | None, token: CancelToken | None
    ) -> Iterator[Hits]:
        self._asking.types(query)
        self._asking.types(Query(tuple(wanted), derived=query.derived))
        scan = left_by(query, self._scan)
        order = [term.by() for term in terms_of(query, scan)]
        placed = scan.rows.select(place=ibis.row_number().over(order_by=order), held=all_hold(tuple(wanted), scan))
        found = placed.filter(placed.held)
        if query.limit is not None:
            found = found.filter(found.place < query.limit)
        answer = Compiled(found.select(**{nth(0): found.place}), ("place",))
        count = self._marks(query).count
        last = 0.0
        for batch in self._server.batches(answer, pl.Schema({"place": COUNT}), _HITS, token, soon=True):
            places = batch["place"].cast(ROW_NUMBER)
            reached = places.max()
            if count and isinstance(reached, int):
                last = max(last, min(0.99, reached / count))
            yield Hits(places, last)
        yield Hits(pl.Series([], dtype=ROW_NUMBER), 1.0)
