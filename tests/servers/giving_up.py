"""Work on a server that is given up, and waiting for what a server does in its own time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.engines.base import Cancelled
from tui.errors import TermsheetError


class Token:
    """Work that is given up when it is told to be."""

    def __init__(self) -> None:
        self.cancelled = False
        self.waits = threading.Event()
        self._stop: Callable[[], None] | None = None

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        self._stop = stop
        self.waits.set()
        try:
            yield
        except BaseException:
            if not self.cancelled:
                raise
        if self.cancelled:
            raise Cancelled

    def give_up(self) -> None:
        self.cancelled = True
        assert self._stop is not None
        self._stop()


def until(holds: Callable[[], bool]) -> None:
    """Waits until something holds that the server does in its own time."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def told(error: TermsheetError, secret: str = "hunter2") -> str:
    """What a person reads; it is one line, in two languages, and holds no password."""
    for line in error.said:
        assert "\n" not in line
        assert secret not in line
        assert "Traceback" not in line
    return error.said[0]
