"""Presses keys and finds the screen, for the tests that do."""

from __future__ import annotations

from textual.pilot import Pilot

from tui.app import TermsheetApp
from tui.screens.explorer import ExplorerScreen


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Presses keys, each when what the one before it did is done."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def shown(app: TermsheetApp) -> ExplorerScreen:
    """The explorer on the screen."""
    assert isinstance(app.screen, ExplorerScreen)
    return app.screen
