"""A deal counts once for each of its investors, and a lead that a flag speaks against leads nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from tui.corpus.lens import Lens
from tui.corpus.portfolios import _summed, led_by, portfolio


def deal(company: str, year: int, lead: str = "", investors: str = "", flag: str | None = None) -> dict[str, Any]:
    end = date(year, 6, 30)
    return {"company": company, "start": end, "end": end, "lead": lead, "investors": investors, "lead_flag": flag}


def test_counts_by_company_year_and_partner() -> None:
    deals = [
        deal("one", 2026, "fund", "bank;angel"),
        deal("one", 2025, "bank", "fund"),
        deal("two", 2025, "", "fund;bank"),
    ]
    found = _summed(deals, [], frozenset(["fund"]))
    assert [(held.company, len(held.deals), held.led) for held in found.holdings] == [("one", 2, 1), ("two", 1, 0)]
    assert found.others == (("bank", 3), ("angel", 1))
    assert found.years == ((2026, 1, 1), (2025, 2, 0))
    assert (found.deals, found.led) == (3, 1)


def test_a_lead_that_is_flagged_does_not_count() -> None:
    assert led_by(deal("one", 2026, "fund"), ["fund"])
    assert not led_by(deal("one", 2026, "fund", flag="misattributed"), ["fund"])


def test_of_the_corpus(lens: Lens) -> None:
    found = portfolio(lens, "softbank")
    assert found is not None
    assert {held.company: held.led for held in found.holdings} == {"moonshot-ai": 0, "openai": 1}
    assert portfolio(lens, "kimi") is None
