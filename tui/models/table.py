"""The state of one table on the screen: which rows in what order, where the cursor is, what is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

from tui.frames.cells import ShownColumn
from tui.frames.claims import REFUTED
from tui.frames.query import Query, SortKey, apply
from tui.frames.windows import FrameWindow, RowWindow


class Cursor(NamedTuple):
    """The cell under the cursor and the first row and column on the screen."""

    row: int = 0
    column: int = 0
    top: int = 0
    left: int = 0


class Found(NamedTuple):
    """A search in a table: the words, and the rows that hold them in order."""

    words: str = ""
    rows: tuple[int, ...] = ()


class TableModel:
    """A frame under a query, and a cursor in it. Methods are what keys ask for; nothing here draws.

    Attributes:
        columns: the columns in order of importance; the first `frozen` of them stay on the screen.
        query: how the rows are sorted.
        window: the rows that result, as texts on demand.
        cursor: where the cursor stands; changed by the methods.
        found: the last search.
    """

    def __init__(
        self, frame: pl.DataFrame, columns: Sequence[ShownColumn], frozen: int = 1, query: Query | None = None
    ) -> None:
        self.base = frame
        self.columns = tuple(columns)
        self.frozen = frozen
        self.query = query or Query()
        self.cursor = Cursor()
        self.found = Found()
        self.frame = apply(frame, self.query, self.columns)
        self.window: RowWindow = FrameWindow(self.frame, self.columns)

    @property
    def count(self) -> int:
        return self.window.count

    @property
    def column(self) -> ShownColumn:
        return self.columns[self.cursor.column]

    def row(self) -> dict[str, Any] | None:
        """The values of the row under the cursor; none where there are no rows."""
        return self.frame.row(self.cursor.row, named=True) if self.count else None

    def struck(self, row: int) -> bool:
        """Whether what the row states has been denied or withdrawn."""
        return "status" in self.frame.columns and self.frame["status"][row] in REFUTED

    def move_to(self, row: int, height: int) -> None:
        """Puts the cursor on a row and scrolls only as far as it takes to see it; `height` rows are seen."""
        row = max(0, min(row, self.count - 1))
        top = min(max(self.cursor.top, row - height + 1), row)
        self.cursor = self.cursor._replace(row=row, top=max(0, top))

    def move_by(self, rows: int, height: int) -> None:
        self.move_to(self.cursor.row + rows, height)

    def page_by(self, rows: int, height: int) -> None:
        """Moves the cursor and the screen together, so that the cursor keeps its place on the screen."""
        last_top = max(0, self.count - height)
        top = max(0, min(self.cursor.top + rows, last_top))
        self.cursor = self.cursor._replace(top=top)
        self.move_to(self.cursor.row + rows, height)

    def scroll_by(self, rows: int, height: int) -> None:
        """Moves the screen, and the cursor only where it would leave it."""
        top = max(0, min(self.cursor.top + rows, max(0, self.count - height)))
        row = min(max(self.cursor.row, top), max(top, top + height - 1))
        self.cursor = self.cursor._replace(top=top, row=min(row, max(0, self.count - 1)))

    def column_to(self, column: int) -> None:
        """Puts the cursor on a column; the widget scrolls to it, since it alone knows the widths."""
        self.cursor = self.cursor._replace(column=max(0, min(column, len(self.columns) - 1)))

    def left_to(self, left: int) -> None:
        self.cursor = self.cursor._replace(left=max(0, left))

    def sort(self, descending: bool) -> None:
        """Sorts by the column under the cursor; the same order again gives back the first order."""
        key = SortKey(self.column.name, descending)
        self.requery(self.query._replace(sort=() if self.query.sort == (key,) else (key,)))

    def requery(self, query: Query) -> None:
        """Shows the rows under another query, the cursor on the same row if it is still there."""
        identity = self._identity()
        held = self.frame[identity][self.cursor.row] if self.count and identity else None
        self.query = query
        self.frame = apply(self.base, query, self.columns)
        self.window = FrameWindow(self.frame, self.columns)
        row = None
        if held is not None and identity:
            row = self.frame[identity].index_of(held)
        self.cursor = self.cursor._replace(row=row or 0, top=0)
        self.found = Found()

    def _identity(self) -> str | None:
        return next((name for name in ("id", "key", "company") if name in self.frame.columns), None)

    def go_to(self, column: str, value: str) -> bool:
        """Puts the cursor on the first row with this value; whether there is one."""
        if column not in self.frame.columns:
            return False
        row = self.frame[column].index_of(value)
        if row is None:
            return False
        self.cursor = self.cursor._replace(row=row)
        return True

    def find(self, words: str) -> int:
        """Looks for words in every column as it is drawn, without case; returns the number of rows found."""
        wanted = words.casefold().split()
        rows: list[int] = []
        if wanted:
            for number, texts in enumerate(self.window.rows(0, self.count)):
                line = " ".join(texts).casefold()
                if all(word in line for word in wanted):
                    rows.append(number)
        self.found = Found(words, tuple(rows))
        return len(rows)

    def find_next(self, height: int, step: int = 1, *, here: bool = False) -> bool:
        """Moves to the next row found, or the one before, round the end; whether there is one."""
        rows = self.found.rows
        if not rows:
            return False
        row = self.cursor.row
        if step > 0:
            target = next((r for r in rows if r > row or (here and r == row)), rows[0])
        else:
            target = next((r for r in reversed(rows) if r < row), rows[-1])
        self.move_to(target, height)
        return True
