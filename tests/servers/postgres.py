"""A PostgreSQL server of the tests' own: its programs as they are installed, a cluster in a folder of its own."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

OWNER = "keeper"
SETTINGS = {"fsync": "off", "log_statement": "all", "log_line_prefix": "%a|", "autovacuum": "off", "jit": "off",
            "max_connections": "30", "shared_buffers": "32MB", "listen_addresses": "127.0.0.1"}  # fmt: skip
_PATIENCE = 120.0
_DIES_WITH_PARENT = 1
TYPES: dict[type[pl.DataType], str] = {
    pl.Int16: "smallint", pl.Int32: "integer", pl.Int64: "bigint", pl.Float32: "real", pl.Float64: "float8",
    pl.String: "text", pl.Boolean: "boolean", pl.Date: "date",
}  # fmt: skip


@cache
def programs() -> Path | None:
    """The folder of the server's programs, those of the newest version; none where it is not installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path and shutil.which("postgres") else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[::-1]
    return next((path for path in found if (path / "initdb").exists() and (path / "postgres").exists()), None)


def _user() -> dict[str, Any]:
    """Whom the server runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _die_with_parent() -> None:
    # A run that is killed leaves no server behind.
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGQUIT)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class PostgresServer:
    """A server that listens on a socket in its folder and on a port of this machine."""

    def __init__(self) -> None:
        found = programs()
        assert found is not None
        self._programs, self._as = found, _user()
        self.folder = Path(tempfile.mkdtemp(prefix="tspg-"))
        if self._as:
            os.chown(self.folder, self._as["user"], self._as["group"])
        self.port = free_port()
        self.log = self.folder / "log"
        self._data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", self._data, "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
                  "--auth-local=trust", "--auth-host=scram-sha-256")  # fmt: skip
        self.start()

    def _run(self, program: str, *words: object) -> None:
        command = [str(self._programs / program), *map(str, words)]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self._as)

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        places = {"-D": self._data, "-k": self.folder, "-p": self.port}
        command = [
            str(self._programs / "postgres"),
            *(str(word) for pair in places.items() for word in pair),
            *settings,
        ]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                preexec_fn=_die_with_parent,  # noqa: PLW1509
                **self._as,
            )
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self.sql("select 1")
                return
            except Exception:
                assert self._process is not None
                assert self._process.poll() is None, self.log.read_text(errors="replace")[-2000:]
                assert time.monotonic() < until
                time.sleep(0.05)

    def stop(self) -> None:
        """Stops it at once; what it has stays."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()

    def remove(self) -> None:
        """Stops it, and takes its folder away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, statement: str, *given: object, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Runs a statement as the owner, with all rights."""
        import psycopg

        place = {"host": str(self.folder), "port": self.port, "user": OWNER, "dbname": database}
        with psycopg.connect(autocommit=True, application_name="tests", **place) as connection:  # type: ignore[arg-type]
            cursor = connection.execute(statement.encode(), given or None)
            return cursor.fetchall() if cursor.description else []

    def address(self, table: str = "", database: str = "postgres", user: str = OWNER) -> str:
        """The address of a table, by the socket."""
        host = str(self.folder).replace("/", "%2F")
        return f"postgres://{user}@{host}:{self.port}/{database}" + (f"/{table}" if table else "")

    def by_port(self, table: str = "", user: str = OWNER) -> str:
        """The address of a table, by the network, where a password is asked for."""
        return f"postgres://{user}@127.0.0.1:{self.port}/postgres" + (f"/{table}" if table else "")

    def statements(self, work: Callable[[], object]) -> list[str]:
        """What the program sends to the server while some work is done, as the server notes it."""
        before = len(self.log.read_bytes())
        work()
        lines = self.log.read_bytes()[before:].decode(errors="replace").split("\n")
        told: list[str] = []
        for line in lines:
            if line.startswith("termsheet|"):
                told.append(line)
            elif line.startswith(("\t", " ")) and told:
                told[-1] += " " + line.strip()
        marks = ("LOG:  statement: ", "LOG:  execute <unnamed>: ")
        return [line.partition(mark)[2].strip() for line in told for mark in marks if mark in line]

    def held(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a frame in the types that they have there."""
        return frame

    def store(self, name: str, frame: pl.DataFrame, key: Sequence[str] = ()) -> None:
        """Makes a table of a frame's rows."""
        import psycopg

        columns = [f'"{column}" {_declared(dtype)}' for column, dtype in frame.schema.items()]
        quoted = ", ".join(f'"{column}"' for column in key)
        columns += [f"primary key ({quoted})"] if key else []
        self.sql(f'drop table if exists "{name}" cascade')
        self.sql(f'create table "{name}" ({", ".join(columns)})')
        statement = f'copy "{name}" from stdin'.encode()
        place = {"host": str(self.folder), "port": self.port, "user": OWNER, "dbname": "postgres"}
        with (
            psycopg.connect(application_name="tests", **place) as connection,  # type: ignore[arg-type]
            connection.cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            for row in frame.iter_rows():
                copy.write_row(row)


def _declared(dtype: pl.DataType) -> str:
    if isinstance(dtype, pl.Datetime):
        return "timestamptz" if dtype.time_zone else "timestamp"
    if isinstance(dtype, pl.Decimal):
        return f"numeric({dtype.precision}, {dtype.scale})"
    return TYPES[dtype.base_type()]
