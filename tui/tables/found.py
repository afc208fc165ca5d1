"""What a search in a table found, and how it looks through the table a batch at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import polars as pl

from tui.engines.base import CancelToken
from tui.engines.task import Tasks
from tui.engines.windows import Window
from tui.language.words import label
from tui.query.query import ANY, Condition
from tui.tables.dataset import Dataset

FIND = "find"
"""The purpose of the task that looks for words."""
_LINE = 200
"""Letters of a line that are looked for: each word is looked for among all names."""


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


def sought(words: str) -> tuple[str, ...]:
    """The words that a line looks for, each once; what stands beyond so many letters is not looked for."""
    return tuple(dict.fromkeys(words[:_LINE].split()))


def look(
    dataset: Dataset, window: Window, words: str, row: int, token: CancelToken | None, report: Callable[[Found], None]
) -> None:
    """Looks for words in every column as it is drawn, without case, and in files for Chinese of that pinyin, from a row
    on; tells what it found so far."""
    wanted = tuple(Condition(ANY, "sounds", word) for word in sought(words))
    places = pl.Series([], dtype=pl.UInt32)
    hits = dataset.engine.search(window.query, wanted, start=row, index=window.order, token=token)
    for part, share in hits:
        if part.len():
            places = places.append(part).sort()
        if part.len() or share == 1:
            report(Found(words, places, share))
        elif not dataset.resident:
            report(Found(words, (), share) if places.is_empty() else Found(words, places, share))


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
        self._tasks.cancel(FIND)

    def begin(self, dataset: Dataset, window: Window, words: str, row: int, heard: Callable[[], None]) -> None:
        """Looks for words from a row on, and calls `heard` whenever more were found; for none, nothing is found."""
        if words.strip() and sought(words) == sought(self.found.words) and self.found.share == 1:
            # A blank, a word that stands there already or what is beyond the letters looked for changes nothing.
            self.found = self.found._replace(words=words)
            heard()
            self._changed()
            return
        self.found = Found(words, (), 0.0 if words.strip() else 1.0)
        if words.strip():
            what = label("task.finding", words)
            work = partial(look, dataset, window, words, row)

            def took(found: Found) -> None:
                self.found = found
                heard()
                self._changed()

            self._tasks.follow(FIND, what, work, took, failed=lambda _: self._changed(), dropped=self._stop)
        else:
            self._tasks.cancel(FIND)

    def _stop(self) -> None:
        """Stays with what was found so far, unless other words are looked for."""
        if not self._tasks.runs(FIND):
            self.found = self.found._replace(share=1.0)
            self._changed()
