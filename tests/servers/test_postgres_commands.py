"""Tables of a PostgreSQL server on the command line and in tabs, as files are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import Run
from tests.servers.postgres import PostgresServer
from tui.engines.task import Tasks
from tui.errors import EXIT_NO_MATCH, EXIT_UNREADABLE, EXIT_USAGE
from tui.files.open import open_file
from tui.tables.line import line_of_screen
from tui.tables.of_files import file_sheet
from tui.tables.status import status


@pytest.fixture(scope="module")
def server(postgres: PostgresServer) -> PostgresServer:
    numbers = range(1, 3001)
    companies = [f"Company {n}" for n in numbers]
    frame = pl.DataFrame({"id": numbers, "company": companies, "amount": [(n - 1) * 2.5 for n in numbers]})
    postgres.store("deals", frame, ("id",))
    postgres.store("loose_deals", frame)
    postgres.sql("analyze deals, loose_deals")
    return postgres


def test_a_table_is_listed_as_a_file_is(server: PostgresServer, run: Run) -> None:
    deals = server.address("deals")
    code, out, err = run("list", deals, 'company~"company 29"', "--sort", "-amount", "--limit", "2", "--csv")
    assert (code, out) == (0, "id,company,amount\n2999,Company 2999,7495\n2998,Company 2998,7492.5\n")
    assert "the first 2 rows; more with --limit, how many with --count" in err
    assert run("list", deals, "amount>=7490", "--count")[:2] == (0, "4\n")
    assert run("list", deals, 'company:"company 7"', "--tsv")[1:] == ("id\tcompany\tamount\n7\tCompany 7\t15\n", "")
    assert run("list", deals, "id<0", "--csv")[:2] == (EXIT_NO_MATCH, "id,company,amount\n")
    code, out, err = run("list", deals)
    assert out.count("\n") == 1001
    assert "the first 1,000 rows" in err


def test_figures_of_a_table(server: PostgresServer, run: Run) -> None:
    code, out, _ = run("stats", server.address("deals"), "--csv")
    assert code == 0
    assert out.splitlines()[1].startswith("id,")
    code, out, _ = run("list", server.address("deals"), "id<=4", "--group", "company: count, sum amount", "--csv")
    assert (code, out.count("\n")) == (0, 5)


def test_the_tables_of_a_database_are_listed(server: PostgresServer, run: Run) -> None:
    code, out, _ = run("list", server.address(), "table:deals", "--fields", "schema,table,kind,rows", "--csv")
    assert (code, out) == (0, "schema,table,kind,rows\npublic,deals,table,3000\n")


def test_a_connection_is_called_by_its_name(
    server: PostgresServer, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text(f'[connections]\nprod = "{server.address()}"\n')
    monkeypatch.setenv("TERMSHEET_CONFIG", str(tmp_path / "config.toml"))
    assert run("list", "@prod/deals", "--count")[:2] == (0, "3000\n")
    assert "deals" in run("list", "@prod", "--csv")[1]


@pytest.mark.parametrize("verb", ["list", "stats", "open"])
def test_a_password_is_never_repeated(server: PostgresServer, run: Run, verb: str) -> None:
    code, out, err = run(verb, server.by_port("deals", "guest:hunter2"))
    assert code == EXIT_USAGE
    assert "hunter2" not in out + err
    # The explorer asks for a terminal first.
    assert verb == "open" or "PGPASSWORD" in err


def test_what_is_said_of_files_is_refused(server: PostgresServer, run: Run) -> None:
    code, _, err = run("list", server.address("deals"), "--raw")
    assert (code, err) == (EXIT_USAGE, "termsheet: --raw is for files, and says nothing of an address; leave it out\n")
    code, _, err = run("list", server.address("deals"), "company~/x+/")
    assert (code, err.count("\n")) == (EXIT_USAGE, 1)
    assert "PostgreSQL has no regular expressions" in err
    assert run("list", server.address("nosuch"))[0] == EXIT_UNREADABLE


def shown(text: Callable[[str], str], address: str) -> str:
    """What the status line says of a table, and the line that is copied of it."""
    (source,) = open_file(address)
    sheet = file_sheet(source, "en")
    model = sheet.model()
    wait_for(model.tasks)
    spans = status(model, sheet, "en", text, None, False, 0.0)
    return " | ".join([*(span.text for span in spans), line_of_screen(sheet, model).text()])


def wait_for(tasks: Tasks) -> None:
    """Waits until all that was begun is done."""
    while tasks.running:
        for task in tasks.running:
            task.lane.submit(lambda token: None, newest=False).result(60)


def test_a_tab_says_where_it_comes_from_and_what_is_not_known(server: PostgresServer) -> None:
    address = server.address("deals")
    told = shown(str, address)
    assert "3,000 rows" in told
    assert "PostgreSQL" in told
    assert "order not fixed" not in told
    assert told.endswith(f"termsheet list {address}")
    assert "order not fixed: no key" in shown(str, server.address("loose_deals"))


def test_a_table_is_opened_from_the_list(server: PostgresServer) -> None:
    (source,) = open_file(server.address())
    sheet = file_sheet(source, "en")
    assert sheet.meaning.opens is not None
    row = next(row for row in source.frame.collect().to_dicts() if row["table"] == "deals")
    opened = sheet.meaning.opens(row)
    assert opened.name == "deals"
    assert opened.file is not None
    assert opened.file.place == server.address("public.deals")
