"""An answer as lines: it fits a screen, what is left out is counted, rows stand under each other."""

from __future__ import annotations

import re

import pytest

from tui.ask.answering import answer_to
from tui.ask.answers import Answer
from tui.ask.drawing import LINES, answer_lines, answer_panels
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.pages.document import Door, Line
from tui.pages.panel import Room, stacked

LONG = (
    "doubao vs deepseek vs kimi mau",
    "who left openai 2024",
    "largest rounds 2025",
    "moonshot rounds",
    "doubao mau",
    "openai vs anthropic valuation",
    "ai funding us vs china by year",
)


def answered(line: str, lens: Lens) -> Answer:
    found = answer_to(line, lens)
    assert isinstance(found, Answer), found
    return found


def drawn(line: str, lens: Lens, width: int = 80, language: str = "en") -> list[str]:
    reader = Reader("zh" if language == "zh" else "en", lens.names)
    lines = answer_lines(answered(line, lens), lens, Room(width, LINES, reader))
    return ["".join(span.text for span in one) for one in lines]


def test_all_that_is_compared_is_shown(shipped: Lens) -> None:
    for line in ("ai funding us vs china by year", "doubao vs deepseek vs kimi mau", "openai vs anthropic valuation"):
        found = answered(line, shipped)
        rows = drawn(line, shipped)[1 : 1 + len(found.figures)]
        assert all(re.search(r"\d", row) and "more;" not in row for row in rows), rows


@pytest.mark.parametrize("line", ["who left openai 2024", "largest rounds 2025", "kimi mau"])
def test_a_taller_terminal_shows_more_of_an_answer(shipped: Lens, line: str) -> None:
    reader = Reader("en", shipped.names)
    few, many, whole = (
        len(answer_lines(answered(line, shipped), shipped, Room(80, rows, reader), whole=rows > 500))
        for rows in (LINES, 48, 999)
    )
    assert few <= LINES
    assert few < many <= 48
    assert many <= whole + 1


def doors(lines: list[Line]) -> set[Door]:
    return {span.door for line in lines for span in line if span.door}


@pytest.mark.parametrize("line", LONG)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_answer_fits_and_counts_what_it_leaves_out(shipped: Lens, line: str, language: str) -> None:
    found, lines = answered(line, shipped), drawn(line, shipped, language=language)
    assert len(lines) <= LINES
    assert any(text.startswith(("read as", "理解为")) for text in lines)
    heads = {"COUNTED OTHERWISE": len(found.otherwise), "其他口径": len(found.otherwise)}
    for head, size in heads.items():
        if head in lines:
            under = lines[lines.index(head) + 1 :]
            listed = next((n for n, text in enumerate(under) if not text.startswith("  ")), len(under))
            more = re.search(r"\d+", under[listed - 1]) if "--all" in under[listed - 1] else None
            assert listed - bool(more) + int(more[0] if more else 0) == size


def test_one_who_left_a_house_did_not_go_to_their_old_role(shipped: Lens) -> None:
    text = "\n".join(drawn("who left openai 2024", shipped, 120))
    assert re.search(r"Mira Murati +left OpenAI +Chief technology officer +Mira Murati", text)
    assert re.search(r"John Schulman +OpenAI → Anthropic +formerly Co-founder", text)
    assert re.search(r"Greg Brockman +on leave from OpenAI", text)
    assert "OpenAI → Chief" not in text


def test_figures_stand_under_each_other_with_their_tellers(shipped: Lens) -> None:
    rows = drawn("largest rounds 2025", shipped)[1:11]
    assert {row.index("$") + len(re.findall(r"\$[\d.]+[BM]", row)[0]) for row in rows} == {51}
    assert "OpenAI                 funding    $41B SoftBank" in rows[0]
    assert "series F" in rows[1]
    wide = drawn("largest rounds 2025", shipped, 140)[1:11]
    assert all(("valued" in row) for row in wide[:2])


def test_no_row_loses_a_part_that_the_row_beside_it_has(shipped: Lens) -> None:
    """The valuation of one row and not of the next would read as if it were not stated."""
    for width in range(60, 130, 7):
        rows = drawn("largest rounds 2025", shipped, width)[1:11]
        valued = ["valued" in row for row in rows if "Prometheus" not in row and "xAI" not in row]
        assert len(set(valued)) == 1


def test_names_figures_and_sources_of_an_answer_are_doors(shipped: Lens) -> None:
    reader = Reader("en", shipped.names)
    panels = answer_panels(answered("kimi mau", shipped), shipped, reader)
    found = doors(stacked(panels, Room(80, 40, reader)))
    assert Door("entities", "kimi") in found
    assert {door.table for door in found} >= {"entities", "users", "sources"}
    panels = answer_panels(answered("kimi vs doubao mau", shipped), shipped, reader)
    assert Door("entities", "kimi;doubao", "compare") in doors(stacked(panels, Room(80, 40, reader)))


@pytest.mark.parametrize("line", ["who led most rounds", "which investor led most deals", "谁领投最多"])
def test_who_led_most_is_told_by_what_they_led(shipped: Lens, line: str) -> None:
    league = answered(line, shipped).league
    assert league
    assert [row["led"] for row in league] == sorted((row["led"] for row in league), reverse=True)
    assert drawn(line, shipped)[0] == "most rounds led"


def test_who_led_the_largest_rounds_are_rounds(shipped: Lens) -> None:
    assert answered("who led the largest rounds", shipped).figures
