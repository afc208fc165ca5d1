"""ClickHouse is read and nothing else: what it is sent, what is stopped there, what is said when it fails.

The store is ClickHouse's own, opened by chDB; the door before it is the tests' own. What a server of ClickHouse's does
when a connection ends is not tried here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tests.servers.clickhouse import ClickHouseStore
from tests.servers.clickhouse_door import SECRET, ClickHouseDoor
from tests.servers.giving_up import Token, told, until
from tui.engines.base import Can, Cancelled, Engine
from tui.engines.connections import place_of_address
from tui.engines.database import Database
from tui.engines.registry import database_at
from tui.errors import TermsheetError
from tui.query.query import Aggregate, Condition, Group, Query, SortKey

ROWS = 300_000
SLOW = Query((Condition("n", "!=", -1),))


@pytest.fixture(scope="module", params=["store", "door"])
def place(request: pytest.FixtureRequest, clickhouse: ClickHouseStore, clickhouse_door: ClickHouseDoor) -> Place:
    clickhouse.sql("drop table if exists default.many sync")
    clickhouse.sql("create table default.many (id UInt64, n Int32, text String) engine = MergeTree order by n")
    clickhouse.sql(
        f"insert into default.many select number, number * 7919 % 1000, 'row ' || number from numbers({ROWS})"
    )
    clickhouse.sql("create or replace view default.slow as select toInt64(number) as n from numbers(100000000000)")
    return clickhouse if request.param == "store" else clickhouse_door


Place = ClickHouseStore | ClickHouseDoor


def database(place: Place, table: str = "") -> Database:
    return database_at(place_of_address(place.address(table)))


def opened(place: Place, table: str = "many") -> Engine:
    return database(place).open(table).engine


def test_rows_come_forward_and_are_kept(place: Place, clickhouse: ClickHouseStore) -> None:
    served = database(place).open("many")
    engine = served.engine
    assert (engine.name, engine.height, engine.estimate) == ("ClickHouse", None, ROWS)
    assert Can.ORDERED not in engine.can
    assert [one.en for one in served.told] == ["order not fixed: its key is not unique"]
    first = engine.page(Query(), 0, 100).frame
    clickhouse.sql("insert into default.many values (1000000, -5, 'late')")
    rest = engine.page(Query(), 100, ROWS)
    assert first.height + rest.frame.height == ROWS
    assert not rest.more
    assert pl.concat([first, rest.frame])["id"].n_unique() == ROWS
    assert engine.page(Query(), 0, 100).frame.equals(first)
    clickhouse.sql("alter table default.many delete where n = -5 settings mutations_sync = 1")
    assert engine.count(Query((Condition("n", "=", 7),))) == ROWS // 1000


def test_what_is_sorted_comes_sorted(place: Place) -> None:
    query = Query((Condition("text", "contains", "ROW 77"),), sort=(SortKey("n", True), SortKey("id")))
    frame = opened(place).page(query, 0, 5000).frame
    assert frame.height == opened(place).count(query) == 1111
    assert frame.equals(frame.sort("n", "id", descending=[True, False]))


# Reading only


def test_only_what_reads_is_sent(clickhouse: ClickHouseStore, clickhouse_door: ClickHouseDoor) -> None:
    clickhouse_door.sent.clear()
    base = database(clickhouse_door)
    base.tables()
    engine = base.open("many").engine
    query = Query((Condition("text", "contains", "ROW"),), sort=(SortKey("n", True),), limit=500)
    engine.page(query, 100, 10)
    engine.count(query)
    list(engine.search(query, (Condition("text", "contains", "77"),)))
    engine.frequency(query, "n")
    engine.summary(query, engine.fields)
    engine.bins(query, "n", "id", 4, of="n")
    list(engine.export(query, 5000))
    engine.page(Query(group=Group(("n",), (Aggregate("sum", "id"),))), 0, 5)
    sent = clickhouse_door.sent
    assert len(sent) > 15
    assert [one for one, _ in sent if not re.match(r"(SELECT|WITH) ", one)] == []
    # Those before it ask what may be set.
    assert [one for one, given in sent[3:] if given.get("readonly") != "1"] == []


def test_nothing_can_be_written(clickhouse: ClickHouseStore, clickhouse_door: ClickHouseDoor) -> None:
    from tui.engines.ibis.clickhouse.http import HttpServer
    from tui.engines.ibis.clickhouse.inprocess import Store

    server = HttpServer(place_of_address(clickhouse_door.address()), "default")
    with Store(clickhouse.folder, "here")._lent() as connection:
        for statement in ("CREATE TABLE default.written (n Int8) ENGINE = Memory", "TRUNCATE TABLE default.many"):
            for send in (server._client.command, connection.query):
                with pytest.raises(Exception, match="READONLY"):
                    send(statement)


# Stopping

LONG: dict[str, Callable[[Engine, Token], object]] = {
    "page": lambda engine, token: engine.page(Query(sort=(SortKey("n", True),)), 0, 10, token=token),
    "count": lambda engine, token: engine.count(SLOW, token=token),
    "rows one after the other": lambda engine, token: engine.page(Query((Condition("n", "<", 0),)), 0, 9, token=token),
    "frequency": lambda engine, token: engine.frequency(Query(), "n", token=token),
}


def running(store: ClickHouseStore) -> int:
    return int(
        store.sql("select count() from system.processes where query like '%slow%' and query not like '%proces%'")
    )


@pytest.mark.parametrize("name", LONG)
def test_what_is_given_up_is_stopped_there(place: Place, clickhouse: ClickHouseStore, name: str) -> None:
    base, token = database(place), Token()
    slow, quick = base.open("slow").engine, base.open("many").engine
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(LONG[name], slow, token)
        until(lambda: running(clickhouse) == 1)
        # What runs beside it goes on.
        assert quick.count(Query((Condition("n", "=", 7),))) == ROWS // 1000
        token.give_up()
        until(lambda: running(clickhouse) == 0)
        with pytest.raises(Cancelled):
            future.result(60)
    assert quick.page(Query(), 0, 5).frame.height == 5


def test_the_server_is_told_which_query_to_stop(clickhouse: ClickHouseStore, clickhouse_door: ClickHouseDoor) -> None:
    engine, token = opened(clickhouse_door, "slow"), Token()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(LONG["count"], engine, token)
        until(lambda: running(clickhouse) == 1)
        clickhouse_door.sent.clear()
        token.give_up()
        with pytest.raises(Cancelled):
            future.result(60)
    stopping = [re.sub("'.*'", "'…'", one) for one in clickhouse_door.statements() if one]
    assert stopping == ["KILL QUERY WHERE query_id = '…' ASYNC"]


# Failing


def test_a_server_that_stops_and_starts(clickhouse: ClickHouseStore, clickhouse_door: ClickHouseDoor) -> None:
    engine = opened(clickhouse_door)
    first = engine.page(Query(), 0, 100).frame
    clickhouse_door.stop()
    try:
        with pytest.raises(TermsheetError) as failure:
            engine.count(Query((Condition("n", "=", 7),)))
        assert "the connection was lost: Connection refused" in told(failure.value)
        # What came stays.
        assert engine.page(Query(), 0, 100).frame.equals(first)
    finally:
        clickhouse_door.start()
    assert engine.count(Query((Condition("n", "=", 7),))) == ROWS // 1000


def test_a_query_that_fails_is_told(place: Place, clickhouse: ClickHouseStore) -> None:
    clickhouse.sql(
        "create or replace view default.broken as select throwIf(number = 5, 'no such luck') as n from numbers(9)"
    )
    with pytest.raises(TermsheetError) as failure:
        opened(place, "broken").count(Query((Condition("n", "=", 0),)))
    assert told(failure.value) == "no such luck; so the server says"
    engine = opened(place)
    clickhouse.sql("drop table if exists default.gone")
    clickhouse.sql("create table default.gone (n Int8) engine = Memory")
    gone = opened(place, "gone")
    clickhouse.sql("drop table default.gone")
    with pytest.raises(TermsheetError) as failure:
        gone.count(Query())
    assert "gone" in told(failure.value)
    assert engine.page(Query(), 0, 5).frame.height == 5


def of_nowhere(address: str) -> Callable[[ClickHouseStore, ClickHouseDoor], str]:
    return lambda store, door: address


WRONG: dict[str, tuple[Callable[[ClickHouseStore, ClickHouseDoor], str], str]] = {
    "no such table": (lambda store, door: door.address("nosuch"), "default has no table `nosuch`"),
    "a slip": (lambda store, door: store.address("mani"), "did you mean many"),
    "nobody there": (of_nowhere("clickhouse://h@127.0.0.1:1/x"), "cannot be reached: Connection refused"),
    "no such host": (of_nowhere("clickhouse://nowhere.invalid/x"), "nowhere.invalid"),
    "a wrong user": (lambda store, door: door.address("many", "guest"), "Authentication failed"),
    "deeper than a table": (lambda store, door: door.address("a/b"), "leads deeper than to a table"),
    "an option": (lambda store, door: door.address("many") + "?readonly=0", "`readonly` is nothing"),
    "no store": (of_nowhere("clickhouse+chdb:///nowhere/at/all"), "leads to no store of ClickHouse"),
    "a password": (of_nowhere(f"clickhouse://me:{SECRET}@h/x"), "CLICKHOUSE_PASSWORD"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_address(clickhouse: ClickHouseStore, clickhouse_door: ClickHouseDoor, place: Place, name: str) -> None:
    change, expected = WRONG[name]

    def opening() -> None:
        found = database_at(place_of_address(change(clickhouse, clickhouse_door)))
        found.open(found.table)

    with pytest.raises(TermsheetError) as failure:
        opening()
    assert expected in told(failure.value)


def test_one_run_opens_one_store(clickhouse: ClickHouseStore, tmp_path: Path) -> None:
    (tmp_path / "metadata").mkdir()
    with pytest.raises(TermsheetError, match="one run opens one folder") as failure:
        database_at(place_of_address(f"clickhouse+chdb://{tmp_path}"))
    told(failure.value)
    assert [*tmp_path.iterdir()] == [tmp_path / "metadata"]


def test_a_password_from_the_environment_or_a_command(
    place: Place, clickhouse_door: ClickHouseDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "config.toml").write_text(
        f'[connections]\nbooks = {{address = "{clickhouse_door.address()}", password_command = "echo {SECRET}"}}\n'
    )
    monkeypatch.setenv("CLICKHOUSE_PASSWORD", f"not {SECRET}")
    with pytest.raises(TermsheetError) as failure:
        database(clickhouse_door)
    assert "CLICKHOUSE_PASSWORD" in told(failure.value)
    assert database_at(place_of_address("@books/many")).open("many").engine.page(Query(), 0, 5).frame.height == 5


# Names and types


def test_the_tables_are_listed(place: Place, clickhouse: ClickHouseStore) -> None:
    clickhouse.sql("create database if not exists other")
    clickhouse.sql("create table if not exists other.noted (n Int8) engine = Memory comment 'for \\'later\\''")
    rows = {row["table"]: row for row in database(place).tables().to_dicts()}
    assert (rows["many"]["kind"], rows["many"]["rows"], rows["slow"]["kind"]) == ("table", ROWS, "view")
    assert "noted" not in rows
    whole = database_at(place_of_address(place.address().removesuffix("/default"))).tables()
    assert ("other", "noted", "for 'later'") in whole.select("schema", "table", "comment").rows()
    assert "system" not in whole["schema"].to_list()


def test_names_with_quotes_capitals_and_points(place: Place, clickhouse: ClickHouseStore) -> None:
    clickhouse.sql('create database if not exists "My ""Own"".Place"')
    table = '"My ""Own"".Place"."Sélect; drop.table"'
    clickhouse.sql(f"drop table if exists {table} sync")
    columns = (
        '"Ünique ""id"" %s" Int32, "select" String, "SELECT" String, " " Int8, "b0" Int8, "t" Int8, "b\\\\\'" Int8'
    )
    clickhouse.sql(f"create table {table} ({columns}) engine = Memory")
    clickhouse.sql(f"insert into {table} values (1, 'low', 'high', 5, 6, 7, 8)")
    whole = place.address().removesuffix("/default")
    found = database_at(place_of_address(whole))
    row = next(row for row in found.tables().to_dicts() if row["schema"].startswith("My"))
    path = found.path(row["schema"], row["table"])
    below = place_of_address(whole).at(path)
    engine = database_at(below).open(database_at(below).table).engine
    expected = {'Ünique "id" %s': 1, "select": "low", "SELECT": "high", " ": 5, "b0": 6, "t": 7, "b\\'": 8}
    assert engine.page(Query(sort=(SortKey("SELECT"),)), 0, 5).frame.to_dicts() == [expected]
    assert engine.count(Query((Condition("SELECT", "=", "high"), Condition("b0", "=", 6)))) == 1
    assert engine.count(Query((Condition("select", "=", "a\"b0' {x} \\ ?"),))) == 0
    assert database(place).open("MANY").engine.count(Query((Condition("n", "=", 7),))) == ROWS // 1000


OTHERS: dict[str, tuple[str, str, object]] = {
    "id": ("UUID", "'00000000-0000-0000-0000-000000000002'", "00000000-0000-0000-0000-000000000002"),
    "words": ("Array(LowCardinality(String))", "['a', 'b']", ["a", "b"]),
    "prices": ("Array(Nullable(Decimal(10, 2)))", "[1.5, NULL]", [Decimal("1.50"), None]),
    "moments": ("Array(DateTime('UTC'))", "['2024-01-02 03:04:05']", "['2024-01-02 03:04:05']"),
    "deep": ("Array(Array(UInt8))", "[[1], []]", "[[1],[]]"),
    "fixed": ("FixedString(4)", "'ab'", "ab"),
    "mood": ("Enum8('sad' = 1, 'ok' = 2)", "'ok'", "ok"),
    "ip": ("IPv4", "'10.0.0.1'", "10.0.0.1"),
    "low": ("LowCardinality(Nullable(String))", "NULL", None),
    "map": ("Map(String, UInt8)", "map('x', 1)", "{'x':1}"),
    "pair": ("Tuple(a UInt8, b String)", "(1, 'x')", "(1,'x')"),
    "wide": ("Decimal(50, 10)", "12345678901234567890.5", 12345678901234567890.5),
    "huge": ("Int256", "1e40", 1e40),
    "fine": ("DateTime64(9, 'Asia/Shanghai')", "'2024-01-02 08:00:00.123456789'",
             datetime(2024, 1, 2, 0, 0, 0, 123456, tzinfo=UTC)),
    "coarse": ("DateTime('Europe/Berlin')", "'2024-07-02 08:00:00'", datetime(2024, 7, 2, 6, tzinfo=UTC)),
    "day": ("Date", "'2024-01-02'", date(2024, 1, 2)),
    "u64": ("UInt64", "18446744073709551615", 2**64 - 1),
    "total": ("SimpleAggregateFunction(sum, UInt64)", "5", 5),
    "half": ("BFloat16", "1.5", 1.5),
    "point": ("Point", "(1, 2)", "(1,2)"),
    "clock": ("Time64(3)", "'01:02:03.5'", "01:02:03.500"),
    "any": ("Dynamic", "5", "5"),
    "bytes": ("String", "unhex('61FF62')", "a\ufffdb"),
}  # fmt: skip


def test_other_types_come_as_the_server_writes_them(place: Place, clickhouse: ClickHouseStore) -> None:
    clickhouse.sql("drop table if exists default.others sync")
    columns = ", ".join(f"{name} {kind}" for name, (kind, _, _) in OTHERS.items())
    clickhouse.sql(f"create table default.others ({columns}) engine = Memory")
    clickhouse.sql(f"insert into default.others select {', '.join(value for _, value, _ in OTHERS.values())}")
    served = database(place).open("others")
    (row,) = served.engine.page(Query(), 0, 5).frame.to_dicts()
    assert row == {name: expected for name, (_, _, expected) in OTHERS.items()}
    notes = " ".join(note.en for note in served.notes)
    for part in ("id (UUID)", "deep (Array(Array(UInt8)))", "to 15 digits: wide, huge", "microsecond: fine"):
        assert part in notes
    for name, (_, _, expected) in OTHERS.items():
        assert served.engine.frequency(Query(), name, as_text=True)["count"].to_list() == [1]
        if not isinstance(expected, list):
            assert served.engine.page(Query(sort=(SortKey(name),)), 0, 5).frame.height == 1
    assert served.engine.summary(Query(), served.engine.fields).frame.height == len(OTHERS)


def test_a_wide_table(place: Place, clickhouse: ClickHouseStore) -> None:
    clickhouse.sql("drop table if exists default.wide sync")
    clickhouse.sql(f"create table default.wide ({', '.join(f'c{n} Int32' for n in range(3000))}) engine = Memory")
    clickhouse.sql(f"insert into default.wide values ({', '.join(map(str, range(3000)))})")
    assert opened(place, "wide").page(Query(sort=(SortKey("c7", True),)), 0, 5).frame.row(0) == tuple(range(3000))
