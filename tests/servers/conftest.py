"""Real servers, started once for those who run the tests; where one is not installed, its tests are skipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.objects import ObjectStore
from tests.servers.postgres import PostgresServer, programs


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/servers/" in item.path.as_posix():
            item.add_marker("servers")


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
