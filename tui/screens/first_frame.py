"""What the first screen shows before anything is typed, kept once nothing moves on it any more."""

from __future__ import annotations

from threading import Thread

from textual.app import App
from textual.timer import Timer

from tui.screens.explorer import ExplorerScreen
from tui.storage.first_frames import Keep
from tui.terminal.driver import TerminalDriver

LOOKS_EVERY = 0.1
"""Seconds between two looks; a screen that shows the same twice is at rest."""
MOST_LOOKS = 100
"""Looks after which a screen that never rests is left alone."""


class FirstFrame:
    """Looks at the first screen until it rests.

    Args:
        app: has the timer and the driver.
        explorer: the first screen.
        keep: is given its frame, in a thread of its own.
    """

    def __init__(self, app: App[int], explorer: ExplorerScreen, keep: Keep) -> None:
        self._app, self._explorer, self._keep = app, explorer, keep
        self._seen: str | None = None
        self._looks = 0
        self._timer: Timer | None = app.set_interval(LOOKS_EVERY, self._look)

    def leave(self) -> None:
        """Keeps nothing: what is shown from now on is what somebody asked for."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _look(self) -> None:
        driver = self._app._driver
        self._looks += 1
        if self._app.screen is not self._explorer or not isinstance(driver, TerminalDriver) or self._looks > MOST_LOOKS:
            self.leave()
            return
        seen = driver.shown() if self._explorer.rests else None
        if seen is not None and seen == self._seen:
            self.leave()
            Thread(target=self._keep, args=(seen, *self._app.size), name="first-frame", daemon=True).start()
        self._seen = seen
