"""The line in which something is typed: words to find, a filter, an expression, a path.

Imported when it is first asked for: Textual's input is not cheap to load.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input


class PromptLine(Input):
    """Asks for one line. Enter takes it, Esc leaves it.

    Args:
        text: what stands there at first.
        changed: called with the text on each change.
        taken: called with the text, or None where it was left.
    """

    _on_change: Callable[[str], None] | None = None
    _done = False

    def __init__(self, text: str, changed: Callable[[str], None] | None, taken: Callable[[str | None], None]) -> None:
        super().__init__(text, compact=True, select_on_focus=True)
        self._on_change = changed
        self._taken = taken
        self.received: events.Key | None = None

    def watch_value(self, value: str) -> None:
        if self._on_change is not None and not self._done:
            self._on_change(value)

    def on_key(self, event: events.Key) -> None:
        self.received = event
        if self._done:
            # Typed behind the Enter that took the line: for the screen.
            event.stop()
            event.prevent_default()
            self.screen.post_message(events.Key(event.key, event.character))
        elif event.key in ("enter", "escape"):
            self._done = True
            event.stop()
            event.prevent_default()
            self._taken(self.value if event.key == "enter" else None)
        elif not event.is_forwarded and not event.is_printable:
            # Handed on by the screen, where the keys that edit are not bound.
            event.stop()
            event.prevent_default()
            if event.key == "backspace":
                self.action_delete_left()
