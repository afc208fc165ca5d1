"""What commands are shown of the parts of a screen: what scrolls, a table, a page, a chart, the line that is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tui.language.label import Label
from tui.tables.suggestions import Suggestion


class Scrollable(Protocol):
    """What the keys of movement go to."""

    @property
    def column(self) -> int:
        """The column that the cursor is in; 0 where there are none."""
        ...

    def move_by(self, rows: int) -> None:
        """Moves by rows."""
        ...

    def page_by(self, pages: float) -> None:
        """Moves by pages or parts of one."""
        ...

    def move_to(self, row: int) -> None:
        """Moves to a row; a negative one counts from the end."""
        ...

    def move_column(self, column: int) -> None:
        """Moves to a column; a negative one counts from the end."""
        ...


class OverTime(Protocol):
    """What is drawn along an axis of time, of which a part may be shown."""

    def zoom(self, factor: float) -> None:
        """Shows a part of the time axis that is so many times as long; 0 shows all of it."""
        ...

    def pan(self, share: float) -> None:
        """Shows the part of the time axis that lies so much of its length later."""
        ...


class ChartFace(OverTime, Protocol):
    """A chart as it is drawn on a page of its own."""

    def turn(self) -> None:
        """Draws values by powers, or evenly."""
        ...

    def show_next(self) -> None:
        """Draws the same otherwise, where it can be."""
        ...

    def tell(self, message: Label) -> None:
        """Says something over it."""
        ...

    def ask_export(self) -> None:
        """Asks where to write it to."""
        ...


class PagePart(Scrollable, OverTime, Protocol):
    """A page with doors, and charts over time."""

    def next_door(self, step: int) -> bool:
        """Goes to the next door or the one before; whether there was one."""
        ...

    def leave_doors(self) -> None:
        """Takes the cursor from the doors."""
        ...

    def choose(self, step: int) -> None:
        """Shows the next way to count, or the one before."""
        ...


class TableFace(Scrollable, Protocol):
    """The table as it is drawn."""

    @property
    def page_height(self) -> int:
        """How many rows are seen."""
        ...

    def width_of(self, number: int) -> int:
        """The width of a column as it is shown."""
        ...

    def fitted(self, number: int) -> int:
        """The width at which nothing of a column's seen rows is cut."""
        ...

    def moved_from(self, row: int, top: int) -> None:
        """Draws what changed since the cursor stood on `row` and the screen began at `top`."""
        ...

    def mark(self) -> None:
        """Draws the rows anew: others are selected."""
        ...


class Pane(Protocol):
    """The pane that says what stands behind the row under the cursor."""

    shown: bool
    focused: bool


class Suggesting(Protocol):
    """The suggestions above a line that is typed."""

    @property
    def items(self) -> tuple[Suggestion, ...]: ...

    @property
    def chosen(self) -> int: ...

    @property
    def here(self) -> Suggestion | None:
        """The one that is chosen."""
        ...

    def show(self, items: Sequence[Suggestion]) -> None:
        """Shows other suggestions."""
        ...

    def move(self, step: int) -> None:
        """Chooses the next or the one before."""
        ...


class Prompt(Protocol):
    """The line in which something is typed."""

    @property
    def suggestions(self) -> Suggesting: ...

    @property
    def text(self) -> str | None:
        """What is typed so far; None where nothing is asked."""
        ...

    def put(self, text: str) -> None:
        """Writes another text into the line."""
        ...

    def put_away(self) -> None:
        """Ends a line that was answered by another key than Enter."""
        ...

    def ask(
        self,
        mark: Label,
        text: str,
        taken: Callable[[str], bool | None],
        changed: Callable[[str], None] | None = None,
        left: Callable[[], None] | None = None,
        assist: Callable[[str, str], str | None] | None = None,
        *,
        select: bool = True,
    ) -> None:
        """Asks for a line: `taken` is given it, `changed` what is typed so far, `left` is called where it was left.

        Where `taken` gives False the line stays open. `assist` changes the line for Tab and the arrows.
        """
        ...
