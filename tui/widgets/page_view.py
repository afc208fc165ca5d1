"""A page of lines that scrolls: the detail pane, the overview, and the pages of one entity, of help, of problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui.pages.document import Line
from tui.widgets.roles import PLAIN, RoleWidget

Compose = Callable[[int], Sequence[Line]]
"""Gives the lines of the page for a width."""


class PageView(RoleWidget, can_focus=True):
    """Lines that scroll by the keys of a table. What it shows is given as a function of the width."""

    def __init__(self, compose: Compose | None = None, *, id: str | None = None, rule: bool = False) -> None:
        super().__init__(id=id)
        self._compose_lines = compose
        self.rule = rule
        self._lines: Sequence[Line] = ()
        self._composed_for = -1
        self.top = 0

    @property
    def page_height(self) -> int:
        return max(1, self.size.height)

    @property
    def room(self) -> int:
        """Cells for text on a line."""
        return max(1, self.size.width - (2 if self.rule else 0))

    def show(self, compose: Compose, *, stay: bool = False) -> None:
        """Shows another page from its top, or from the line that stands at the top now."""
        self._compose_lines = compose
        self._composed_for = -1
        self.top = min(self.top, max(0, len(self.lines) - self.page_height)) if stay else 0
        self.refresh()

    def fit(self) -> None:
        self._composed_for = -1

    @property
    def lines(self) -> Sequence[Line]:
        if self._composed_for != self.room and self._compose_lines is not None:
            self._lines = self._compose_lines(self.room)
            self._composed_for = self.room
        return self._lines

    def render_line(self, y: int) -> Strip:
        number = self.top + y
        lines = self.lines
        spans = lines[number] if number < len(lines) else ()
        segments = self.segments(spans)
        if self.rule:
            segments.insert(0, Segment("┃ " if self.has_focus else "│ ", self.role_style("rule")))
        return Strip(segments).adjust_cell_length(self.size.width, PLAIN)

    def scroll_by(self, lines: int) -> None:
        """Scrolls, not past the last line."""
        top = max(0, min(self.top + lines, len(self.lines) - self.page_height))
        if top != self.top:
            self.top = top
            self.refresh()

    def move_by(self, rows: int) -> None:
        self.scroll_by(rows)

    def page_by(self, pages: float) -> None:
        self.scroll_by(round(pages * self.page_height))

    def move_to(self, row: int) -> None:
        self.scroll_by(-len(self.lines) if row == 0 else len(self.lines))

    column = 0

    def move_column(self, column: int) -> None:
        """A page has no columns."""

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_by(-3)
