"""Pages as text: the detail of a fact, the card of an entity, the overview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tui.cells.cell import Reader
from tui.charts.glyphs import BRAILLE
from tui.commands.registry import commands
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.pages.card import entity_card
from tui.pages.document import Block, Heading, Item, Pair, Span, door_of, layout, plain_line
from tui.pages.fact import fact_page
from tui.pages.help import help_page
from tui.pages.overview import overview
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
    assert lines[1] == (Span("Valuation    ", "label"), Span("$10B", "struck"))
    assert any("denied" in plain_line(line) for line in lines)


def test_the_page_speaks_chinese(lens: Lens, chinese: Reader) -> None:
    page = text(fact_page(lens, "users", "kimi|mau||average|app|cn|2025-03|people"), chinese)
    assert "1820万" in page
    assert "第 9 行" in page
    assert "主张" in page


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
    card = text(entity_card(lens, "moonshot-ai"), english, 90)
    assert "Moonshot AI  月之暗面" in card
    assert "raised       $1.3B+  2025-04" in card
    assert "derived" in card
    assert "Kimi MAU 18.2M" in card
    assert "[s2]" in card


def test_every_door_of_the_overview_leads_to_a_row(lens: Lens, english: Reader) -> None:
    room = Room(60, 6, english)
    panels = overview(lens)
    doors = [door for panel in panels for line in panel.draw(room) if (door := door_of(line))]
    titled = {panel.door.table for panel in panels if panel.door}
    assert titled == {"users", "deals", "market", "departures"}
    assert doors
    for door in doors:
        assert lens.fact(door.table, door.key) is not None


def test_panels_with_nothing_to_tell_still_have_a_title(scratch: Path, english: Reader) -> None:
    for path in scratch.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    panels = overview(Lens(Corpus(scratch)))
    assert [plain_line(panel.title(english)).split("  ")[0] for panel in panels] == [
        "THE USERS RACE",
        "LARGEST ROUNDS",
        "FUNDING BY YEAR",
        "LATEST MOVES",
        "FUNDING BY REGION",
        "OPEN DISPUTES",
        "START HERE",
    ]
    assert [bool(panel.draw(Room(60, 6, english))) for panel in panels] == [False] * 6 + [True]


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
