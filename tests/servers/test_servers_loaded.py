"""What each kind of server needs is loaded for an address of that kind, and for nothing else."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.servers.clickhouse import ClickHouseStore
from tests.servers.postgres import PostgresServer
from tui.engines.names import SERVERS
from tui.engines.registry import LIBRARIES
from tui.errors import EXIT_USAGE

OF_SERVERS = ("psycopg", "clickhouse_connect", "chdb", "pyspark", "grpc")
"""The libraries of one kind of server each."""


def loaded(*words: str) -> list[str]:
    """The libraries that a command loads."""
    script = (
        "import json, sys\n"
        "from tui.cli.verbs import main\n"
        f"main({list(words)!r})\n"
        f"print('\\n' + json.dumps([name for name in {(*LIBRARIES, 'pandas')!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_nothing_is_loaded_without_an_address() -> None:
    assert loaded("list", "deals", "--limit", "1") == []


def test_nothing_of_another_server_is_loaded(postgres: PostgresServer) -> None:
    assert [name for name in loaded("list", postgres.address(), "--limit", "1") if name in OF_SERVERS] == ["psycopg"]


def test_nothing_of_a_server_is_loaded_for_a_store(clickhouse: ClickHouseStore) -> None:
    found = loaded("list", "clickhouse+chdb:///nowhere", "--limit", "1")
    assert [name for name in found if name in OF_SERVERS] == []


# Polars reads what lies in an object store by itself.
@pytest.mark.parametrize("scheme", [scheme for scheme in SERVERS if scheme != "s3"])
def test_what_is_missing_is_told_by_its_extra(scheme: str) -> None:
    address = {"clickhouse+chdb": "clickhouse+chdb:///nowhere"}.get(scheme, f"{scheme}://127.0.0.1:1/x")
    library = {"delta": "deltalake", "iceberg": "pyiceberg"}.get(scheme, "ibis")
    code = (
        f"import sys; sys.modules[{library!r}] = None; "
        f"from tui.cli.verbs import main; sys.exit(main(['list', {address!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (EXIT_USAGE, "")
    assert f"pip install 'termsheet[{SERVERS[scheme][0]}]'" in done.stderr
