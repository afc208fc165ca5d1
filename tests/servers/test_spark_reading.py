"""Spark is asked for what is looked at and nothing else: what it is sent, what is stopped, what is said of faults."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from secrets import token_hex

import pytest

from tests.servers.giving_up import Token, told, until
from tests.servers.spark import SparkServer
from tui.engines.base import Can, Cancelled, Engine
from tui.engines.connections import place_of_address
from tui.engines.database import Database
from tui.engines.registry import database_at
from tui.errors import TermsheetError
from tui.query.query import Condition, Query, SortKey

ROWS = 20_000


@pytest.fixture(scope="module")
def server(spark: SparkServer) -> SparkServer:
    spark.sql("CREATE OR REPLACE VIEW many AS SELECT id, CAST(id * 7919 % 1000 AS INT) n, 'row ' || id text "
              f"FROM range(0, {ROWS}, 1, 3)")  # fmt: skip
    spark.sql("CREATE OR REPLACE VIEW slow AS SELECT id n FROM range(0, 300000000000, 1, 1)")
    return spark


def base(server: SparkServer) -> Database:
    return database_at(place_of_address(server.address()))


def opened(server: SparkServer, table: str = "many") -> Engine:
    return base(server).open(table).engine


def statements(server: SparkServer, work: Callable[[], object]) -> list[str]:
    """What the program sends to the server while some work is done, as that notes it itself; others ask it too."""

    def noted() -> list[tuple[str, str]]:
        lines = [line for path in server.events.iterdir() for line in path.read_text(errors="replace").splitlines()]
        events = [json.loads(line) for line in lines if "SparkListenerConnectOperationStarted" in line]
        return [(event["userId"], event["statementText"]) for event in events]

    before, end = len(noted()), token_hex(8)
    work()
    server.sql(f"SELECT '{end}'")
    until(lambda: any(end in one for _, one in noted()[before:]))
    return [one for who, one in noted()[before:] if who == server.reader]


def test_rows_come_in_steps_and_are_kept(server: SparkServer) -> None:
    served = base(server).open("many")
    engine = served.engine
    assert Can.ORDERED not in engine.can
    assert [one.en for one in served.told] == ["order not fixed: further rows are asked for anew"]
    query = Query((Condition("text", "contains", "ROW"),), sort=(SortKey("n", True),))
    sent = statements(server, lambda: engine.page(query, 0, 512))
    # One query a view, of no more rows than are kept at a time.
    assert len(sent) == 1
    assert "LIMIT 2048" in sent[0]
    first = engine.page(query, 0, 512).frame
    assert statements(server, lambda: engine.page(query, 512, 512)) == []
    whole = engine.page(query, 0, ROWS)
    assert (whole.frame.height, whole.more, whole.frame["id"].n_unique()) == (ROWS, False, ROWS)
    assert whole.frame.head(512).equals(first)
    assert whole.frame["n"].is_sorted(descending=True)


def test_the_remarks_of_its_library_are_not_printed(server: SparkServer) -> None:
    warned = [sys.executable, "-W", "default::UserWarning"]
    command = [*warned, "-m", "tui", "list", server.address("many"), "--limit", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)
    assert "Warning" not in done.stderr


def test_only_what_reads_is_sent(server: SparkServer) -> None:
    def work() -> None:
        found = base(server)
        found.tables()
        engine = found.open("many").engine
        query = Query((Condition("n", "<", 50),), sort=(SortKey("n", True),))
        engine.page(query, 0, 10)
        engine.count(query)
        engine.frequency(query, "n")
        engine.summary(query, engine.fields)
        engine.bins(query, "n", "id", 4, of="n")
        list(engine.export(query, 5000))

    sent = statements(server, work)
    assert len(sent) > 10
    asked = [one for one in sent if "query: " in one]
    kinds = {one.partition('query: "')[2].split(" ", 1)[0] for one in asked}
    assert kinds == {"SELECT", "SHOW"}
    assert [one for one in sent if "sql_command" in one or "write_operation" in one] == []


LONG: dict[str, Callable[[Engine, Token], object]] = {
    "count": lambda engine, token: engine.count(Query((Condition("n", "!=", -1),)), token=token),
    "page": lambda engine, token: engine.page(Query((Condition("n", "<", 0),)), 0, 9, token=token),
    "export": lambda engine, token: list(engine.export(Query((Condition("n", "<", 0),)), 9, token=token)),
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_given_up_is_stopped_there(server: SparkServer, name: str) -> None:
    found, token = base(server), Token()
    slow, quick = found.open("slow").engine, found.open("many").engine

    def work() -> None:
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(LONG[name], slow, token)
            token.waits.wait(60)
            # What runs beside it goes on.
            assert quick.count(Query((Condition("n", "=", 7),))) == ROWS // 1000
            token.give_up()
            with pytest.raises(Cancelled):
                future.result(120)

    work()
    text = "\n".join(path.read_text(errors="replace") for path in server.events.iterdir())
    assert "SparkListenerConnectOperationCanceled" in text
    assert quick.count(Query((Condition("n", "=", 7),))) == ROWS // 1000


WRONG: dict[str, tuple[Callable[[SparkServer], str], str]] = {
    "no such table": (lambda server: server.address("nosuch"), "nosuch`; "),
    "a slip": (lambda server: server.address("mani"), "did you mean"),
    "nobody there": (lambda server: "sc://127.0.0.1:1/x.y", "cannot be reached: Connection refused"),
    "no such host": (lambda server: "sc://nowhere.invalid/x.y", "cannot be reached"),
    "deeper than a table": (lambda server: server.address("a.b.c"), "leads deeper than to a table"),
    "an option": (lambda server: server.address("many") + "?x=1", "`x` is nothing"),
    "a token": (lambda server: server.address("many") + "?token=hunter2", "an address with a password in it"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_address(server: SparkServer, name: str) -> None:
    change, expected = WRONG[name]

    def opening() -> None:
        found = database_at(place_of_address(change(server)))
        found.open(found.table)

    with pytest.raises(TermsheetError) as failure:
        opening()
    assert expected in told(failure.value)


def test_a_query_that_fails_is_told(server: SparkServer) -> None:
    server.sql("CREATE OR REPLACE VIEW broken AS SELECT IF(id = 5, raise_error('no such luck'), id) n FROM range(9)")
    with pytest.raises(TermsheetError) as failure:
        opened(server, "broken").count(Query((Condition("n", "=", 0),)))
    assert "no such luck" in told(failure.value)
    gone = opened(server, "broken")
    server.sql("DROP VIEW broken")
    with pytest.raises(TermsheetError) as failure:
        gone.count(Query())
    assert "broken" in told(failure.value)


def test_a_session_that_was_lost_is_made_again(server: SparkServer) -> None:
    from tui.engines.ibis.spark.database import SparkDatabase

    found = base(server)
    assert isinstance(found, SparkDatabase)
    engine = found.open("many").engine
    session = found._sessions._session
    assert session is not None
    session.client.release_session()
    assert engine.count(Query((Condition("n", "=", 7),))) == ROWS // 1000


def test_names_and_other_types(server: SparkServer) -> None:
    server.sql(
        "CREATE OR REPLACE VIEW oddly AS SELECT 1 AS `Ünique \"id\" %s`, 'a' AS `select`, 'b' AS `b0`, "
        "map('x', 1) AS m, named_struct('a', 1, 'b', 'x') AS s, array(1, null) AS l, array(array(1)) AS deep, "
        "X'00FF' AS raw, CAST(1.5 AS DECIMAL(38, 10)) AS wide, INTERVAL '1' DAY AS span, "
        "TIMESTAMP'2024-07-02 08:00:00+02:00' AS at, TIMESTAMP_NTZ'2024-07-02 08:00:00' AS wall, NULL AS nothing, "
        "CAST('NaN' AS DOUBLE) AS nan, PARSE_JSON('{\"a\": 1}') AS v"
    )
    found = base(server)
    path = found.path(server.schema, "oddly")
    served = found.open(path)
    (row,) = served.engine.page(Query(sort=(SortKey("select"),)), 0, 5).frame.to_dicts()
    assert row.pop("nan") != 0
    assert row == {
        'Ünique "id" %s': 1, "select": "a", "b0": "b", "m": "{x -> 1}", "s": "{1, x}", "l": [1, None], "deep": "[[1]]",
        "raw": "00FF", "wide": Decimal("1.5"), "span": "INTERVAL '1' DAY", "at": datetime(2024, 7, 2, 6, tzinfo=UTC),
        "wall": datetime(2024, 7, 2, 8), "nothing": None, "v": '{"a":1}',
    }  # fmt: skip
    notes = " ".join(note.en for note in served.notes)
    assert "m (map<string,int>)" in notes
    assert served.engine.count(Query((Condition("nan", "present"), Condition("b0", "=", "b")))) == 1
    assert {"many", "slow"} <= {*found.tables()["table"]}
