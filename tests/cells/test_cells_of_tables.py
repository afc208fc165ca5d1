"""Cells that draw more than their own column."""

from __future__ import annotations

import pytest

from tui.cells.cell import Reader
from tui.cells.kinds import CELLS, OF_TABLE, shortened
from tui.corpus.lens import Lens


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2025-12-08..2025-12-14", "2025-12-08..14"),
        ("2025-08-26..2025-09-09", "2025-08-26..09-09"),
        ("2025-01..2025-09", "2025-01..09"),
        ("2023-05..2024-04", "2023-05..2024-04"),
        ("2024..2025-06", "2024..2025-06"),
        ("..2025-06", "..2025-06"),
        ("2025-06", "2025-06"),
        ("", ""),
    ],
)
def test_an_interval_tells_once_what_both_ends_begin_with(date: str, told: str) -> None:
    assert shortened(date) == told


@pytest.mark.parametrize(
    ("date", "told"),
    [("..2026-06-20", "≤2026-06-20"), ("2026-03..", "≥2026-03"), ("2026", "2026"), (None, "")],
)
def test_a_date_of_which_one_end_is_known_is_a_bound(english: Reader, date: str | None, told: str) -> None:
    assert CELLS["when"].write(english, None)(date) == told


@pytest.mark.parametrize(
    ("date", "told"), [("2026-02-27", "2026-02"), ("2023-07..2023-08", "2023-08"), ("2025-Q3", "2025-Q3"), (None, "")]
)
def test_a_date_to_its_month(english: Reader, date: str | None, told: str) -> None:
    assert CELLS["month"].write(english, None)(date) == told


@pytest.mark.parametrize(
    ("kind", "round_", "standing", "told"),
    [
        ("funding", "b", None, "series B"),
        ("funding", "a_plus", None, "series A+"),
        ("funding", "pre_ipo", None, "pre-IPO"),
        ("funding", "undisclosed", "unsure", "? funding"),
        ("funding", None, None, "funding"),
        ("acquisition", None, "refuted", "✗ acquisition"),
        ("secondary", "tender", None, "tender"),
        ("licence_and_hire", None, None, "licence and hire"),
    ],
)
def test_what_a_deal_is(
    lens: Lens, english: Reader, kind: str, round_: str | None, standing: str | None, told: str
) -> None:
    event = OF_TABLE["event"](lens.table("deals"))
    assert event.write(english, None)(kind, round_, standing) == told


def test_a_destination_that_another_fact_states_says_so(lens: Lens, english: Reader) -> None:
    moved = CELLS["moved"].write(english, lens.table("departures").column("to_org"))
    assert moved("openai", None, None, None) == "OpenAI"
    assert moved("openai", "deepseek", "2025-02", "questmobile") == "OpenAI"
    assert moved(None, "openai", "2025-02", "questmobile") == "later OpenAI · 2025-02 · QuestMobile"
    assert moved(None, None, None, None) == ""
