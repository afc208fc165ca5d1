"""The rows of a view as a table widget asks for them: how many there are, and the texts of a few of them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from typing import Any, NamedTuple

import polars as pl

from tui.cells.cell import ShownColumn
from tui.engines.base import Runner
from tui.engines.dataset import ROW, Dataset
from tui.engines.lane import Lane
from tui.engines.polars.pages import count as count_rows
from tui.engines.polars.pages import gather, head, order, slice_of
from tui.errors import TermsheetError
from tui.query.query import Query

CHUNK = 2048
"""Rows fetched at a time where they lie together: so many screens that a page rarely fetches."""
GATHERED = 512
"""Rows fetched at a time where they are gathered from all over a file."""
BLOCK = 64
"""Rows whose texts are drawn at a time."""
KEPT = 16
"""Chunks kept; older ones are fetched again when they are asked for."""
PATIENCE = 0.04
"""Seconds that a page is waited for before the screen goes on without it."""
FIRST = 512
"""Rows of the first answer to a query."""

DRAWING = 0.03
"""Seconds in which a screen draws its first rows."""

WAITING = "…"


class Chunk:
    """Some rows on hand, and those of their texts that were asked for, drawn a block at a time."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self._texts: dict[tuple[str, int], list[str]] = {}

    def text(self, offset: int, column: ShownColumn) -> str:
        block, place = divmod(offset, BLOCK)
        texts = self._texts.get((column.name, block))
        if texts is None:
            texts = self._texts[column.name, block] = column.draw(self.frame.slice(block * BLOCK, BLOCK))
        return texts[place]


class Progress(NamedTuple):
    """What is known of a query's answer so far; later ones know more."""

    first: pl.DataFrame | None = None
    height: int | None = None
    order: pl.Series | None = None


class Window:
    """The rows of a dataset under a query, fetched in chunks as they are looked at.

    `arrived` is called, in whatever thread, when rows that were waited for are on hand.
    """

    def __init__(self, dataset: Dataset, query: Query, lane: Lane, arrived: Callable[[], None]) -> None:
        self.dataset = dataset
        self.query = query
        self._lane = lane
        self._arrived = arrived
        self._chunks: OrderedDict[int, Chunk] = OrderedDict()
        self._first: Chunk | None = None
        self._order: pl.Series | None = None
        self._natural = not query.sort and not query.narrowed
        self._count = None if query.narrowed else dataset.height
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
        return self._natural or self._order is not None

    @property
    def order(self) -> pl.Series | None:
        """The numbers of the rows in the order shown; none while it is not known, or where rows lie as they are."""
        return self._order

    # Answering the query: the first rows, then their count, then the index of all

    def answer(self, run: Runner, report: Callable[[Progress], None]) -> None:
        """Finds the rows, telling what is known as soon as it is. To be run in a lane."""
        if self._natural and self._count is not None:
            report(Progress())
            return
        first = head(self.dataset, self.query, FIRST, run)
        whole = first.height < FIRST
        numbered = whole and ROW in first.columns and not self._natural
        report(Progress(first, first.height if whole else None, first[ROW] if numbered else None))
        if self._natural or numbered:
            return
        # The index takes every core: the screen draws the first rows before it begins.
        time.sleep(DRAWING)
        if not whole and self._count is None:
            report(Progress(height=count_rows(self.dataset, self.query, run)))
        rows = order(self.dataset, self.query, run)
        report(Progress(height=rows.len(), order=rows))

    def take(self, known: Progress) -> None:
        """Takes what became known."""
        if known.first is not None:
            self._first = Chunk(known.first)
        if known.height is not None:
            self._count = known.height
        if known.order is not None:
            self._order = known.order
            self._chunks.clear()

    # Fetching

    def _fetch(self, number: int, run: Runner) -> Chunk:
        start = number * self._size
        if self._natural:
            return Chunk(slice_of(self.dataset, self.query, start, self._size, run))
        assert self._order is not None
        return Chunk(gather(self.dataset, self.query, self._order.slice(start, self._size), run))

    def _keep(self, number: int, chunk: Chunk) -> None:
        self._chunks[number] = chunk
        while len(self._chunks) > KEPT:
            self._chunks.popitem(last=False)

    def _ask(self, number: int) -> Future[Chunk]:
        self._wanted.add(number)
        future = self._lane.submit(lambda run: self._fetch(number, run), newest=False)

        def done(finished: Future[Chunk]) -> None:
            self._wanted.discard(number)
            if not finished.cancelled() and finished.exception() is None:
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
            if number in self._wanted or (self._order is None and not self._natural):
                return None
            try:
                chunk = self._ask(number).result(PATIENCE)
            except (NotYet, CancelledError, TermsheetError, pl.exceptions.PolarsError):
                return None
        return (chunk, offset) if offset < chunk.frame.height else None

    def ahead(self, row: int) -> None:
        """Fetches the chunk of a row that may be looked at next, where fetching takes time."""
        if self._order is None or not 0 <= row < self.count:
            return
        number = row // self._size
        if number not in self._chunks and not self._wanted and not (self._first and number == 0):
            self._ask(number)

    # What the table asks for

    def text(self, row: int, column: ShownColumn) -> str:
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
        if self._natural:
            return row
        if self._order is not None:
            return int(self._order[row]) if row < self._order.len() else None
        found = self._chunk(row)
        if found and ROW in found[0].frame.columns:
            return int(found[0].frame[ROW][found[1]])
        return None

    def place(self, number: int) -> int | None:
        """Where the row of a number stands in the order shown."""
        if self._natural:
            return number if number < self.count else None
        rows = (
            self._order
            if self._order is not None
            else self._first.frame[ROW]
            if self._first and ROW in self._first.frame.columns
            else None
        )
        return None if rows is None else rows.index_of(number)
