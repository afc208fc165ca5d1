"""Files of DuckDB by their addresses: what they are called, what is in them, and what cannot be opened."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import Run
from tui.engines.base import Can
from tui.engines.connections import place_of_address
from tui.engines.registry import database_at
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE
from tui.files.open import open_file

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")

TYPES = """
create table types as select 1::hugeint h, 1.5::decimal(20, 3) d, 'a'::blob b, time '10:11:12.5' t,
    timestamp_s '2020-01-02 03:04:05' s, timestamptz '2020-01-02 03:04:05+02' z, interval 3 days i,
    '3119f70a-af92-4637-83be-b787db107383'::uuid u, [1, 2] l, {'a': 1, 'b': 'x'} r, map {'a': 1} m,
    'a'::enum ('b', 'a') e, '101'::bit k, [1, 2]::integer[2] f, '{"a":1}'::json j, timetz '10:11:12+02' tz,
    union_value(n := 1) un, null nu, [interval 1 day] li, 'Ä' "Na""me"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("duck dbs")
    with duckdb.connect(str(folder / "my file.db")) as connection:
        connection.execute("create table deals as select i as id, 'name ' || i as company from range(3000) r(i)")
        connection.execute("comment on table deals is 'rounds'")
        connection.execute("create view late as select * from deals where id >= 2990")
        connection.execute('create schema "My S"; create table "My S"."a/b.c" (x integer)')
        connection.execute("create table gone as select i from range(10) r(i); delete from gone where i in (3, 4)")
        connection.execute(TYPES)
    return folder


@pytest.fixture
def run_here(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(folder)
    return run


def test_the_tables_of_a_file_are_listed(folder: Path, run: Run) -> None:
    code, out, _ = run("list", f"duckdb://{folder}/my file.db", "--fields", "schema,table,kind,rows,comment", "--csv")
    assert code == 0
    assert out.splitlines()[1:4] == ["My S,a/b.c,table,0,", "main,deals,table,3000,rounds", "main,gone,table,10,"]
    assert "main,late,view,," in out


@pytest.mark.parametrize(
    "address",
    [
        "duckdb:my file.db/deals",
        "duckdb:./my file.db/main.deals",
        "duckdb:my%20file.db/DEALS",
        'duckdb:my file.db/"main"."deals"',
        "duckdb://{}/my file.db/deals",
        "duckdb:{}/my%20file.db/deals",
        "DUCKDB:my file.db/deals",
        "@here/deals",
        "@folder/my file.db/deals",
    ],
)
def test_ways_to_name_a_table(
    folder: Path, run_here: Run, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = f'here = "duckdb://{folder}/my file.db"\nfolder = "duckdb://{folder}"\n'
    (tmp_path / "config.toml").write_text(f"[connections]\n{named}")
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path / "config.toml"))
    assert run_here("list", address.format(folder), "id>=2998", "--csv")[:2] == (
        0,
        "id,company\n2998,name 2998\n2999,name 2999\n",
    )


@pytest.mark.parametrize("table", ['"My S"."a/b.c"', '"my s"."a%2Fb.c"'])
def test_odd_names(run_here: Run, table: str) -> None:
    assert run_here("list", f"duckdb:my file.db/{table}", "--count")[1] == "0\n"


def test_rows_of_a_view_and_rows_with_gaps(run_here: Run) -> None:
    (view,) = open_file("duckdb:my file.db/late")
    assert view.engine is not None
    assert Can.ORDERED not in view.engine.can
    assert "order not fixed" in str(view.told)
    assert run_here("list", "duckdb:my file.db/late", "--sort", "-id", "--limit", "1", "--csv")[1].endswith(
        "name 2999\n"
    )
    assert run_here("list", "duckdb:my file.db/gone", "--csv")[1] == "i\n0\n1\n2\n5\n6\n7\n8\n9\n"
    assert run_here("list", "duckdb:my file.db/gone", "--count")[1] == "8\n"


def test_types_that_are_shown_as_texts_are_said(folder: Path) -> None:
    (source,) = open_file(f"duckdb://{folder}/my file.db/types")
    assert source.engine is not None
    (row,) = source.engine.page(engine_query(), 0, 5).frame.to_dicts()
    assert (row["h"], row["u"], row["e"], row["l"], row["f"]) == (
        1,
        "3119f70a-af92-4637-83be-b787db107383",
        "a",
        [1, 2],
        [1, 2],
    )
    assert (row["i"], row["m"], row["k"], row["nu"], row['Na"me']) == ("3 days", "{a=1}", "101", None, "Ä")
    assert str(row["z"]) == "2020-01-02 01:04:05+00:00"
    told = str(source.notices[0].said)
    assert all(name in told for name in ("i (INTERVAL)", "m (MAP", "k (BIT)"))
    assert "u (UUID)" not in told


def engine_query() -> object:
    from tui.query.query import Query

    return Query()


def test_several_tables_of_a_file_at_a_time(folder: Path) -> None:
    address = f"duckdb://{folder}/my file.db"
    (chooser,) = open_file(address)
    assert chooser.opens is not None
    rows = {row["table"]: row for row in chooser.frame.collect().to_dicts()}
    opened = [chooser.opens(rows[name]) for name in ("deals", "late", "a/b.c")]
    assert [source.name for source in opened] == ["deals", "late", "My S.a/b.c"]
    assert opened[0].address == f"{address}/main.deals"
    (again,) = open_file(opened[2].address)
    assert again.name == "My S.a/b.c"


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("duckdb:my file.db/deal", EXIT_UNREADABLE, "did you mean"),
        ("duckdb:nowhere.db/deals", EXIT_UNREADABLE, "no file nowhere.db/deals"),
        ("duckdb:my file.db/main/deals", EXIT_USAGE, "deeper"),
        ("duckdb://host/my file.db", EXIT_USAGE, "no file of DuckDB"),
        ("duckdb:my file.db/deals?read_only=false", EXIT_USAGE, "`read_only` is nothing that can be asked for"),
        ("duckdb:lite.db/a", EXIT_UNREADABLE, "lite.db is no database of DuckDB"),
        ("duckdb:text.db/deals", EXIT_UNREADABLE, "text.db is no database of DuckDB"),
        ("duckdb:cut.db/deals", EXIT_UNREADABLE, "cut.db"),
        ("duckdb:", EXIT_UNREADABLE, "no file"),
        ("duckdb:my file.db/", 0, ""),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(
    folder: Path, run_here: Run, address: str, code: int, told: str
) -> None:
    (folder / "text.db").write_text("a,b\n1,2\n" * 5000)
    lite(folder / "lite.db")
    (folder / "cut.db").write_bytes((folder / "my file.db").read_bytes()[:9000])
    for language in ("en", "zh"):
        found, _, err = run_here("--lang", language, "list", address, "--csv")
        assert (found, err.count("\n")) == (code, 1 if code else 0)
        assert language == "zh" or told in err


def lite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table if not exists a (x)")
        connection.commit()


def test_tables_are_not_written_to_a_file_of_another_program(tmp_path: Path, run: Run) -> None:
    lite(tmp_path / "lite.db")
    before = (tmp_path / "lite.db").read_bytes()
    code, out, err = run("load", f"duckdb:{tmp_path}/lite.db")
    assert (code, out) == (EXIT_UNREADABLE, "")
    assert err == "termsheet: lite.db is no database of DuckDB; open a file by its path alone\n"
    assert (tmp_path / "lite.db").read_bytes() == before


def test_values_that_their_type_does_not_hold_here_are_texts(tmp_path: Path, run: Run) -> None:
    most, least = 2**127 - 1, -(10**38 - 1)
    with duckdb.connect(str(tmp_path / "x.db")) as connection:
        connection.execute(f"create table x as select {most}::hugeint h, {2**128 - 1}::uhugeint u, {least}::hugeint d")
        connection.execute("alter table x add t time; update x set t = '24:00:00'")
        connection.execute("insert into x values (1, 2, null, '10:11:12.5')")
        connection.execute("create view seen as select * from x")
        connection.execute(f"create table inner_ as select [{most}::hugeint] l, {{'a': 5::hugeint}} s, time '1:2:3' t")
    for name in ("x", "seen"):
        code, out, err = run("list", f"duckdb:{tmp_path}/x.db/{name}", "--csv")
        assert (code, out) == (0, f"h,u,d,t\n{most},{2**128 - 1},{least},24:00:00\n1,2,,10:11:12.5\n")
        assert "h (HUGEINT), u (UHUGEINT), t (TIME)" in err
        assert run("list", f"duckdb:{tmp_path}/x.db/{name}", "d<0", "--count")[1] == "1\n"
        assert run("stats", f"duckdb:{tmp_path}/x.db/{name}")[0] == 0
    code, out, _ = run("list", f"duckdb:{tmp_path}/x.db/inner_", "--fields", "l,t", "--csv")
    assert (code, out) == (0, f"l,t\n[{most}],01:02:03\n")


def test_a_file_that_another_program_writes_to(folder: Path, run_here: Run) -> None:
    duckdb.connect(str(folder / "held.db")).close()
    script = "import duckdb, sys; c = duckdb.connect('held.db'); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        code, out, err = run_here("list", "duckdb:held.db")
        assert (code, out) == (EXIT_UNREADABLE, "")
        told = f"termsheet: another program (process {writer.pid}) writes to held.db; end it there, or open a copy"
        assert err == f"{told} of the file\n"
        assert run_here("load", "duckdb:held.db")[0] == EXIT_UNREADABLE
        writer.communicate()
    assert run_here("list", "duckdb:held.db", "--csv")[0] == 4


def test_nothing_is_written(folder: Path, run_here: Run) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    for words in (["stats", "duckdb:my file.db/deals"], ["list", "duckdb:my file.db/deals", "--sort", "-company"]):
        assert run_here(*words)[0] == 0
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_an_address_gives_a_database(folder: Path) -> None:
    database = database_at(place_of_address(f"duckdb://{folder}/my file.db"))
    assert database.form.startswith("DuckDB ")
    assert isinstance(database.tables(), pl.DataFrame)
