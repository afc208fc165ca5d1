"""The cursor of a table as a frozen value: each movement gives another, on the screen and inside the table."""

from __future__ import annotations

from typing import NamedTuple


class Cursor(NamedTuple):
    """The cell under the cursor and the first row and column on the screen.

    `count` rows are in the table and `height` of them are seen.
    """

    row: int = 0
    column: int = 0
    top: int = 0
    left: int = 0

    def to(self, row: int, count: int, height: int) -> Cursor:
        """On a row, scrolled only as far as it takes to see it."""
        row = max(0, min(row, count - 1))
        top = min(max(self.top, row - height + 1), row)
        return self._replace(row=row, top=max(0, top))

    def paged(self, rows: int, count: int, height: int) -> Cursor:
        """Moved together with the screen, so that the cursor keeps its place on it."""
        top = max(0, min(self.top + rows, max(0, count - height)))
        return self._replace(top=top).to(self.row + rows, count, height)

    def scrolled(self, rows: int, count: int, height: int) -> Cursor:
        """With the screen moved, and the cursor only where it would leave it."""
        top = max(0, min(self.top + rows, max(0, count - height)))
        row = min(max(self.row, top), max(top, top + height - 1))
        return self._replace(top=top, row=min(row, max(0, count - 1)))

    def across(self, column: int, columns: int) -> Cursor:
        """On a column of so many."""
        return self._replace(column=max(0, min(column, columns - 1)))

    def inside(self, columns: int) -> Cursor:
        """With no more than so many columns."""
        last = max(0, columns - 1)
        return self._replace(column=min(self.column, last), left=min(self.left, last))
