"""The rows of a view as a table widget asks for them: how many there are, and the texts of a few of them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from typing import Any, NamedTuple, Protocol

import polars as pl

from tui.engines.base import Can, Cancelled, CancelToken, Engine, Page
from tui.engines.lane import Lane
from tui.query.query import Query

CHUNK = 2048
"""Rows fetched at a time where they lie together: so many screens that a page rarely fetches."""
GATHERED = 512
"""Rows fetched at a time where they are gathered from all over a file."""
BLOCK = 64
"""Rows whose texts are drawn at a time."""
_KEPT = 16
"""Chunks kept; older ones are fetched again when they are asked for."""
_PATIENCE = 0.04
"""Seconds that a page is waited for before the screen goes on without it."""
FIRST = 512
"""Rows of the first answer to a query."""

DRAWING = 0.03
"""Seconds in which a screen draws its first rows."""

WAITING = "…"


Draw = Callable[[pl.DataFrame], list[str]]
"""Writes the cells of a column."""


class _Drawn(Protocol):
    """What draws a column: its name, and the texts of a frame's rows."""

    @property
    def name(self) -> str: ...

    @property
    def draw(self) -> Callable[[pl.DataFrame], list[str]]: ...


class Chunk:
    """Some rows on hand, and those of their texts that were asked for, drawn a block at a time."""

    def __init__(self, page: Page) -> None:
        self.frame = page.frame
        self.numbers = page.numbers
        self._texts: dict[tuple[Draw, int], list[str]] = {}

    def text(self, offset: int, column: _Drawn) -> str:
        block, place = divmod(offset, BLOCK)
        texts = self._texts.get((column.draw, block))
        if texts is None:
            texts = self._texts[column.draw, block] = column.draw(self.frame.slice(block * BLOCK, BLOCK))
        return texts[place]


class Progress(NamedTuple):
    """What is known of a query's answer so far; later ones know more. `reached` says that every row can be had."""

    first: Page | None = None
    height: int | None = None
    order: pl.Series | None = None
    reached: bool = False


class Window:
    """The rows of an engine's answer to a query, fetched in chunks as they are looked at.

    `arrived` is called, in whatever thread, when rows that were waited for are on hand, and `failed` where they cannot
    be had: they are asked for once, and not at each look.
    """

    def __init__(
        self,
        engine: Engine,
        query: Query,
        lane: Lane,
        arrived: Callable[[], None],
        failed: Callable[[BaseException], None] = lambda _: None,
    ) -> None:
        self.engine = engine
        self.query = query._replace(columns=None)
        self._lane = lane
        self._arrived = arrived
        self._failed = failed
        self._refused: set[int] = set()
        self._chunks: OrderedDict[int, Chunk] = OrderedDict()
        self._first: Chunk | None = None
        self._order: pl.Series | None = None
        self._natural = not query.sort and not query.narrowed
        self._reached = self._natural
        self._count = None if query.narrowed else engine.height
        self._wanted: set[int] = set()
        self._size = CHUNK if self._natural else GATHERED

    @property
    def count(self) -> int:
        if self._count is not None:
            return self._count
        return self._first.frame.height if self._first else 0

    @property
    def counted(self) -> bool:
        return self._count is not None

    @property
    def indexed(self) -> bool:
        """Whether every row can be reached, not only the first ones."""
        return self._reached

    @property
    def order(self) -> pl.Series | None:
        """The numbers of the rows in the order shown; none while it is not known, or where rows lie as they are."""
        return self._order

    # Answering the query: the first rows, then their count, then the index of all

    def answer(self, token: CancelToken | None, report: Callable[[Progress], None]) -> None:
        """Finds the rows, telling what is known as soon as it is. To be run in a lane."""
        if self._natural and self._count is not None:
            report(Progress())
            return
        first = self.engine.page(self.query, 0, FIRST, token=token)
        whole = not first.more
        numbers = first.numbers if whole and not self._natural else None
        report(Progress(first, first.frame.height if whole else None, numbers, whole))
        if whole and (self._natural or numbers is not None):
            return
        # The index takes every core: the screen draws the first rows before it begins.
        time.sleep(DRAWING)
        if not whole and self._count is None:
            report(Progress(height=self.engine.count(self.query, token=token)))
        if self._natural:
            return
        rows = self.engine.index(self.query, token=token)
        report(Progress(height=None if rows is None else rows.len(), order=rows, reached=True))

    def take(self, known: Progress) -> None:
        """Takes what became known."""
        if known.first is not None:
            self._first = Chunk(known.first)
        if known.height is not None:
            self._count = known.height
        self._reached = self._reached or known.reached
        if known.order is not None:
            self._order = known.order
            self._chunks.clear()

    # Fetching

    def _fetch(self, number: int, token: CancelToken | None) -> Chunk:
        start = number * self._size
        return Chunk(self.engine.page(self.query, start, self._size, index=self._order, token=token))

    def _keep(self, number: int, chunk: Chunk) -> None:
        self._chunks[number] = chunk
        while len(self._chunks) > _KEPT:
            self._chunks.popitem(last=False)

    def _ask(self, number: int) -> Future[Chunk]:
        self._wanted.add(number)
        future = self._lane.submit(lambda token: self._fetch(number, token), newest=False)

        def done(finished: Future[Chunk]) -> None:
            self._wanted.discard(number)
            error = None if finished.cancelled() else finished.exception()
            if error is not None and not isinstance(error, Cancelled):
                self._refused.add(number)
                self._failed(error)
            elif error is None and not finished.cancelled():
                self._keep(number, finished.result())
                self._arrived()

        future.add_done_callback(done)
        return future

    def _chunk(self, row: int) -> tuple[Chunk, int] | None:
        """The chunk that holds a row, and the row's place in it."""
        first = self._first
        if first is not None and row < first.frame.height and (self._order is None or row < FIRST):
            return first, row
        number, offset = divmod(row, self._size)
        chunk = self._chunks.get(number)
        if chunk is None:
            if number in self._wanted or number in self._refused or not self._reached:
                return None
            asked = self._ask(number)
            try:
                error = asked.exception(_PATIENCE)
            except (NotYet, CancelledError):
                return None
            if error is not None:
                return None
            chunk = asked.result()
        return (chunk, offset) if offset < chunk.frame.height else None

    def ahead(self, row: int) -> None:
        """Fetches the chunk of a row that may be looked at next, where fetching takes time."""
        if self._natural or not self._reached or not 0 <= row < self.count:
            return
        number = row // self._size
        if (
            number not in self._chunks
            and number not in self._refused
            and not self._wanted
            and not (self._first and number == 0)
        ):
            self._ask(number)

    # What the table asks for

    def text(self, row: int, column: _Drawn) -> str:
        found = self._chunk(row)
        return found[0].text(found[1], column) if found else WAITING

    def value(self, row: int, name: str) -> Any:
        found = self._chunk(row)
        return found[0].frame[name][found[1]] if found and name in found[0].frame.columns else None

    def row(self, row: int) -> dict[str, Any] | None:
        found = self._chunk(row) if 0 <= row < self.count else None
        if found is None:
            return None
        return found[0].frame.row(found[1], named=True)

    def number(self, row: int) -> int | None:
        """The number of a row in the table as it lies; none where it is not known yet, or never will be."""
        if self._natural:
            return row if Can.ROW_NUMBERS in self.engine.can else None
        if self._order is not None:
            return int(self._order[row]) if row < self._order.len() else None
        found = self._chunk(row)
        if found and found[0].numbers is not None:
            return int(found[0].numbers[found[1]])
        return None
