"""A ClickHouse server by HTTP: read only, any number of queries beside each other, each stopped from another thread."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from typing import Any

import clickhouse_connect
import pyarrow as pa
import urllib3
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError
from clickhouse_connect.driver.httputil import get_pool_manager
from urllib3.connection import HTTPConnection, HTTPSConnection

from tui.engines.address import Address
from tui.engines.connections import password_of
from tui.engines.ibis.clickhouse.catalogue import as_literal
from tui.engines.ibis.clickhouse.store import code_of, says
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label

HTTP_OPTIONS = ("secure", "verify", "ca_cert", "client_cert", "client_cert_key", "server_host_name", "proxy_path")
"""What may follow `?`: what leads to a server and how it is known; nothing of what is done there."""
PASSWORD, USER = "CLICKHOUSE_PASSWORD", "CLICKHOUSE_USER"
SETTINGS = {
    "readonly": "1",
    "cancel_http_readonly_queries_on_client_close": "1",
    "http_send_timeout": "3600",
    "output_format_arrow_string_as_string": "1",
    "output_format_arrow_low_cardinality_as_dictionary": "0",
    "output_format_arrow_compression_method": "none",
}
"""What holds for each statement: nothing is written, and rows wait for a person who reads. A server that lets a user
set nothing has them read only already."""
_CONNECTING, _SILENT = 10, 3600
"""Seconds in which a server must answer a call, and those in which it may work without a word."""
_OF_POOL = ("ca_cert", "client_cert", "client_cert_key")
_NO_PASSWORD = (194, 516)
ERRORS = (ClickHouseError, urllib3.exceptions.HTTPError)


class _Line:
    """The connection that a statement runs on, so that another thread can close it."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self.closed = False

    def begun(self, connection: Any) -> None:
        with self._lock:
            if self.closed:
                raise OSError("the statement was given up")
            self._socket = connection.sock

    def close(self) -> None:
        with self._lock:
            self.closed = True
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


_LINE: ContextVar[_Line | None] = ContextVar("line", default=None)


class _Told:
    """Tells the statement that begins on a connection which one it is."""

    def endheaders(self, *given: Any, **named: Any) -> None:
        super().endheaders(*given, **named)  # type: ignore[misc]
        line = _LINE.get()
        if line is not None:
            line.begun(self)


class _Http(_Told, HTTPConnection):
    """A connection in the clear."""


class _Https(_Told, HTTPSConnection):
    """A connection that nobody reads along."""


class _HttpPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Https


class HttpServer:
    """Runs statements on a server. Raises `TermsheetError` where it cannot be reached."""

    errors: tuple[type[Exception], ...] = ERRORS

    def __init__(self, address: Address, database: str) -> None:
        given: dict[str, Any] = dict(address.options)
        secure = given.pop("secure", "").lower() in ("1", "true", "yes")
        of_pool: dict[str, Any] = {
            name: given.pop(name) for name in ("ca_cert", "client_cert", "client_cert_key") if name in given
        }
        verify = given.pop("verify", "1").lower() not in ("0", "false", "no")
        pool = get_pool_manager(verify=verify, retries=0, **of_pool)
        pool.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
        secret = password_of(address)
        self._running: dict[str, _Line] = {}
        try:
            self._client: Client = clickhouse_connect.get_client(
                host=address.host or "localhost",
                port=address.port or (8443 if secure else 8123),
                username=address.user or os.environ.get(USER, "default"),
                password=os.environ.get(PASSWORD, "") if secret is None else secret,
                database=database or None,
                secure=secure,
                pool_mgr=pool,
                query_retries=0,
                connect_timeout=_CONNECTING,
                send_receive_timeout=_SILENT,
                client_name="termsheet",
                autogenerate_session_id=False,
                **given,
            )
        except (*ERRORS, OSError) as error:
            hint = "address.give_password.clickhouse" if code_of(error) in _NO_PASSWORD else "server.check"
            raise TermsheetError(
                label("server.unreachable", address.given, says(error)), label(hint), EXIT_UNREADABLE
            ) from None
        self._set()

    def _set(self) -> None:
        """Sends with each statement what it may be sent with."""
        known = self._client.server_settings
        for name, value in SETTINGS.items():
            current = known.get(name)
            # Whoever is read only already can make it no other.
            if current is None or current.readonly == 1 or (name == "readonly" and current.value != "0"):
                continue
            self._client.set_client_setting(name, value)

    def stream(self, statement: str, mark: str, *, whole: bool) -> Iterator[pa.RecordBatch]:
        line = self._running[mark] = _Line()
        token = _LINE.set(line)
        try:
            settings = {"query_id": mark} | ({"wait_end_of_query": "1"} if whole else {})
            response: Any = self._client.raw_stream(statement, settings=settings, fmt="ArrowStream")
        finally:
            _LINE.reset(token)
        ended = False
        try:
            with pa.ipc.open_stream(response) as reader:
                yield from reader
            ended = True
        finally:
            self._running.pop(mark, None)
            if not ended:
                # What is still on the way is not read, and the server is told so by an end of the line.
                line.close()
            response.close()

    def stop(self, mark: str) -> bool:
        line = self._running.get(mark)
        if line is None:
            return False
        try:
            # Each may stop what it runs itself, whatever else it may not.
            self._client.command(f"KILL QUERY WHERE query_id = {as_literal(mark)} ASYNC")
        except (*ERRORS, OSError):
            pass
        line.close()
        return True
