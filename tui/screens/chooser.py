"""A list to choose from, narrowed by typing: one item, or with marks several."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import Input

from tui.language.label import Language
from tui.language.words import word
from tui.screens.keys import bindings
from tui.text.widths import cut
from tui.widgets.lines import KeyLine, TabStrip
from tui.widgets.roles import PLAIN, RoleScreen, RoleWidget


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

    def move(self, step: int) -> None:
        """Moves the cursor."""
        self.cursor = max(0, min(self.cursor + step, len(self.shown) - 1))
        height = max(1, self.size.height)
        self.top = min(max(self.top, self.cursor - height + 1), self.cursor)
        self.refresh()

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


class Words(Input):
    """What narrows the items; a space is for the screen first, which marks with it."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key != "space" and super().check_consume_key(key, character)


class ChooserScreen(RoleScreen):
    """Asks for one item, or with `marked` for several; gives their numbers, None where it was left."""

    BINDINGS = [  # noqa: RUF012
        *bindings(["redraw"]),
        # Ahead of the input, which would take them as text and as a movement.
        Binding("space", "mark", show=False, priority=True),
        Binding("ctrl+a", "mark_all", show=False, priority=True),
    ]

    def __init__(self, title: str, items: Sequence[str], marked: set[int] | None, language: Language) -> None:
        super().__init__()
        self._title, self._language = title, language
        self._items = Items(items, set(marked) if marked is not None else None, id="items")

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", [self._title], numbered=False, id="tabs")
        yield Words(compact=True, id="prompt-input", placeholder=word("screen.narrow", self._language))
        yield self._items
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        keys = [("Enter", "key.take"), ("Esc", "key.leave")]
        if self._items.marked is not None:
            keys = [("Space", "key.mark"), ("Enter", "key.take.many"), ("Esc", "key.leave"), ("Ctrl+A", "key.all")]
        told = [(key, word(what, self._language)) for key, what in keys]
        self.query_one(KeyLine).keys([("↑↓", ""), *told])
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._items.narrow(event.value)

    def on_input_submitted(self) -> None:
        marked = self._items.marked
        if marked is not None:
            self.dismiss([n for n in range(len(self._items.items)) if n in marked])  # type: ignore[arg-type]
        elif self._items.here is not None:
            self.dismiss([self._items.here])  # type: ignore[arg-type]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks are set where several items can be chosen."""
        return self._items.marked is not None if action.startswith("mark") else True

    def action_mark(self) -> None:
        marked = self._items.marked
        if marked is not None and self._items.here is not None:
            marked ^= {self._items.here}
            self._items.move(1)

    def action_mark_all(self) -> None:
        """Marks all that fit what was typed, or none of them where all are."""
        marked, shown = self._items.marked, set(self._items.shown)
        if marked is not None:
            if shown <= marked:
                marked -= shown
            else:
                marked |= shown
            self._items.refresh()

    def on_key(self, event: events.Key) -> None:
        steps = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}
        if event.key in steps:
            self._items.move(steps[event.key])
        elif event.key == "escape":
            self.dismiss(None)
        else:
            return
        event.stop()
        event.prevent_default()
