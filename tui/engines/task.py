"""Everything that runs beside the keys is a task: what it is, since when, and what becomes of it, told on the loop.

A piece of work has a purpose. The newest of a purpose wins: what ran for it before is given up, down to the query
that Polars runs, and is no longer heard of. Whoever begins a task says what follows when it is done, has failed or
is dropped; exactly one of the three is called, in the thread that `deliver` brings calls to.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import Any, Generic, TypeVar

from tui.engines.base import CancelToken
from tui.engines.lane import Lane, Work
from tui.errors import said
from tui.language.label import Label

T = TypeVar("T")
S = TypeVar("S")
Call = Callable[[], None]
Deliver = Callable[[Call], None]
"""Brings a call into the thread of the screen."""


def _nothing(*_: object) -> None:
    """Nothing follows."""


class Task(Generic[T]):
    """Work that was begun, and what is to follow.

    Attributes:
        purpose: what it is for; the newest of a purpose wins.
        what: what runs, in words.
        quiet: whether nobody waits for it, so that the status line does not tell it.
        since: when it was begun (`time.monotonic`).
        progress: how far it got, in words.
        cancel: gives it up.
        over: whether the work has ended, though the screen may not have heard of it yet.
    """

    def __init__(
        self,
        purpose: str,
        what: Label,
        lane: Lane,
        cancel: Call,
        done: Callable[[T], None],
        failed: Callable[[Label], None],
        dropped: Call,
        *,
        quiet: bool,
        progress: Callable[[], str],
    ) -> None:
        self.purpose, self.what, self.quiet, self.progress = purpose, what, quiet, progress
        self.since = time.monotonic()
        self.over = False
        self.lane = lane
        self.cancel = cancel
        self._done, self._failed, self._dropped = done, failed, dropped

    def end(self, finished: Future[T], *, wanted: bool) -> None:
        """Lets follow what is to follow; of a task that is no longer wanted, only that it was dropped."""
        error = CancelledError() if finished.cancelled() else finished.exception()
        if isinstance(error, CancelledError) or not wanted:
            self._dropped()
        elif error is not None:
            self._failed(Label(*said(error)))
        else:
            self._done(finished.result())


class Tasks:
    """What runs for one table, or for one screen.

    Args:
        lane: makes the lane of a purpose.
        deliver: brings a call into the thread of the screen.

    Attributes:
        failure: why the last task that somebody waited for came to nothing, until the next one is begun, or none.
    """

    def __init__(self, lane: Callable[[], Lane], deliver: Deliver = lambda call: call()) -> None:
        self.deliver = deliver
        self.failure: Label | None = None
        self._lane = lane
        self._lanes: dict[str, Lane] = {}
        self._running: dict[str, Task[Any]] = {}

    def lane(self, purpose: str) -> Lane:
        """Where the work of a purpose is done: beside that of all others."""
        return self._lanes.setdefault(purpose, self._lane())

    def take_lanes(self, lane: Callable[[], Lane]) -> None:
        """Does what is begun from now on in other lanes: the table grew so that its answers take time."""
        self._lane = lane
        self._lanes = {}

    def start(
        self,
        purpose: str,
        what: Label,
        work: Work[T],
        done: Callable[[T], None] = _nothing,
        failed: Callable[[Label], None] = _nothing,
        dropped: Call = _nothing,
        *,
        quiet: bool = False,
        progress: Callable[[], str] = str,
    ) -> Task[T]:
        """Begins some work; whatever runs for the same purpose is given up for it."""
        task: Task[T] = self._task(purpose, what, done, failed, dropped, quiet, progress)
        self._begin(task, work)
        return task

    def follow(
        self,
        purpose: str,
        what: Label,
        work: Callable[[CancelToken | None, Callable[[S], None]], None],
        heard: Callable[[S], None],
        done: Call = _nothing,
        failed: Callable[[Label], None] = _nothing,
        dropped: Call = _nothing,
        *,
        quiet: bool = False,
        progress: Callable[[], str] = str,
    ) -> Task[None]:
        """Begins work that tells what it found so far; what a task that was given up still tells is not heard."""
        task: Task[None] = self._task(purpose, what, lambda _: done(), failed, dropped, quiet, progress)

        def report(found: S) -> None:
            self.deliver(lambda: heard(found) if self._wanted(task) else None)

        self._begin(task, lambda token: work(token, report))
        return task

    def _task(
        self,
        purpose: str,
        what: Label,
        done: Callable[[T], None],
        failed: Callable[[Label], None],
        dropped: Call,
        quiet: bool,
        progress: Callable[[], str],
    ) -> Task[T]:
        def cancel() -> None:
            self.cancel(task.purpose)

        lane = self.lane(purpose)
        task: Task[T] = Task(purpose, what, lane, cancel, done, failed, dropped, quiet=quiet, progress=progress)
        return task

    def runs(self, purpose: str) -> bool:
        """Whether anything runs for a purpose."""
        return purpose in self._running

    def take_over(self, purpose: str, by: str) -> None:
        """What runs for one purpose runs for another from now on, and somebody waits for it."""
        self.cancel(by)
        task = self._running.pop(purpose)
        task.purpose, task.quiet = by, False
        self._running[by] = task
        # What comes next for either is done beside it, or instead of it.
        self._lanes[purpose], self._lanes[by] = self.lane(by), self.lane(purpose)
        self.failure = None

    def _begin(self, task: Task[T], work: Work[T]) -> None:
        self._running[task.purpose] = task
        if not task.quiet:
            self.failure = None

        def ended(finished: Future[T]) -> None:
            task.over = True
            self.deliver(partial(self._ended, task, finished))

        task.lane.submit(work).add_done_callback(ended)

    def _wanted(self, task: Task[Any]) -> bool:
        return self._running.get(task.purpose) is task

    def _ended(self, task: Task[T], finished: Future[T]) -> None:
        wanted = self._wanted(task)
        if wanted:
            del self._running[task.purpose]
            error = None if finished.cancelled() else finished.exception()
            if error is not None and not isinstance(error, CancelledError) and not task.quiet:
                self.failure = Label(*said(error))
        task.end(finished, wanted=wanted)

    def cancel(self, *purposes: str) -> list[Task[Any]]:
        """Gives up what runs for some purposes, or all that somebody waits for; what was given up."""
        chosen = [t for t in self._running.values() if (t.purpose in purposes if purposes else not (t.quiet or t.over))]
        for task in chosen:
            del self._running[task.purpose]
            task.lane.cancel()
        return chosen

    @property
    def running(self) -> list[Task[Any]]:
        """What runs, the oldest first."""
        return sorted((task for task in self._running.values() if not task.over), key=lambda task: task.since)

    @property
    def awaited(self) -> Task[Any] | None:
        """The oldest task that somebody waits for."""
        return next((task for task in self.running if not task.quiet), None)
