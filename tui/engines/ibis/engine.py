"""The engine of a table on a server: queries are compiled and run there, and only what is asked for comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ibis.expr.types as ir
import polars as pl

from tui.engines.base import CancelToken, Heard, Hits, Page, Summary, answer, unheard
from tui.engines.ibis.asking import ROW_NUMBER, Asking, long_form, part_of
from tui.engines.ibis.bins import server_bins
from tui.engines.ibis.compile import Compiled, left_by
from tui.engines.ibis.conditions import cell_texts
from tui.engines.ibis.derived import with_derived
from tui.engines.ibis.held import COUNT
from tui.engines.ibis.lists import spread_out
from tui.engines.ibis.reach import Reach
from tui.engines.ibis.server import Server
from tui.engines.ibis.summary import server_summary
from tui.engines.polars import shape
from tui.engines.polars.frequency import ranked, ranked_of_each
from tui.engines.polars.running import collect
from tui.engines.schema import fields_of
from tui.query.fields import Field, unknown
from tui.query.query import Derived, Filter, Query


class IbisEngine:
    """Answers queries over the table of a server, whose rows are reached in one of several ways."""

    by_number = False

    def __init__(self, server: Server, reach: Reach, estimate: int | None = None) -> None:
        self._server, self._scan, self._reach = server, server.scan, reach
        self.name = self._scan.server
        self.can = server.can | reach.can
        self.height = server.height
        self.estimate = estimate
        self.dear_from = server.dear_from
        self.fields = fields_of(self._scan.schema)
        self._asking = Asking(self._scan, self.can)

    def schema(self, derived: Sequence[Derived] = ()) -> pl.Schema:
        if derived:
            types = self._asking.types(Query(derived=tuple(derived)))
            with_derived(derived, self._scan)
            return types
        return self._scan.schema

    def regex_fault(self, pattern: str) -> str:
        return ""

    def _pivot(self, query: Query, token: CancelToken | None) -> pl.DataFrame:
        """Groups by a column more, put together here: the columns of the answer are values."""
        assert query.group is not None
        long = self._server.frame(*self._asking.ready(query), token)
        return collect(shape.arranged(shape.pivoted(long, query.group).lazy(), query), token)

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        if query.group is None:
            return self._reach.page(query, start, size, index, token)
        if query.group.across:
            frame = self._pivot(query, token).slice(start, size + 1)
        else:
            answer, schema = self._asking.ready(query)
            frame = self._server.frame(part_of(answer, start, size + 1), schema, token)
        return Page(frame.head(size), None, frame.height > size)

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        if query.group and query.group.across:
            return self._pivot(query, token).height
        self._asking.types(query._replace(columns=None))
        if query.group is not None:
            return self._counted(self._asking.ready(query._replace(sort=(), columns=None))[0].rows, token)
        found = self.height
        if query.narrowed or found is None:
            found = self._reach.counted(query, self._counted(left_by(query, self._scan).rows, token))
        return found if query.limit is None else min(found, query.limit)

    def _counted(self, rows: ir.Table, token: CancelToken | None) -> int:
        counted = Compiled(rows.aggregate(n=rows.count()), ("n",))
        return int(self._server.frame(counted, pl.Schema({"n": COUNT}), token).item())

    def index(self, query: Query, *, token: CancelToken | None = None, heard: Heard = unheard) -> pl.Series | None:
        return None if query.group is not None else self._reach.index(query, token)

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        return self._reach.search(query, wanted, start, index, token)

    def frequency(
        self,
        query: Query,
        column: str,
        *,
        as_text: bool = False,
        each: bool = False,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        self._asking.types(query)
        scan = left_by(query, self._scan)
        if column not in scan.schema:
            raise unknown(column, list(scan.schema))
        if each:
            scan = spread_out(scan, (column,))
        rows = scan.rows.select(value=cell_texts(scan, column) if as_text else scan.cells(column))
        counted = rows.group_by("value").aggregate(count=rows.count())
        types = pl.Schema({"value": pl.String() if as_text else scan.schema[column], "count": ROW_NUMBER})
        found = self._server.frame(Compiled(counted, tuple(types)), types, token)
        return ranked_of_each(found, self.count(query, token=token)) if each else ranked(found)

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        self._asking.types(query)
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
        self._asking.types(query)
        parts = (n, n) if isinstance(n, int) else n
        return server_bins(self._server, query, [(x, parts[0]), *([(y, parts[1])] if y else [])], of, token)

    def plan(self, query: Query, size: int, *, token: CancelToken | None = None) -> list[str]:
        self._asking.types(query)
        plain = long_form(query) if query.group and query.group.across else query
        return self._server.plan(part_of(self._asking.ready(plain)[0], 0, size), token)

    def lazy(self, query: Query, *, token: CancelToken | None = None) -> pl.LazyFrame:
        return answer(self, query, token).lazy()

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        if query.group and query.group.across:
            frame = self._pivot(query, token)
            yield from frame.iter_slices(size) if frame.height else [frame]
            return
        answer, schema = self._asking.ready(query)
        found = False
        for batch in self._server.batches(answer, schema, size, token):
            found = found or batch.height > 0
            yield batch
        if not found:
            yield pl.DataFrame(schema=schema)
