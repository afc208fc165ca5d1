"""What has to reach the terminal itself.

Textual has no public way to the driver of a running app, nor to its mouse: this is the one place that goes to them.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


class Terminal:
    """The terminal that an app runs in."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._mouse = True

    def write(self, sequence: str) -> None:
        """Writes beside the screen."""
        driver = self._app._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    def forget(self) -> None:
        """Relies no more on what the terminal shows: the next frame draws all."""
        forget = getattr(self._app._driver, "forget", None)
        if forget is not None:
            forget()

    def toggle_mouse(self) -> bool:
        """Gives the mouse back, or takes it; whether it is the program's now."""
        self._mouse = not self._mouse
        change = getattr(self._app._driver, "take_mouse", None)
        if change is not None:
            change(self._mouse)
        return self._mouse
