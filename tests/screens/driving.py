"""Opens the program as a person does, presses keys and finds the screen, for the tests that do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import zip_longest
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input

from tests.screens.screen_text import screen_text
from tui.app import TermsheetApp
from tui.cells.cell import Reader
from tui.cli.tabs import file_tabs
from tui.commands import filtering
from tui.corpus.lens import Lens
from tui.engines import windows
from tui.files.source import Options
from tui.screens import pane, prompting
from tui.screens.explorer import ExplorerScreen
from tui.tables.line import CommandLine


@asynccontextmanager
async def explorer(
    lens: Lens,
    tab: str = "deals",
    size: tuple[int, int] = (120, 40),
    language: str = "en",
    line: CommandLine | None = None,
) -> AsyncIterator[tuple[TermsheetApp, Pilot[int]]]:
    """The program on a corpus."""
    reader = Reader("zh" if language == "zh" else "en", lens.names)
    async with running(TermsheetApp(lens, reader, tab, line=line), size) as opened:
        yield opened


@asynccontextmanager
async def files(
    *paths: Path,
    size: tuple[int, int] = (100, 14),
    language: str = "en",
    engine: str = "",
    follow: bool = False,
    rest: bool = True,
) -> AsyncIterator[tuple[TermsheetApp, Pilot[int]]]:
    """The program on files, a tab for each, asked through an engine, or followed as they grow; without `rest` while
    they are still read."""
    reader, sheets = file_tabs([str(path) for path in paths], Options(engine=engine, follow=follow), language, None)
    async with running(TermsheetApp(None, reader, files=sheets), size, rest=rest) as opened:
        yield opened


PAUSES = ((pane, "REST"), (prompting, "_LEAVING"), (filtering, "PAUSE"), (windows, "DRAWING"))
"""What waits for a person's eyes or fingers, where it stands and in seconds."""


@asynccontextmanager
async def running(
    app: TermsheetApp, size: tuple[int, int], *, rest: bool = True
) -> AsyncIterator[tuple[TermsheetApp, Pilot[int]]]:
    """The program in a screen of a size, which makes no pauses."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in PAUSES:
            patch.setattr(module, name, 0.001)
        async with _opened(app, size, rest) as opened:
            yield opened


@asynccontextmanager
async def _opened(
    app: TermsheetApp, size: tuple[int, int], rest: bool
) -> AsyncIterator[tuple[TermsheetApp, Pilot[int]]]:
    async with app.run_test(size=size) as pilot:
        # The check of the corpus is one of the tasks, though the person does not wait for it.
        await (rested if rest else settled)(pilot)
        yield app, pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Presses keys, each when what the one before it did is done and drawn; the text of a line is typed in one go."""
    for key, following in zip_longest(keys, keys[1:], fillvalue=""):
        _post(pilot, key)
        if not (len(key) == len(following) == 1 and isinstance(pilot.app.focused, Input)):
            await settled(pilot)


async def press_ahead(pilot: Pilot[int], *keys: str) -> None:
    """Presses keys faster than they are answered."""
    for key in keys:
        _post(pilot, key)
    await settled(pilot)


def _post(pilot: Pilot[int], key: str) -> None:
    name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
    pilot.app.post_message(events.Key(name, key if len(key) == 1 else key_to_character(key)))


async def settled(pilot: Pilot[int]) -> None:
    """Until nothing is under way: no message, no worker, no timer that fires once. Asks the program, not a clock.

    Work in the thread of a lane is not seen from here: `rested` waits for all of it, `until` for what it shows.
    """
    app = pilot.app
    calm = 0
    while calm < 2 and app.is_running and app._exception is None:
        await pilot._wait_for_screen()
        screen = app.screen
        screen._on_timer_update()
        pumps: list[MessagePump] = [app, *screen.walk_children(with_self=True)]
        once = [timer._task for pump in pumps for timer in pump._timers if timer._repeat == 0]
        ends = [task for task in once if task is not None and not task.done()]
        ends += [worker._task for worker in app.workers if not worker.is_finished and worker._task is not None]
        if ends:
            await asyncio.wait(ends)
        waiting = screen._callbacks or any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
        calm = 0 if ends or waiting else calm + 1


async def rested(pilot: Pilot[int]) -> None:
    """Until no task runs either, and what each brought is drawn."""
    while True:
        await settled(pilot)
        screens = [screen for screen in pilot.app.screen_stack if isinstance(screen, ExplorerScreen)]
        every = [tasks for s in screens for tasks in (s.tasks, *(model.tasks for model in s.tabs.models.values()))]
        if not any(tasks._running for tasks in every):
            return
        await pilot.pause(0.005)


async def until(app: TermsheetApp, pilot: Pilot[int], seen: str) -> None:
    """Until a text is on the screen; the work of a lane has no other sign."""
    for _ in range(2000):
        # The work may open another screen, which is not laid out at once.
        await settled(pilot)
        if seen in screen_text(app):
            return
        await pilot.pause(0.005)
    raise AssertionError(screen_text(app))


def shown(app: TermsheetApp) -> ExplorerScreen:
    """The explorer on the screen."""
    assert isinstance(app.screen, ExplorerScreen)
    return app.screen
