"""What a search in a table found, and how it looks through the table a batch at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
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
_MANY = 100_000
"""Rows from which on a column is looked through before the others."""
_OF_ONE = 0.1
"""The share of the work that one column is."""


class Found(NamedTuple):
    """A search in a table: the words, the rows that hold them as they stand on the screen, and how far it got.

    The rows are in parts as they were found: each in order, no row in two of them.
    """

    words: str = ""
    parts: tuple[pl.Series, ...] = ()
    share: float = 1.0

    @property
    def hits(self) -> int:
        """How many rows were found."""
        return sum(map(len, self.parts))

    def next(self, row: int, step: int = 1, *, here: bool = False) -> int | None:
        """The row found after a row, or before it, round the end; with `here` the row itself counts."""
        if step > 0:
            return _nearest(self.parts, row if here else row + 1, up=True)
        return _nearest(self.parts, row - 1, up=False)


def _nearest(parts: Sequence[pl.Series], row: int, *, up: bool) -> int | None:
    """The first row from one on, or the last up to it, round the end."""
    near: list[int] = []
    for part in parts:
        place = bisect_left(part, row) if up else bisect_right(part, row) - 1
        near += [part[place]] if 0 <= place < len(part) else []
    ends = [part[0 if up else -1] for part in parts if len(part)]
    choose = min if up else max
    return int(choose(near or ends)) if ends else None


def sought(words: str) -> tuple[str, ...]:
    """The words that a line looks for, each once; what stands beyond so many letters is not looked for."""
    return tuple(dict.fromkeys(words[:_LINE].split()))


def _passes(dataset: Dataset, words: str, column: str) -> list[tuple[Condition, ...]]:
    """What is looked for: in files of many rows first in one column of texts, then in every column."""
    passes = [tuple(Condition(ANY, "sounds", word) for word in sought(words))]
    field = dataset.schema.field(column)
    if field is not None and field.kind == "text" and (dataset.height or 0) > _MANY:
        passes.insert(0, tuple(Condition(column, "contains", word) for word in sought(words)))
    return passes


def _others(part: pl.Series, known: pl.Series) -> pl.Series:
    """The rows of a part that are not known; both in order."""
    if part.is_empty() or known.is_empty():
        return part
    near = known.slice(bisect_left(known, part[0]), bisect_right(known, part[-1]) - bisect_left(known, part[0]))
    return part.filter(~part.is_in(near.implode())) if len(near) else part


def look(
    dataset: Dataset,
    window: Window,
    words: str,
    row: int,
    column: str,
    token: CancelToken | None,
    report: Callable[[Found], None],
) -> None:
    """Looks for words in every column as it is drawn, without case, and in files for Chinese of that pinyin, from a row
    on; tells what it found so far. Of many rows those come first that hold the words in the column named."""
    parts: list[pl.Series] = []
    passes = _passes(dataset, words, column)
    first = pl.Series([], dtype=pl.UInt32)
    for number, wanted in enumerate(passes, 1):
        last = number == len(passes)
        for part, done in dataset.engine.search(window.query, wanted, start=row, index=window.order, token=token):
            share = done if last else _OF_ONE * done
            if len(new := _others(part, first)):
                parts.append(new)
            if len(new) or share == 1 or not dataset.resident:
                report(Found(words, tuple(parts), share))
        if parts:
            first = pl.concat(parts).sort()


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

    def begin(
        self, dataset: Dataset, window: Window, words: str, row: int, column: str, heard: Callable[[], None]
    ) -> None:
        """Looks for words from a row on, first in a column; calls `heard` whenever more were found."""
        if words.strip() and sought(words) == sought(self.found.words) and self.found.share == 1:
            # A blank, a word that stands there already or what is beyond the letters looked for changes nothing.
            self.found = self.found._replace(words=words)
            heard()
            self._changed()
            return
        self.found = Found(words, (), 0.0 if words.strip() else 1.0)
        if words.strip():
            what = label("task.finding", words)
            work = partial(look, dataset, window, words, row, column)

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
