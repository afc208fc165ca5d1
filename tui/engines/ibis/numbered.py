"""Rows that have numbers on the server: an index of them leads to every row of a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from tui.engines.base import Can, CancelToken, Hits, Page
from tui.engines.ibis.asking import ROW_NUMBER, Asking, part_of
from tui.engines.ibis.compile import rows_asked
from tui.engines.ibis.server import Server
from tui.engines.polars.compile import ROW
from tui.engines.polars.pages import batches_from
from tui.engines.polars.running import collect
from tui.query.query import Filter, Query


class Numbered:
    """Reaches the rows of a table whose server numbers them as they lie; `height` is how many there are."""

    can = frozenset((Can.ROW_NUMBERS, Can.ORDERED))

    def __init__(self, server: Server, height: int) -> None:
        self._server, self._scan, self._height = server, server.scan, height
        self._asking = Asking(server.scan, server.can | self.can)

    def page(self, query: Query, start: int, size: int, index: pl.Series | None, token: CancelToken | None) -> Page:
        if index is not None:
            return self._gathered(query, index.slice(start, size), start + size < index.len(), token)
        natural = not query.sort and not query.narrowed and query.limit is None
        answer, schema = self._asking.ready(query, ROW)
        if natural:
            # Its numbers lead to a page in the middle of a table, where an offset reads all that lies before.
            rows, numbers = self._scan.rows, self._scan.numbers
            scan = self._scan._replace(rows=rows.filter((numbers >= start) & (numbers <= start + size)))
            answer = rows_asked(query, scan, ROW)
        else:
            answer = part_of(answer, start, size + 1)
        frame = self._server.frame(answer, schema, token)
        page = frame.head(size)
        return Page(page.drop(ROW), page[ROW], frame.height > size)

    def _gathered(self, query: Query, numbers: pl.Series, more: bool, token: CancelToken | None) -> Page:
        """The rows of some numbers, in this order."""
        query = Query(only=tuple(numbers.to_list()), derived=query.derived, columns=query.columns)
        found = self._server.frame(*self._asking.ready(query, ROW), token)
        frame = pl.DataFrame({ROW: numbers}).join(found, on=ROW, how="left", maintain_order="left")
        return Page(frame.drop(ROW), numbers, more)

    def index(self, query: Query, token: CancelToken | None) -> pl.Series | None:
        answer, schema = self._asking.ready(query._replace(columns=()), ROW)
        return self._server.frame(answer, schema, token).to_series()

    def counted(self, query: Query, count: int) -> int:
        return count

    def search(
        self, query: Query, wanted: Sequence[Filter], start: int, index: pl.Series | None, token: CancelToken | None
    ) -> Iterator[Hits]:
        if index is None and (query.sort or query.narrowed or query.limit is not None):
            index = self.index(query, token)
        batches = [*batches_from(0 if index is not None else min(max(0, start), self._height), self._height)]
        parts: list[pl.Series] = []
        none = pl.Series([], dtype=ROW_NUMBER)
        steps = max(1, len(batches) + (index is not None))
        for done, (first, size) in enumerate(batches, 1):
            rows, numbers = self._scan.rows, self._scan.numbers
            scan = self._scan._replace(rows=rows.filter((numbers >= first) & (numbers < first + size)))
            plain = Query(tuple(wanted), derived=query.derived, columns=())
            schema = self._asking.types(plain)
            found = self._server.frame(rows_asked(plain, scan, ROW), pl.Schema({**schema, ROW: ROW_NUMBER}), token)
            parts.append(found.to_series())
            yield Hits(parts[-1] if index is None else none, done / steps)
        if index is not None:
            hit = pl.concat(parts) if parts else none
            places = index.to_frame("row").lazy().select(pl.col("row").is_in(hit.implode()).arg_true())
            yield Hits(collect(places, token).to_series(), 1.0)
