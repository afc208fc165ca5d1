"""Who vouches for what a page shows: each part by its own claim, and how the other claims stand to it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tui.cells.cell import Reader
from tui.corpus.corpus import Corpus
from tui.corpus.lens import Lens
from tui.language.label import Language
from tui.pages.claims import RELATION_MARK
from tui.pages.document import Line, plain_line
from tui.pages.fact import fact_page
from tui.pages.panel import Room, stacked
from tui.tables.corpus_sheets import citation

PLAIN = dict(
    kind="funding", date_kind="announced", currency="USD", valuation_currency="USD", basis="round", qualifier="exact",
    status="confirmed", nature="actual", said_by_kind="named_press", source="s1", confidence="high", added="2026-11-24",
)  # fmt: skip


def corpus(folder: Path, name: str, *claims: dict[str, str]) -> Lens:
    """The small corpus with these claims of a table instead of its own."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = csv.DictReader(file).fieldnames
    assert header
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, header, lineterminator="\n")
        rows.writeheader()
        rows.writerows(claims)
    return Lens(Corpus(folder))


def deals(folder: Path, *claims: dict[str, str]) -> Lens:
    bare = dict(key="k", company="openai", announced="2025-03-31")
    return corpus(folder, "deals", *(PLAIN | bare | claim for claim in claims))


def page(lens: Lens, key: str = "k", language: Language = "en", name: str = "deals") -> list[Line]:
    return stacked(fact_page(lens, name, key), Room(120, 40, Reader(language, lens.names)))


def text(lens: Lens, key: str = "k", language: Language = "en", name: str = "deals") -> str:
    return "\n".join(plain_line(line) for line in page(lens, key, language, name))


def role(lines: list[Line], words: str) -> str:
    return next(span.role for line in lines for span in line if words in span.text)


def test_a_part_tells_what_its_claim_has_and_the_fact_has_not(scratch: Path) -> None:
    lens = deals(
        scratch,
        dict(qualifier="undisclosed"),
        dict(amount="300000000", status="rumoured", nature="estimate", qualifier="approx", source="s2", announced=""),
    )
    lines = page(lens)
    found = text(lens)
    assert "Amount       ? ~$300M" in found
    second = lens.source("s2")
    assert second is not None
    assert f"rumoured · estimate · {lens.names.name(second['publisher'])} {second['published']}" in found
    assert role(lines, "rumoured · estimate") == "rival"
    assert "Status       confirmed" in found
    # What is the fact's as well is not said again under each part.
    assert "confirmed ·" not in found.split("CLAIMS")[0]


def test_a_plan_looks_like_one_and_a_flag_is_told_where_it_belongs(scratch: Path) -> None:
    lens = deals(scratch, dict(amount="5e9", basis="planned", nature="plan", valuation="9e9", flag="valuation:stale"))
    found = text(lens).split("CLAIMS")[0]
    assert "Amount       → $5B" in found
    assert "plan" in found.split("Valuation")[0]
    assert "Valuation    ⚑ $9B" in found
    assert "⚑ stale" in found.split("Valuation")[1]
    assert "⚑" not in found.split("Valuation")[0]


def test_the_figure_of_a_denied_claim_is_struck(scratch: Path) -> None:
    lens = deals(scratch, dict(amount="5e9"), dict(valuation="9e9", amount="", status="denied", source="s2"))
    lines = page(lens)
    row = lens.fact("deals", "k")
    assert row is not None
    assert row["status"] == "confirmed"
    assert role(lines, "✗ $9B") == "struck"
    assert role(lines, "$5B") == "figure"


def test_a_statement_without_a_figure_tells_who_makes_it(scratch: Path) -> None:
    said = dict(entity="openai", metric="statement", period="2025", status="reported", nature="plan", source="s2",
                said_by="openai", said_by_kind="company", confidence="high", added="2026-11-24")  # fmt: skip
    lens = corpus(scratch, "facts", said)
    found = text(lens, lens.facts("facts")["key"][0], name="facts").split("CLAIMS")[0]
    assert "Status       reported · plan" in found
    assert "OpenAI · " in found


def test_investors_are_told_to_be_those_of_several_claims(scratch: Path) -> None:
    lens = deals(
        scratch,
        dict(amount="5e9", investors="softbank"),
        dict(amount="5e9", investors="microsoft", source="s2"),
        dict(amount="5e9", investors="alibaba", source="s3", flag="misattributed"),
    )
    found = text(lens).split("CLAIMS")[0]
    assert "microsoft, SoftBank" in found
    assert "alibaba" not in found
    assert "all that unflagged claims name" in found


@pytest.mark.parametrize(
    ("other", "mark", "said", "chinese"),
    [
        (dict(amount="3e9", qualifier="at_least"), "○", "(a bound, says nothing against it)", "只是界限"),
        (dict(amount="7e9"), "≠", "", ""),
        (dict(amount="5e9"), "=", "", ""),
        (dict(amount="7e9", flag="slip"), "⚑", "", ""),
        (dict(amount="7e9", status="rumoured"), "~", "(beside it)", "（并列）"),
        (dict(amount="7e9", basis="tranche"), "∥", "(differs in Basis)", "不同在 口径"),
        (dict(amount="7e9", nature="derived"), "Σ", "(computed by us)", "由我们推算"),
    ],
)
def test_each_claim_says_how_it_stands_to_the_one_shown(
    scratch: Path, other: dict[str, str], mark: str, said: str, chinese: str
) -> None:
    lens = deals(scratch, dict(amount="5e9", said_by_kind="filing"), other | {"source": "s2", "said_by": "softbank"})
    for language, words in (("en", said), ("zh", chinese)):
        claims = text(lens, language=language).split("CLAIMS" if language == "en" else "说法")[1]
        line = next(
            line for line in claims.splitlines() if line.startswith(f"  {mark} ") and ("亿" in line or "B" in line)
        )
        assert words.strip("（）()") in line
        assert bool(words) == ("(" in line)


def test_an_earlier_figure_of_the_same_voice_is_told_as_restated(scratch: Path) -> None:
    dated = {row["id"]: row for row in Lens(Corpus(scratch)).corpus.frame("sources").iter_rows(named=True)}
    printed = sorted((row["published"], name) for name, row in dated.items() if row["published_basis"] == "printed")
    (_, first), *_, (_, last) = printed
    voiced = dict(said_by="openai", said_by_kind="company")
    lens = deals(scratch, dict(amount="5e9", source=last, **voiced), dict(amount="7e9", source=first, **voiced))
    assert "← $7B whole round (restated by the same voice)" in text(lens)


def test_every_relation_has_a_mark_of_its_own() -> None:
    marks = [span.text for span in RELATION_MARK.values()]
    assert len(set(marks)) == len(marks)


def test_parts_that_are_no_figures_are_told_by_name(scratch: Path) -> None:
    lens = deals(scratch, dict(lead="softbank;microsoft", round="b", announced="2025-03"))
    claims = text(lens).split("CLAIMS")[1]
    assert "✓ Round B" in claims
    assert "✓ Lead SoftBank" in claims
    assert "✓ 2025-03 announced" in claims


def test_a_citation_is_what_one_claim_says(scratch: Path) -> None:
    lens = deals(
        scratch,
        dict(amount="5e9", round="b", line="3;9", printed="$5 billion", announced="2025-03"),
        dict(valuation="9e9", valuation_basis="pre", amount="", currency="", basis="",
             status="rumoured", nature="estimate", said_by="softbank", source="s2", printed="9bn"),
    )  # fmt: skip
    reader, row = Reader("en", lens.names), lens.fact("deals", "k")
    assert row is not None
    first, second = lens.source("s1"), lens.source("s2")
    assert first is not None
    assert second is not None
    quoted = citation(lens, "deals", row, reader)
    told, address = quoted.text, quoted.address
    assert told.startswith("OpenAI: funding B whole round $5B, as of 2025-03, source ")
    assert f"“{first['title']}”, {first['published']}, line 3, 9, printed “$5 billion”" in told
    assert "rumoured" not in told
    assert address == first["url"]
    quoted = citation(lens, "deals", row, reader, "valuation")
    told, address = quoted.text, quoted.address
    assert "pre-money $9B, rumoured, estimate, as of 2025-03-31, said by SoftBank" in told
    assert "printed “9bn”" in told
    assert address == second["url"]


def test_a_citation_leaves_out_a_date_that_its_claim_does_not_give(scratch: Path) -> None:
    lens = deals(scratch, dict(amount="5e9", announced=""), dict(amount="", announced="2025-03-31", source="s2"))
    row = lens.fact("deals", "k")
    assert row is not None
    assert "as of" not in citation(lens, "deals", row, Reader("en", lens.names)).text
    assert "as of 2025-03-31" in citation(lens, "deals", row, Reader("en", lens.names), "announced").text


def test_a_citation_gives_no_date_that_a_flag_speaks_against(scratch: Path) -> None:
    lens = deals(scratch, dict(amount="5e9", announced="2024-03", flag="announced:misdated"))
    row = lens.fact("deals", "k")
    assert row is not None
    reader = Reader("en", lens.names)
    assert "as of" not in citation(lens, "deals", row, reader).text
    assert "flagged misdated" in citation(lens, "deals", row, reader, "announced").text
