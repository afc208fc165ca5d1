"""The views a table was looked at under before, as a frozen value: undo and redo give another."""

from __future__ import annotations

from typing import NamedTuple

from tui.tables.cursor import Cursor
from tui.tables.view import View

MOST_UNDONE = 200
"""Views kept."""


class Step(NamedTuple):
    """A view, and where the cursor stood in it."""

    view: View
    cursor: Cursor


class Past(NamedTuple):
    """The views behind the one shown, and those ahead of it after an undo; the nearest is the last of each."""

    behind: tuple[Step, ...] = ()
    ahead: tuple[Step, ...] = ()

    def add(self, step: Step) -> Past:
        """With the view that another one takes the place of."""
        return Past((*self.behind[-MOST_UNDONE:], step))

    def back(self, here: Step) -> tuple[Step, Past] | None:
        """The view before the one shown, and what is then its past; none where that is the first."""
        return (self.behind[-1], Past(self.behind[:-1], (*self.ahead, here))) if self.behind else None

    def forth(self, here: Step) -> tuple[Step, Past] | None:
        """The view that was left by the last `back`, and what is then its past; none where there was none."""
        return (self.ahead[-1], Past((*self.behind, here), self.ahead[:-1])) if self.ahead else None
