"""What PostgreSQL has besides the types of Polars comes as it writes it."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from polars.testing import assert_frame_equal, assert_series_equal

from tests.servers.postgres import PostgresServer
from tui.engines.base import Can, Unanswered, answer
from tui.engines.connections import place_of_address
from tui.engines.database import Served
from tui.engines.registry import database_at, engine_over
from tui.query.query import Aggregate, Condition, Group, Query, SortKey


def test_other_types_come_as_the_server_writes_them(postgres: PostgresServer) -> None:
    postgres.sql("drop table if exists others; drop type if exists mood; drop domain if exists cents")
    postgres.sql("create type mood as enum ('sad', 'ok'); create domain cents as numeric(10, 2) not null")
    postgres.sql(
        "create table others (id uuid primary key, words text[], data jsonb, raw bytea, span interval, clock time, "
        "place point, m mood, paid cents, free numeric, wide numeric(50, 10), "
        "code char(4), far date, farther timestamptz)"
    )
    postgres.sql(
        "insert into others values ('00000000-0000-0000-0000-000000000002', '{a,b}', '{\"x\": 1}', '\\x00ff', "
        "'1 day 02:00', '01:02:03.5', '(1,2)', 'ok', 1.5, 1e40, 12345678901234567890.5, "
        "'ab', 'infinity', '-infinity'), "
        "('00000000-0000-0000-0000-000000000001', null, null, null, null, null, null, 'sad', 'NaN', 'NaN', null, '', "
        "'10000-01-01', '4000-01-01 BC')"
    )
    served = database_at(place_of_address(postgres.address("others"))).open("others")
    engine = served.engine
    first, second = engine.page(Query(), 0, 10).frame.to_dicts()
    assert second == {
        "id": "00000000-0000-0000-0000-000000000002", "words": "{a,b}", "data": '{"x": 1}', "raw": "\\x00ff",
        "span": "1 day 02:00:00", "clock": "01:02:03.5", "place": "(1,2)", "m": "ok", "paid": Decimal("1.50"),
        "free": 1e40, "wide": 12345678901234567890.5, "code": "ab", "far": None, "farther": None,
    }  # fmt: skip
    # What is no number of a fixed length has no value; what lies beyond the calendar neither.
    assert first["paid"] is None
    assert first["free"] != first["free"]
    assert (first["far"], first["farther"]) == (None, None)
    assert engine.count(Query((Condition("paid", "null"),))) == 1
    assert engine.page(Query(), 1, 1).frame["m"].to_list() == ["ok"]
    assert Can.ORDERED in engine.can
    told = " ".join(note.en for note in served.notes)
    assert "words (text[])" in told
    assert "free, wide" in told


def opened(postgres: PostgresServer, table: str) -> Served:
    return database_at(place_of_address(postgres.address())).open(table)


@pytest.fixture(params=[False, True], ids=["plain", "indexed"])
def days(request: pytest.FixtureRequest, postgres: PostgresServer) -> Served:
    """A table of days and times, some of them beyond the calendar."""
    postgres.sql("drop table if exists days")
    postgres.sql("create table days (id int primary key, d date not null, t timestamp, z timestamptz)")
    postgres.sql(
        "insert into days values (1, 'infinity', 'infinity', '-infinity'), (2, '2024-02-03', '2024-02-03 01:00', "
        "'2024-02-03 01:00'), (3, '0044-03-15 BC', '0044-03-15 BC', '10000-01-01'), (4, '10000-01-01', null, null), "
        "(5, '9999-12-31', '9999-12-31 23:59:59.999999', '0001-01-01'), (6, '-infinity', '10000-01-01', 'infinity')"
    )
    if request.param:
        postgres.sql("create index on days (d); create index on days (t); create index on days (z)")
    return opened(postgres, "days")


def test_days_beyond_the_calendar_have_no_value_anywhere(days: Served) -> None:
    engine = days.engine
    for name in ("d", "t", "z"):
        rows = engine.page(Query(sort=(SortKey(name), SortKey("id"))), 0, 10).frame
        assert (rows["id"].to_list(), rows[name].null_count()) == (
            [5, 2, 1, 3, 4, 6] if name == "z" else [2, 5, 1, 3, 4, 6],
            4,
        )
        # Pages that begin behind one without a value show each row once.
        pages = [engine.page(Query(sort=(SortKey(name),), nulls_first=True), n, 1).frame["id"].item() for n in range(6)]
        assert sorted(pages) == [1, 2, 3, 4, 5, 6]
        assert engine.count(Query((Condition(name, "null"),))) == 4
        assert engine.count(Query((Condition(name, ">", "1000-01-01"),))) == (1 if name == "z" else 2)
        assert engine.count(Query((Condition(name, "!=", "2024-02-03"),))) == (5 if name == "d" else 6)
        assert engine.frequency(Query(), name).sort("count")["count"].to_list() == [1, 1, 4]
        assert engine.bins(Query(), name)["count"].sum() == 2
    summary = engine.summary(Query(), engine.fields).frame
    assert summary["nulls"].to_list() == [0, 4, 4, 4]


def test_days_beyond_the_calendar_are_told_where_an_index_tells_them(days: Served, postgres: PostgresServer) -> None:
    indexed = postgres.sql("select count(*) from pg_indexes where tablename = 'days'") != [(1,)]
    notes = [note.en for note in days.notes]
    assert notes == (["no value for days outside of the years 1 to 9999: d, t, z"] if indexed else [])


@pytest.mark.parametrize("kind", ["date", "timestamp", "timestamptz"])
def test_indexes_of_days_are_used(postgres: PostgresServer, kind: str) -> None:
    postgres.sql("drop table if exists dated")
    postgres.sql(f"create table dated (id int primary key, d {kind})")
    postgres.sql("insert into dated select g, date '2000-01-01' + g from generate_series(1, 5000) g")
    postgres.sql("create index on dated (d); analyze dated")
    for beyond in (False, True):
        if beyond:
            postgres.sql("insert into dated values (0, 'infinity')")
        engine = opened(postgres, "dated").engine
        plans = [engine.plan(Query((Condition("d", "=", "2001-01-01"),)), 10)]
        plans += [] if beyond else [engine.plan(Query((Condition("d", ">", "2013-09-01"),)), 10)]
        for plan in plans:
            assert "dated_d_idx" in "\n".join(plan)


def test_a_number_without_a_value_stands_where_those_stand(postgres: PostgresServer) -> None:
    postgres.sql("drop table if exists paid")
    postgres.sql("create table paid (id int primary key, n numeric(5, 2) not null)")
    postgres.sql("insert into paid values (1, 'NaN'), (2, 2), (3, 1)")
    engine = opened(postgres, "paid").engine
    for nulls_first in (False, True):
        query = Query(sort=(SortKey("n"),), nulls_first=nulls_first)
        pages = [engine.page(query, n, 1).frame["id"].to_list() for n in range(3)]
        assert pages == ([[1], [3], [2]] if nulls_first else [[3], [2], [1]])


def test_numbers_beyond_a_float_are_the_nearest_one(postgres: PostgresServer) -> None:
    postgres.sql("drop table if exists free")
    postgres.sql("create table free (id int primary key, n numeric)")
    given = ["1e400", "-1e400", "1e-400", "-1e-400", "1.7976931348623157e308", "5e-324", "0", "NaN", "1.5"]
    for number, text in enumerate(given):
        postgres.sql("insert into free values (%s, %s::numeric)", number, text)
    postgres.sql("insert into free values (9, null)")
    engine = opened(postgres, "free").engine
    inf, nan = float("inf"), float("nan")
    expected = [inf, -inf, 0.0, 0.0, 1.7976931348623157e308, 5e-324, 0.0, nan, 1.5, None]
    found = engine.page(Query(), 0, 10).frame["n"]
    assert_series_equal(found, pl.Series("n", expected))
    assert engine.count(Query((Condition("n", ">", "2"),))) == 2
    assert engine.summary(Query((Condition("id", ">", "5"),)), engine.fields).frame["nulls"].to_list() == [0, 1]


def test_sums_longer_than_their_type_beside_shorter_ones(postgres: PostgresServer) -> None:
    postgres.sql("drop table if exists sums")
    postgres.sql("create table sums (id int primary key, g text, n bigint)")
    postgres.sql(f"insert into sums values (1, 'a', {2**63 - 1}), (2, 'a', {2**63 - 1}), (3, 'b', 1), (4, 'c', null)")
    query = Query(group=Group(("g",), (Aggregate("sum", "n"),)), sort=(SortKey("g"),))
    found = answer(opened(postgres, "sums").engine, query)["sum n"]
    assert [None if one is None else int(one) for one in found] == [2**64 - 2, 1, None]


def test_booleans_are_summed(postgres: PostgresServer) -> None:
    postgres.sql("drop table if exists truths")
    postgres.sql("create table truths (id int primary key, b boolean)")
    postgres.sql("insert into truths values (1, true), (2, true), (3, false), (4, null)")
    rows = pl.DataFrame({"id": [1, 2, 3, 4], "b": [True, True, False, None]})
    figures = tuple(Aggregate(figure, "b") for figure in ("sum", "mean", "median"))
    for by in ("b", "id"):
        query = Query(group=Group((by,), figures), sort=(SortKey(by),))
        found = answer(opened(postgres, "truths").engine, query)
        assert_frame_equal(found, answer(engine_over(rows), query), check_dtypes=by != "id")


CHANGES = {
    "whole to text": ("int", "7", "text using n::text || 'x'"),
    "whole to longer": ("smallint", "7", "bigint using 100000"),
    "whole to fraction": ("int", "7", "numeric using 1.5"),
    "whole to float": ("int", "7", "float8 using 1.5"),
    "truth to text": ("boolean", "true", "text"),
    "day to time": ("timestamp", "'2024-01-02'", "boolean using true"),
    "text to truth": ("text", "'true'", "boolean using true"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_column_of_another_type_meanwhile_is_told(postgres: PostgresServer, name: str) -> None:
    before, value, after = CHANGES[name]
    postgres.sql("drop table if exists altered")
    postgres.sql(f"create table altered (id int primary key, n {before})")
    postgres.sql(f"insert into altered values (1, {value}); create index on altered (n)")
    engine = opened(postgres, "altered").engine
    assert engine.page(Query(), 0, 5).frame["n"].null_count() == 0
    postgres.sql(f"alter table altered alter n type {after}")
    with pytest.raises(Unanswered, match="types of the table's columns changed") as failure:
        engine.page(Query(), 0, 5)
    assert failure.value.hint == "R reads it again"
    assert opened(postgres, "altered").engine.page(Query(), 0, 5).frame["n"].null_count() == 0
