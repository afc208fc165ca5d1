"""Rows that have neither numbers nor a key: they come forward from one cursor, in no order that would be the same
another time, and are kept.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext

import polars as pl

from tui.engines.base import Can, Cancelled, CancelToken, Hits, Page, Unanswered
from tui.engines.ibis.asking import ROW_NUMBER, Asking, part_of
from tui.engines.ibis.compile import Compiled
from tui.engines.ibis.kept import KeptRows
from tui.engines.ibis.server import Server
from tui.engines.polars.engine import PolarsEngine
from tui.language.words import label
from tui.query.query import Filter, Query, SortKey

FETCHED = 2048
"""Rows that are fetched at a time."""
IDLE = 60.0
"""Seconds without a fetch after which a cursor is let go: its transaction keeps others from changing the table."""
_MOST = 65_536
"""The most that are fetched at a time where each fetching is a query."""


class _Relay:
    """The token of a cursor, which outlives the requests for its rows: each of them can stop it while it waits."""

    cancelled = False

    def __init__(self) -> None:
        self._stop: Callable[[], None] = lambda: None

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        self._stop = stop
        yield

    def stop(self) -> None:
        self._stop()


class _Reading:
    """The rows of one query as they are read."""

    def __init__(self, server: Server, asking: Asking, query: Query, stepped: bool) -> None:
        answer, schema = asking.ready(_whole_order(query, asking) if stepped else query)
        self.relay = _Relay()
        self.kept = KeptRows(schema)
        self.whole = False
        self.lost = False
        self.since = time.monotonic()
        self._batches: Iterator[pl.DataFrame] = (
            _steps(server, answer, schema, FETCHED, self.relay)
            if stepped
            else server.batches(answer, schema, FETCHED, self.relay)
        )

    def fetch(self, token: CancelToken | None) -> None:
        """Fetches some more rows. What was not fetched when a cursor failed or was stopped is lost."""
        if self.lost:
            raise Unanswered(label("server.lost.rows"), label("server.again"))
        with nullcontext() if token is None else token.stopping(self.relay.stop):
            if token is not None and token.cancelled:
                raise Cancelled
            self.lost = True
            batch = next(self._batches, None)
            self.lost = False
            self.since = time.monotonic()
            if batch is None:
                self.whole = True
            else:
                self.kept.add(batch)

    def close(self) -> None:
        """Lets the cursor go."""
        if isinstance(self._batches, Generator):
            self._batches.close()


def _whole_order(query: Query, asking: Asking) -> Query:
    """A query whose sorted rows stand in one order whenever they are asked for: by what they are sorted by, then by all
    else."""
    if not query.sort or query.group:
        return query
    known = {key.column for key in query.sort}
    rest = [name for name, dtype in asking.scan.schema.items() if name not in known and not dtype.is_nested()]
    return query._replace(sort=(*query.sort, *map(SortKey, rest)))


def _steps(
    server: Server, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None
) -> Iterator[pl.DataFrame]:
    """An answer in several: a query for some rows, then one for those behind them, of as many as came before."""
    start = 0
    while True:
        asked = min(max(size, start), _MOST)
        frame = server.frame(part_of(answer, start, asked), schema, token)
        if frame.height:
            yield frame
        if frame.height < asked:
            return
        start += frame.height


class Forward:
    """Reaches rows one after the other; those of the query asked for last are kept.

    Args:
        server: answers.
        stepped: whether each fetching is a query of its own, since all rows of one would come at once.
    """

    can: frozenset[Can] = frozenset()

    def __init__(self, server: Server, *, stepped: bool = False) -> None:
        self._server, self._stepped = server, stepped
        self._asking = Asking(server.scan, server.can)
        self._lock = threading.Lock()
        self._query: Query | None = None
        self._reading: _Reading | None = None
        self._letting_go: threading.Timer | None = None

    def _fetch(self, reading: _Reading, token: CancelToken | None) -> None:
        """Fetches some more rows, and lets the cursor go where nobody asks for more of them for long."""
        if self._letting_go is not None:
            self._letting_go.cancel()
            self._letting_go = None
        reading.fetch(token)
        if not self._stepped and not reading.whole:
            self._letting_go = threading.Timer(IDLE, self.let_go)
            self._letting_go.daemon = True
            self._letting_go.start()

    def let_go(self) -> None:
        """Ends the transaction of a cursor from which nothing was fetched for long; its other rows are lost."""
        with self._lock:
            reading = self._reading
            if reading is None or reading.whole or reading.lost or time.monotonic() - reading.since < IDLE:
                return
            reading.lost = True
            reading.close()

    def _of(self, query: Query, start: int) -> _Reading:
        """The rows of a query; from the first one on they are read anew where the rest of them was lost."""
        query = query._replace(columns=None)
        reading = self._reading
        if reading is None or query != self._query or (reading.lost and start == 0):
            if reading is not None:
                self._query = self._reading = None
                reading.close()
            reading = _Reading(self._server, self._asking, query, self._stepped)
            self._query, self._reading = query, reading
        return reading

    def page(self, query: Query, start: int, size: int, index: pl.Series | None, token: CancelToken | None) -> Page:
        names = self._asking.types(query).names()
        with self._lock:
            reading = self._of(query, start)
            while reading.kept.height <= start + size and not reading.whole:
                self._fetch(reading, token)
            frame = reading.kept.rows(start, size)
            return Page(frame.select(names), None, reading.kept.height > start + size)

    def counted(self, query: Query, count: int) -> int:
        with self._lock:
            reading = self._reading
            whole = reading is not None and reading.whole and query._replace(columns=None) == self._query
            return reading.kept.height if whole and reading is not None else count

    def index(self, query: Query, token: CancelToken | None) -> pl.Series | None:
        self._asking.types(query)
        return None

    def search(
        self, query: Query, wanted: Sequence[Filter], start: int, index: pl.Series | None, token: CancelToken | None
    ) -> Iterator[Hits]:
        """Looks through the rows as they are kept: another query would have them in another order."""
        place = 0
        while True:
            with self._lock:
                reading = self._of(query, place)
                while reading.kept.height <= place and not reading.whole:
                    self._fetch(reading, token)
                rows = reading.kept.rows(place, FETCHED)
            if not rows.height:
                break
            for hits in PolarsEngine(rows).search(Query(), wanted, token=token):
                yield Hits(hits.places + place, 0.0)
            place += rows.height
        yield Hits(pl.Series([], dtype=ROW_NUMBER), 1.0)
