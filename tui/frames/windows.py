"""The rows of a view as a table widget asks for them: how many there are, and the texts of a few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from tui.frames.cells import ShownColumn, write_rows

Texts = tuple[str, ...]

PAGE = 128
"""Rows drawn at a time: a few screens, so that a step rarely draws and a jump draws little."""


class RowWindow(Protocol):
    """All that a table widget knows of its rows."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        ...

    def rows(self, start: int, size: int) -> list[Texts]:
        """The texts of up to `size` rows from `start`, one text for each column."""
        ...


class FrameWindow:
    """A window on a frame in memory; pages already drawn are kept."""

    def __init__(self, frame: pl.DataFrame, columns: Sequence[ShownColumn]) -> None:
        self._frame = frame
        self._columns = columns
        self._pages: dict[int, list[Texts]] = {}

    @property
    def count(self) -> int:
        return self._frame.height

    def _page(self, number: int) -> list[Texts]:
        if number not in self._pages:
            self._pages[number] = write_rows(self._frame.slice(number * PAGE, PAGE), self._columns)
        return self._pages[number]

    def rows(self, start: int, size: int) -> list[Texts]:
        first, last = start // PAGE, (start + max(size, 1) - 1) // PAGE
        drawn = [row for number in range(first, last + 1) for row in self._page(number)]
        offset = start - first * PAGE
        return drawn[offset : offset + size]
