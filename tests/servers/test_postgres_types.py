"""What PostgreSQL has besides the types of Polars comes as it writes it."""

from __future__ import annotations

from decimal import Decimal

from tests.servers.postgres import PostgresServer
from tui.engines.base import Can
from tui.engines.connections import place_of_address
from tui.engines.registry import database_at
from tui.query.query import Condition, Query


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
