"""Connections to a PostgreSQL server: read only, one for each query that runs, stopped from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psycopg
from psycopg.adapt import Buffer, Loader
from psycopg.pq import Format, TransactionStatus

from tui.engines.base import Cancelled, CancelToken, Unanswered
from tui.engines.ibis.failing import Lost, as_told
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.language.words import label

T = TypeVar("T")
Connection = psycopg.Connection[tuple[Any, ...]]
SETTINGS = {
    "default_transaction_read_only": "on",
    "TimeZone": "UTC",
    "DateStyle": "ISO",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "standard_conforming_strings": "on",
}
"""What holds in each session: nothing is written, and values are written as texts in one way everywhere."""
OPEN_SETTINGS = {**SETTINGS, "default_transaction_read_only": "off"}
"""What holds where tables are made: nothing else of the program has such a session."""
NETWORK = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""A server that has gone without a word is given up after some seconds; one that works on is waited for."""
_AT_HAND = 4
"""Connections that are kept open while no query runs."""
_CANCELLING = 5.0
"""Seconds in which a server is told to stop."""
_ENDINGS = ("08", "57P")
"""What begins the SQLSTATE of errors with which a connection ends."""
_AS_NUMBERS = {"date": "int4", "timestamp": "int8", "timestamptz": "int8"}
"""How days and times come, so that years which Python does not have are no fault of a page."""


class _Replacing(Loader):
    """A text, with a mark for each byte that is none in the encoding that the server says it has."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data).decode("utf-8", "replace")


class _ReplacingWritten(_Replacing):
    format = Format.TEXT


def server_says(error: Exception) -> Label:
    """What a server or its library says in one line, with what comes before the reason left out."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in lines if "failed: " in line), lines[0] if lines else type(error).__name__)
    return as_told(told.rsplit(" failed: ", 1)[-1].removeprefix("FATAL:").removeprefix("ERROR:").strip())


class Sessions:
    """Connections to one database, made as they are needed.

    Args:
        place: what leads to the database, as libpq calls it.
        password: gives the password, where it is not found by libpq itself.
        where: what the place is called.
        writes: whether something may be changed there.
    """

    def __init__(
        self, place: dict[str, Any], password: Callable[[], str | None], where: str, *, writes: bool = False
    ) -> None:
        self._place, self._password, self._where = place, password, where
        self._settings = OPEN_SETTINGS if writes else SETTINGS
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        self._secret: str | None = None
        self._asked = False
        self.replaces = False

    def _connected(self) -> Connection:
        """A new connection. Raises `TermsheetError` where there is none to be had."""
        with self._lock:
            if not self._asked:
                self._secret, self._asked = self._password(), True
        settings = " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        given = {**NETWORK, **self._place, "options": settings, "application_name": "termsheet"}
        # One that knows no encoding is asked for its bytes: it would check them, and convert none.
        encoding = "SQL_ASCII" if self.replaces else "UTF8"
        if self._secret is not None:
            given["password"] = self._secret
        try:
            found = psycopg.connect(autocommit=True, prepare_threshold=None, client_encoding=encoding, **given)
        except (psycopg.Error, UnicodeError) as error:
            missing = "no password" in str(error)
            hint = label("address.give_password" if missing else "server.check")
            raise TermsheetError(
                label("server.unreachable", self._where, server_says(error)), hint, EXIT_UNREADABLE
            ) from None
        for kind, number in _AS_NUMBERS.items():
            loader = psycopg.adapters.get_loader(psycopg.adapters.types[number].oid, Format.BINARY)
            assert loader is not None
            found.adapters.register_loader(kind, loader)
        if self.replaces:
            for kind in ("text", "varchar", "bpchar", "name"):
                found.adapters.register_loader(kind, _Replacing)
                found.adapters.register_loader(kind, _ReplacingWritten)
        return found

    @contextmanager
    def lent(self, token: CancelToken | None, *, fresh: bool = False) -> Iterator[Connection]:
        """A connection for one query, kept for the next one if that ended well."""
        with self._lock:
            found = None if fresh or not self._idle else self._idle.pop()
        connection = found if found is not None else self._connected()
        stopped = threading.Event()

        def stop() -> None:
            # Whoever gives up is not made to wait for the network.
            stopped.set()
            threading.Thread(target=_cancel, args=(connection,), name="cancel", daemon=True).start()

        try:
            if token is None:
                yield connection
            else:
                with token.stopping(stop):
                    if token.cancelled:
                        raise Cancelled
                    yield connection
        finally:
            self._take_back(connection, stopped.is_set())

    def _take_back(self, connection: Connection, stopped: bool) -> None:
        """Keeps a connection for later: never one that was told to stop, which may reach the next query."""
        idle = not connection.closed and connection.info.transaction_status == TransactionStatus.IDLE
        if idle and not stopped:
            with self._lock:
                if len(self._idle) < _AT_HAND:
                    self._idle.append(connection)
                    return
        with suppress(psycopg.Error):
            connection.close()

    def forget(self) -> None:
        """Closes what no query runs on."""
        with self._lock:
            closed, self._idle = self._idle, []
        for connection in closed:
            with suppress(psycopg.Error):
                connection.close()

    def run(self, work: Callable[[Connection], T], token: CancelToken | None) -> T:
        """Does some work that reads and takes nothing with it when it fails: where a connection was found lost that had
        been idle, it is done once more on a new one."""
        with self._lock:
            waited = bool(self._idle)
        try:
            with telling(), self.lent(token) as connection:
                return work(connection)
        except Lost:
            if not waited:
                raise
        self.forget()
        with telling(), self.lent(token, fresh=True) as connection:
            return work(connection)


def _cancel(connection: Connection) -> None:
    with suppress(psycopg.Error):
        connection.cancel_safe(timeout=_CANCELLING)


def _is_lost(error: psycopg.Error) -> bool:
    """Whether a connection is gone: the server said nothing more, or that it ends it."""
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(_ENDINGS)


@contextmanager
def telling() -> Iterator[None]:
    """Tells what a server fails with as what an engine fails with."""
    try:
        yield
    except psycopg.errors.QueryCanceled as error:
        raise Unanswered(label("server.stopped", server_says(error)), label("server.fewer")) from None
    except psycopg.errors.InsufficientPrivilege as error:
        raise Unanswered(server_says(error), label("server.no_right")) from None
    except (psycopg.errors.DiskFull, psycopg.errors.OutOfMemory) as error:
        raise Unanswered(server_says(error), label("server.fewer")) from None
    except psycopg.Error as error:
        if _is_lost(error):
            raise Lost(label("server.lost", server_says(error)), label("server.again")) from None
        raise Unanswered(server_says(error), label("server.says")) from None
