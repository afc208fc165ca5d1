"""A session on a Spark Connect server: SELECT only, any number of queries beside each other, stopped by their tags."""

from __future__ import annotations

import logging
import os
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import Any, TypeVar

import grpc
import pyarrow as pa
from pyspark.errors.exceptions.base import PySparkException
from pyspark.sql.connect.client.core import DefaultChannelBuilder
from pyspark.sql.connect.client.retries import DefaultPolicy
from pyspark.sql.connect.dataframe import DataFrame
from pyspark.sql.connect.plan import SQL
from pyspark.sql.connect.session import SparkSession

from tui.engines.address import Address
from tui.engines.base import Cancelled, CancelToken, Unanswered
from tui.engines.connections import password_of
from tui.engines.ibis.failing import Lost, as_told
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.language.words import label

T = TypeVar("T")
SPARK_OPTIONS = ("use_ssl",)
"""What may follow `?`: what leads to a server; nothing of what is done there."""
TOKEN = "SPARK_TOKEN"
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
    "spark.sql.caseSensitive": "true",
}
"""What holds in a session of ours: texts and times are read in one way everywhere."""
FAILURES = (PySparkException, grpc.RpcError)
_CONNECTING = 10.0
"""Seconds in which a server must answer a call."""
_PORT = 15_002
_GONE = ("UNAVAILABLE", "SESSION_CLOSED", "SESSION_NOT_FOUND", "SESSION_CHANGED", "Connection refused", "Socket closed",
         "OPERATION_NOT_FOUND", "recvmsg", "CURSOR_NOT_FOUND")  # fmt: skip
_NO_RIGHT = ("PERMISSION", "UNAUTHORIZED", "UNAUTHENTICATED", "AccessControl", "AccessDenied")
_STOPPED = ("OPERATION_CANCELED", "CANCELLED", "cancelled")


def spark_says(error: BaseException) -> Label:
    """What a server or its library says in one line, with what comes before and behind the reason left out."""
    details = getattr(error, "details", None)
    text = str(details() if callable(details) else error)
    told = next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)
    return as_told(told.partition(" SQLSTATE:")[0].removeprefix("(").strip())


class SparkSessions:
    """A session, made anew where it was lost.

    Args:
        address: where the server is.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._secret = password_of(address) or os.environ.get(TOKEN) or None
        self._lock = threading.Lock()
        self._session: SparkSession | None = None
        # What its library tells a log is told here in one line.
        logging.getLogger("pyspark").setLevel(logging.CRITICAL)

    def _connected(self) -> SparkSession:
        """The session. Raises `TermsheetError` where there is none to be had."""
        with self._lock:
            if self._session is None:
                self._session = self._new()
            return self._session

    def _new(self) -> SparkSession:
        host, port = self._address.host or "localhost", self._address.port or _PORT
        try:
            # Its library would try for minutes.
            socket.create_connection((host, port), _CONNECTING).close()
            builder = DefaultChannelBuilder(f"sc://{f'[{host}]' if ':' in host else host}:{port}")
            for name, value in self._address.options:
                builder.set(name, value)
            if self._secret is not None:
                builder.set("token", self._secret)
            if self._address.user:
                builder.set("user_id", self._address.user)
            builder.set("user_agent", "termsheet")
            found = SparkSession(connection=builder)
            # A session that is let go would take what reattaches with it, for all others too.
            found.client.disable_reattachable_execute()
            found.client.set_retry_policies([DefaultPolicy(max_retries=2, max_backoff=500)])
            with warnings.catch_warnings():
                # The server's remarks on a setting are for whoever keeps it.
                warnings.simplefilter("ignore")
                for name, value in SETTINGS.items():
                    found.conf.set(name, value)
            return found
        except (*FAILURES, OSError) as error:
            told = as_told(error.strerror or str(error)) if isinstance(error, OSError) else spark_says(error)
            raise TermsheetError(
                label("server.unreachable", self._address.given, told), label("server.check"), EXIT_UNREADABLE
            ) from None

    def _forget(self) -> None:
        with self._lock:
            self._session = None

    @contextmanager
    def _tagged(self, session: SparkSession, token: CancelToken | None) -> Iterator[None]:
        """What is begun inside is stopped where the work is given up."""
        tag = f"termsheet-{token_hex(8)}"

        def stopping() -> None:
            with suppress(*FAILURES):
                session.interruptTag(tag)

        def stop() -> None:
            # Whoever gives up is not made to wait for the network.
            threading.Thread(target=stopping, name="cancel", daemon=True).start()

        session.client.clear_tags()
        session.client.add_tag(tag)
        try:
            with telling_of_spark():
                if token is None:
                    yield
                else:
                    with token.stopping(stop):
                        if token.cancelled:
                            raise Cancelled
                        yield
        finally:
            session.client.clear_tags()

    def run(self, work: Callable[[SparkSession], T], token: CancelToken | None = None) -> T:
        """Does some work that reads; where a session was found lost that had been idle, once more in a new one."""
        waited = self._session is not None
        for _ in range(2):
            session = self._connected()
            try:
                with self._tagged(session, token):
                    return work(session)
            except Lost:
                self._forget()
                if not waited:
                    raise
                waited = False
        raise AssertionError("it ended or failed before")

    def table(self, statement: str, token: CancelToken | None = None) -> pa.Table:
        """A bounded answer."""

        def work(session: SparkSession) -> pa.Table:
            plan = plan_of_statement(session, statement)._plan
            found, _, _ = session.client.to_table(plan.to_proto(session.client), plan.observations)
            return found

        return self.run(work, token)

    def batches(self, statement: str, token: CancelToken | None = None) -> Iterator[pa.Table]:
        """An answer as it comes."""
        session = self._connected()
        try:
            with self._tagged(session, token):
                plan = plan_of_statement(session, statement)._plan
                for part in session.client.to_table_as_iterator(plan.to_proto(session.client), plan.observations):
                    if isinstance(part, pa.Table):
                        yield part
        except Lost:
            self._forget()
            raise


def plan_of_statement(session: SparkSession, statement: str) -> Any:
    """What a statement gives, as a plan that nothing was done of."""
    return DataFrame(SQL(statement), session)


@contextmanager
def telling_of_spark() -> Iterator[None]:
    """Tells what a server fails with as what an engine fails with."""
    try:
        yield
    except (*FAILURES, pa.ArrowException) as error:
        text = f"{error!r} {error}"
        said = spark_says(error)
        if any(word in text for word in _NO_RIGHT):
            raise Unanswered(said, label("server.no_right")) from None
        if any(word in text for word in _STOPPED):
            raise Unanswered(label("server.stopped", said), label("server.fewer")) from None
        if any(word in text for word in _GONE):
            raise Lost(label("server.lost", said), label("server.again")) from None
        raise Unanswered(said, label("server.says")) from None
