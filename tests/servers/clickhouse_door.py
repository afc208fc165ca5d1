"""A door by HTTP to the store that chDB opens in this process: the engine is ClickHouse's own, the door is not.

It keeps what it was sent, knows one user, lets a query go when the other side hangs up, and stops and starts.
"""

from __future__ import annotations

import json
import re
import select
import socket
import threading
from base64 import b64encode
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.servers.clickhouse import ClickHouseStore

USER, SECRET = "reader", "hunter2"
OF_THE_WAY = (
    "query_id", "database", "wait_end_of_query", "client_protocol_version", "session_id", "compress",
    "enable_http_compression", "send_progress_in_http_headers", "http_headers_progress_interval_ms",
)  # fmt: skip
"""What is sent and is no setting."""
_FORMAT = re.compile(r"\s+FORMAT\s+(\w+)\s*;?\s*$", re.IGNORECASE)


class ClickHouseDoor:
    """Listens on a port of this machine.

    Attributes:
        sent: the statements, each with the settings that came with it.
    """

    def __init__(self, store: ClickHouseStore) -> None:
        self.store = store
        self.sent: list[tuple[str, dict[str, str]]] = []
        self.port = 0
        self.start()

    def start(self) -> None:
        """Begins to listen, on the same port as before."""
        door = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *given: object) -> None:
                """Says nothing."""

            def do_POST(self) -> None:
                door.answer(self)

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *given: object) -> None:
                """Whoever hangs up is no error."""

        self._server = Server(("127.0.0.1", self.port), Handler)
        self._open: set[socket.socket] = set()
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Hangs up on everyone, and listens no more."""
        self._server.shutdown()
        self._server.server_close()
        for one in [*self._open]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def address(self, table: str = "", user: str = USER) -> str:
        """The address of a table."""
        return f"clickhouse://{user}@127.0.0.1:{self.port}/default" + (f"/{table}" if table else "")

    def statements(self) -> list[str]:
        """What was sent since this was asked last."""
        sent, self.sent = self.sent, []
        return [statement for statement, _ in sent]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Runs what a request asks for."""
        self._open.add(request.connection)
        given = dict(parse_qsl(urlsplit(request.path).query))
        statement = request.rfile.read(int(request.headers.get("Content-Length", 0))).decode()
        statement = given.pop("query", "") + statement
        settings = {name: value for name, value in given.items() if name not in OF_THE_WAY}
        self.sent.append((statement, settings))
        expected = "Basic " + b64encode(f"{USER}:{SECRET}".encode()).decode()
        if request.headers.get("Authorization") != expected:
            return refuse(request, "Code: 516. DB::Exception: reader: Authentication failed: password is incorrect. "
                                   "(AUTHENTICATION_FAILED) (version 26.9.2.1 (official build))", 403)  # fmt: skip
        connection = self.store.connected()
        over = threading.Event()
        mark = f"/* {given.get('query_id', '')} */"
        try:
            # What is read only takes no other setting.
            for name, value in sorted(settings.items(), key=lambda pair: pair[0] == "readonly"):
                connection.query(f"SET {name} = '{value}'")
            threading.Thread(target=self._watch, args=(request.connection, mark, over), daemon=True).start()
            self._write(request, connection, statement, mark)
        except Exception as error:
            refuse(request, str(error), 500)
        finally:
            over.set()
            connection.close()

    def _write(self, request: BaseHTTPRequestHandler, connection: Any, statement: str, mark: str) -> None:
        statement = re.sub(r"WHERE query_id = '([^']*)'", r"WHERE startsWith(query, '/* \1 */')", statement)
        found = _FORMAT.search(statement)
        form = found[1] if found else "TabSeparated"
        statement = f"{mark} {_FORMAT.sub('', statement)}"
        if form != "ArrowStream":
            body = connection.query(statement, form).bytes() or b""
            request.send_response(200)
            request.send_header("X-ClickHouse-Format", form)
            request.send_header("X-ClickHouse-Summary", json.dumps({}))
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)
            return
        import pyarrow as pa

        reader = connection.send_query(statement, "Arrow").record_batch(65_536)
        schema = reader.schema
        request.send_response(200)
        request.send_header("X-ClickHouse-Format", form)
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        with pa.ipc.new_stream(_Chunks(request.wfile), schema) as writer:
            for batch in reader:
                writer.write_batch(batch)
        request.wfile.write(b"0\r\n\r\n")

    def _watch(self, line: socket.socket, mark: str, over: threading.Event) -> None:
        """Stops a query when the other side hangs up."""
        while not over.wait(0.02):
            with suppress(OSError, ValueError):
                ready, _, _ = select.select([line], [], [], 0)
                if ready and line.recv(1, socket.MSG_PEEK) == b"":
                    self.store.sql(f"KILL QUERY WHERE startsWith(query, '{mark}') ASYNC")
                    return


def refuse(request: BaseHTTPRequestHandler, told: str, status: int) -> None:
    """Says what is wrong as the server does."""
    found = re.search(r"Code: (\d+)", told)
    body = told.encode()
    with suppress(OSError):
        request.send_response(status)
        request.send_header("X-ClickHouse-Exception-Code", found[1] if found else "1002")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


class _Chunks:
    """A file that writes each piece as a chunk."""

    closed = False

    def __init__(self, out: Any) -> None:
        self._out = out

    def write(self, data: Any) -> int:
        piece = bytes(data)
        if piece:
            self._out.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        return len(piece)

    def flush(self) -> None:
        self._out.flush()

    def writable(self) -> bool:
        return True
