"""Real servers, started once for those who run the tests; where one is not installed, its tests are skipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.clickhouse import ClickHouseStore
from tests.servers.clickhouse_door import SECRET, ClickHouseDoor
from tests.servers.objects import ObjectStore
from tests.servers.postgres import PostgresServer, programs
from tests.servers.serving import SERVERS, Server
from tests.servers.spark import SparkServer, home


@pytest.fixture(scope="session")
def objects() -> Iterator[ObjectStore]:
    """An object store."""
    pytest.importorskip("moto")
    pytest.importorskip("boto3")
    store = ObjectStore()
    yield store
    store.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server."""
    pytest.importorskip("ibis")
    pytest.importorskip("psycopg")
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    server = PostgresServer()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def clickhouse() -> Iterator[ClickHouseStore]:
    """A store of ClickHouse's in this process."""
    for library in ("ibis", "chdb", "clickhouse_connect"):
        pytest.importorskip(library)
    store = ClickHouseStore()
    yield store
    store.remove()


@pytest.fixture(scope="session")
def clickhouse_door(clickhouse: ClickHouseStore) -> Iterator[ClickHouseDoor]:
    """The same store, by HTTP."""
    door = ClickHouseDoor(clickhouse)
    yield door
    door.stop()


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> Server:
    """Each server after the other, for what all of them answer alike."""
    found: Server = request.getfixturevalue(request.param)
    return found


@pytest.fixture(autouse=True, scope="session")
def _secret() -> Iterator[None]:
    """The password that the servers of the tests ask for."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CLICKHOUSE_PASSWORD", SECRET)
        yield


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[SparkServer]:
    """A Spark Connect server, one for all workers."""
    for library in ("ibis", "pyspark", "grpc", "pandas"):
        pytest.importorskip(library)
    if home() is None:
        pytest.skip("no Java is installed for a Spark server (Debian: apt-get install default-jre-headless)")
    base = tmp_path_factory.getbasetemp()
    server = SparkServer(base if worker_id == "master" else base.parent, worker_id)
    yield server
    server.remove()
