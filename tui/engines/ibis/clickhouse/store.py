"""Where ClickHouse's rows come from: a server, or a store that is opened in this process."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any, Protocol

import pyarrow as pa

from tui.engines.base import Cancelled, CancelToken, Unanswered
from tui.engines.ibis.failing import Lost, as_told
from tui.language.label import Label
from tui.language.words import label

_NO_RIGHT = (497,)
_STOPPED = (159, 160, 394)
_TOO_MUCH = (158, 241, 307, 396)
"""The numbers of the server's own errors: no right, stopped by a limit of time, more than it may take."""
_SAID = re.compile(r"Code: (\d+)\. DB::(?:\w+)?Exception: (.*)", re.DOTALL)
_TRAIL = re.compile(
    r"\s*(?:\(for url [^()]*\)|(?:\([A-Z_]+\))?\s*\(version [^()]*(?:\([^()]*\)[^()]*)*\)|\([A-Z_]+\))\s*$"
)
_SCOPE = re.compile(r":? (?:In scope|While executing|while executing) .*$", re.DOTALL)
_ERRNO = re.compile(r"\[Errno -?\d+\] ([^'\"()]+)")
_TRY_AGAIN = 0.05
_TRIES = 100
"""How often a server is told to stop a query that it may not have begun yet, and how many seconds lie between."""


EXPLAIN = "explain"
"""How a statement begins that asks for a plan."""


class ClickHouse(Protocol):
    """Runs statements that read, any number of them beside each other, each called by a mark."""

    def stream(self, statement: str, mark: str, *, whole: bool) -> Iterator[pa.RecordBatch]:
        """The rows of a statement as they come; with `whole` nothing before all of them could be had."""
        ...

    def stop(self, mark: str) -> bool:
        """Stops the statement of a mark; whether it ran."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What its library fails with."""
        ...


def code_of(error: BaseException) -> int:
    """The number that the server gives an error; 0 where it says nothing."""
    found = _SAID.search(str(error))
    return int(found[1]) if found else 0


def says(error: BaseException) -> Label:
    """What a server or its library says in one line, with what comes before the reason left out."""
    text = str(error)
    if found := _SAID.search(text):
        said = " ".join(found[2].split())
        while (shorter := _SCOPE.sub("", _TRAIL.sub("", said))) != said:
            said = shorter
        return as_told(said)
    reasons = _ERRNO.findall(text)
    return as_told(reasons[-1].strip() if reasons else text or type(error).__name__)


class StatementReader:
    """Reads from ClickHouse, until the work is given up."""

    def __init__(self, source: ClickHouse) -> None:
        self._source = source

    def table(self, statement: str, token: CancelToken | None = None) -> pa.Table:
        """A bounded answer."""
        with self._stoppable(token) as mark:
            batches = [*self._source.stream(statement, mark, whole=True)]
            return pa.Table.from_batches(batches) if batches else pa.table({})

    def rows(self, statement: str, token: CancelToken | None = None) -> list[tuple[Any, ...]]:
        """A bounded answer as values."""
        return [tuple(row.values()) for row in self.table(statement, token).to_pylist()]

    def batches(self, statement: str, token: CancelToken | None = None) -> Iterator[pa.RecordBatch]:
        """An answer as it comes."""
        with self._stoppable(token) as mark:
            yield from self._source.stream(statement, mark, whole=False)

    @contextmanager
    def _stoppable(self, token: CancelToken | None) -> Iterator[str]:
        """The mark of a statement that is stopped where the work is given up."""
        mark, over = f"termsheet {token_hex(8)}", threading.Event()

        def stopping() -> None:
            for _ in range(_TRIES):
                if over.is_set() or self._source.stop(mark) or over.wait(_TRY_AGAIN):
                    return

        def stop() -> None:
            # Whoever gives up is not made to wait for the server.
            threading.Thread(target=stopping, name="cancel", daemon=True).start()

        try:
            with self._telling():
                if token is None:
                    yield mark
                else:
                    with token.stopping(stop):
                        if token.cancelled:
                            raise Cancelled
                        yield mark
        finally:
            over.set()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tells what the source fails with as what an engine fails with."""
        try:
            yield
        except (*self._source.errors, pa.ArrowException, OSError) as error:
            raise told(error) from None


def told(error: Exception) -> Unanswered:
    """What ClickHouse fails with, as what an engine fails with."""
    code = code_of(error)
    if code in _NO_RIGHT:
        return Unanswered(says(error), label("server.no_right"))
    if code in _STOPPED:
        return Unanswered(label("server.stopped", says(error)), label("server.fewer"))
    if code in _TOO_MUCH:
        return Unanswered(says(error), label("server.fewer"))
    if code:
        return Unanswered(says(error), label("server.says"))
    return Lost(label("server.lost", says(error)), label("server.again"))
