"""What commands may do to a page that is read: step from door to door, look at another time, at another counter."""

from __future__ import annotations

from typing import Protocol

from tui.commands.desk import Scrollable


class PagePart(Scrollable, Protocol):
    """A page with doors, and charts over time."""

    def next_door(self, step: int) -> bool:
        """Goes to the next door or the one before; whether there was one."""
        ...

    def leave_doors(self) -> None:
        """Takes the cursor from the doors."""
        ...

    def zoom(self, factor: float) -> None:
        """Shows a part of the time axis that is so many times as long; 0 shows all of it."""
        ...

    def pan(self, share: float) -> None:
        """Shows the part of the time axis that lies so much of its length later."""
        ...

    def choose(self, step: int) -> None:
        """Shows the next way to count, or the one before."""
        ...
