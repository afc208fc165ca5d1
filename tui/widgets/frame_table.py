"""The table: draws the rows of a `TableModel` that are on the screen, and nothing else.

Nothing here grows with the data: a row is one string cut to the columns, kept as a strip until something
that changes its look changes.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.models.table import TableModel
from tui.text.widths import cell_width, cut, pad
from tui.widgets.roles import PLAIN, RoleWidget

GAP = 2
LEAST = 6
"""A column cut short by the edge is shown from this many cells on."""
FROZEN_SHARE = 0.45
"""The frozen columns take no more than this share of the width."""


class Place(NamedTuple):
    """A column on the screen: its number, where it begins, and how wide it is."""

    column: int
    x: int
    width: int


class FrameTable(RoleWidget, can_focus=True):
    """A table over a window of rows, with a frozen name column and a cell cursor."""

    class Moved(Message):
        """The cursor is on another row; a later one replaces it."""

        def __init__(self, table: FrameTable) -> None:
            super().__init__()
            self.table = table

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, FrameTable.Moved)

    class Opened(Message):
        """The row under the cursor is to be opened."""

    class HeaderClicked(Message):
        """The header of the column under the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._model: TableModel | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._places: tuple[Place, ...] = ()
        self._widths: list[int] = []
        self.empty = ""

    @property
    def model(self) -> TableModel | None:
        """What is shown; setting it draws the table anew."""
        return self._model

    @model.setter
    def model(self, model: TableModel) -> None:
        self._model = model
        self.redraw()

    @property
    def page_height(self) -> int:
        """How many rows fit."""
        return max(1, self.size.height - 1)

    def redraw(self) -> None:
        """Measures the columns on the rows that are seen, and draws everything."""
        self._strips.clear()
        if self._model:
            self._model.move_to(self._model.cursor.row, self.page_height)
            self._measure()
        self.refresh()

    def on_resize(self) -> None:
        self.redraw()

    # Layout of columns

    def _measure(self) -> None:
        model = self._model
        if model is None:
            return
        rows = model.window.rows(model.cursor.top, self.page_height)
        self._widths = []
        for number, column in enumerate(model.columns):
            widest = max((cell_width(row[number]) for row in rows), default=0)
            mark = any(key.column == column.name for key in model.query.sort)
            self._widths.append(max(min(column.width, widest), cell_width(column.title) + mark, 3))
        self._lay_out()

    def _lay_out(self) -> None:
        model = self._model
        if model is None:
            return
        cursor = model.cursor
        if cursor.column < model.frozen:
            model.left_to(0)
        elif cursor.column < cursor.left + model.frozen:
            model.left_to(cursor.column - model.frozen)
        places = self._fit(model.cursor.left)
        while cursor.column not in [p.column for p in places if self._whole(p)] and (
            model.cursor.left < cursor.column - model.frozen
        ):
            model.left_to(model.cursor.left + 1)
            places = self._fit(model.cursor.left)
        if places != self._places:
            self._strips.clear()
        self._places = places

    def _whole(self, place: Place) -> bool:
        return place.width >= self._widths[place.column] or place.column < (self._model.frozen if self._model else 0)

    def _fit(self, left: int) -> tuple[Place, ...]:
        model = self._model
        if model is None:
            return ()
        width, x = self.size.width, 0
        numbers = [*range(model.frozen), *range(model.frozen + left, len(model.columns))]
        places: list[Place] = []
        for number in numbers:
            wanted = self._widths[number]
            if number < model.frozen:
                wanted = min(wanted, max(LEAST, int(width * FROZEN_SHARE)))
            room = width - x
            if room < min(wanted, LEAST):
                break
            if room < wanted and model.columns[number].whole:
                break
            place = Place(number, x, min(wanted, room))
            places.append(place)
            x += place.width + GAP
        return tuple(places)

    # Drawing

    def _line(self, texts: tuple[str, ...]) -> list[str]:
        model = self._model
        assert model is not None
        return [
            pad(texts[place.column], place.width, "right" if model.columns[place.column].right else "left")
            for place in self._places
        ]

    def _header(self) -> Strip:
        model = self._model
        assert model is not None
        marks = {key.column: "↓" if key.descending else "↑" for key in model.query.sort}
        plain, here = self.role_style("label"), self.role_style("heading")
        segments = []
        for place in self._places:
            column = model.columns[place.column]
            title = column.title
            mark = marks.get(column.name, "")
            text = pad(
                cut(title, place.width - cell_width(mark)) + mark,
                place.width,
                "right" if column.right else "left",
            )
            segments += [
                Segment(text, here if place.column == model.cursor.column else plain),
                Segment(" " * GAP, PLAIN),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, PLAIN)

    def _row(self, row: int, under_cursor: bool) -> Strip:
        model, width = self._model, self.size.width
        assert model is not None
        if row >= model.count:
            text = self.empty if row == 0 and not model.count else ""
            return Strip([Segment(text, self.role_style("dim"))]).adjust_cell_length(width, PLAIN)
        cells = self._line(model.window.rows(row, 1)[0])
        struck = model.struck(row)
        if not under_cursor and not struck:
            text = (" " * GAP).join(cells)
            return Strip([Segment(text, PLAIN)]).adjust_cell_length(width, PLAIN)
        base = self.role_style("cursor") if under_cursor else PLAIN
        segments: list[Segment] = []
        for place, cell in zip(self._places, cells, strict=True):
            style = base
            if under_cursor and place.column == model.cursor.column:
                style = style + Style(bold=True, underline=True)
            if struck and model.columns[place.column].right:
                text = cell.lstrip()
                segments += [Segment(cell[: len(cell) - len(text)], style)]
                segments += [Segment(text, style + self.role_style("struck")), Segment(" " * GAP, base)]
            else:
                segments += [Segment(cell, style), Segment(" " * GAP, base)]
        return Strip(segment for segment in segments if segment.text).simplify().adjust_cell_length(width, base)

    def render_line(self, y: int) -> Strip:
        model = self._model
        if model is None:
            return Strip.blank(self.size.width)
        if y == 0:
            return self._header()
        row = model.cursor.top + y - 1
        key = (row, row == model.cursor.row)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._row(*key)
        return strip

    # Movement: each asks the model, then draws no more than what changed

    def moved_from(self, row: int, top: int) -> None:
        """Draws what changed since the cursor stood on `row` and the screen began at `top`."""
        model = self._model
        assert model is not None
        if model.cursor.top != top:
            if len(self._strips) > 8 * self.page_height:
                self._strips.clear()
            self.refresh()
        elif model.cursor.row != row:
            lines = (row - top + 1, model.cursor.row - top + 1)
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))
        if model.cursor.row != row:
            self.post_message(self.Moved(self))

    def move_by(self, rows: int) -> None:
        """Moves the cursor by rows."""
        if model := self._model:
            row, top = model.cursor.row, model.cursor.top
            model.move_by(rows, self.page_height)
            self.moved_from(row, top)

    def page_by(self, pages: float) -> None:
        """Moves by pages or parts of one."""
        if model := self._model:
            row, top = model.cursor.row, model.cursor.top
            model.page_by(round(pages * self.page_height), self.page_height)
            self.moved_from(row, top)

    def move_to(self, row: int) -> None:
        """Moves to a row; a negative one counts from the end."""
        if model := self._model:
            before, top = model.cursor.row, model.cursor.top
            model.move_to(row if row >= 0 else model.count + row, self.page_height)
            self.moved_from(before, top)

    def move_column(self, column: int) -> None:
        """Moves the cursor to a column and scrolls to it."""
        if model := self._model:
            model.column_to(column)
            self._lay_out()
            self._strips.clear()
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(-3)

    def _scroll(self, rows: int) -> None:
        if model := self._model:
            row, top = model.cursor.row, model.cursor.top
            model.scroll_by(rows, self.page_height)
            self.moved_from(row, top)

    def on_click(self, event: events.Click) -> None:
        model = self._model
        if model is None:
            return
        column = next((p.column for p in self._places if p.x <= event.x < p.x + p.width), model.cursor.column)
        if event.y == 0:
            self.move_column(column)
            self.post_message(self.HeaderClicked())
            return
        row = model.cursor.top + event.y - 1
        if row < model.count:
            self.move_column(column)
            self.move_to(row)
            if event.chain > 1:
                self.post_message(self.Opened())
