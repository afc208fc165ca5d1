"""The pane that says what stands behind the row under the cursor, and follows it when it rests."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from tui.cells.cell import Reader
from tui.language.words import word
from tui.pages.document import Pair
from tui.pages.panel import Room, Text, stacked
from tui.tables.sheet import TableSheet
from tui.tables.tabs import Tabs
from tui.widgets.page_view import PageView

REST = 0.06
"""Seconds that the cursor rests before the pane follows it."""
WIDE = 140
"""From this width on, the pane stands beside the table and is open at first: below, the table needs all of it."""
TALL = 36
"""From so many lines on, it is open at first under the table too."""


class DetailPane:
    """Shows and hides the pane, and what is in it.

    Args:
        screen: where it is.
        reader: for whom.
        tabs: what it speaks of.
        home: what has the keys when it has not; none where they are for the screen itself.
        view: what draws it.
    """

    def __init__(
        self, screen: Screen[None], reader: Reader, tabs: Tabs, home: Callable[[], Widget | None], view: PageView
    ) -> None:
        self._screen, self.reader, self._tabs, self._home, self._view = screen, reader, tabs, home, view
        self._wanted: bool | None = None
        self._rest: Timer | None = None

    def place(self, width: int) -> None:
        """Puts it beside the table or under it, by the width of the screen."""
        wide = width >= WIDE
        self._screen.set_class(wide, "-wide")
        self._view.rule = wide
        sheet, roomy = self._tabs.sheet, wide or self._screen.size.height >= TALL
        wanted = (roomy and isinstance(sheet, TableSheet) and sheet.pane) if self._wanted is None else self._wanted
        self._view.display = wanted and isinstance(sheet, TableSheet)

    @property
    def shown(self) -> bool:
        """Whether it is there; a person who says so is asked no more."""
        return bool(self._view.display)

    @shown.setter
    def shown(self, shown: bool) -> None:
        self._wanted = shown
        self.place(self._screen.size.width)
        self._screen.set_focus(self._home())
        self.fill()

    @property
    def focused(self) -> bool:
        """Whether the keys of movement go to it."""
        return self._view.has_focus

    @focused.setter
    def focused(self, focused: bool) -> None:
        self._screen.set_focus(self._view if focused else self._home())

    def follow(self) -> None:
        """Fills it once the cursor rests."""
        if not self.shown:
            return
        if self._rest is not None:
            self._rest.stop()
        self._rest = self._screen.set_timer(REST, self.fill)

    def fill(self) -> None:
        """Shows what stands behind the row under the cursor."""
        self._rest = None
        model, sheet = self._tabs.model, self._tabs.sheet
        if model is None or not self.shown or not isinstance(sheet, TableSheet):
            return
        row = model.row()
        nothing = Text((Pair("", word("no_claims", self.reader.language)),))
        panels = [nothing] if row is None else sheet.meaning.page(row)
        height, reader = self._screen.size.height, self.reader
        self._view.show(lambda width, look: stacked(panels, Room(width, height, reader, look)))
