"""The engine of a table on a server: queries are compiled and run there, and only what is asked for comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from tui.engines.base import Can, CancelToken, Hits, Page, Summary, Unsupported, answer, beyond
from tui.engines.ibis.bins import server_bins
from tui.engines.ibis.compile import Compiled, grouped, left_by, rows_asked
from tui.engines.ibis.conditions import cell_texts
from tui.engines.ibis.held import COUNT
from tui.engines.ibis.server import Server
from tui.engines.ibis.summary import server_summary
from tui.engines.polars import shape
from tui.engines.polars.compile import ROW
from tui.engines.polars.frequency import ranked
from tui.engines.polars.pages import batches_from
from tui.engines.polars.running import collect
from tui.engines.schema import fields_of
from tui.query.fields import Field, unknown
from tui.query.query import Derived, Filter, Query

ROW_NUMBER = pl.UInt32()


class IbisEngine:
    """Answers queries over the table of a server."""

    can = frozenset((Can.PIVOT, Can.ROW_NUMBERS, Can.CANCEL, Can.QUANTILES, Can.AS_TEXT))

    def __init__(self, server: Server, fields: Sequence[Field] = ()) -> None:
        self._server = server
        self._scan = server.scan
        self.name = self._scan.server
        self.height = server.height
        self.fields = tuple(fields) or fields_of(self._scan.schema)

    def schema(self, derived: Sequence[Derived] = ()) -> pl.Schema:
        if derived:
            raise Unsupported(self.name, Can.DERIVE)
        return self._scan.schema

    def regex_fault(self, pattern: str) -> str:
        return ""

    def _checked(self, query: Query) -> pl.Schema:
        """The types of an answer as Polars tells them of no rows at all; it tells too what is wrong with a query."""
        for can in beyond(query):
            if can not in self.can:
                raise Unsupported(self.name, can)
        if query.group and query.group.across:
            query = _long(query)
        none = pl.LazyFrame(schema=self._scan.schema)
        # All columns: what is not wanted in the end is not looked at by Polars either.
        found = collect(shape.compiled(none, query._replace(columns=None), lambda frame: collect(frame, None)), None)
        return collect(shape.arranged(found.lazy(), Query(columns=query.columns)), None).schema

    def _asked(self, query: Query, row: str = "") -> tuple[Compiled, pl.Schema]:
        """A query compiled, and the types of its answer; with `row` the numbers of rows stand in a column so called."""
        schema = self._checked(query)
        if query.group:
            return grouped(query, self._scan), schema
        return rows_asked(query, self._scan, row), pl.Schema({**schema, row: ROW_NUMBER} if row else schema)

    def _pivot(self, query: Query, token: CancelToken | None) -> pl.DataFrame:
        """Groups by a column more, put together here: the columns of the answer are values."""
        assert query.group is not None
        long = self._server.frame(*self._asked(query), token)
        return collect(shape.arranged(shape.pivoted(long, query.group).lazy(), query), token)

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        if index is not None:
            return self._gathered(query, index.slice(start, size), start + size < index.len(), token)
        if query.group is None:
            return self._rows(query, start, size, token)
        if query.group.across:
            frame = self._pivot(query, token).slice(start, size + 1)
        else:
            answer, schema = self._asked(query)
            frame = self._server.frame(_part(answer, start, size + 1), schema, token)
        return Page(frame.head(size), None, frame.height > size)

    def _rows(self, query: Query, start: int, size: int, token: CancelToken | None) -> Page:
        natural = not query.sort and not query.narrowed and query.limit is None
        answer, schema = self._asked(query, ROW)
        if natural:
            # Its numbers lead to a page in the middle of a table, where an offset reads all that lies before.
            rows, numbers = self._scan.rows, self._scan.numbers
            part = self._scan._replace(rows=rows.filter((numbers >= start) & (numbers <= start + size)))
            answer = rows_asked(query, part, ROW)
        else:
            answer = _part(answer, start, size + 1)
        frame = self._server.frame(answer, schema, token)
        page = frame.head(size)
        return Page(page.drop(ROW), page[ROW], frame.height > size)

    def _gathered(self, query: Query, numbers: pl.Series, more: bool, token: CancelToken | None) -> Page:
        """The rows of some numbers, in this order."""
        query = Query(only=tuple(numbers.to_list()), derived=query.derived, columns=query.columns)
        found = self._server.frame(*self._asked(query, ROW), token)
        frame = pl.DataFrame({ROW: numbers}).join(found, on=ROW, how="left", maintain_order="left")
        return Page(frame.drop(ROW), numbers, more)

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        if query.group and query.group.across:
            return self._pivot(query, token).height
        answer, _ = self._asked(query._replace(sort=(), columns=None))
        if not query.narrowed and query.group is None:
            return self.height if query.limit is None else min(self.height, query.limit)
        counted = Compiled(answer.rows.aggregate(n=answer.rows.count()), ("n",))
        return int(self._server.frame(counted, pl.Schema({"n": COUNT}), token).item())

    def index(self, query: Query, *, token: CancelToken | None = None) -> pl.Series | None:
        if query.group is not None:
            return None
        answer, schema = self._asked(query._replace(columns=()), ROW)
        return self._server.frame(answer, schema, token).to_series()

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        if index is None and (query.sort or query.narrowed or query.limit is not None):
            index = self.index(query, token=token)
        batches = [*batches_from(0 if index is not None else min(max(0, start), self.height), self.height)]
        parts: list[pl.Series] = []
        none = pl.Series([], dtype=ROW_NUMBER)
        steps = max(1, len(batches) + (index is not None))
        for done, (first, size) in enumerate(batches, 1):
            rows, numbers = self._scan.rows, self._scan.numbers
            part = self._scan._replace(rows=rows.filter((numbers >= first) & (numbers < first + size)))
            plain = Query(tuple(wanted), derived=query.derived, columns=())
            schema = self._checked(plain)
            found = self._server.frame(rows_asked(plain, part, ROW), pl.Schema({**schema, ROW: ROW_NUMBER}), token)
            parts.append(found.to_series())
            yield Hits(parts[-1] if index is None else none, done / steps)
        if index is not None:
            hit = pl.concat(parts) if parts else none
            places = index.to_frame("row").lazy().select(pl.col("row").is_in(hit.implode()).arg_true())
            yield Hits(collect(places, token).to_series(), 1.0)

    def frequency(
        self, query: Query, column: str, *, as_text: bool = False, token: CancelToken | None = None
    ) -> pl.DataFrame:
        self._checked(query)
        if column not in self._scan.schema:
            raise unknown(column, list(self._scan.schema))
        scan = left_by(query, self._scan)
        rows = scan.rows.select(value=cell_texts(scan, column) if as_text else scan.cells(column))
        counted = rows.group_by("value").aggregate(count=rows.count())
        types = pl.Schema({"value": pl.String() if as_text else scan.schema[column], "count": ROW_NUMBER})
        return ranked(self._server.frame(Compiled(counted, tuple(types)), types, token))

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        self._checked(query)
        return server_summary(self._server, query, fields, token)

    def bins(
        self,
        query: Query,
        x: str,
        y: str | None = None,
        n: int | tuple[int, int] = 8,
        *,
        of: str | None = None,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        self._checked(query)
        parts = (n, n) if isinstance(n, int) else n
        return server_bins(self._server, query, [(x, parts[0]), *([(y, parts[1])] if y else [])], of, token)

    def lazy(self, query: Query, *, token: CancelToken | None = None) -> pl.LazyFrame:
        return answer(self, query, token).lazy()

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        if query.group and query.group.across:
            frame = self._pivot(query, token)
            yield from frame.iter_slices(size) if frame.height else [frame]
            return
        answer, schema = self._asked(query)
        found = False
        for batch in self._server.batches(answer, schema, size, token):
            found = found or batch.height > 0
            yield batch
        if not found:
            yield pl.DataFrame(schema=schema)


def _long(query: Query) -> Query:
    """The query whose groups are those of a pivot, one for each of its cells."""
    assert query.group is not None
    group = query.group._replace(by=(*query.group.by, query.group.across), across="")
    return query._replace(group=group, sort=(), limit=None, columns=None)


def _part(answer: Compiled, start: int, size: int) -> Compiled:
    return answer._replace(rows=answer.rows.limit(size, offset=start))
