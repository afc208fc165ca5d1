"""A list to choose from, narrowed by typing: one item, or with marks several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import Input

from tui.commands.desk import Desk
from tui.commands.registry import Command
from tui.language.words import word
from tui.screens.over import LEAVING, OverScreen
from tui.text.widths import cut
from tui.widgets.line_input import LineInput
from tui.widgets.lines import KeyLine, TabStrip
from tui.widgets.roles import PLAIN, RoleWidget


class Items(RoleWidget):
    """The items that fit what was typed, with marks and a cursor."""

    def __init__(self, items: Sequence[str], marked: set[int] | None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items, self.marked = items, marked
        self.shown = list(range(len(items)))
        self.cursor = self.top = 0

    def narrow(self, words: str) -> None:
        """Shows the items that hold all the words."""
        wanted = words.casefold().split()
        self.shown = [n for n, item in enumerate(self.items) if all(part in item.casefold() for part in wanted)]
        self.cursor = self.top = 0
        self.refresh()

    column = 0

    def move_to(self, row: int) -> None:
        """Moves the cursor to an item; a negative one counts from the end."""
        last = len(self.shown) - 1
        self.cursor = max(0, min(row if row >= 0 else last + 1 + row, last))
        height = max(1, self.size.height)
        self.top = min(max(self.top, self.cursor - height + 1), self.cursor)
        self.refresh()

    def move_by(self, rows: int) -> None:
        """Moves the cursor."""
        self.move_to(max(0, self.cursor + rows))

    def page_by(self, pages: float) -> None:
        """Moves by pages or parts of one."""
        self.move_by(round(pages * max(1, self.size.height)))

    def move_column(self, column: int) -> None:
        """A list has no columns."""

    @property
    def here(self) -> int | None:
        """The item under the cursor."""
        return self.shown[self.cursor] if self.shown else None

    def render_line(self, y: int) -> Strip:
        row = self.top + y
        width = self.size.width
        if row >= len(self.shown):
            return Strip.blank(width, PLAIN)
        number = self.shown[row]
        mark = "" if self.marked is None else "[x] " if number in self.marked else "[ ] "
        style = self.role_style("cursor") if row == self.cursor else PLAIN
        return Strip([Segment(cut(mark + self.items[number], width), style)]).adjust_cell_length(width, style)


class ChooserInput(LineInput):
    """What narrows the items; a space is for the screen first, which marks with it."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key != "space" and super().check_consume_key(key, character)


class ChooserScreen(OverScreen):
    """Asks for one item, or with `marked` for several; `chosen` is given their numbers where it was not left."""

    BINDINGS = [  # noqa: RUF012
        # Ahead of the input, which would take them as text and as a movement.
        Binding("space", "mark", show=False, priority=True),
        Binding("ctrl+a", "mark_all", show=False, priority=True),
    ]

    def __init__(
        self,
        desk: Desk,
        title: str,
        items: Sequence[str],
        marked: set[int] | None,
        chosen: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__(desk)
        self._title, self._chosen = title, chosen
        self._items = Items(items, set(marked) if marked is not None else None, id="items")

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", [self._title], numbered=False, id="tabs")
        yield ChooserInput(id="prompt-input", placeholder=word("screen.narrow", self.desk.reader.language))
        yield self._items
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        keys = [("Enter", "key.take"), ("Esc", "key.leave")]
        if self._items.marked is not None:
            keys = [("Space", "key.mark"), ("Enter", "key.take.many"), ("Esc", "key.leave"), ("Ctrl+A", "key.all")]
        told = [(key, word(what, self.desk.reader.language)) for key, what in keys]
        self.query_one(KeyLine).keys([("↑↓", ""), *told])
        self.set_focus(self.query_one(Input))

    @property
    def part(self) -> Items:
        return self._items

    def on_input_changed(self, event: Input.Changed) -> None:
        self._items.narrow(event.value)

    def on_input_submitted(self) -> None:
        marked, here = self._items.marked, self._items.here
        chosen = [here] if here is not None else []
        if marked is not None:
            chosen = [n for n in range(len(self._items.items)) if n in marked]
        elif not chosen:
            return
        self.leave()
        self._chosen(chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks are set where several items can be chosen."""
        return self._items.marked is not None if action.startswith("mark") else True

    def action_mark(self) -> None:
        marked = self._items.marked
        if marked is not None and self._items.here is not None:
            marked ^= {self._items.here}
            self._items.move_by(1)

    def action_mark_all(self) -> None:
        """Marks all that fit what was typed, or none of them where all are."""
        marked, shown = self._items.marked, set(self._items.shown)
        if marked is not None:
            if shown <= marked:
                marked -= shown
            else:
                marked |= shown
            self._items.refresh()

    def carry_out(self, command: Command) -> None:
        if command.id not in LEAVING:
            super().carry_out(command)
