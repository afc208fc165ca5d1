"""The overview on the screen: blocks in one column or two, and a cursor that steps from door to door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.cells.cell import Reader
from tui.language.words import word
from tui.pages.document import Door, Line, Span, door_of
from tui.pages.panel import Panel, Room
from tui.tables.sheet import PageSheet
from tui.text.widths import cut
from tui.widgets.overview_layout import OVERHEAD, place_blocks
from tui.widgets.roles import PLAIN, RoleWidget

TWO_COLUMNS = 104
"""From this width on, two blocks stand side by side."""
GUTTER = 3
LEAST_ROWS = 4
"""Lines of a block where the screen has no room for more."""


class Spot(NamedTuple):
    """A line of a block on the page: where it is drawn, and where it leads."""

    column: int
    y: int
    spans: Line
    door: Door | None


class Left(NamedTuple):
    """How a tab was left: its panels, and where the cursor and the screen stood."""

    panels: Sequence[Panel]
    cursor: int = 0
    top: int = 0


class OverviewView(RoleWidget, can_focus=True):
    """Lays out panels, each where the columns are the shortest so far."""

    class Opened(Message):
        """The line under the cursor is to be opened."""

        def __init__(self, door: Door) -> None:
            super().__init__()
            self.door = door

    def __init__(self, reader: Reader, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.reader = reader
        self._sheet: PageSheet | None = None
        self._panels: Sequence[Panel] = ()
        self._left: dict[PageSheet, Left] = {}
        self._spots: list[Spot] = []
        self._titles: list[Spot] = []
        self._rows: dict[int, dict[int, Spot]] = {}
        self._height = 0
        self._laid_out: Size | None = None
        self._doors: list[Spot] = []
        self.cursor = 0
        self.top = 0

    def show(self, sheet: PageSheet) -> None:
        """Shows the panels of a tab, where its cursor was left."""
        if sheet is self._sheet:
            self.again()
            return
        if self._sheet is not None:
            self._left[self._sheet] = Left(self._panels, self.cursor, self.top)
        self._sheet = sheet
        self._panels, self.cursor, self.top = self._left.get(sheet) or Left(sheet.panels())
        self._laid_out = None
        self.refresh()

    def again(self) -> None:
        """Lays the panels out anew."""
        self._laid_out = None
        self.refresh()

    @property
    def page_height(self) -> int:
        return max(1, self.size.height)

    def _columns(self) -> tuple[int, int]:
        """How many columns, and the cells of each."""
        width = self.size.width
        if width >= TWO_COLUMNS:
            return 2, (width - GUTTER) // 2
        return 1, width

    @property
    def _screenful(self) -> int:
        """The lines of the page that are seen at once; where more follow, the last line of the screen says so."""
        return max(1, self.size.height - (self._height > self.size.height))

    def _lay_out(self) -> None:
        if self._laid_out == self.size:
            return
        self._laid_out = self.size
        columns, width = self._columns()
        # As many lines as a block could have if it had a column to itself.
        room = Room(width, max(LEAST_ROWS, self.size.height - OVERHEAD), self.reader)
        # What has nothing to say now is no block.
        panels = [panel for panel in self._panels if panel.title(self.reader)]
        lines = [panel.draw(room) for panel in panels]
        places = place_blocks([len(drawn) for drawn in lines], columns, self.size.height, LEAST_ROWS)
        self._spots, self._titles = [], []
        for block, column, y, number in places:
            panel, drawn = panels[block], lines[block]
            if number < len(drawn):
                drawn = panel.draw(room._replace(rows=number))[:number]
            title = panel.title(self.reader)
            self._titles.append(Spot(column, y, title, panel.door))
            self._spots.append(self._titles[-1])
            self._spots += [Spot(column, y + n, line, door_of(line)) for n, line in enumerate(drawn, 1)]
        self._height = max((place.y + place.lines + 1 for place in places), default=0)
        self._rows = {}
        for spot in self._spots:
            self._rows.setdefault(spot.y, {})[spot.column] = spot
        self._doors = [spot for spot in self._spots if spot.door]
        self.cursor = min(self.cursor, max(0, len(self._doors) - 1))

    def _below(self) -> Strip:
        """What follows below the screen, by the titles of the blocks."""
        end = self.top + self._screenful
        titles = [spot.spans[0].text.strip() for spot in self._titles if spot.y >= end - 1 and spot.spans]
        language = self.reader.language
        more = word("screen.below", language, " · ".join(titles)) if titles else word("screen.more", language)
        return self.strip((Span(cut(more, self.size.width), "warn"),), self.size.width)

    @property
    def _here(self) -> Spot | None:
        return self._doors[self.cursor] if self._doors else None

    def render_line(self, y: int) -> Strip:
        self._lay_out()
        if y == self._screenful and self.top + y < self._height:
            return self._below()
        columns, room = self._columns()
        row = self._rows.get(self.top + y, {})
        segments: list[Segment] = []
        for column in range(columns):
            spot = row.get(column)
            strip = self.strip(spot.spans if spot else (), room)
            if spot is not None and spot is self._here and self.has_focus:
                strip = Strip([Segment(strip.text, self.role_style("cursor"))])
            segments += [*strip, Segment(" " * GUTTER, PLAIN)]
        return Strip(segments).adjust_cell_length(self.size.width, PLAIN)

    def _go(self, cursor: int) -> None:
        self._lay_out()
        before = self._here
        self.cursor = max(0, min(cursor, len(self._doors) - 1))
        here = self._here
        if here is None or before is None:
            return
        top = min(max(self.top, here.y - self._screenful + 1), max(0, here.y - 1))
        if top != self.top:
            self.top = top
            self.refresh()
        else:
            lines = {before.y - top, here.y - top}
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))

    def move_by(self, rows: int) -> None:
        """Moves to the door below or above in the same column, then into the next column."""
        here = self._here
        if here is None:
            self._lay_out()
            return
        same = [n for n, spot in enumerate(self._doors) if spot.column == here.column]
        same.sort(key=lambda n: self._doors[n].y)
        at = same.index(self.cursor) + rows
        self._go(same[max(0, min(at, len(same) - 1))])

    def page_by(self, pages: float) -> None:
        self.move_by(round(pages * self.page_height / 2))

    def move_to(self, row: int) -> None:
        self._go(0 if row >= 0 else len(self._doors) - 1)

    def move_column(self, column: int) -> None:
        """Moves to the door nearest in a column; a negative one counts from the end."""
        here = self._here
        last = self._columns()[0] - 1
        wanted = min(column, last) if column >= 0 else max(0, last + 1 + column)
        beside = [n for n, spot in enumerate(self._doors) if here and spot.column == wanted]
        if here and beside:
            self._go(min(beside, key=lambda n: abs(self._doors[n].y - here.y)))

    @property
    def column(self) -> int:
        """The column that the cursor is in."""
        return self._here.column if self._here else 0

    def open(self) -> None:
        """Asks for the door under the cursor to be opened."""
        if self._here and self._here.door:
            self.post_message(self.Opened(self._here.door))

    def on_click(self, event: events.Click) -> None:
        columns, room = self._columns()
        column = min(columns - 1, event.x // (room + GUTTER))
        spot = self._rows.get(self.top + event.y, {}).get(column)
        if spot and spot.door:
            self._go(self._doors.index(spot))
            if event.chain > 1:
                self.open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(-3)

    def _scroll(self, lines: int) -> None:
        self.top = max(0, min(self.top + lines, self._height - self._screenful))
        self.refresh()
