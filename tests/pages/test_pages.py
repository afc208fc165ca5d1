"""Pages as text: the detail of a fact, the card of an entity, the overview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cells.cell import Reader
from tui.charts.glyphs import BRAILLE
from tui.commands.registry import commands
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.language.label import Language
from tui.pages.citation import cited
from tui.pages.document import Block, Heading, Item, Pair, Span, door_of, layout, plain_line
from tui.pages.entity import entity_panels
from tui.pages.fact import fact_page
from tui.pages.help import help_page
from tui.pages.overview import overview
from tui.pages.overview.disputes import rivals_told
from tui.pages.panel import Panel, Room, stacked
from tui.pages.source import source_page
from tui.text.widths import cell_width

DEEPSEEK = "deepseek|mau||average|app|cn|2025-02|people"


def text(panels: Sequence[Panel], reader: Reader, width: int = 60) -> str:
    return "\n".join(plain_line(line) for line in stacked(panels, Room(width, 24, reader)))


def test_a_fact_shows_its_claims_with_marks(lens: Lens, english: Reader) -> None:
    page = text(fact_page(lens, "deals", "openai-2025-03"), english)
    assert "40,000,000,000 USD · whole round" in page
    assert "=2 voices agree · ≠1 contradict it" in page
    assert "✓ $40B whole round" in page
    assert "≠ ~$30B whole round" in page
    assert "“$40 billion”" in page
    assert "https://example.org/a" in page
    assert "A smaller figure" in page


def test_what_is_not_comparable_stands_apart_with_its_reason(lens: Lens, english: Reader) -> None:
    page = text(fact_page(lens, "users", DEEPSEEK), english)
    apart = page.split("NOT COMPARABLE")[1]
    assert "61.8M" in apart
    assert "Region World" in apart
    assert "a part above its whole" in apart
    assert "145,500,000" in page


def test_second_hand_reading_and_inferred_dates_are_told(lens: Lens, english: Reader) -> None:
    key = DEEPSEEK.replace("|cn|", "|world|")
    page = text(fact_page(lens, "users", key), english)
    assert "read via A newsletter" in page
    assert "2025-04?" in page


def test_a_denied_deal_says_so(lens: Lens, english: Reader) -> None:
    lines = stacked(fact_page(lens, "deals", "deepseek-2025-02"), Room(60, 24, english))
    assert (Span("Valuation    ", "label"), Span("✗ $10B", "struck")) in lines
    assert any("denied" in plain_line(line) for line in lines)


def test_the_page_speaks_chinese(lens: Lens, chinese: Reader) -> None:
    page = text(fact_page(lens, "users", "kimi|mau||average|app|cn|2025-03|people"), chinese)
    assert "1820万" in page
    assert "第 9 行" in page
    assert "说法" in page


def test_a_claim_of_an_article_tells_its_title_its_line_and_what_was_printed(lens: Lens, english: Reader) -> None:
    page = " ".join(text(fact_page(lens, "deals", "deepseek-2025-02"), english, 200).split())
    assert "Acme Press · 2025-04-02 · 第二篇报道 · line 37 · “100亿美元”" in page


def _with_deal(folder: Path, *cells: str) -> Lens:
    """The small corpus with one deal more: key, date, amount and more columns as `name=value`."""
    path = folder / "deals.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    known = dict.fromkeys(header, "") | {
        "key": "kimi-2026-01", "company": "moonshot-ai", "kind": "funding", "announced": "2026-01",
        "date_kind": "announced", "status": "reported", "nature": "actual", "said_by_kind": "named_press",
        "source": "s2", "line": "7", "confidence": "high", "added": "2026-10-01",
    }  # fmt: skip
    known |= dict(cell.split("=") for cell in cells)
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(known.values()) + "\n")
    return Lens(Corpus(folder))


@pytest.mark.parametrize(("language", "figure"), [("en", "$1.525B"), ("zh", "15.25亿美元")])
def test_every_page_keeps_the_digits_of_a_figure(scratch: Path, language: Language, figure: str) -> None:
    lens = _with_deal(scratch, "amount=1525000000", "currency=USD", "basis=round", "qualifier=exact")
    reader = Reader(language, lens.names)
    for panels in (fact_page(lens, "deals", "kimi-2026-01"), entity_panels(lens, "kimi"), overview(lens)):
        assert figure in text(panels, reader, 120)
    row = lens.fact("deals", "kimi-2026-01")
    assert row is not None
    assert figure in cited(lens, "deals", row, reader).text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_vague_stands_as_it_was_printed(scratch: Path, language: Language) -> None:
    lens = _with_deal(scratch, "qualifier=vague", "printed=数亿美元")
    reader = Reader(language, lens.names)
    for panels in (fact_page(lens, "deals", "kimi-2026-01"), entity_panels(lens, "kimi")):
        assert "数亿美元" in text(panels, reader, 120)
    row = lens.fact("deals", "kimi-2026-01")
    assert row is not None
    assert "数亿美元" in cited(lens, "deals", row, reader).text


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (26, "145.5M ≠ 190M+ ≠ 1.23456M"),
        (24, "145.5M ≠ 190M+ ≠ …"),
        (17, "145.5M ≠ …"),
        (9, "145.5M"),
        (5, "…M"),
    ],
)
def test_a_dispute_tells_whole_figures(width: int, told: str) -> None:
    assert rivals_told(["145.5M", "190M+", "1.23456M"], width) == told


def test_converted_money_is_told_from_printed(lens: Lens, english: Reader) -> None:
    assert "in US dollars: ~$181M" in text(fact_page(lens, "deals", "moonshot-ai-2024-03"), english)


def test_a_source_counts_what_rests_on_it(lens: Lens, english: Reader) -> None:
    page = text(source_page(lens, "s2"), english)
    assert "第二篇报道" in page
    assert "Departures   1" in page


def test_unknown_facts_and_sources_have_no_page(lens: Lens, english: Reader) -> None:
    assert fact_page(lens, "deals", "nope") == []
    assert source_page(lens, "nope") == []


def test_a_card_gathers_what_the_entity_owns(lens: Lens, english: Reader) -> None:
    card = text(entity_panels(lens, "moonshot-ai"), english, 90)
    assert "Moonshot AI  月之暗面" in card
    assert "raised                      $1.3B+ 2025-04" in card
    assert "derived" in card
    assert "Kimi MAU 18.2M" in card
    assert "[s2]" in card


def test_every_door_of_the_overview_leads_to_a_row(lens: Lens, english: Reader) -> None:
    room = Room(60, 6, english)
    panels = overview(lens)
    doors = [door for panel in panels for line in panel.draw(room) if (door := door_of(line))]
    titled = {panel.door.table for panel in panels if panel.door and panel.title(english)}
    assert titled == {"users", "deals", "market", "departures", "disputes"}
    assert doors
    for door in doors:
        facts = lens.disputes["key"].to_list() if door.table == "disputes" else lens.facts(door.table)["key"].to_list()
        assert not door.key or door.key in facts


def test_panels_with_nothing_to_tell_still_have_a_title(scratch: Path, english: Reader) -> None:
    for path in scratch.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    panels = overview(Lens(Corpus(scratch)))
    panels = [panel for panel in panels if panel.title(english)]
    assert [plain_line(panel.title(english)).split("  ")[0] for panel in panels] == [
        "USERS RACE, CHINA",
        "LARGEST ROUNDS",
        "USERS RACE, WORLD",
        "WHO MOVED WHERE",
        "FUNDING BY YEAR",
        "OPEN DISPUTES",
        "FUNDING BY REGION",
        "START HERE",
    ]
    assert [bool(panel.draw(Room(60, 6, english))) for panel in panels] == [False] * 7 + [True]


def test_help_lists_every_command() -> None:
    keys = [(c.id, c.label.en) for c in commands()]
    page = "\n".join(plain_line(line) for line in layout(help_page(keys, "en"), 200, BRAILLE))
    assert all(command.id in page for command in commands())


@given(
    st.lists(
        st.one_of(
            st.builds(Heading, st.text(max_size=40)),
            st.builds(Pair, st.text(max_size=20), st.text(max_size=80)),
            st.builds(Item, st.lists(st.builds(Span, st.text(max_size=60)), max_size=4).map(tuple)),
        ),
        max_size=5,
    ),
    st.integers(24, 120),
)
def test_no_line_is_wider_than_asked(blocks: list[Block], width: int) -> None:
    from tui.text.visible import visible

    def clean(block: Block) -> Block:
        match block:
            case Heading(t):
                return Heading(visible(t))
            case Pair(label, t):
                return Pair(visible(label), visible(t))
            case Item(spans):
                return Item(tuple(Span(visible(s.text)) for s in spans))
        return block

    for line in layout([clean(b) for b in blocks], width, BRAILLE):
        assert cell_width("".join(span.text for span in line)) <= width
