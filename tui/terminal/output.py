"""What is written to the terminal, in a thread of its own: a slow line does not hold up the keys."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from tui.terminal.pace import FramePace
from tui.terminal.reports import ASK

MOST_WAITING = 30
"""Pieces that wait to be written; whoever writes more waits for the terminal."""
_PIECE = 1 << 14
"""Bytes that are handed to the terminal at a time, so that the end need not wait for a whole frame."""


class _Piece(NamedTuple):
    """What makes a text when its turn comes.

    Attributes:
        frame: whether it waits until the line is free, and a newer one takes its place meanwhile.
        asking: whether the terminal is to answer once it has it.
    """

    make: Callable[[], str]
    frame: bool = False
    asking: bool = False


class Output:
    """A queue of pieces before a terminal.

    Args:
        descriptor: what is written to.
        lost: called once, in the thread of the output, when the terminal takes nothing any more.
    """

    def __init__(self, descriptor: int, lost: Callable[[], None]) -> None:
        self._descriptor, self._lost = descriptor, lost
        self._changed = threading.Condition()
        self._waiting: deque[_Piece] = deque()
        self._pace = FramePace()
        self._dropping = self._closed = self._gone = False
        self._thread = threading.Thread(target=self._run, name="output", daemon=True)
        self._thread.start()

    def write(self, text: str, *, asking: bool = False) -> None:
        """Adds a piece; waits while too many are before it."""
        self.add(lambda: text, asking=asking)

    def add(self, make: Callable[[], str], *, asking: bool = False) -> None:
        """Adds a piece that is made when its turn comes; waits while too many are before it."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < MOST_WAITING or self._gone or self._closed)
            self._append(_Piece(make, asking=asking))

    def show(self, make: Callable[[], str]) -> None:
        """Adds a frame, which leaves when the line is free; one that is newer takes its place before."""
        with self._changed:
            if self._waiting and self._waiting[-1].frame:
                self._waiting.pop()
            self._append(_Piece(make, frame=True, asking=True))

    def answered(self) -> None:
        """The terminal has shown a frame."""
        with self._changed:
            self._pace.answered(time.monotonic())
            if self._waiting or self._pace.hushed:
                self._changed.notify_all()

    def hush(self, seconds: float) -> None:
        """Asks no more; waits for answers that are still to come, so that no shell takes them for keys."""
        with self._changed:
            if not self._pace.hushed:
                self._pace.hushed = True
                self._changed.wait_for(lambda: not self._pace.unanswered or self._gone or self._closed, seconds)

    def close(self, last: str, seconds: float, *, dropping: bool = False) -> bool:
        """Writes what waits, or drops it, then `last`; gives up after so many seconds on a terminal that is stuck.

        Whether all was written. A signal may come while this thread holds the queue: then nothing is.
        """
        with self._changed:
            if self._closed:
                return True
            if dropping:
                self._dropping = True
                self._waiting.clear()
            self._append(_Piece(lambda: last))
            self._closed = True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _append(self, piece: _Piece) -> None:
        if not self._gone and not self._closed:
            self._waiting.append(piece)
            self._changed.notify_all()

    def _next(self) -> _Piece | None:
        """The piece whose turn it is, as soon as it may leave; None at the end."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return None
                held = self._pace.wait(time.monotonic()) if self._waiting[0].frame and not self._closed else 0
                if not held:
                    self._changed.notify_all()
                    return self._waiting.popleft()
                self._changed.wait(held)

    def _run(self) -> None:
        while (piece := self._next()) is not None:
            try:
                self._put(piece)
            except OSError:
                with self._changed:
                    self._gone, told = True, self._closed
                    self._waiting.clear()
                    self._changed.notify_all()
                if not told:
                    self._lost()
                return

    def _put(self, piece: _Piece) -> None:
        text = piece.make()
        if piece.asking and text:
            with self._changed:
                if self._pace.asks:
                    text += ASK
                    self._pace.sent(len(text), time.monotonic())
        last = self._closed and not self._waiting
        rest = memoryview(text.encode("utf-8", "replace"))
        while rest and (last or not self._dropping):
            rest = rest[os.write(self._descriptor, rest[:_PIECE]) :]
