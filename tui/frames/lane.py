"""Runs queries beside the keys: one runs, one waits, the newest replaces the waiting, any can be cancelled."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, Protocol, TypeVar

import polars as pl

from tui.frames.engines import Runner, run

T = TypeVar("T")
Work = Callable[[Runner], T]


class Cancelled(Exception):
    """The work was given up: a newer request came, or the person pressed Ctrl+C."""


class Lane(Protocol):
    """Where work is done."""

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        """Does some work; with `newest`, whatever runs or waits is given up for it."""
        ...

    def cancel(self) -> bool:
        """Gives up what runs and what waits; whether there was anything."""
        ...

    @property
    def since(self) -> float | None:
        """When the work that runs was begun (`time.monotonic`), if any runs."""
        ...


class Inline:
    """Does work at once, where it is asked for: for tables so small that nobody waits."""

    since = None

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(work(run))
        except Exception as error:
            future.set_exception(error)
        return future

    def cancel(self) -> bool:
        return False


class Background:
    """Does work in a thread of its own, one piece at a time; what is begun in Polars is really interrupted."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: tuple[Work[Any], Future[Any]] | None = None
        self._running: Future[Any] | None = None
        self._given_up = False
        self._query: Any = None
        self._since: float | None = None
        self._thread: threading.Thread | None = None

    @property
    def since(self) -> float | None:
        return self._since

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        future: Future[T] = Future()
        with self._changed:
            if self._waiting:
                self._waiting[1].cancel()
            self._waiting = (work, future)
            if newest:
                self._stop()
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="lane", daemon=True)
                self._thread.start()
            self._changed.notify()
        return future

    def cancel(self) -> bool:
        with self._changed:
            busy = self._running is not None or self._waiting is not None
            if self._waiting:
                self._waiting[1].cancel()
                self._waiting = None
            self._stop()
        return busy

    def _stop(self) -> None:
        if self._running is not None:
            self._given_up = True
            if self._query is not None:
                self._query.cancel()

    def _run(self, frame: pl.LazyFrame, /, *, quick: bool = False) -> pl.DataFrame:
        if quick:
            if self._given_up:
                raise Cancelled
            return frame.collect(engine="streaming")
        query = frame.collect(background=True)
        with self._changed:
            if self._given_up:
                query.cancel()
                raise Cancelled
            self._query = query
        try:
            return query.fetch_blocking()
        except pl.exceptions.ComputeError:
            if self._given_up:
                raise Cancelled from None
            raise
        finally:
            self._query = None

    def _loop(self) -> None:
        while True:
            with self._changed:
                while self._waiting is None:
                    self._changed.wait()
                work, future = self._waiting
                self._waiting = None
                self._running, self._given_up = future, False
                self._since = time.monotonic()
            try:
                result = work(self._run)
            except Cancelled:
                self._finish(future, CancelledError())
            except Exception as error:
                self._finish(future, error)
            else:
                self._finish(future, None, result)

    def _finish(self, future: Future[Any], error: BaseException | None, result: Any = None) -> None:
        with self._changed:
            self._running = self._since = None
            given_up = self._given_up
        if future.cancelled():
            return
        if error is not None or given_up:
            future.set_exception(error or CancelledError())
        else:
            future.set_result(result)
