"""The line in which something is typed: words to find, a filter, an expression, a path.

Imported when it is first asked for: Textual's input is not cheap to load.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.text.widths import cell_width


class PromptLine(Widget):
    """Asks for one line. Enter takes it, Esc leaves it.

    Args:
        mark: stands before the text and says what it is.
        text: what stands there at first.
        changed: called with the text on each change.
        taken: called with the text, or None where it was left.
    """

    def __init__(
        self,
        mark: str,
        text: str,
        changed: Callable[[str], None] | None,
        taken: Callable[[str | None], None],
        *,
        select: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._mark, self._text = mark, text
        self._changed, self._taken = changed, taken
        self._select = select

    def compose(self) -> ComposeResult:
        mark = Static(self._mark, id="prompt-mark", markup=False)
        mark.styles.width = cell_width(self._mark)
        yield mark
        yield Input(self._text, compact=True, select_on_focus=self._select, id="prompt-input")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._changed is not None:
            self._changed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._taken(event.value)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self._taken(None)
