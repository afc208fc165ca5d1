"""The corpus that ships with termsheet: sound, whole, and shown by every screen and command."""

from __future__ import annotations

from pathlib import Path

import frictionless
import polars as pl
import pytest

from tests.conftest import CLAIMED, TABLES
from tui.cells.cell import Reader
from tui.cells.columns import shown_columns, write_rows
from tui.corpus.lens import Lens
from tui.corpus.package import PACKAGE_FILE, package_problems
from tui.language.label import Language
from tui.pages.document import door_of, plain_line
from tui.pages.entity import entity_panels
from tui.pages.fact import fact_page
from tui.pages.overview import overview
from tui.pages.panel import Room, stacked
from tui.pages.source import source_page
from tui.tables.corpus_sheets import corpus_tabs


@pytest.fixture(scope="module")
def reader(shipped: Lens) -> Reader:
    return Reader("en", shipped.names)


def test_the_corpus_passes_its_own_check(shipped: Lens) -> None:
    assert [str(problem) for problem in shipped.corpus.check()] == []


def test_its_package_fits_and_is_read_by_others(shipped: Lens) -> None:
    assert [str(problem) for problem in package_problems(shipped.corpus)] == []
    report = frictionless.validate(str(shipped.corpus.folder / PACKAGE_FILE))
    assert report.flatten(["type", "note"]) == []
    assert {task.name for task in report.tasks} == set(shipped.corpus.own)


def test_a_checkout_has_no_second_data_folder() -> None:
    assert not (Path(__file__).parents[2] / "tui" / "data").exists()


@pytest.mark.parametrize("name", TABLES)
def test_every_list_writes_every_row(shipped: Lens, reader: Reader, name: str) -> None:
    table = shipped.table(name)
    assert table.view is not None
    frame = shipped.shown(name)
    columns = shown_columns(table.view.columns, table, reader, shipped.table)
    rows = write_rows(frame, columns)
    assert len(rows) == frame.height > 0
    assert all(row[0] for row in rows)


@pytest.mark.parametrize("name", CLAIMED)
def test_every_claim_belongs_to_a_fact_and_is_found_by_its_id(shipped: Lens, name: str) -> None:
    claims, facts = shipped.ranked(name), shipped.facts(name)
    assert claims["id"].is_unique().all()
    assert set(claims["key"]) == set(facts["key"])
    assert facts["claims"].sum() == claims.height == shipped.corpus.frame(name).height
    first = shipped.table(name).parts[0].name
    shown = facts[f"{first}_claim"].drop_nulls()
    assert set(shown) <= set(claims["id"])


@pytest.mark.parametrize("name", CLAIMED)
def test_a_flagged_claim_is_shown_only_where_no_other_speaks(shipped: Lens, name: str) -> None:
    first = shipped.table(name).parts[0].name
    ours = (pl.col("nature") == "derived") & pl.col("printed").is_null()
    claims = shipped.ranked(name).filter(pl.col(first).is_not_null() & ~ours)
    flagged = shipped.facts(name).filter(pl.col(f"{first}_flag").is_not_null())
    assert claims.join(flagged, on="key", how="semi").filter(pl.col(f"{first}_flag").is_null()).is_empty()


@pytest.mark.parametrize(("language", "heading"), [("en", "CLAIMS"), ("zh", "说法")])
def test_every_tenth_fact_has_a_page_with_its_claims(shipped: Lens, language: Language, heading: str) -> None:
    reader = Reader(language, shipped.names)
    for name in CLAIMED:
        same = shipped.facts(name).with_columns(pl.col("claims").sum().over("topic"))
        for key, claims in same.select("key", "claims").gather_every(10).iter_rows():
            lines = [plain_line(line) for line in stacked(fact_page(shipped, name, key), Room(44, 24, reader))]
            assert f"{heading}  {claims}" in lines, key


def test_sources_and_companies_have_pages(shipped: Lens, reader: Reader) -> None:
    for source in shipped.shown("sources")["id"].gather_every(50):
        assert source_page(shipped, source)
    for company in shipped.shown("companies")["company"].gather_every(20):
        assert entity_panels(shipped, company)


def test_the_overview_has_something_in_every_block(shipped: Lens, reader: Reader) -> None:
    for panel in overview(shipped):
        if not panel.title(reader):
            # Nothing is watched, nothing is new.
            continue
        lines = panel.draw(Room(58, 6, reader))
        assert lines, panel.title(reader)
        for door in filter(None, map(door_of, lines)):
            assert door.table in corpus_tabs(shipped)


def test_every_article_claim_names_its_lines(shipped: Lens) -> None:
    for name in CLAIMED:
        articles = shipped.corpus.frame(name).filter(pl.col("source").str.starts_with("art-"))
        assert articles["line"].null_count() == 0
