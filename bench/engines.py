"""What each key costs on each engine that holds a large table, beside the engine's own client; kept in RESULTS.md.

    python -m bench.engines [--rows 10000000] [--tries 5] [--only postgres,duckdb,clickhouse,parquet]

The same rows lie in PostgreSQL (with a primary key), in a file of DuckDB, in a store of ClickHouse's that chDB opens,
and in Parquet. Milliseconds, medians, once the engine has been asked the same before; the first figure of each engine
is what its own client takes for the statement that a person would write.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from bench.results import keep
from tui.engines.address import address_of
from tui.engines.base import Engine
from tui.engines.registry import database_at, engine_over
from tui.query.query import Condition, Query, SortKey

SCREEN = 40
COLUMNS = {
    "id": "g",
    "company": "concat('Company ', cast(g * 7919 % 100003 as varchar))",
    "country": "concat('Country ', cast(g * 31 % 40 as varchar))",
    "amount": "g * 104729 % 100000007 / 7.0",
    "year": "2000 + g * 13 % 26",
}
MADE = ", ".join(f"{expression} as {name}" for name, expression in COLUMNS.items())
WANTED = (Condition("country", "=", "Country 7"), Condition("amount", ">", 1e7))
BY_AMOUNT = Query(sort=(SortKey("amount", True),))


class Place(NamedTuple):
    """A table somewhere: its engine, and what runs a statement of its own client and fetches the rows."""

    engine: Engine
    ask: Callable[[str], Any]


@contextmanager
def postgres(rows: int) -> Iterator[Place]:
    """The table in PostgreSQL."""
    import psycopg

    from tests.servers.postgres import OWNER, PostgresServer

    server = PostgresServer()
    try:
        made = MADE.replace("varchar", "text").replace("/ 7.0", "/ 7.0::float8")
        server.sql(f"create table deals as select {made} from generate_series(1::bigint, {rows}) as g")
        server.sql("alter table deals add primary key (id)")
        server.sql("vacuum analyze deals")
        at = {"host": str(server.folder), "port": server.port, "user": OWNER, "dbname": "postgres"}
        with psycopg.connect(autocommit=True, **at) as own:  # type: ignore[arg-type]
            yield Place(opened(server.address("deals")), lambda statement: own.execute(statement.encode()).fetchall())
    finally:
        server.remove()


@contextmanager
def duckdb(rows: int) -> Iterator[Place]:
    """The table in a file of DuckDB."""
    import duckdb as client

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.db"
        with client.connect(str(path)) as own:
            own.sql(f"create table deals as select {MADE} from range(1, {rows + 1}) as r(g)")
        with client.connect(str(path), read_only=True) as own:
            yield Place(opened(f"duckdb://{path}/deals"), lambda statement: own.sql(statement).fetchall())


@contextmanager
def clickhouse(rows: int) -> Iterator[Place]:
    """The table in a store of ClickHouse's."""
    from tests.servers.clickhouse import ClickHouseStore

    store = ClickHouseStore()
    try:
        made = MADE.replace("as varchar", "as String")
        store.sql(
            f"create table default.deals engine = MergeTree order by id as "
            f"select {made} from (select number + 1 as g from numbers({rows}))"
        )
        yield Place(opened(store.address("deals")), store.sql)
    finally:
        store.remove()


@contextmanager
def parquet(rows: int) -> Iterator[Place]:
    """The table in Parquet, which Polars reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.parquet"
        g = pl.int_range(1, rows + 1, dtype=pl.Int64)
        pl.select(g.alias("g")).lazy().select(
            pl.col("g").alias("id"),
            pl.format("Company {}", pl.col("g") * 7919 % 100003).alias("company"),
            pl.format("Country {}", pl.col("g") * 31 % 40).alias("country"),
            (pl.col("g") * 104729 % 100000007 / 7.0).alias("amount"),
            (2000 + pl.col("g") * 13 % 26).alias("year"),
        ).sink_parquet(path, row_group_size=250_000)
        scan = pl.scan_parquet(path)
        yield Place(
            engine_over(scan, height=rows), lambda statement: pl.SQLContext(deals=scan).execute(statement).collect()
        )


PLACES = {"postgres": postgres, "duckdb": duckdb, "clickhouse": clickhouse, "parquet": parquet}


def opened(address: str) -> Engine:
    """The engine over the table at an address."""
    place = database_at(address_of(address))
    return place.open(place.table).engine


def _first_hit(engine: Engine, rows: int) -> None:
    next(iter(engine.search(Query(), (Condition("company", "contains", f"Company {rows % 100003}"),))), None)


def steps(rows: int) -> dict[str, tuple[Callable[[Engine], object], str]]:
    """What keys ask for, and the statement that a person would write for it."""
    where = "country = 'Country 7' and amount > 10000000"
    return {
        "first page": (lambda e: e.page(Query(), 0, SCREEN), f"select * from deals order by id limit {SCREEN}"),
        "next page": (
            lambda e: e.page(Query(), SCREEN, SCREEN),
            f"select * from deals where id > {SCREEN} order by id limit {SCREEN}",
        ),
        "count": (lambda e: e.count(Query()), "select count(*) from deals"),
        "End": (
            lambda e: e.page(Query(), rows - SCREEN, SCREEN),
            f"select * from deals order by id desc limit {SCREEN}",
        ),
        "filter, first page": (
            lambda e: e.page(Query(WANTED), 0, SCREEN),
            f"select * from deals where {where} order by id limit {SCREEN}",
        ),
        "filter, count": (lambda e: e.count(Query(WANTED)), f"select count(*) from deals where {where}"),
        "sort, first page": (
            lambda e: e.page(BY_AMOUNT, 0, SCREEN),
            f"select * from deals order by amount desc, id limit {SCREEN}",
        ),
        "frequency": (
            lambda e: e.frequency(Query(), "country"),
            "select country, count(*) from deals group by country order by 2 desc",
        ),
        "find, first hit": (
            lambda e: _first_hit(e, rows),
            f"select id from deals where company like '%Company {rows % 100003}%' order by id limit 1",
        ),
    }


def medians(place: Place, rows: int, tries: int) -> dict[str, tuple[float, float]]:
    """Milliseconds of the client and of the engine for each step, one after the other in each round."""
    found = {}
    for what, (ask, statement) in steps(rows).items():
        times: tuple[list[float], list[float]] = [], []
        for number in range(tries + 1):
            for kept, call in zip(times, (partial(place.ask, statement), partial(ask, place.engine)), strict=True):
                begun = time.perf_counter()
                call()
                if number:
                    kept.append((time.perf_counter() - begun) * 1000)
        client, ours = map(statistics.median, times)
        found[what] = (client, ours)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--tries", type=int, default=5)
    parser.add_argument("--only", default=",".join(PLACES))
    given = parser.parse_args()
    names = given.only.split(",")
    measured = {}
    for name in names:
        with PLACES[name](given.rows) as place:
            measured[name] = medians(place, given.rows, given.tries)
    lines = [
        f"Measured on {date.today()}: {given.rows:,} rows. Milliseconds of the client / of termsheet's engine.",
        "",
        f"| what | {' | '.join(names)} |",
        f"| --- |{' --- |' * len(names)}",
    ]
    for what in steps(given.rows):
        cells = (f"{client:.0f} / {ours:.0f}" for client, ours in (measured[name][what] for name in names))
        lines.append(f"| {what} | {' | '.join(cells)} |")
    keep("Engines", "\n".join(lines))


if __name__ == "__main__":
    main()
