"""The suggestions above a prompt: drawn when there are some, as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from tui.tables.suggestions import Suggestion
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad
from tui.widgets.roles import PLAIN, RoleWidget

_LINES = 8
_NOTE = 14
"""Cells that a note has at least."""


class SuggestionList(RoleWidget):
    """Some suggestions and the one that is chosen, none at first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: tuple[Suggestion, ...] = ()
        self.chosen = -1

    def show(self, items: Sequence[Suggestion]) -> None:
        """Shows other suggestions."""
        if tuple(items) == self.items:
            return
        self.items, self.chosen = tuple(items), -1
        lines = min(_LINES, len(self.items))
        if self.display != bool(lines):
            self.display = bool(lines)
        if lines and self.styles.height is not None and self.styles.height.value != lines:
            self.styles.height = lines
        self.refresh()

    def move(self, step: int) -> None:
        """Chooses the next or the one before; before the first, none."""
        self.chosen = max(-1, min(self.chosen + step, len(self.items) - 1))
        self.refresh()

    @property
    def here(self) -> Suggestion | None:
        """The one that is chosen."""
        return self.items[self.chosen] if 0 <= self.chosen < len(self.items) else None

    def render_line(self, y: int) -> Strip:
        number = max(0, self.chosen - _LINES + 1) + y
        width = self.size.width
        if number >= len(self.items):
            return Strip.blank(width, PLAIN)
        shown = min(max(cell_width(visible(item.shown)) for item in self.items), max(20, width - _NOTE))
        item = self.items[number]
        here = number == self.chosen
        style = self.role_style("cursor") if here else PLAIN
        text = pad(cut(visible(item.shown), shown), shown)
        note = cut(visible(item.note), max(0, width - shown - 4))
        return Strip(
            [Segment(f"  {text}  ", style), Segment(note, style if here else self.role_style("dim"))]
        ).adjust_cell_length(width, style)
