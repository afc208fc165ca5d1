"""The table: draws the rows of a `TableModel` that are on the screen, and nothing else.

Nothing here grows with the data: a row is one string cut to the columns, kept as a strip until something
that changes its look changes.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.cells.cell import ShownColumn
from tui.tables import here
from tui.tables.model import TableModel
from tui.text.figures import pad_figure
from tui.text.widths import cell_width, cut, pad
from tui.widgets.column_layout import GAP, Layout, lay_out
from tui.widgets.column_widths import ColumnWidths
from tui.widgets.roles import PLAIN, RoleWidget
from tui.widgets.row_strips import RowLook, marked_row, plain_row


class Drag(NamedTuple):
    """What the pressed mouse does: changes the width of a column, or selects rows from one on."""

    column: int | None
    start: int


class FrameTable(RoleWidget):
    """A table over a window of rows, with a frozen name column and a cell cursor.

    It has no focus: keys are for the screen, which is told of them sooner where nothing stands before it.
    """

    class Moved(Message, bubble=False):
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

    class Resized(Message):
        """A column was drawn to another width."""

        def __init__(self, column: int, width: int) -> None:
            super().__init__()
            self.column, self.width = column, width

    class Dragged(Message):
        """The mouse was drawn over rows, from the anchor to the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._model: TableModel | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._layout = Layout()
        self._figures: dict[int, ShownColumn] = {}
        self._laid: tuple[ShownColumn, ...] = ()
        self._widths: ColumnWidths | None = None
        self._drag: Drag | None = None
        self._fitted = Size(0, 0)
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
        self._widths = None
        self.fit()
        self.refresh()

    def fit(self) -> None:
        self._strips.clear()
        before, self._fitted = self._fitted, self.size
        if self._model:
            # A table that only becomes lower or higher, as under a line that is typed, keeps its columns.
            if self._widths is None or not self._widths.measured or before.width != self.size.width:
                self._widths = ColumnWidths(self._model, self.page_height)
            if self._fitted:
                # What is hidden has no size: it is fitted when it is drawn again.
                self._model.move_to(self._model.cursor.row, self.page_height)
                self._lay_out()

    def repaint(self) -> None:
        """Draws everything again with the columns as wide as they are: rows that were waited for have come."""
        self._strips.clear()
        if self._widths and not self._widths.measured:
            self._lay_out()
        self.refresh()

    def mark(self) -> None:
        """Draws the rows anew: others are selected, and the gutter for their marks may have come or gone."""
        self._strips.clear()
        self._lay_out()
        self.refresh()

    # Layout of columns

    def fitted(self, number: int) -> int:
        """The width at which nothing of a column's seen rows is cut."""
        assert self._widths is not None
        return self._widths.fitted(number)

    def width_of(self, number: int) -> int:
        """The width of a column as it is shown."""
        assert self._widths is not None
        place = self._layout.of(number)
        return place.width if place else self._widths.wanted(number).width

    @property
    def _gutter(self) -> int:
        """Cells before the first column, for the marks of rows that are selected or noted on."""
        return 2 if self._model and (self._model.selection or self._model.noted) else 0

    def _lay_out(self) -> None:
        """Lays out the columns of the model for its cursor; the screen scrolls as far as that takes."""
        if self._model:
            self._take_layout()
            self._model.left_to(self._layout.left)

    def _take_layout(self) -> None:
        model = self._model
        assert model is not None
        assert self._widths is not None
        cursor, self._laid = model.cursor, model.columns
        found = lay_out(
            len(model.columns),
            self._widths.wanted,
            model.frozen,
            cursor.left,
            cursor.column,
            self.size.width,
            self._gutter,
        )
        if found != self._layout:
            self._strips.clear()
        self._layout = found
        seen = {place.column: model.columns[place.column] for place in found.places}
        self._figures = {number: column for number, column in seen.items() if here.may_be_struck(column)}

    # Drawing

    def _cells(self, row: int) -> list[str]:
        model = self._model
        assert model is not None
        assert self._widths is not None
        cells = []
        places = self._layout.places
        columns = [model.columns[place.column] for place in places]
        for place, column, text in zip(places, columns, model.texts(row, columns), strict=True):
            if not column.right:
                cells.append(pad(text, place.width))
                continue
            size = cell_width(text)
            if place.width < size <= column.width and model.view.width(column.name) is None:
                # Half a figure misleads: the column grows to the widest that was seen.
                self._widths.grow(place.column, size)
                self.call_later(self._grow)
            cells.append(pad_figure(text, place.width))
        return cells

    def _grow(self) -> None:
        before = self._layout
        self._lay_out()
        if self._layout != before:
            self.refresh()

    def _marks(self) -> dict[str, str]:
        """The marks of the sorted columns: an arrow, and with several keys the rank of each."""
        keys = self._model.view.query.sort if self._model else ()
        arrows = {key.column: "↓" if key.descending else "↑" for key in keys}
        if len(keys) < 2:
            return arrows
        return {name: f"{arrow}{rank}" for rank, (name, arrow) in enumerate(arrows.items(), 1)}

    def _header(self) -> Strip:
        model = self._model
        assert model is not None
        marks = self._marks()
        plain, here = self.role_style("label"), self.role_style("heading")
        segments = [Segment(" " * self._gutter, PLAIN)] if self._gutter else []
        for place in self._layout.places:
            column = model.columns[place.column]
            mark = column.mark + marks.get(column.name, "")
            text = pad(
                cut(column.title, place.width - cell_width(mark)) + mark,
                place.width,
                "right" if column.right else "left",
            )
            segments += [
                Segment(text, here if place.column == model.cursor.column else plain),
                Segment(" " * GAP, PLAIN),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, PLAIN)

    def _mark_of(self, row: int) -> str:
        """What stands before a row: that it is selected, or that a person noted something on it."""
        model = self._model
        assert model is not None
        if model.selection.holds(model.window, row):
            return "● "
        return "+ " if model.noted and model.window.value(row, "key") in model.noted else "  "

    def _row(self, row: int, under_cursor: bool) -> Strip:
        model, width = self._model, self._fitted.width
        assert model is not None
        if row >= model.count:
            text = self.empty if row == 0 and not model.count and model.window.counted else ""
            return Strip([Segment(text, self.role_style("dim"))]).adjust_cell_length(width, PLAIN)
        cells = self._cells(row)
        gutter = self._mark_of(row) if self._gutter else ""
        struck = {number for number, column in self._figures.items() if here.struck(column, model.window, row)}
        if not under_cursor and not struck:
            return plain_row(gutter, cells, self._layout, width)
        base, at = (self.role_style("cursor"), model.cursor.column) if under_cursor else (PLAIN, None)
        return marked_row(gutter, cells, self._layout, width, RowLook(base, at, struck, self.role_style("struck")))

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._fitted != self.size:
            self.fit()
        if self._model is not None and self._laid is not self._model.columns:
            # The columns changed while the rows that go with them are still being asked for.
            self._take_layout()
        return super().render_lines(crop)

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
            # Only the screen asks for it; what rises to it is late by the parts between.
            self.screen.post_message(self.Moved(self))

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

    @property
    def column(self) -> int:
        """The column that the cursor is in."""
        return self._model.cursor.column if self._model else 0

    def move_column(self, column: int) -> None:
        """Moves the cursor to a column and scrolls to it; a negative one counts from the end."""
        if model := self._model:
            model.column_to(column if column >= 0 else len(model.columns) + column)
            self._lay_out()
            self._strips.clear()
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        if event.shift:
            self._step(1)
        else:
            self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        if event.shift:
            self._step(-1)
        else:
            self._scroll(-3)

    def _step(self, columns: int) -> None:
        if model := self._model:
            self.move_column(model.cursor.column + columns)

    def _scroll(self, rows: int) -> None:
        if model := self._model:
            row, top = model.cursor.row, model.cursor.top
            model.scroll_by(rows, self.page_height)
            self.moved_from(row, top)

    # The mouse: a click puts the cursor, a drag selects rows or widens a column

    def _column_at(self, x: int) -> int:
        model = self._model
        assert model is not None
        place = self._layout.at(x)
        return place.column if place else model.cursor.column

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.screen.set_focus(None)
        model = self._model
        if model is None:
            return
        if event.y == 0:
            edge = self._layout.ending_at(event.x)
            self._drag = Drag(edge.column, edge.x) if edge else None
        else:
            self._drag = Drag(None, model.cursor.top + event.y - 1)
        if self._drag:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        model, drag = self._model, self._drag
        if model is None or drag is None:
            return
        if drag.column is not None:
            self.post_message(self.Resized(drag.column, event.x - drag.start))
            return
        row = max(0, min(model.cursor.top + event.y - 1, model.count - 1))
        if row != model.cursor.row or model.selection.anchor is not None:
            model.selection.anchor = drag.start
            self.move_to(row)
            if row != drag.start:
                self.post_message(self.Dragged())

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._drag = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        model = self._model
        if model is None:
            return
        column = self._column_at(event.x)
        if event.y == 0:
            if self._layout.at(event.x):
                self.move_column(column)
                self.post_message(self.HeaderClicked())
            return
        row = model.cursor.top + event.y - 1
        if row < model.count:
            self.move_column(column)
            self.move_to(row)
            if event.chain > 1:
                self.post_message(self.Opened())
