"""Histories: what belongs together, what a change is counted from, and what is no figure that happened."""

from __future__ import annotations

import polars as pl
import pytest

from tui.corpus.histories import History, base, by_weight, change, histories, is_sure, latest
from tui.corpus.lens import Lens


def of(lens: Lens, product: str) -> tuple[History, ...]:
    facts = lens.facts("users").filter(pl.col("product") == product).to_dicts()
    return by_weight(histories(facts, lens.table("users")), lens.policy)


def test_counters_are_never_joined(lens: Lens) -> None:
    found = of(lens, "deepseek")
    assert {(one.counter, one.axis["region"]) for one in found} == {
        ("xsignal", "cn"),
        ("questmobile", "cn"),
        ("acme-press", "world"),
    }


def test_figures_stand_in_time_and_the_latest_names_them(lens: Lens) -> None:
    (history,) = of(lens, "doubao")
    assert [fact["period"] for fact in history.facts] == ["2024-12", "2025-01", "2025-03"]
    assert latest(history, lens.policy)["period"] == "2025-03"


def test_a_change_has_a_base(lens: Lens) -> None:
    (history,) = of(lens, "doubao")
    first, second, third = history.facts
    assert base(first, history, lens.policy) is None
    before = base(third, history, lens.policy)
    assert before is second
    assert change(third, before) == pytest.approx((116 / 78.6 - 1) * 100)
    # The same month of the year before goes first.
    year = {**second, "start": third["start"].replace(year=2024), "end": third["end"].replace(year=2024)}
    longer = History(history.axis, (year, first, second, third))
    assert base(third, longer, lens.policy) is year


def test_what_is_flagged_or_expected_is_not_sure(lens: Lens) -> None:
    facts = lens.facts("facts").to_dicts()
    flagged = next((fact for fact in facts if fact["value_flag"]), None)
    sure = next(fact for fact in facts if fact["metric"] == "total_raised")
    assert is_sure(sure, lens.policy)
    assert flagged is None or not is_sure(flagged, lens.policy)
    for told in ({"value_nature": "forecast"}, {"value_status": "rumoured"}, {"status": "denied"}, {"value": None}):
        assert not is_sure({**sure, **told}, lens.policy)
