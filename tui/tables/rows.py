"""The rows on the screen, and those of another view while they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from tui.engines.task import Tasks
from tui.engines.windows import Progress, Window
from tui.errors import said
from tui.language.label import Label
from tui.language.words import label
from tui.query.query import Query
from tui.tables.dataset import Dataset

VIEW = "view"
"""The purpose of the task that finds the rows of a view."""


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
        window = self._coming = self._of(dataset, query)

        def took(known: Progress) -> None:
            window.take(known)
            if window is self._coming:
                self._coming, self.window = None, window
                came()
            self._arrived()

        def done() -> None:
            if not dataset.resident:
                self._arrived()

        def ended(*_: object) -> None:
            if window is self._coming:
                self._coming = None
                lost()
            elif window is self.window and not window.indexed and not self._tasks.runs(VIEW):
                cut()
            self._arrived()

        self._tasks.follow(VIEW, label("task.working"), window.answer, took, done, ended, ended)
