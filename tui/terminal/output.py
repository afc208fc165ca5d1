"""What is written to the terminal, in a thread of its own: a slow line does not hold up the keys."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable

MOST_WAITING = 30
"""Pieces that wait to be written; whoever writes more waits for the terminal."""
_PIECE = 1 << 14
"""Bytes that are handed to the terminal at a time, so that the end need not wait for a whole frame."""


class Output:
    """A queue of pieces before a terminal.

    Args:
        descriptor: what is written to.
        lost: called once, in the thread of the output, when the terminal takes nothing any more.
    """

    def __init__(self, descriptor: int, lost: Callable[[], None]) -> None:
        self._descriptor, self._lost = descriptor, lost
        self._changed = threading.Condition()
        self._waiting: deque[bytes] = deque()
        self._dropping = self._closed = self._gone = False
        self._thread = threading.Thread(target=self._run, name="output", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Adds a piece; waits while too many are before it."""
        piece = text.encode("utf-8", "replace")
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < MOST_WAITING or self._gone or self._closed)
            if not self._gone and not self._closed:
                self._waiting.append(piece)
                self._changed.notify_all()

    def close(self, last: str, seconds: float, *, dropping: bool = False) -> bool:
        """Writes what waits, or drops it, then `last`; gives up after so many seconds on a terminal that is stuck.

        Whether all was written. A signal may come while this thread holds the queue: then nothing is.
        """
        with self._changed:
            if self._closed:
                return True
            self._closed = True
            if dropping:
                self._dropping = True
                self._waiting.clear()
            self._waiting.append(last.encode())
            self._changed.notify_all()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                piece = self._waiting.popleft()
                last = self._closed and not self._waiting
                self._changed.notify_all()
            try:
                self._put(piece, last)
            except OSError:
                with self._changed:
                    self._gone, told = True, self._closed
                    self._waiting.clear()
                    self._changed.notify_all()
                if not told:
                    self._lost()
                return

    def _put(self, piece: bytes, last: bool) -> None:
        rest = memoryview(piece)
        while rest and (last or not self._dropping):
            rest = rest[os.write(self._descriptor, rest[:_PIECE]) :]
