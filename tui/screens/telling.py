"""What a screen tells beside the table: the status line, the place of the cursor, how long work takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from tui.engines.task import Tasks
from tui.language.label import Language
from tui.pages.document import Span
from tui.screens.files import FileTabs
from tui.tables.sheet import TableSheet
from tui.tables.status import NOTE_AFTER, Named, problems, status
from tui.tables.tabs import Tabs
from tui.widgets.lines import RowPlace, StatusLine

LEAST_PLACE = 14
"""Cells of the cursor's place at least."""


class Telling:
    """Writes the status line and the cursor's place.

    Args:
        screen: has the timer and the two lines.
        language: in which it is told.
        named: puts into a text the keys that it names.
        tabs: what it speaks of.
        files: those among the tabs.
        tasks: what runs for the screen.
        asking: whether a line is being typed.

    Attributes:
        message: what was told last, until the next key that changes it.
        problems: how many problems the data have.
    """

    def __init__(
        self,
        screen: Screen[None],
        language: Language,
        named: Named,
        tabs: Tabs,
        files: FileTabs,
        tasks: Tasks,
        asking: Callable[[], bool],
    ) -> None:
        self._screen, self._language, self._named = screen, language, named
        self._tabs, self._files, self._tasks, self._asking = tabs, files, tasks, asking
        self._status = screen.query_one(StatusLine)
        self._place = screen.query_one(RowPlace)
        self._place_width = 0
        self._ticker: Timer | None = None
        self.message = ""
        self.problems = 0

    def tell(self, message: str) -> None:
        """Says something until the next key that changes it."""
        self.message = message
        self.show()

    def show(self) -> None:
        """Writes the status line anew."""
        model, sheet = self._tabs.model, self._tabs.sheet
        spans = [Span(self.message, "warn")] if self.message else []
        # While a line is typed, what is said of it stands alone.
        alone = bool(self.message) and self._asking()
        if model is not None and isinstance(sheet, TableSheet) and not alone:
            now = time.monotonic()
            spans += status(model, sheet, self._language, self._named, self._files.task, self._files.stale, now)
        if self.problems:
            spans.append(problems(self.problems, self._language, self._named))
        line: list[Span] = []
        for span in spans:
            line += [span, Span(" · ", "dim")]
        self._status.show(tuple(line[:-1]))
        self.show_place()

    def show_place(self) -> None:
        """Writes where the cursor is."""
        model = self._tabs.model
        where = ""
        if model is not None and model.count:
            more = "" if model.window.counted and not self._files.begun else "+"
            where = f"{model.cursor.row + 1:,}/{model.count:,}{more}"
        if len(where) != self._place_width:
            self._place_width = len(where)
            self._place.styles.width = max(LEAST_PLACE, len(where) + 1)
        self._place.show(where)

    def wake(self) -> None:
        """Tells how long work takes, from now until it is done."""
        if self._ticker is None:
            self._ticker = self._screen.set_interval(NOTE_AFTER, self._tick)

    def _tick(self) -> None:
        model = self._tabs.model
        self.show()
        busy = self._tasks.awaited or (model is not None and model.tasks.awaited)
        if not busy and self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
