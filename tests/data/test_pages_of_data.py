"""The pages of the corpus that ships: every one is drawn, and none says what nobody told."""

from __future__ import annotations

import polars as pl
import pytest

from tui.cells.cell import Reader
from tui.corpus.heads import heads
from tui.corpus.lens import Lens
from tui.pages.document import Door, plain_line
from tui.pages.doors import page_of
from tui.pages.entity import entity_page
from tui.pages.page import PanelPage
from tui.pages.panel import Room, stacked
from tui.pages.person import OF_PEOPLE, person_career


@pytest.fixture(scope="module")
def reader(shipped: Lens) -> Reader:
    return Reader("en", shipped.names)


def told(page: PanelPage | None, reader: Reader, width: int = 80) -> str:
    assert page is not None
    return "\n".join(map(plain_line, stacked(page.panels, Room(width, 24, reader))))


def now(page: str) -> str:
    return page.split("NOW")[1].split("\n\n", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("person", "place", "absent"),
    [
        ("john-schulman", "Thinking Machines Lab", "Meta"),
        ("ilya-sutskever", "Safe Superintelligence", "Meta"),
        ("mira-murati", "CEO and co-founder", "OpenAI"),
        ("sam-altman", "OpenAI", "left"),
    ],
)
def test_where_people_are(shipped: Lens, reader: Reader, person: str, place: str, absent: str) -> None:
    page = now(told(entity_page(shipped, person, reader), reader))
    assert place in page
    assert absent not in page


def test_nobody_is_where_only_an_approach_or_a_rumour_leads(shipped: Lens) -> None:
    moves = shipped.facts(OF_PEOPLE).filter(pl.col("person").is_not_null())
    for person in moves["person"].unique():
        found = person_career(shipped, person)
        assert found is not None
        if found.now is not None:
            arrival = found.now.arrival
            assert arrival["kind"] not in ("approach", "count")
            assert arrival["status"] in shipped.policy.happening
            assert arrival["to_org_status"] in (None, *shipped.policy.happening)
        assert len(found.path) + len({move["key"] for move in found.open} - {m["key"] for m in found.path}) == (
            moves.filter((pl.col("person") == person) & (pl.col("kind") != "count")).height
        )


def test_every_dispute_has_a_page(shipped: Lens, reader: Reader) -> None:
    for table, key in shipped.disputes.select("table", "key").iter_rows():
        assert "VOICES" in told(page_of(shipped, Door(table, key, "dispute"), reader), reader)


@pytest.mark.parametrize("entity", ["openai", "anthropic", "kimi", "doubao", "zhipu-ai", "sequoia-capital", "ai"])
def test_pages_of_what_is_asked_for_most(shipped: Lens, reader: Reader, entity: str) -> None:
    for width in (80, 120):
        assert told(entity_page(shipped, entity, reader), reader, width)


def test_a_headline_is_never_rumoured_flagged_or_ahead(shipped: Lens) -> None:
    for entity in ("openai", "anthropic", "kimi", "moonshot-ai", "doubao", "zhipu-ai", "deepseek", "xai"):
        for head in heads(shipped, entity):
            if head.row.get(head.part) is not None:
                assert head.row[f"{head.part}_status"] in shipped.policy.happening
                assert head.row[f"{head.part}_nature"] not in shipped.policy.ahead
                assert not head.row[f"{head.part}_flag"]
