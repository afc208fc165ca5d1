"""A PostgreSQL server is read and nothing else: what it is sent, what is stopped there, what is said when it fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

from tests.servers.giving_up import Token, told, until
from tests.servers.postgres import PostgresServer
from tui.engines.base import Can, Cancelled, Engine, Unanswered
from tui.engines.connections import place_of_address
from tui.engines.registry import database_at
from tui.errors import TermsheetError
from tui.query.query import Aggregate, Condition, Group, Query, SortKey

SECRET = "hunter2"
READS = re.compile(
    r"(BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY|DECLARE \S+ (NO SCROLL )?CURSOR\b.*|FETCH .*|CLOSE .*|COMMIT"
    r"|ROLLBACK|select .*|SELECT .*|with .*|WITH .*)",
    re.DOTALL,
)


@pytest.fixture(scope="module")
def server(postgres: PostgresServer) -> PostgresServer:
    postgres.sql("drop table if exists numbers_of_many, loose")
    postgres.sql("create table numbers_of_many (id bigint primary key, n integer not null, text text)")
    postgres.sql(
        "insert into numbers_of_many select g, (g * 7919) % 1000, 'row ' || g from generate_series(1, 20000) g"
    )
    postgres.sql("create table loose as select * from numbers_of_many")
    postgres.sql("analyze numbers_of_many, loose")
    return postgres


def opened(server: PostgresServer, table: str = "numbers_of_many") -> Engine:
    return database_at(place_of_address(server.address())).open(table).engine


def everything(engine: Engine) -> None:
    """Asks an engine for all that it can do."""
    query = Query((Condition("text", "contains", "ROW"),), sort=(SortKey("n", True),))
    engine.page(Query(), 0, 10)
    engine.page(query, 100, 10)
    engine.count(query)
    engine.index(query)
    list(engine.search(query, (Condition("text", "contains", "77"),)))
    engine.frequency(query, "n")
    engine.summary(query, engine.fields)
    engine.bins(query, "n", "id", 4, of="n")
    list(engine.export(query, 5000))
    engine.page(Query(group=Group(("n",), (Aggregate("sum", "id"),))), 0, 5)


@pytest.mark.parametrize("table", ["numbers_of_many", "loose"])
def test_only_what_reads_is_sent(server: PostgresServer, table: str) -> None:
    def work() -> None:
        database = database_at(place_of_address(server.address()))
        database.tables()
        everything(database.open(table).engine)

    sent = server.statements(work)
    assert len(sent) > 10
    assert [one for one in sent if not READS.fullmatch(one)] == []
    words = re.compile(r"\b(insert|update|delete|create|drop|alter|truncate|grant|copy|call|do|set)\b", re.IGNORECASE)
    # What stands in quotes is a value or a name.
    bare = [re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"", "", one) for one in sent]
    assert [one for one in bare if words.search(one)] == []


def test_the_session_itself_cannot_write(server: PostgresServer) -> None:
    from tui.engines.ibis.postgres.database import PostgresDatabase

    database = PostgresDatabase(place_of_address(server.address()))
    with pytest.raises(Unanswered, match="read-only transaction"):
        database._read("create table written (id int)")
    # A view that writes is refused by the server too.
    server.sql("create sequence if not exists ticks")
    server.sql("create or replace view ticking as select nextval('ticks') as tick")
    with pytest.raises(Unanswered, match="read-only transaction"):
        database.open("ticking").engine.page(Query(), 0, 5)


# Reaching rows


def test_pages_are_reached_by_key_and_not_by_counting(server: PostgresServer) -> None:
    engine = opened(server)
    first = engine.page(Query(), 0, 512)
    assert first.frame["id"].to_list() == [*range(1, 513)]
    sent = server.statements(lambda: engine.page(Query(), 512, 512))
    assert len(sent) == 1
    assert "OFFSET" not in sent[0]
    assert engine.count(Query()) == 20_000
    (last,) = server.statements(lambda: engine.page(Query(), 19_900, 512))
    assert "DESC" in last
    assert engine.page(Query(), 19_900, 512).frame["id"].to_list() == [*range(19_901, 20_001)]
    assert not engine.page(Query(), 19_900, 512).more


def test_the_first_row_found_does_not_wait_for_many(server: PostgresServer) -> None:
    engine, wanted = opened(server), (Condition("text", "contains", "row"),)

    def first() -> None:
        assert next(iter(engine.search(Query(), wanted))).places.to_list() == [0]

    fetched = [one for one in server.statements(first) if one.startswith("FETCH")]
    assert [one.split()[2] for one in fetched] == ["1"]
    found = [hits.places for hits in engine.search(Query(), wanted)]
    assert max(map(len, found)) > 1000
    assert pl.concat(found).to_list() == [*range(20_000)]


def test_the_key_is_gone_along(server: PostgresServer) -> None:
    engine = opened(server)
    engine.page(Query(), 0, 512)
    (sent,) = server.statements(lambda: engine.page(Query(), 512, 512))
    plan = "\n".join(line for (line,) in server.sql(f"explain {sent}"))
    assert "Index Scan" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("nulls_first", [False, True])
@pytest.mark.parametrize("descending", [False, True])
def test_any_page_may_come_first(server: PostgresServer, descending: bool, nulls_first: bool) -> None:
    x = [None if n % 5 else n for n in range(60)]
    frame = pl.DataFrame({"a": [n % 7 for n in range(60)], "b": range(60), "x": x})
    server.store("paged", frame, ("a", "b"))
    sort = (SortKey("x", descending),)
    expected = frame.sort("a", "b").sort("x", descending=descending, nulls_last=not nulls_first, maintain_order=True)
    query = Query(sort=sort, nulls_first=nulls_first)
    for order in ([0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 0, 5, 1, 4, 2]):
        for counted in (False, True):
            engine = opened(server, "paged")
            if counted:
                engine.count(query)
            for number in order:
                page = engine.page(query, number * 10, 10)
                assert page.frame.equals(expected.slice(number * 10, 10).cast(page.frame.schema)), (order, number)
                assert page.more == (number < 5)


def test_rows_that_come_meanwhile_move_no_page(server: PostgresServer) -> None:
    server.store("moving", pl.DataFrame({"id": range(0, 200, 2)}), ("id",))
    engine = opened(server, "moving")
    first = engine.page(Query(), 0, 50).frame["id"].to_list()
    server.sql("insert into moving values (1), (3), (5)")
    assert engine.page(Query(), 50, 50).frame["id"][0] == first[-1] + 2


@pytest.mark.parametrize(
    ("made", "ordered"),
    [
        ("id int unique not null, x text", True),
        ("id int unique, x text", False),
        ("id int, x text, unique nulls not distinct (id)", False),
        ("id uuid primary key, x text", True),
        ('x text, id varchar(20) collate "en-x-icu", primary key (id)', True),
        ("id int, x text", False),
    ],
)
def test_what_is_a_key(server: PostgresServer, made: str, ordered: bool) -> None:
    server.sql("drop table if exists a_key cascade")
    server.sql(f"create table a_key ({made})")
    assert (Can.ORDERED in opened(server, "a_key").can) is ordered


def test_the_key_of_a_parent_is_none_of_its_children(server: PostgresServer) -> None:
    server.sql("drop table if exists parent cascade")
    server.sql("create table parent (id int primary key)")
    server.sql("create table child () inherits (parent)")
    server.sql("insert into parent values (1); insert into child values (1)")
    engine = opened(server, "parent")
    assert Can.ORDERED not in engine.can
    assert engine.page(Query(), 0, 10).frame["id"].to_list() == [1, 1]
    server.sql("create table if not exists parts (id int primary key) partition by range (id)")
    server.sql("create table if not exists part_1 partition of parts for values from (0) to (10)")
    assert Can.ORDERED in opened(server, "parts").can


def test_rows_without_a_key_are_of_one_moment_and_kept(server: PostgresServer) -> None:
    engine = opened(server, "loose")
    first = engine.page(Query(), 0, 100).frame
    server.sql("insert into loose values (-1, 0, 'late')")
    rest = engine.page(Query(), 100, 30_000)
    assert rest.frame.height == 19_900
    assert -1 not in rest.frame["id"]
    assert engine.page(Query(), 0, 100).frame.equals(first)
    assert engine.count(Query()) == 20_000
    server.sql("delete from loose where id = -1")


# Stopping


def running(server: PostgresServer) -> int:
    """How many of the program's statements run on the server, as it says itself."""
    found = server.sql(
        "select count(*) from pg_stat_activity where application_name = 'termsheet' and state = 'active'"
    )
    return int(found[0][0])


SLOW = "create or replace view slow as select g as id, pg_sleep(0.05)::text as slept from generate_series(1, 100000) g"
LONG: dict[str, Callable[[Engine, Token], object]] = {
    "page": lambda engine, token: engine.page(Query(sort=(SortKey("slept"),)), 0, 10, token=token),
    "rows one after the other": lambda engine, token: engine.page(Query(), 0, 10, token=token),
    "count": lambda engine, token: engine.count(Query((Condition("slept", "present"),)), token=token),
    "export": lambda engine, token: list(engine.export(Query(), 100_000, token=token)),
    "frequency": lambda engine, token: engine.frequency(Query(), "slept", token=token),
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_given_up_is_stopped_on_the_server(server: PostgresServer, name: str) -> None:
    server.sql(SLOW)
    engine, token = opened(server, "slow"), Token()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(LONG[name], engine, token)
        until(lambda: running(server) == 1)
        token.give_up()
        until(lambda: running(server) == 0)
        with pytest.raises(Cancelled):
            future.result(60)


def test_what_runs_beside_it_goes_on(server: PostgresServer) -> None:
    server.sql(SLOW)
    database = database_at(place_of_address(server.address()))
    slow, quick, token = database.open("slow").engine, database.open("numbers_of_many").engine, Token()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(LONG["count"], slow, token)
        until(lambda: running(server) == 1)
        assert quick.count(Query()) == 20_000
        token.give_up()
        assert quick.page(Query(), 0, 5).frame.height == 5
        with pytest.raises(Cancelled):
            future.result(60)


# Failing


def drop_connections(server: PostgresServer) -> None:
    server.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'termsheet'")
    until(lambda: server.sql("select count(*) from pg_stat_activity where application_name = 'termsheet'") == [(0,)])


def test_a_dropped_connection_is_made_again(server: PostgresServer) -> None:
    engine = opened(server)
    engine.page(Query(), 0, 100)
    drop_connections(server)
    assert engine.page(Query(), 100, 100).frame["id"][0] == 101


def test_rows_of_a_lost_cursor_are_not_mixed_with_others(server: PostgresServer) -> None:
    engine = opened(server, "loose")
    first = engine.page(Query(), 0, 100).frame
    drop_connections(server)
    with pytest.raises(TermsheetError) as failure:
        engine.page(Query(), 5_000, 100)
    assert "lost" in told(failure.value)
    with pytest.raises(TermsheetError, match="cursor was lost"):
        engine.page(Query(), 5_000, 100)
    assert engine.page(Query(), 50, 50).frame.equals(first.slice(50, 50))
    # From the first row on they are read anew.
    assert engine.page(Query(), 0, 10).frame.height == 10
    assert engine.page(Query(), 5_000, 100).frame.height == 100


def test_a_server_that_stops_and_starts(postgres: PostgresServer, server: PostgresServer) -> None:
    engine = opened(server)
    engine.page(Query(), 0, 100)
    postgres.stop()
    try:
        with pytest.raises(TermsheetError) as failure:
            engine.page(Query(), 100, 100)
        assert "cannot be reached" in told(failure.value)
    finally:
        postgres.start()
    assert engine.page(Query(), 100, 100).frame["id"][0] == 101


def test_what_a_server_says_of_its_tables_is_no_lost_connection(server: PostgresServer) -> None:
    server.sql("drop materialized view if exists unpopulated")
    server.sql("create materialized view unpopulated as select 1 as a with no data")
    with pytest.raises(Unanswered) as failure:
        opened(server, "unpopulated").page(Query(), 0, 5)
    assert "has not been populated" in told(failure.value)
    assert "lost" not in told(failure.value)
    server.sql("drop materialized view unpopulated")


def test_a_query_that_takes_longer_than_the_server_lets_it(server: PostgresServer) -> None:
    server.sql("drop role if exists hurried")
    server.sql("create role hurried login; alter role hurried set statement_timeout = '200ms'")
    server.sql(SLOW)
    server.sql("grant select on slow to hurried")
    engine = database_at(place_of_address(server.address(user="hurried"))).open("slow").engine
    with pytest.raises(TermsheetError) as failure:
        engine.count(Query((Condition("slept", "present"),)))
    assert "the server stopped the query: canceling statement due to statement timeout" in told(failure.value)
    server.sql("revoke all on slow from hurried")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda s: s.address("nosuch"), "has no table `nosuch`"),
        (lambda s: s.address("numbers_of_man"), "did you mean numbers_of_many"),
        (lambda s: s.address("t", database="nosuch"), 'database "nosuch" does not exist'),
        (lambda s: s.address("t", user="nobody_at_all"), 'role "nobody_at_all" does not exist'),
        (lambda s: "postgres://h@127.0.0.1:1/x", "Connection refused"),
        (lambda s: "postgres://h@%2Fnowhere/x", "cannot be reached"),
        (lambda s: s.address("a/b"), "deeper"),
        (lambda s: s.address("t") + "?options=-cx", "`options`"),
        (lambda s: s.by_port("t"), "password"),
    ],
)
def test_a_wrong_address(
    server: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[PostgresServer], str],
    expected: str,
) -> None:
    monkeypatch.setenv("PGPASSFILE", "/nowhere")

    def opening() -> None:
        database = database_at(place_of_address(change(server)))
        database.open(database.table)

    with pytest.raises(TermsheetError) as failure:
        opening()
    assert expected in told(failure.value)


def test_a_password_from_the_environment(server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.sql("drop role if exists guest")
    server.sql(f"create role guest login password '{SECRET}'")
    server.sql("grant select on numbers_of_many to guest")
    address = place_of_address(server.by_port("numbers_of_many", "guest"))
    monkeypatch.setenv("PGPASSWORD", f"not {SECRET}")
    with pytest.raises(TermsheetError) as failure:
        database_at(address)
    assert "password authentication failed" in told(failure.value)
    monkeypatch.setenv("PGPASSWORD", SECRET)
    engine = database_at(address).open("numbers_of_many").engine
    assert engine.count(Query()) == 20_000
    server.sql("revoke all on numbers_of_many from guest")
    with pytest.raises(TermsheetError) as failure:
        engine.count(Query())
    assert "permission denied" in told(failure.value)


def test_what_may_not_be_read(server: PostgresServer) -> None:
    server.sql("drop role if exists reader")
    server.sql("create role reader login")
    server.sql("drop table if exists half, whole")
    server.sql("create table half (id int primary key, seen text, hidden text); create table whole (id int)")
    server.sql("insert into half values (1, 'a', 'b'); grant select (id, seen) on half to reader")
    database = database_at(place_of_address(server.address(user="reader")))
    served = database.open("half")
    assert served.engine.page(Query(), 0, 5).frame.to_dicts() == [{"id": 1, "seen": "a"}]
    assert served.engine.count(Query()) == 1
    assert "hidden" in " ".join(note.en for note in served.notes)
    with pytest.raises(TermsheetError, match="no right to read whole"):
        database.open("whole")
    listed = {row["table"]: row["readable"] for row in database.tables().to_dicts()}
    assert (listed["half"], listed["whole"]) == (True, False)


def test_names_with_quotes_capitals_and_points(server: PostgresServer) -> None:
    server.sql('drop schema if exists "My ""Own"".Place" cascade')
    server.sql('create schema "My ""Own"".Place"')
    table = '"My ""Own"".Place"."Sélect; drop.table"'
    server.sql(f'create table {table} ("Ünique ""id"" %s" int primary key, "select" text, "SELECT" text, " " int)')
    server.sql(f"insert into {table} values (1, 'low', 'high', 5)")
    database = database_at(place_of_address(server.address()))
    row = next(row for row in database.tables().to_dicts() if row["schema"].startswith("My"))
    path = database.path(row["schema"], row["table"])
    engine = database_at(place_of_address(server.address()).at(path)).open(path).engine
    expected = {'Ünique "id" %s': 1, "select": "low", "SELECT": "high", " ": 5}
    assert engine.page(Query(sort=(SortKey("SELECT"),)), 0, 5).frame.to_dicts() == [expected]
    assert engine.count(Query((Condition("SELECT", "=", "high"), Condition("select", "=", "low")))) == 1
    # Typed without quotes, a name is the one that differs in case alone, if there is one.
    assert database.open("NUMBERS_OF_MANY").engine.count(Query()) == 20_000
    server.sql('drop table if exists "Tenders"; create table "Tenders" (id int primary key)')
    assert database.open("tenders").name == "Tenders"


def test_a_table_as_wide_as_can_be(server: PostgresServer) -> None:
    names = [f"column {n}" for n in range(1600)]
    server.sql("drop table if exists wide")
    server.sql(f"create table wide ({', '.join(f'{chr(34)}{name}{chr(34)} int' for name in names)})")
    server.sql('alter table wide alter "column 0" set not null, add primary key ("column 0")')
    values = ", ".join(map(str, range(1600)))
    server.sql(f"insert into wide values ({values})")
    engine = opened(server, "wide")
    assert engine.page(Query(), 0, 5).frame.row(0) == tuple(range(1600))
    assert engine.page(Query(sort=(SortKey("column 7", True),)), 0, 5).frame.width == 1600


def test_texts_of_a_server_that_knows_no_encoding(server: PostgresServer) -> None:
    server.sql("drop database if exists bytes")
    server.sql("create database bytes encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0")
    server.sql("create table t (id int primary key, x text)", database="bytes")
    rows = r"(1, E'a\xffb'), (2, 'plain'), (3, E'\xe6\x9c\x88'), (4, E'\xc3\x89')"
    server.sql(f"insert into t values {rows}", database="bytes")
    engine = database_at(place_of_address(server.address(database="bytes"))).open("t").engine
    assert engine.page(Query(), 0, 5).frame["x"].to_list() == ["a\ufffdb", "plain", "月", "É"]
    assert [frame["x"].to_list() for frame in engine.export(Query(), 10)] == [["a\ufffdb", "plain", "月", "É"]]
    # Other letters have no case there, and nobody acts as if they had.
    assert Can.CASE not in engine.can
    with pytest.raises(TermsheetError, match="letters beyond ASCII"):
        engine.count(Query((Condition("x", "contains", "é"),)))
    assert engine.count(Query((Condition("x", "contains", "PLAIN"),))) == 1
