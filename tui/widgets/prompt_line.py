"""The line in which something is typed: words to find, a filter, an expression, a path.

Imported when it is first asked for: Textual's input is not cheap to load.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from tui.widgets.line_input import LineInput
from tui.widgets.roles import RoleScreen

ASSISTED = ("tab", "up", "down", "enter")


class PromptLine(LineInput):
    """Asks for one line. Enter takes it, Esc leaves it; Tab and the arrows go to who assists.

    Args:
        text: what stands there at first.
        changed: called with the text on each change.
        taken: called with the text, or None where it was left; False keeps the line open.
        assist: changes the line for a key (`tab`, `up`, `down`, `enter`) given what stands there; None leaves it.
        select: whether typing replaces what stands there.
    """

    _on_change: Callable[[str], None] | None = None
    _done = False

    def __init__(
        self,
        text: str,
        changed: Callable[[str], None] | None,
        taken: Callable[[str | None], bool | None],
        assist: Callable[[str, str], str | None] | None = None,
        *,
        select: bool = True,
    ) -> None:
        super().__init__(text, select=select)
        self._on_change = changed
        self._taken = taken
        self._assist = assist

    def watch_value(self, value: str) -> None:
        if self._on_change is None or self._done:
            return
        # Of letters that come at once, as from a slow line, only what all of them say is looked up.
        types_on = isinstance(self.screen, RoleScreen) and self.screen.types_on
        if not types_on or len(value) >= (self.max_length or 0):
            self._on_change(value)

    def _assisted(self, key: str) -> bool:
        """Lets a key change the line; whether it is used up by that."""
        assert self._assist is not None
        line = self._assist(key, self.value)
        if line is None:
            return key != "enter"
        if line != self.value:
            self.value = line
        self.cursor_position = len(self.value)
        return True

    def on_key(self, event: events.Key) -> None:
        if self._assist is not None and event.key in ASSISTED and self._assisted(event.key):
            event.stop()
            event.prevent_default()
        elif event.key in ("enter", "escape"):
            event.stop()
            event.prevent_default()
            self._done = True
            self._done = self._taken(self.value if event.key == "enter" else None) is not False
