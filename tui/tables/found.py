"""What a search in a table found, and how it looks through the table a batch at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import polars as pl

from tui.engines.base import Runner
from tui.engines.dataset import Dataset
from tui.engines.polars.pages import matches
from tui.engines.task import Tasks
from tui.engines.windows import Window
from tui.language.words import label

FIND = "find"
"""The purpose of the task that looks for words."""
BATCH = 262_144
"""Rows looked through at a time, so that the first hit comes at once."""


class Found(NamedTuple):
    """A search in a table: the words, the rows that hold them as they stand on the screen, and how far it got."""

    words: str = ""
    rows: tuple[int, ...] | pl.Series = ()
    share: float = 1.0

    @property
    def hits(self) -> int:
        """How many rows were found."""
        return len(self.rows)

    def next(self, row: int, step: int = 1, *, here: bool = False) -> int | None:
        """The row found after a row, or before it, round the end; with `here` the row itself counts."""
        rows = self.rows
        if not len(rows):
            return None
        if step > 0:
            place = (bisect_left if here else bisect_right)(rows, row)
            return int(rows[place] if place < len(rows) else rows[0])
        place = bisect_left(rows, row)
        return int(rows[place - 1] if place else rows[-1])


def _batches(begin: int, height: int) -> Iterator[tuple[int, int]]:
    """Where each batch starts and how many rows it has: from a row to the end, then from the top to that row."""
    for start in range(begin, height, BATCH):
        yield start, min(height, start + BATCH) - start
    for start in range(0, begin, BATCH):
        yield start, min(begin, start + BATCH) - start


def look(dataset: Dataset, window: Window, words: str, row: int, run: Runner, report: Callable[[Found], None]) -> None:
    """Looks for words in every column as it is drawn, without case, from a row on; tells what it found so far."""
    height = dataset.height if dataset.height is not None else window.count
    order = window.order
    batches = [*_batches(0 if order is not None else max(0, row), height)]
    parts: list[pl.Series] = []
    found = Found(words, (), 0.0)
    for number, (start, rows) in enumerate(batches, 1):
        part = matches(dataset, words, start, rows, window.query, run)
        parts.append(part)
        # Of a sorted table, where the rows stand is still to be looked up.
        found = found._replace(share=number / (len(batches) + (order is not None)))
        if order is None and (part.len() or found.share == 1):
            found = found._replace(rows=pl.concat(parts).sort())
            report(found)
        elif not dataset.resident:
            report(found)
    if not batches:
        report(Found(words))
    elif order is not None:
        hit = pl.concat(parts)
        places = run(order.to_frame("n").lazy().select(pl.col("n").is_in(hit.implode()).arg_true()))
        report(Found(words, places.to_series()))


class Search:
    """The search in a table, and what it found so far.

    Args:
        tasks: what runs for the table.
        changed: called when more was found.
    """

    def __init__(self, tasks: Tasks, changed: Callable[[], None]) -> None:
        self.found = Found()
        self._tasks = tasks
        self._changed = changed

    def forget(self) -> None:
        """Forgets what was found: the rows are others."""
        self.found = Found()

    def stop(self) -> None:
        """Stays with what was found so far."""
        self.found = self.found._replace(share=1.0)

    def begin(self, dataset: Dataset, window: Window, words: str, row: int) -> None:
        """Looks for words from a row on; for none, nothing is found."""
        self.found = Found(words, (), 0.0 if words.strip() else 1.0)
        if words.strip():
            what = label("task.finding", words)
            work = partial(look, dataset, window, words, row)
            self._tasks.follow(FIND, what, work, self._heard, failed=lambda _: self._changed())
        else:
            self._tasks.cancel(FIND)

    def _heard(self, found: Found) -> None:
        self.found = found
        self._changed()
