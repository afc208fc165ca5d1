"""A corpus that was loaded into a database, and is read back from it: the same answers, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, TABLES, Run
from tests.servers.postgres import PostgresServer
from tui.corpus.served import here
from tui.errors import EXIT_FAILED, EXIT_UNREADABLE, EXIT_USAGE
from tui.storage.corpora import VARIABLE

DATABASE = "loaded"
COMMANDS = [
    *(f"list {table} --csv" for table in TABLES),
    *(f"list {table}" for table in TABLES),
    *(f"list {table} --claims --json" for table in ("deals", "users", "departures", "market", "facts")),
    "list deals --facts --jsonl --limit 5",
    "list users --series --tsv",
    "list deals amount>=1b --sort -amount --csv",
    "list deals --group company: count, sum amount_usd --csv",
    "stats deals",
    "stats users metric",
    "find moonshot",
    "find yzam",
    "show openai",
    "show kimi --lang zh",
    "show nobody-at-all",
    "kimi mau",
    "kimi mau --json",
    "openai revenue",
    "openai rounds",
    "largest rounds 2024",
    "who left openai",
    "disputes kimi",
    "doubao vs kimi mau --json",
    "ai funding",
    "list disputes --json",
    "new 2024-01-01",
    "help columns deals",
    "--spec",
    "check",
]
"""What is asked of both: words, divided by single spaces where no filter has them."""


def words_of(line: str) -> list[str]:
    if " --group " in line:
        head, _, rest = line.partition(" --group ")
        group, _, last = rest.rpartition(" ")
        return [*head.split(), "--group", group, last]
    return line.split()


@pytest.fixture(scope="module", params=["postgres", "duckdb"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Gives the address of a place of some name, where nothing is yet."""
    if request.param == "duckdb":
        pytest.importorskip("duckdb")
        folder = tmp_path_factory.mktemp("stores")
        return lambda name: f"duckdb://{folder}/{name}.db"
    server: PostgresServer = request.getfixturevalue("postgres")

    # The tables of other tests are not to be found among these.
    server.sql(f"drop database if exists {DATABASE}")
    server.sql(f"create database {DATABASE}")

    def place(name: str) -> str:
        server.sql(f"drop schema if exists {name} cascade", database=DATABASE)
        return server.address(name, DATABASE)

    return place


@pytest.fixture(scope="module")
def address(store: Callable[[str], str], small: Path) -> str:
    from tui.cli import verbs

    found = store("corpus")
    assert verbs.main(["--corpus", str(small), "load", found]) == 0
    return found


@pytest.mark.parametrize("line", COMMANDS)
def test_answers_are_those_of_the_files(
    address: str, small: Path, run: Run, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    by_files = run(*words_of(line))
    monkeypatch.setenv(VARIABLE, address)
    code, *told = run(*words_of(line))
    assert (code, *(text.replace(address, str(small)) for text in told)) == by_files
    assert by_files[1] or by_files[2]


def test_a_folder_with_tables_of_its_own_and_cells_that_cannot_be_read(
    store: Callable[[str], str], run_on: Callable[[Path], Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "robots"
    folder.mkdir()
    map_ = (ROOT / "tui" / "README.md").read_text(encoding="utf-8")
    for name in ("robots.toml", "robots.csv", "sources.csv"):
        block = map_.partition(f"robots/{name}\n")[2].partition("```")[0]
        (folder / name).write_text(block, encoding="utf-8")
    lines = (folder / "robots.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    # Empty lines, and a cell of two lines: rows stand in the lines that problems tell.
    odd = lines[1].replace("high,,,", 'high,,"two\nlines",')
    (folder / "robots.csv").write_text("".join([lines[0], "\n\n", odd, "\n", lines[2]]), encoding="utf-8")
    run = run_on(folder)
    found = store("robots")
    assert run("load", found)[0] == 0
    asked = [("list", "robots", "--csv"), ("list", "robots", "--claims", "--json"), ("check",), ("nvidia", "shipments")]
    by_files = [run(*words) for words in asked]
    assert any("not a plain number" in out + err for _, out, err in by_files)
    monkeypatch.setenv(VARIABLE, found)
    told = [run(*words) for words in asked[:2]]
    assert told == [(c, o, e.replace(str(folder), found)) for c, o, e in by_files[:2]]
    # What ships beneath the folder was loaded too, and is checked with it.
    assert set(by_files[2][1].splitlines()) <= set(run("check")[1].splitlines())
    assert run("nvidia", "shipments")[:2] == by_files[3][:2]
    assert run("robots", "--csv")[:2] == by_files[0][:2]


def test_a_cell_that_was_changed_is_seen(
    store: Callable[[str], str], small: Path, run_on: Callable[[Path], Run], request: pytest.FixtureRequest
) -> None:
    run = run_on(small)
    found = store("changed")
    assert run("load", found)[0] == 0
    before = run("--corpus", found, "list", "entities", "id:kimi", "--fields", "en", "--tsv")
    assert before[1] == "en\nKimi\n"
    first = here(found)
    assert here(found) == first
    statement = "update {}.entities set en = 'Kimi K9' where id = 'kimi'"
    if found.startswith("duckdb"):
        import duckdb

        with duckdb.connect(found.removeprefix("duckdb://")) as connection:
            connection.execute(statement.format("main"))
    else:
        request.getfixturevalue("postgres").sql(statement.format("changed"), database=DATABASE)
    assert here(found) != first
    assert run("--corpus", found, "list", "entities", "id:kimi", "--fields", "en", "--tsv")[1] == "en\nKimi K9\n"
    assert "Kimi K9" in run("--corpus", found, "show", "kimi")[1]


def test_tables_that_are_there_are_replaced_only_where_that_is_said(
    store: Callable[[str], str], small: Path, run_on: Callable[[Path], Run], scratch: Path
) -> None:
    found = store("again")
    run = run_on(small)
    assert run("load", found) == (0, "", run("load", found, "--replace")[2])
    code, out, err = run("load", found)
    assert (code, out, err.count("\n")) == (EXIT_FAILED, "", 1)
    assert "deals" in err
    assert "--replace" in err
    (scratch / "deals.csv").write_text((scratch / "deals.csv").read_text().splitlines(keepends=True)[0])
    assert run_on(scratch)("load", found, "--replace")[0] == 0
    assert run("--corpus", found, "list", "deals", "--claims", "--count")[1] == "0\n"


def test_what_fails_leaves_nothing(
    store: Callable[[str], str], small: Path, run_on: Callable[[Path], Run], request: pytest.FixtureRequest
) -> None:
    run = run_on(small)
    found = store("whole")
    assert run("load", found)[0] == 0
    before = here(found)
    # A view stands where a table is to be written, and is none that could be taken away as one.
    if found.startswith("duckdb"):
        import duckdb

        with duckdb.connect(found.removeprefix("duckdb://")) as connection:
            connection.execute("drop table words; create view words as select 1 as a")
    else:
        statement = "drop table whole.words; create view whole.words as select 1 as a"
        request.getfixturevalue("postgres").sql(statement, database=DATABASE)
    code, out, err = run("load", found, "--replace")
    assert (code != 0, out, err.count("\n")) == (True, "", 1)
    left = {path.name: path.read_bytes() for path in Path(here(found)).iterdir()}
    whole = {path.name: path.read_bytes() for path in Path(before).iterdir()}
    assert {name: text for name, text in left.items() if name != "words.csv"} == {
        name: text for name, text in whole.items() if name != "words.csv"
    }


def test_a_file_that_cannot_be_read_whole_is_not_loaded(
    store: Callable[[str], str], scratch: Path, run_on: Callable[[Path], Run]
) -> None:
    with (scratch / "deals.csv").open("a", encoding="utf-8") as file:
        file.write('"never closed\n')
    found = store("broken")
    code, out, err = run_on(scratch)("load", found)
    assert (code, out, err.count("\n")) == (EXIT_UNREADABLE, "", 1)
    assert "deals.csv:" in err
    assert not found.startswith("duckdb") or not Path(found.removeprefix("duckdb://")).exists()
    assert run_on(scratch)("--corpus", found, "list", "deals")[0] == EXIT_UNREADABLE


def test_keys_and_comments(address: str, request: pytest.FixtureRequest) -> None:
    if address.startswith("duckdb"):
        import duckdb

        with duckdb.connect(address.removeprefix("duckdb://"), read_only=True) as connection:
            keys = connection.sql(
                "select table_name, constraint_type, constraint_column_names from duckdb_constraints() "
                "where constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')"
            ).fetchall()
            comment = connection.sql("select comment from duckdb_tables() where table_name = 'deals'").fetchall()
            titled = connection.sql(
                "select comment from duckdb_columns() where table_name = 'deals' and column_name = 'amount'"
            ).fetchall()
            kinds = connection.sql("select data_type from duckdb_columns() where column_name = 'amount'").fetchall()
        assert ("entities", "PRIMARY KEY", ["id"]) in keys
        assert ("deals", "FOREIGN KEY", ["source"]) in keys
        assert kinds[0][0].startswith(("BIGINT", "DECIMAL"))
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        found = server.sql(
            "select conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) from pg_constraint "
            "where connamespace = 'corpus'::regnamespace",
            database=DATABASE,
        )
        assert ("corpus.entities", "p", "PRIMARY KEY (id)") in found
        assert ("corpus.deals", "f", "FOREIGN KEY (source) REFERENCES corpus.sources(id)") in found
        comment = server.sql("select obj_description('corpus.deals'::regclass)", database=DATABASE)
        titled = server.sql(
            "select col_description(attrelid, attnum) from pg_attribute "
            "where attrelid = 'corpus.deals'::regclass and attname = 'amount'",
            database=DATABASE,
        )
        (kind,) = server.sql("select pg_typeof(amount)::text from corpus.deals limit 1", database=DATABASE)
        assert kind == ("numeric",)
    assert comment == [("Deals · 交易",)]
    assert "·" in titled[0][0]


def test_nothing_is_changed_by_reading(address: str, request: pytest.FixtureRequest, run: Run) -> None:
    if address.startswith("duckdb"):
        before = Path(address.removeprefix("duckdb://")).read_bytes()
        assert run("--corpus", address, "kimi", "mau")[0] == 0
        assert Path(address.removeprefix("duckdb://")).read_bytes() == before
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    sent = server.statements(lambda: run("--corpus", address, "kimi", "mau"))
    assert sent
    allowed = ("BEGIN", "COMMIT", "set transaction isolation level repeatable read, read only", "select", "copy (s")
    assert [statement for statement in sent if not statement.startswith(allowed)] == []


def test_a_file_is_opened_without_a_corpus_that_cannot_be_reached(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")
    for gone in (f"duckdb://{tmp_path}/gone.db", "postgres://nobody@127.0.0.1:1/gone", "@gone"):
        monkeypatch.setenv(VARIABLE, gone)
        assert run("list", str(tmp_path / "x.csv"), "--csv")[:2] == (0, "a\n1\n")
        code, out, err = run("list", "deals")
        assert (code in (EXIT_UNREADABLE, EXIT_USAGE), out, err.count("\n")) == (True, "", 1)


def test_a_corpus_by_the_name_of_a_connection(
    address: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text(f'[connections]\nprod = "{address}"\n')
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path / "config.toml"))
    expected = run("list", "deals", "--csv")
    assert run("--corpus", "@prod", "list", "deals", "--csv") == expected
    assert run("list", "deals", "--csv", "--corpus=@prod") == expected
    assert run("check", "@prod")[0] == run("check")[0]


def test_guests_load_nothing(address: str, run: Run) -> None:
    code, out, err = run("--restricted", "load", address)
    assert (code, out, err.count("\n")) == (EXIT_USAGE, "", 1)


def test_places_that_keep_no_tables(run: Run, tmp_path: Path) -> None:
    for words in (
        ["load", "s3://bucket/x"],
        ["load", str(tmp_path)],
        ["load"],
        ["load", "duckdb:///nowhere/at/all.db"],
    ):
        code, out, err = run(*words)
        assert (code != 0, out) == (True, "")
        assert "Traceback" not in err
    assert [*tmp_path.iterdir()] == []
