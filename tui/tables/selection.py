"""The rows selected, by their numbers in the table as it lies."""

from __future__ import annotations

from tui.engines.windows import Window

_MOST = 1_000_000
"""Rows that can be selected at once."""


class Selection:
    """The numbers of the rows selected, and the row of the screen from which a range is counted."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.anchor: int | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    def holds(self, window: Window, row: int) -> bool:
        """Whether a row of the screen is selected."""
        return bool(self.numbers) and window.number(row) in self.numbers

    def clear(self) -> None:
        """Lets all rows go."""
        self.numbers.clear()

    def toggle(self, window: Window, row: int) -> bool:
        """Selects a row of the screen or lets it go; whether its number is known."""
        number = window.number(row) if window.count else None
        if number is None:
            return False
        self.numbers ^= {number}
        self.anchor = row
        return True

    def reach(self, window: Window, row: int) -> bool:
        """Selects from where the last selection was made to a row; whether the numbers are known."""
        first, last = sorted((self.anchor if self.anchor is not None else row, row))
        return self._take(window, first, last)

    def toggle_all(self, window: Window) -> bool:
        """Selects all rows shown, or lets all go if they are all selected; whether there are not too many."""
        if window.count > _MOST or not window.counted:
            return False
        if len(self.numbers) >= window.count > 0:
            self.clear()
            return True
        return self._take(window, 0, window.count - 1)

    def _take(self, window: Window, first: int, last: int) -> bool:
        if last - first >= _MOST:
            return False
        if window.order is not None:
            self.numbers.update(window.order.slice(first, last - first + 1).to_list())
            return True
        numbers = [window.number(row) for row in range(first, last + 1)]
        if None in numbers:
            return False
        self.numbers.update(n for n in numbers if n is not None)
        return True
