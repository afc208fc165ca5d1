"""A large table of PostgreSQL comes in parts: memory does not grow with its rows."""

from __future__ import annotations

import subprocess
import sys

from tests.servers.postgres import PostgresServer

ROWS = 300_000
MOST = 60 << 10
"""Kilobytes that reading all rows may add; as one frame with the rows of the driver they are several times that."""
READING = """
import resource, sys
from tui.engines.address import address_of
from tui.engines.registry import database_at
from tui.query.query import Query
engine = database_at(address_of(sys.argv[1])).open("large").engine
taken = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
next(engine.export(Query(limit=20_000), 16_384))
engine.bins(Query(limit=1), "n", None, 8)
before, rows = taken(), 0
for frame in engine.export(Query(), 16_384):
    rows += frame.height
bins = engine.bins(Query(), "n", "x", 16, of="x")
print(rows, int(bins["count"].sum()), taken() - before)
"""


def test_an_export_and_a_chart_of_many_rows_take_little_memory(postgres: PostgresServer) -> None:
    postgres.sql("drop table if exists large")
    postgres.sql("create table large (n bigint primary key, x double precision, t text)")
    postgres.sql(f"insert into large select n, n / 7.0, repeat('row ' || n, 20) from generate_series(1, {ROWS}) as n")
    done = subprocess.run(
        [sys.executable, "-c", READING, postgres.address("large")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rows, counted, grown = map(int, done.stdout.split())
    assert rows == counted == ROWS
    assert grown < MOST
