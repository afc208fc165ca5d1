"""A page of lines that scrolls: the detail pane, and the pages of one entity, of a series, of help, of problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.pages.document import Door, Line, Span
from tui.pages.doorway import Doorway, door_at, doorways, seen_first
from tui.pages.look import Look, panned, place_of, read_at, switched, zoomed
from tui.pages.page import EMPTY_PAGE, PanelPage
from tui.text.widths import cell_width
from tui.widgets.roles import PLAIN, RoleWidget

Compose = Callable[[int, Look], Sequence[Line]]
"""Gives the lines of the page for a width and a look."""


class AsRead(NamedTuple):
    """How a page is read: where it is scrolled to, which door the cursor is on, how it is looked at."""

    top: int = 0
    door: int | None = None
    look: Look = Look()


class PageView(RoleWidget, can_focus=True):
    """Lines that scroll by the keys of a table, with a cursor that steps from door to door.

    What it shows is given as a function of the width and of how it is looked at.

    Attributes:
        kept: how it is read.
        shown: the time that is zoomed and read on it, and how many ways to count are switched.
    """

    class Opened(Message):
        """A door is to be opened."""

        def __init__(self, door: Door) -> None:
            super().__init__()
            self.door = door

    def __init__(self, compose: Compose | None = None, *, id: str | None = None, rule: bool = False) -> None:
        super().__init__(id=id)
        self._compose_lines = compose
        self.rule = rule
        self._lines: Sequence[Line] = ()
        self._ways: tuple[Doorway, ...] | None = None
        self._composed_for = -1
        self.shown = EMPTY_PAGE
        self.kept = AsRead()

    @property
    def top(self) -> int:
        return self.kept.top

    @property
    def page_height(self) -> int:
        return max(1, self.size.height)

    @property
    def room(self) -> int:
        """Cells for text on a line."""
        return max(1, self.size.width - (2 if self.rule else 0))

    def show(
        self,
        compose: Compose,
        *,
        stay: bool = False,
        page: PanelPage = EMPTY_PAGE,
        kept: AsRead | None = None,
    ) -> None:
        """Shows another page from its top, from the line that stands at the top now, or as it was read before."""
        self._compose_lines = compose
        self._composed_for = -1
        self.shown = page
        if kept is not None:
            self.kept = kept
        elif stay:
            self.kept = self.kept._replace(top=min(self.top, max(0, len(self.lines) - self.page_height)))
        else:
            self.kept = AsRead()
        self.refresh()

    def fit(self) -> None:
        self._composed_for = -1

    @property
    def lines(self) -> Sequence[Line]:
        if self._composed_for != self.room and self._compose_lines is not None:
            self._lines = self._compose_lines(self.room, self.kept.look)
            self._composed_for = self.room
            self._ways = None
        return self._lines

    @property
    def ways(self) -> tuple[Doorway, ...]:
        """The doors on the page."""
        lines = self.lines
        if self._ways is None:
            self._ways = doorways(lines)
        return self._ways

    @property
    def door(self) -> Door | None:
        """The door under the cursor."""
        here = self._here
        return here.door if here else None

    @property
    def _here(self) -> Doorway | None:
        number = self.kept.door
        return self.ways[number] if number is not None and number < len(self.ways) else None

    def render_line(self, y: int) -> Strip:
        number = self.top + y
        lines = self.lines
        spans = lines[number] if number < len(lines) else ()
        here = self._here if self.has_focus and self.kept.door is not None else None
        if here is not None and here.y == number:
            spans = _under_cursor(spans, here)
        segments = self.segments(spans)
        if self.rule:
            segments.insert(0, Segment("┃ " if self.has_focus else "│ ", self.role_style("rule")))
        return Strip(segments).adjust_cell_length(self.size.width, PLAIN)

    def scroll_by(self, lines: int) -> None:
        """Scrolls, not past the last line."""
        top = max(0, min(self.top + lines, len(self.lines) - self.page_height))
        if top != self.top:
            self.kept = self.kept._replace(top=top)
            self.refresh()

    def move_by(self, rows: int) -> None:
        self.scroll_by(rows)

    def page_by(self, pages: float) -> None:
        self.scroll_by(round(pages * self.page_height))

    def move_to(self, row: int) -> None:
        self.scroll_by(-len(self.lines) if row == 0 else len(self.lines))

    @property
    def stops(self) -> Sequence[date]:
        """The days at which the chart of the page can be read."""
        return self.shown.stops(self.kept.look)

    @property
    def column(self) -> int:
        """Which of the days is read, as if they were columns; without days, the number of the door under the cursor."""
        if stops := self.stops:
            return place_of(self.kept.look, stops)
        return -1 if self.kept.door is None else self.kept.door

    def move_column(self, column: int) -> None:
        """Reads another day, or goes to a door by its number; to the first that is seen while there is no cursor."""
        if stops := self.stops:
            self.look_at(read_at(self.kept.look, stops, column))
        elif self.kept.door is None and column >= 0:
            self._go(seen_first(self.ways, self.top, self.page_height, 1))
        elif self.ways:
            self._go(max(0, min(column, len(self.ways) - 1)) if column >= 0 else max(0, len(self.ways) + column))

    def next_door(self, step: int) -> bool:
        """Goes to the next door, or the one before; whether there was one."""
        here = self._here
        if here is None or not self.top <= here.y < self.top + self.page_height:
            number = seen_first(self.ways, self.top, self.page_height, step)
        else:
            number = self.column + step
        if number is None or not 0 <= number < len(self.ways):
            return False
        self._go(number)
        return True

    def leave_doors(self) -> None:
        """Takes the cursor away."""
        self.kept = self.kept._replace(door=None)
        self.refresh()

    def _go(self, number: int | None) -> None:
        if number is None:
            return
        y, top, before = self.ways[number].y, self.top, self._here
        if y < top:
            top = y
        elif y >= top + self.page_height:
            top = y - self.page_height + 1
        moved = top != self.top
        self.kept = self.kept._replace(top=top, door=number)
        if moved:
            self.refresh()
        else:
            # A step from name to name writes no more than their lines.
            self.refresh(*(Region(0, line - top, self.size.width, 1) for line in {y, before.y if before else y}))

    # How it is looked at

    def zoom(self, factor: float) -> None:
        """Shows a part of the time axis that is `factor` times as long; 0 shows all of it."""
        axis, look = self.shown.axis, self.kept.look
        if axis is not None:
            self.look_at(zoomed(look, axis, factor, self.shown.least) if factor else look._replace(span=None))

    def pan(self, share: float) -> None:
        """Shows the part of the time axis that lies so much of its length later."""
        if self.shown.axis is not None:
            self.look_at(panned(self.kept.look, self.shown.axis, share))

    def choose(self, step: int) -> None:
        """Shows the next way to count."""
        self.look_at(switched(self.kept.look, self.shown.choices, step))

    def look_at(self, look: Look) -> None:
        """Shows the page as it is looked at otherwise."""
        if look == self.kept.look:
            return
        door = self.door
        self.kept = self.kept._replace(look=look)
        self._composed_for = -1
        top = min(self.top, max(0, len(self.lines) - self.page_height))
        number = next((n for n, way in enumerate(self.ways) if way.door == door), None)
        self.kept = self.kept._replace(top=top, door=number)
        self.refresh()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        number = door_at(self.ways, event.x - (2 if self.rule else 0), self.top + event.y)
        if number is not None:
            self._go(number)
            self.post_message(self.Opened(self.ways[number].door))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_by(-3)


def _under_cursor(line: Line, way: Doorway) -> Line:
    """A line whose door the cursor is on."""
    found: list[Span] = []
    x = 0
    for span in line:
        end = x + cell_width(span.text)
        if span.door == way.door and x < way.right:
            text = span.text.rstrip() if end > way.right else span.text
            found += [span._replace(text=text, role="cursor"), Span(" " * (end - x - cell_width(text)))]
        else:
            found.append(span)
        x = end
    return tuple(found)
