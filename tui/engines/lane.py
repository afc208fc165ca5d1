"""Runs queries beside the keys: one runs, one waits, the newest replaces the waiting, any can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, Protocol, TypeVar

import polars as pl

from tui.engines.base import Cancelled, Runner, run

T = TypeVar("T")
Work = Callable[[Runner], T]


MOST_GIVEN_UP = 2


class Lane(Protocol):
    """Where work is done."""

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        """Does some work; with `newest`, whatever runs or waits is given up for it."""
        ...

    def cancel(self) -> bool:
        """Gives up what runs and what waits; whether there was anything."""
        ...


class Inline:
    """Does work at once, where it is asked for: for tables so small that nobody waits."""

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(work(run))
        except Exception as error:
            future.set_exception(error)
        return future

    def cancel(self) -> bool:
        return False


class _Job:
    """One piece of work and what became of it."""

    def __init__(self, work: Work[Any]) -> None:
        self.work = work
        self.future: Future[Any] = Future()
        self.given_up = False
        self.query: Any = None

    def give_up(self) -> None:
        """Ends the work for whoever waits for it; Polars stops at its next step, which may be the last."""
        self.given_up = True
        if not self.future.done():
            self.future.set_exception(CancelledError())
        query = self.query
        if query is not None:
            query.cancel()

    def run(self, frame: pl.LazyFrame, /, *, quick: bool = False) -> pl.DataFrame:
        """Runs a query of this work, and ends the work where it was given up."""
        if self.given_up:
            raise Cancelled
        if quick:
            found = frame.collect(engine="streaming")
        else:
            self.query = frame.collect(background=True)
            try:
                # A query that was begun is always waited for: left alone, it would take the process with it.
                found = self.query.fetch_blocking()
            except pl.exceptions.ComputeError:
                if not self.given_up:
                    raise
            finally:
                self.query = None
        if self.given_up:
            raise Cancelled
        return found


class Background:
    """Does work in threads of its own, one piece at a time.

    Work that is given up is at once out of the way, though a step of Polars that cannot be interrupted may run on
    for a second or two; no more than `MOST_GIVEN_UP` such steps run beside the newest.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: _Job | None = None
        self._running: _Job | None = None
        self._given_up = 0

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        job = _Job(work)
        with self._lock:
            if self._waiting:
                self._waiting.future.cancel()
                self._waiting = None
            if newest and self._running is not None and self._given_up < MOST_GIVEN_UP:
                self._drop()
            if self._running is None:
                self._start(job)
            else:
                self._waiting = job
                if newest:
                    self._running.give_up()
        return job.future

    def cancel(self) -> bool:
        with self._lock:
            busy = self._running is not None or self._waiting is not None
            if self._waiting:
                self._waiting.future.cancel()
                self._waiting = None
            if self._running is not None:
                self._drop()
        return busy

    def _drop(self) -> None:
        assert self._running is not None
        self._running.give_up()
        self._running = None
        self._given_up += 1

    def _start(self, job: _Job) -> None:
        self._running = job
        threading.Thread(target=self._do, args=(job,), name="lane", daemon=True).start()

    def _do(self, job: _Job) -> None:
        result: Any = None
        error: Exception | None = None
        try:
            result = job.work(job.run)
        except Exception as failure:
            error = failure
        with self._lock:
            if job is self._running:
                self._running = None
                if self._waiting is not None:
                    waiting, self._waiting = self._waiting, None
                    self._start(waiting)
            else:
                self._given_up -= 1
        if job.future.done():
            return
        if error is not None:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
