"""What the pane says of a fact that is contradicted."""

from __future__ import annotations

import pytest

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Language
from tui.pages.document import plain_line
from tui.pages.fact import fact_page
from tui.pages.panel import Room, stacked

DEEPSEEK = "deepseek|mau||average|app|cn|2025-02|people"


def page(lens: Lens, table: str, key: str, language: Language = "en") -> list[str]:
    room = Room(60, 40, Reader(language, lens.names))
    return [plain_line(line).strip() for line in stacked(fact_page(lens, table, key), room)]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["DISPUTE", "counters differ", "145.5M / 190M+ = 0.77"]),
        ("zh", ["分歧", "口径不同", "1.455亿 / 1.9亿+ = 0.77"]),
    ],
)
def test_it_tells_the_class_and_the_arithmetic_of_either_side(lens: Lens, language: Language, told: list[str]) -> None:
    for counter in ("xsignal", "questmobile"):
        lines = page(lens, "users", f"{DEEPSEEK}#{counter}", language)
        place = lines.index(told[0])
        assert lines[place : place + 3] == told


def test_each_pair_has_its_line(shipped: Lens) -> None:
    lines = page(shipped, "users", f"{DEEPSEEK}#questmobile")
    place = lines.index("DISPUTE")
    assert lines[place + 2].endswith("/ 190M+ = 0.77")
    assert lines[place + 3] == "190M+ / ~180M computed = 1.06, QuestMobile with itself"


def test_a_fact_without_rivals_has_none(lens: Lens) -> None:
    assert "DISPUTE" not in page(lens, "deals", "moonshot-ai-2024-02")
