"""A store of ClickHouse's on this machine, which chDB opens in this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import chdb
import pyarrow as pa

from tui.engines.ibis.clickhouse.catalogue import as_literal
from tui.engines.ibis.clickhouse.store import EXPLAIN, says
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label

_AT_HAND = 4
"""Connections that are kept open while no query runs."""
_ROWS = 65_536


class Store:
    """Runs statements in a folder that ClickHouse keeps its tables in; nothing in it is changed.

    Raises `TermsheetError` where the folder cannot be opened: a process opens one only.
    """

    errors: tuple[type[Exception], ...] = (chdb.ChdbError, RuntimeError)

    def __init__(self, folder: Path, where: str) -> None:
        self._folder, self._where = folder, where
        self._idle: list[Any] = []
        self._lock = threading.Lock()
        self._take_back(self._connected())

    def _connected(self) -> Any:
        try:
            found = chdb.connect(str(self._folder))  # type: ignore[no-untyped-call]
        except (chdb.ChdbError, RuntimeError) as error:
            raise TermsheetError(
                label("server.unreachable", self._where, says(error)), label("server.one_store"), EXIT_UNREADABLE
            ) from None
        found.query("SET readonly = 1")
        return found

    def _take_back(self, connection: Any) -> None:
        with self._lock:
            if len(self._idle) < _AT_HAND:
                self._idle.append(connection)
                return
        connection.close()

    @contextmanager
    def _lent(self) -> Iterator[Any]:
        with self._lock:
            found = self._idle.pop() if self._idle else None
        connection = found if found is not None else self._connected()
        try:
            yield connection
        except BaseException:
            # What was stopped in the middle leaves something of its rows behind for the next.
            connection.close()
            raise
        self._take_back(connection)

    def stream(self, statement: str, mark: str, *, whole: bool) -> Iterator[pa.RecordBatch]:
        with self._lent() as connection:
            if statement.startswith(EXPLAIN):
                # chDB streams no plan.
                with pa.ipc.open_stream(connection.query(statement, "ArrowStream").bytes()) as reader:
                    yield from reader
                return
            found = connection.send_query(f"/* {mark} */ {statement}", "Arrow")
            try:
                yield from found.record_batch(_ROWS)
            finally:
                with suppress(chdb.ChdbError, RuntimeError):
                    found.close()

    def stop(self, mark: str) -> bool:
        with suppress(chdb.ChdbError, RuntimeError), self._lent() as connection:
            killed = f"KILL QUERY WHERE startsWith(query, {as_literal(f'/* {mark} */')}) ASYNC"
            return bool(str(connection.query(killed, "TSV")))
        return False
