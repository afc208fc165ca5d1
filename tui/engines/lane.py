"""Runs queries beside the keys: one runs, one waits, the newest replaces the waiting, any can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from tui.engines.base import Cancelled, CancelToken

T = TypeVar("T")
Work = Callable[[CancelToken | None], T]
"""What is done; it is told by a token when it is no longer wanted, where it can be."""


MOST_GIVEN_UP = 2


class Lane(Protocol):
    """Where work is done."""

    @property
    def beside(self) -> bool:
        """Whether it is done in another thread than the one that asks."""
        ...

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        """Does some work; with `newest`, whatever runs or waits is given up for it."""
        ...

    def cancel(self) -> bool:
        """Gives up what runs and what waits; whether there was anything."""
        ...


class Inline:
    """Does work at once, where it is asked for: for tables so small that nobody waits."""

    beside = False

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(work(None))
        # A panic of Polars is no Exception, and no reason to end either.
        except BaseException as error:
            future.set_exception(error)
        return future

    def cancel(self) -> bool:
        return False


class _Job:
    """One piece of work, what became of it, and the token by which it is given up."""

    def __init__(self, work: Work[Any]) -> None:
        self.work = work
        self.future: Future[Any] = Future()
        self.cancelled = False
        self._stop: Callable[[], None] | None = None

    def give_up(self) -> None:
        """Ends the work for whoever waits for it; an engine stops at its next step, which may be the last."""
        self.cancelled = True
        self.future.cancel()
        stop = self._stop
        if stop is not None:
            stop()

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        self._stop = stop
        if self.cancelled:
            stop()
        try:
            yield
        except BaseException:
            if not self.cancelled:
                raise
        finally:
            self._stop = None
        if self.cancelled:
            raise Cancelled


def _give_up(jobs: list[_Job]) -> None:
    # Outside of the lock: whoever hears of it may ask for something else at once.
    for job in jobs:
        job.give_up()


class Background:
    """Does work in threads of its own, one piece at a time.

    Work that is given up is at once out of the way, though a step of Polars that cannot be interrupted may run on
    for a second or two; no more than `MOST_GIVEN_UP` such steps run beside the newest.
    """

    beside = True

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: _Job | None = None
        self._running: _Job | None = None
        self._given_up = 0

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        job = _Job(work)
        with self._lock:
            unwanted = self._clear(drop=newest and self._given_up < MOST_GIVEN_UP)
            if self._running is None:
                self._start(job)
            else:
                self._waiting = job
                if newest:
                    unwanted.append(self._running)
        _give_up(unwanted)
        return job.future

    def cancel(self) -> bool:
        with self._lock:
            unwanted = self._clear(drop=True)
        _give_up(unwanted)
        return bool(unwanted)

    def _clear(self, *, drop: bool) -> list[_Job]:
        """Takes what waits, and with `drop` what runs, out of the way; what was taken is still to be given up."""
        taken = [self._waiting] if self._waiting is not None else []
        self._waiting = None
        if drop and self._running is not None:
            taken.append(self._running)
            self._running = None
            self._given_up += 1
        return taken

    def _start(self, job: _Job) -> None:
        self._running = job
        threading.Thread(target=self._do, args=(job,), name="lane", daemon=True).start()

    def _do(self, job: _Job) -> None:
        result: Any = None
        error: BaseException | None = None
        try:
            result = job.work(job)
        # A panic of Polars is no Exception; uncaught it would leave whoever waits waiting for ever.
        except BaseException as failure:
            error = failure
        with self._lock:
            if job is self._running:
                self._running = None
                if self._waiting is not None:
                    waiting, self._waiting = self._waiting, None
                    self._start(waiting)
            else:
                self._given_up -= 1
        if not job.future.set_running_or_notify_cancel():
            return
        if error is not None:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
