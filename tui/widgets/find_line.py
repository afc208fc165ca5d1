"""The line in which a find is typed. Imported when it is first asked for: Textual's input is not cheap to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from typing import Protocol

    class Finder(Protocol):
        def find_words(self, words: str) -> None: ...

        def close_find(self, *, keep: bool) -> None: ...


class FindLine(Widget):
    """Finds in the table as one types; Enter keeps what was found, Esc forgets it."""

    def __init__(self, words: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def compose(self) -> ComposeResult:
        yield Static("/", id="find-mark", markup=False)
        yield Input(self._words, compact=True, select_on_focus=True, id="find-input")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @property
    def _finder(self) -> Finder:
        return cast("Finder", self.screen)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._finder.find_words(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._finder.close_find(keep=True)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self._finder.close_find(keep=False)
