"""What Tab, Enter and the arrows do in a line that is typed: suggestions above it, older lines behind it."""

from __future__ import annotations

from tui.commands.faces import Suggesting
from tui.storage import own


class Recall:
    """Walks through the lines typed before, from the newest."""

    def __init__(self, prompt: str) -> None:
        self._lines = [*own.typed_lines(prompt), ""]
        self._place = len(self._lines) - 1

    def step(self, by: int) -> str:
        """The line before or after."""
        self._place = max(0, min(self._place + by, len(self._lines) - 1))
        return self._lines[self._place]


def assisted(key: str, suggestions: Suggesting, recall: Recall) -> str | None:
    """What a key makes of the line; None leaves it, though another suggestion may be chosen."""
    if key == "tab":
        chosen = suggestions.here or (suggestions.items[0] if suggestions.items else None)
        return chosen.line if chosen else None
    if key == "enter":
        return suggestions.here.line if suggestions.here is not None else None
    if key == "up" and suggestions.chosen < 0:
        return recall.step(-1)
    if key == "down" and not suggestions.items:
        return recall.step(1)
    suggestions.move(-1 if key == "up" else 1)
    return None
