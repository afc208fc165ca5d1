"""The rows on the screen, those of another view while they are asked for, and those of views seen before."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tui.engines.base import Engine
from tui.engines.task import Task, Tasks
from tui.engines.windows import Progress, Window
from tui.errors import said
from tui.language.label import Label
from tui.language.words import label
from tui.query.query import Query
from tui.tables.dataset import Dataset

VIEW = "view"
"""The purpose of the task that finds the rows of a view."""
FORESEEN = "foreseen"
"""The purpose of the one that finds those of a view that may come next."""
KEPT_BYTES = 768 << 20
"""Bytes that the windows of views seen before hold at most, with those of the one seen and the one to come."""
_NUMBER = 4
"""Bytes of a row's number in an order."""


def _nothing(*_: object) -> None:
    """Nothing follows."""


class KeptWindows:
    """Windows of views seen before: what was found for them is found at once when they are seen again.

    They hold the numbers of rows in their order, four bytes each; those seen longest ago are given up for what is to
    come.
    """

    def __init__(self) -> None:
        self._windows: dict[Query, Window] = {}

    def keep(self, window: Window) -> None:
        """Keeps a window, as the one seen last; those of another state of the table are given up."""
        self._windows = {q: other for q, other in self._windows.items() if other.engine is window.engine}
        self._windows.pop(window.query, None)
        self._windows[window.query] = window

    def take(self, engine: Engine, query: Query) -> Window | None:
        """The window of a query, if it is kept."""
        window = self._windows.get(query._replace(columns=None))
        return window if window is not None and window.answers(engine, query) else None

    def make_room(self, shown: Window, coming: int) -> None:
        """Gives up what has no room beside the window that is shown, and so many bytes that are to come."""
        # A few screens of rows without an order take no room worth naming.
        for query in [query for query, window in self._windows.items() if window.order is not None]:
            held = {id(window): window.held for window in (*self._windows.values(), shown)}
            if sum(held.values()) + coming <= KEPT_BYTES:
                return
            del self._windows[query]


class _Following(NamedTuple):
    """What follows for rows that were asked for.

    Attributes:
        came: the first of them are seen.
        lost: they never will be.
        cut: the first will stay the only ones that can be reached.
    """

    came: Callable[[], None]
    lost: Callable[[], None]
    cut: Callable[[], object]


class Rows:
    """A window that is seen, and one that is coming: what is on the screen stays until the next rows are there.

    Args:
        tasks: what runs for the table.
        window: the rows seen at first.
    """

    def __init__(self, tasks: Tasks, dataset: Dataset, query: Query, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._coming: Window | None = None
        self._foreseen: Window | None = None
        self._following = _Following(_nothing, _nothing, _nothing)
        self._kept = KeptWindows()
        self.window = self._of(dataset, query)

    def _of(self, dataset: Dataset, query: Query) -> Window:
        def failed(error: BaseException) -> None:
            self._tasks.failure = Label(*said(error))
            self._tasks.deliver(self._arrived)

        lane = self._tasks.lane("pages")
        return Window(dataset.engine, query, lane, lambda: self._tasks.deliver(self._arrived), failed)

    @property
    def pending(self) -> bool:
        """Whether rows were asked for that are not there yet."""
        return self._coming is not None

    def ask(
        self,
        dataset: Dataset,
        query: Query,
        came: Callable[[], None],
        lost: Callable[[], None],
        cut: Callable[[], object],
    ) -> None:
        """Asks for the rows of a query.

        `came` is called when the first of them are seen, `lost` where they never will be, `cut` where the first will
        stay the only ones that can be reached.
        """
        self._following = _Following(came, lost, cut)
        self._kept.keep(self.window)
        foreseen = self._foreseen
        if foreseen is not None and foreseen.answers(dataset.engine, query) and self._tasks.runs(FORESEEN):
            self._foreseen, self._coming = None, foreseen
            self._tasks.take_over(FORESEEN, VIEW)
            if foreseen.begun:
                self._show()
            return
        window = self._kept.take(dataset.engine, query)
        if window is not None:
            self._coming, self.window = None, window
            came()
            if window.indexed and window.counted:
                # What was asked for before is no longer wanted.
                self._tasks.cancel(VIEW)
                return
        else:
            window = self._coming = self._of(dataset, query)
        self._make_room(dataset, query)
        self._follow(window, dataset, VIEW)

    def foresee(self, dataset: Dataset, query: Query, counted: Callable[[int | None], None]) -> None:
        """Looks for the rows of a query that may be asked for next; then they are there, or were long begun.

        `counted` is told how many they are, or none where that cannot be found.
        """
        kept = self._kept.take(dataset.engine, query)
        if kept is not None and kept.counted:
            counted(kept.count)
            return
        window = self._foreseen = kept or self._of(dataset, query)
        self._make_room(dataset, query)
        self._follow(window, dataset, FORESEEN, counted)

    def _make_room(self, dataset: Dataset, query: Query) -> None:
        self._kept.make_room(self.window, _NUMBER * (dataset.height or 0) if query.sort or query.narrowed else 0)

    def _show(self) -> None:
        """Shows the rows that were coming."""
        window = self._coming
        assert window is not None
        self._coming, self.window = None, window
        self._following.came()

    def _follow(
        self, window: Window, dataset: Dataset, purpose: str, counted: Callable[[int | None], None] = _nothing
    ) -> None:
        """Takes what becomes known of a window."""
        task: Task[None] | None = None

        def took(known: Progress) -> None:
            window.take(known)
            if known.share is not None and task is not None:
                task.what = label("task.ordering")
            if known.height is not None:
                counted(known.height)
            if window is self._coming:
                self._show()
            if window is not self._foreseen:
                self._arrived()

        def done() -> None:
            if window is not self.window:
                self._kept.keep(window)
            elif not dataset.resident:
                self._arrived()

        def ended(*_: object) -> None:
            if not window.counted:
                counted(None)
            if window is self._coming:
                self._coming = None
                self._following.lost()
            elif window is self.window and not window.indexed and not self._tasks.runs(VIEW):
                self._following.cut()
            self._arrived()

        def progress() -> str:
            return "" if window.share is None else f"{window.share:.0%}"

        task = self._tasks.follow(
            purpose, label("task.working"), window.answer, took, done, ended, ended,
            quiet=purpose == FORESEEN, progress=progress,
        )  # fmt: skip
