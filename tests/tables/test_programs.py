"""Rows as programs are given them: which columns, under which names; what asks for them has both."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import CLAIMED, Run
from tests.screens.driving import explorer, press, until
from tui.cells.cell import Reader
from tui.cli.completion import candidates
from tui.corpus.lens import Lens
from tui.corpus.scheme import scheme, ways_listed
from tui.query.columns import read_columns, read_sort
from tui.query.reading import read_filter
from tui.storage import watching
from tui.tables.dataset import Dataset
from tui.tables.of_corpus import corpus_dataset
from tui.tables.programs import asked, is_hidden, told_columns
from tui.tables.suggestions import suggest_columns


@pytest.fixture(scope="module")
def deals(lens: Lens, english: Reader) -> Dataset:
    return corpus_dataset(lens, "deals", lens.facts("deals"), english)


def header(run: Run, *words: str) -> list[str]:
    return next(csv.reader(io.StringIO(run("list", *words, "--csv")[1])))


@pytest.mark.parametrize("table", CLAIMED)
def test_a_list_has_the_columns_of_the_scheme_and_no_other(run: Run, lens: Lens, table: str) -> None:
    described = lens.table(table)
    for listed in ways_listed(described):
        words = () if listed == ways_listed(described)[0] else (f"--{listed}",)
        found = header(run, table, *words)
        assert found == [one.name for one in scheme(described, listed)]
        assert not any(map(is_hidden, found))
        assert [*json.loads(run("list", table, *words, "--json")[1])[0]] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("amount_basis:round", "basis:round"),
        ("amount_currency:cny", "currency:cny"),
        ("announced_basis:announced", "date_kind:announced"),
        ("-amount_basis:tranche", "-basis:tranche"),
        ("amount_basis:null", "basis:null"),
    ],
)
def test_a_filter_takes_the_name_of_the_scheme_and_that_of_the_csv(deals: Dataset, one: str, other: str) -> None:
    assert read_filter(one, deals.schema).filters == read_filter(other, deals.schema).filters


def test_own_notes_go_out_last_with_the_rows_that_they_are_on(run: Run) -> None:
    before = header(run, "deals")
    watching.keep_note("deals", "openai-2025-03", "问 CFO")
    assert header(run, "deals") == [*before, "own_note"]
    found = json.loads(run("list", "deals", "--json")[1])
    assert [(row["company"], row["own_note"]) for row in found if row["own_note"]] == [("openai", "问 CFO")]
    # Whoever asks for columns gets those.
    assert header(run, "deals", "--fields", "company,amount") == ["company", "amount"]
    assert "own_note" not in header(run, "users")
    watching.keep_note("deals", "openai-2025-03", "")
    assert header(run, "deals") == before


def test_fields_and_sorting_take_both_and_rows_go_out_under_one(run: Run, deals: Dataset) -> None:
    assert read_columns("amount_basis,currency", deals.schema) == ("basis", "currency")
    assert read_sort("-amount_currency", deals.schema) == read_sort("-currency", deals.schema)
    assert header(run, "deals", "--fields", "currency,amount_basis,公司") == [
        "amount_currency",
        "amount_basis",
        "company",
    ]
    assert header(run, "users", "--fields", "said_by,value_claim") == ["value_said_by", "value_claim"]


def test_what_serves_the_program_alone_is_no_column(run: Run) -> None:
    for name in ("place", "fact", "start", "amount_standing"):
        code, out, err = run("list", "deals", "--fields", name, "--csv")
        assert (code, out) == (2, "")
        assert f"no column `{name}`" in err


def test_what_no_list_has_is_told_by_its_name(run: Run) -> None:
    assert header(run, "deals", "--fields", "amount_said_by_kind,witnesses") == ["amount_said_by_kind", "witnesses"]


def test_what_is_only_drawn_is_told_to_be_missing(run: Run) -> None:
    code, out, err = run("list", "deals", "--fields", "company,marks", "--csv", "--limit", "1")
    assert (code, out.splitlines()[0]) == (0, "company")
    assert "`marks` is only drawn" in err
    code, out, err = run("list", "deals", "--fields", "marks", "--csv")
    assert (code, out) == (2, "")


def test_a_column_of_two_names_is_offered_once(deals: Dataset) -> None:
    def offered(line: str) -> list[str]:
        return [one.line for one in suggest_columns(line, deals, deals.columns, "")]

    assert offered("amount_ba") == ["amount_basis:"]
    # That of the valuation is called so on the screen.
    assert offered("bas") == ["valuation_basis:", "basis:"]
    assert {"amount_basis:", "basis:"} & {*offered("")} == {"amount_basis:"}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("amount_b", ["amount_basis:"]),
        ("ba", ["basis:"]),
        ("amount_status:rep", ["amount_status:reported"]),
        ("basis:rou", ["basis:round"]),
        ("-amount_basis:rou", ["-amount_basis:round"]),
    ],
)
def test_the_shell_completes_either(small: Path, typed: str, offered: list[str]) -> None:
    assert candidates(["--corpus", str(small), "list", "deals", typed]) == offered


def test_the_shell_offers_one_of_two_names_where_nothing_is_typed(small: Path) -> None:
    every = candidates(["--corpus", str(small), "list", "deals", ""])
    assert "amount_basis:" in every
    assert "basis:" not in every


def test_a_part_that_is_shown_goes_out_with_all_that_its_claim_says(lens: Lens) -> None:
    facts = lens.facts("deals")
    told = told_columns(lens.table("deals"), facts.columns)
    found = [one.name for one in asked(told, ["company", "amount", "currency", "amount_standing", "mine"])]
    group = [one.name for one in told if one.part == "amount" and one.always]
    assert found == ["company", *group, "mine"]


async def test_what_is_exported_from_the_screen_names_its_sources(lens: Lens, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    async with explorer(lens, "deals", size=(120, 30)) as (app, pilot):
        await press(pilot, "e", *["backspace"] * 40, *str(target), "enter")
        await until(app, pilot, "written:")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert {"amount_source", "amount_url", "amount_status", "announced_source"} <= set(rows[0])
    assert not any(map(is_hidden, rows[0]))
    openai = next(row for row in rows if row["company"] == "openai")
    assert openai["amount_url"] == "https://example.org/a"


def test_rows_for_programs_keep_their_values(lens: Lens) -> None:
    from tui.tables.programs import for_programs

    typed = for_programs(lens, lens.table("deals"), lens.facts("deals"), True)
    assert typed.schema["lead"] == pl.List(pl.String)
    assert typed.schema["amount"] == pl.Float64
    assert set(typed["announced_precision"]) <= {"day", "month", "quarter", "half", "year", "interval", None}
