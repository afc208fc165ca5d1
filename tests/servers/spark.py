"""A Spark Connect server of the tests' own, started once for all workers that run beside each other."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import polars as pl
from polars import selectors as cs

from tests.servers.postgres import free_port

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.eventLog.enabled": "true",
    "spark.eventLog.rolling.enabled": "false",
    "spark.eventLog.compress": "false",
    "spark.log.level": "ERROR",
}
_PATIENCE = 300.0
_DIES_WITH_PARENT = 1
TYPES: dict[type[pl.DataType], str] = {
    pl.Int8: "TINYINT", pl.Int16: "SMALLINT", pl.Int32: "INT", pl.Int64: "BIGINT", pl.Float32: "FLOAT",
    pl.Float64: "DOUBLE", pl.String: "STRING", pl.Boolean: "BOOLEAN", pl.Date: "DATE",
}  # fmt: skip


def home() -> Path | None:
    """Where pyspark keeps the server; none where it or Java is not installed."""
    try:
        import pyspark
    except ModuleNotFoundError:
        return None
    found = Path(pyspark.__file__).parent
    return found if (found / "jars").is_dir() and shutil.which("java") else None


def _die_with_parent() -> None:
    # A run that is killed leaves no server behind.
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While inside, no other process is."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class SparkServer:
    """A server on a port of this machine, and a session that may write there."""

    def __init__(self, shared: Path, schema: str) -> None:
        self._shared, self.schema = shared, schema
        self.reader = f"reader-{schema}"
        self.folder = shared / "spark"
        self._users = self.folder / "users"
        self._process: subprocess.Popen[bytes] | None = None
        with locked(shared / "spark.lock"):
            self._users.mkdir(parents=True, exist_ok=True)
            (self._users / schema).touch()
            port = self.folder / "port"
            self.port = int(port.read_text()) if port.exists() else free_port()
            self.events = self.folder / "events"
            self.events.mkdir(exist_ok=True)
            if not port.exists():
                self.start()
                port.write_text(str(self.port))
        self.connect()

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        place = home()
        assert place is not None
        given = SETTINGS | {
            "spark.connect.grpc.binding.port": str(self.port),
            "spark.sql.warehouse.dir": str(self.folder / "warehouse"),
            "spark.eventLog.dir": self.events.as_uri(),
        }
        jars = str(place / "jars" / "*")
        opens = "java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent"
        opens += " java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar"
        command = [
            "java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", jars,
            "-XX:+IgnoreUnrecognizedVMOptions", "-Dio.netty.tryReflectionSetAccessible=true",
            *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in opens.split()),
            *(f"-D{name}={value}" for name, value in given.items()),
            "-Dspark.master=local[2]", "-Dspark.app.name=tests",
            "org.apache.spark.sql.connect.service.SparkConnectServer",
        ]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, "SPARK_HOME": str(place), "SPARK_LOCAL_IP": "127.0.0.1"},
                preexec_fn=_die_with_parent,  # noqa: PLW1509
            )
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                assert self._process.poll() is None, (self.folder / "log").read_text(errors="replace")[-2000:]
                assert time.monotonic() < until
                time.sleep(0.1)

    def connect(self) -> None:
        """Makes a session that may write."""
        from pyspark.sql.connect.session import SparkSession

        self.session: Any = SparkSession(connection=f"sc://127.0.0.1:{self.port}")
        self.session.client.disable_reattachable_execute()
        self.session.conf.set("spark.sql.session.timeZone", "UTC")
        self.sql(f"CREATE SCHEMA IF NOT EXISTS `{self.schema}`")
        self.sql(f"USE `{self.schema}`")

    def stop(self) -> None:
        """Stops it at once; what it has in files stays."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def remove(self) -> None:
        """Stops it, once nobody uses it any more, and takes its folder away."""
        (self._users / self.schema).unlink()
        if self._process is None:
            return
        while any(self._users.iterdir()):
            time.sleep(0.2)
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Runs a statement with all rights."""
        return [tuple(row) for row in self.session.sql(statement).collect()]

    def address(self, table: str = "") -> str:
        """The address of a table."""
        return f"sc://{self.reader}@127.0.0.1:{self.port}/{self.schema}" + (f"/{table}" if table else "")

    def held(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a frame in the types that they have there."""
        return frame

    def store(self, name: str, frame: pl.DataFrame, key: Sequence[str] = ()) -> None:
        """Makes a table of a frame's rows."""
        path = self.folder / f"{self.schema}-{name}-{token_hex(4)}.parquet"
        frame.with_columns(cs.unsigned_integer().cast(pl.Int64)).write_parquet(path)
        self.sql(f"DROP VIEW IF EXISTS `{name}`")
        self.sql(f"CREATE VIEW `{name}` AS SELECT * FROM parquet.`{path}`")
