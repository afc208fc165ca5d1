"""The rows of a view as a table widget asks for them: how many there are, and the texts of a few of them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

import polars as pl

from tui.engines.base import Can, Cancelled, CancelToken, Engine, Page
from tui.engines.lane import Lane
from tui.query.query import Query

CHUNK = 2048
"""Rows fetched at a time where they lie together: so many screens that a page rarely fetches."""
BLOCK = 64
"""Rows whose texts are drawn at a time, and that are fetched where they are gathered from all over a file."""
_AHEAD = 4
"""Blocks that are gathered ahead of those that are looked at."""
_KEPT = 1 << 15
"""Rows kept on hand; those looked at longest ago are fetched again when they are asked for."""
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
    """What is known of a query's answer so far; later ones know more.

    Attributes:
        first: its first rows.
        height: how many rows it has.
        order: their numbers in their order; of all of them where they are `reached`, else of the first ones.
        reached: whether every row can be had.
        share: how much of the order is made, while it is.
    """

    first: Page | None = None
    height: int | None = None
    order: pl.Series | None = None
    reached: bool = False
    share: float | None = None


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
        self.share: float | None = None
        self._natural = not query.sort and not query.narrowed
        self._reached = self._natural
        self._count = None if query.narrowed else engine.height
        self._wanted: set[int] = set()
        self._missed: set[int] = set()
        self._size = CHUNK if self._natural else BLOCK

    def answers(self, engine: Engine, query: Query) -> bool:
        """Whether its rows are those of a query that an engine is asked."""
        return self.engine is engine and self.query == query._replace(columns=None)

    @property
    def begun(self) -> bool:
        """Whether its first rows are there."""
        return self._first is not None

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
        return self._order if self._reached else None

    @property
    def held(self) -> int:
        """Bytes that it holds, about."""
        frames = [chunk.frame for chunk in (self._first, *self._chunks.values()) if chunk is not None]
        held = 0 if self._order is None else int(self._order.estimated_size())
        return held + sum(int(frame.estimated_size()) for frame in frames)

    # Answering the query: the first rows, then their count, then the index of all

    def answer(self, token: CancelToken | None, report: Callable[[Progress], None]) -> None:
        """Finds the rows, telling what is known as soon as it is; what was found before is not looked for again.

        To be run in a lane, beside the thread that takes what is reported.
        """
        counted, reached, ordered = self.counted, self._reached, self._order is not None
        if self._first is None:
            begun = self._begin(token)
            report(begun)
            counted, reached = counted or begun.height is not None, reached or begun.reached
            ordered = begun.order is not None
        numbered = Can.ROW_NUMBERS in self.engine.can and self.query.group is None
        if counted and (self._natural or (reached and (ordered or not numbered))):
            return
        if self._lane.beside:
            # What follows takes every core: the screen draws the first rows before it begins.
            time.sleep(DRAWING)
        # The index of rows as they lie is found as soon as their count is.
        if not counted and (self._natural or self.query.sort or not numbered):
            report(Progress(height=self.engine.count(self.query, token=token)))
        if self._natural:
            return

        def heard(share: float) -> None:
            report(Progress(share=share))

        rows = self.engine.index(self.query, token=token, heard=heard)
        report(Progress(height=None if rows is None else rows.len(), order=rows, reached=True))

    def _begin(self, token: CancelToken | None) -> Progress:
        """The first rows."""
        if self._natural and self._count is not None:
            return Progress()
        numbers = None
        if not self._natural and self.query.group is None and self.engine.by_number:
            numbers = self.engine.index(self.query._replace(limit=FIRST + 1), token=token)
        if numbers is not None:
            whole = numbers.len() <= FIRST
            first = self.engine.page(self.query, 0, BLOCK, index=numbers, token=token)
            return Progress(first, numbers.len() if whole else None, numbers, whole)
        first = self.engine.page(self.query, 0, FIRST, token=token)
        whole = not first.more
        numbers = first.numbers if whole and not self._natural else None
        return Progress(first, first.frame.height if whole else None, numbers, whole)

    def take(self, known: Progress) -> None:
        """Takes what became known."""
        if known.first is not None:
            self._first = Chunk(known.first)
        if known.height is not None:
            self._count = known.height
        self.share = known.share
        self._reached = self._reached or known.reached
        if known.order is not None:
            self._order = known.order
            # Those at its end were short.
            for number in [n for n, chunk in self._chunks.items() if chunk.frame.height < self._size]:
                del self._chunks[number]

    # Fetching

    def _fetch(self, number: int, blocks: int, token: CancelToken | None) -> list[Chunk]:
        start = number * self._size
        page = self.engine.page(self.query, start, self._size * blocks, index=self._order, token=token)
        parts = range(0, max(1, page.frame.height), self._size)
        return [Chunk(page.slice(at, self._size)) for at in parts]

    def _keep(self, number: int, chunks: list[Chunk]) -> None:
        for place, chunk in enumerate(chunks, number):
            self._chunks[place] = chunk
        while len(self._chunks) * self._size > _KEPT:
            self._chunks.popitem(last=False)

    def _ask(self, number: int, blocks: int = 1) -> Future[list[Chunk]]:
        asked = range(number, number + blocks)
        self._wanted.update(asked)
        future = self._lane.submit(lambda token: self._fetch(number, blocks, token), newest=False)

        def done(finished: Future[list[Chunk]]) -> None:
            self._wanted.difference_update(asked)
            error = None if finished.cancelled() else finished.exception()
            if error is not None and not isinstance(error, Cancelled):
                self._refused.update(asked)
                self._failed(error)
            elif error is None and not finished.cancelled():
                self._keep(number, finished.result())
                # What nobody looked at in vain is seen when it is looked at.
                if not self._missed.isdisjoint(asked):
                    self._missed.difference_update(asked)
                    self._arrived()

        future.add_done_callback(done)
        return future

    def _chunk(self, row: int) -> tuple[Chunk, int] | None:
        """The chunk that holds a row, and the row's place in it."""
        first = self._first
        if first is not None and row < first.frame.height:
            return first, row
        number, offset = divmod(row, self._size)
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = self._asked_for(number, row)
        return (chunk, offset) if chunk is not None and offset < chunk.frame.height else None

    def _asked_for(self, number: int, row: int) -> Chunk | None:
        """A chunk that is not on hand, if it comes soon; else it is told when it has arrived."""
        if number in self._refused or not self._within(row):
            return None
        if number not in self._wanted:
            asked = self._ask(number)
            with suppress(NotYet, CancelledError):
                return asked.result()[0] if asked.exception(_PATIENCE) is None else None
        self._missed.add(number)
        # It may have come before it was known to be missed.
        return self._chunks.get(number)

    def _within(self, row: int) -> bool:
        """Whether a row can be had already."""
        return self._reached or (self._order is not None and row < self._order.len())

    def ahead(self, row: int, step: int) -> None:
        """Fetches rows that are looked at next if somebody goes on by such steps, where fetching takes time."""
        if self._natural or not self._reached or self._wanted:
            return
        here, last = row // self._size, (self.count - 1) // self._size
        near = (
            range(here + 1, min(last, here + _AHEAD) + 1)
            if step > 0
            else range(here - 1, max(-1, here - _AHEAD - 1), -1)
        )
        lacking = [number for number in near if not self._on_hand(number)]
        if lacking and abs(lacking[0] - here) <= _AHEAD // 2:
            self._ask(min(lacking), max(lacking) - min(lacking) + 1)

    def _on_hand(self, number: int) -> bool:
        of_first = self._first.frame.height // self._size if self._first is not None else 0
        return number < of_first or number in self._chunks or number in self._refused

    # What the table asks for

    def text(self, row: int, column: _Drawn) -> str:
        found = self._chunk(row)
        return found[0].text(found[1], column) if found else WAITING

    def texts(self, row: int, columns: Sequence[_Drawn]) -> list[str]:
        """The texts of a row's cells in some columns."""
        found = self._chunk(row)
        if found is None:
            return [WAITING] * len(columns)
        chunk, offset = found
        return [chunk.text(offset, column) for column in columns]

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
