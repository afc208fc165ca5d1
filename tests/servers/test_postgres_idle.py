"""Nobody waits for a table that somebody only looks at, and a line of any length is a statement."""

from __future__ import annotations

import pytest

from tests.servers.giving_up import until
from tests.servers.postgres import PostgresServer
from tui.engines.base import Engine
from tui.engines.connections import place_of_address
from tui.engines.ibis import forward
from tui.engines.registry import database_at
from tui.errors import TermsheetError
from tui.query.fields import Schema
from tui.query.lowering import lowered
from tui.query.query import ANY, Condition, Query

BEGUN = "select count(*) from pg_stat_activity where application_name = 'termsheet' and state like 'idle in%'"


@pytest.fixture
def left_open(postgres: PostgresServer) -> Engine:
    postgres.sql("drop table if exists left_open")
    postgres.sql("create table left_open as select g as id, 'row ' || g as t from generate_series(1, 20000) g")
    return opened(postgres, "left_open")


def opened(server: PostgresServer, table: str) -> Engine:
    return database_at(place_of_address(server.address())).open(table).engine


def test_a_cursor_from_which_nothing_is_fetched_is_let_go(
    left_open: Engine, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forward, "IDLE", 0.0)
    first = left_open.page(Query(), 0, 100).frame
    until(lambda: postgres.sql(BEGUN) == [(0,)])
    postgres.sql("alter table left_open add column more int")
    with pytest.raises(TermsheetError, match="cursor was lost"):
        left_open.page(Query(), 5_000, 100)
    # From the first row on it is read anew, and let go again.
    assert left_open.page(Query(), 0, 100).frame.equals(first)
    until(lambda: postgres.sql(BEGUN) == [(0,)])


def test_one_that_is_read_stays(left_open: Engine, postgres: PostgresServer) -> None:
    left_open.page(Query(), 0, 100)
    assert postgres.sql(BEGUN) == [(1,)]
    assert left_open.page(Query(), 15_000, 100).frame["id"][0] == 15_001
    assert left_open.page(Query(), 19_990, 100).frame.height == 10
    assert postgres.sql(BEGUN) == [(0,)]


def test_a_thousand_values_and_a_thousand_columns_are_asked_for(postgres: PostgresServer) -> None:
    columns = ", ".join(f"c{n} int" for n in range(1000))
    postgres.sql("drop table if exists many_columns")
    postgres.sql(f"create table many_columns (id int primary key, {columns})")
    postgres.sql("insert into many_columns (id, c999) select g, g from generate_series(1, 50) g")
    engine = opened(postgres, "many_columns")
    assert engine.count(Query((Condition("id", "in", tuple(range(40, 2000))),))) == 11
    assert engine.count(lowered(Query((Condition(ANY, "contains", "49"),)), Schema(engine.fields))) == 1
