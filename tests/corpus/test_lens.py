"""Series, companies and money on the small corpus."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tui.cli.routes import TABLES
from tui.corpus.lens import Resolved


def row(frame: pl.DataFrame, **wanted: str) -> dict[str, object]:
    found = frame.filter(*(pl.col(name) == value for name, value in wanted.items()))
    assert found.height == 1
    return found.row(0, named=True)


def test_series_with_a_trend_come_first(resolved: Resolved) -> None:
    first = resolved.series.row(0, named=True)
    assert (first["product"], first["points"], first["real"]) == ("doubao", 3, True)
    assert first["values"] == [75e6, 78.6e6, 116e6]
    assert first["previous"] == "2025-01"
    assert first["change"] == pytest.approx(47.58, abs=0.01)


def test_voices_are_never_joined_into_one_series(resolved: Resolved) -> None:
    deepseek = resolved.series.filter(pl.col("product") == "deepseek")
    assert sorted(deepseek["voice"]) == ["acme-press", "questmobile", "xsignal"]


def test_usd_is_of_the_month_and_null_without_a_rate(resolved: Resolved) -> None:
    deals = resolved.facts("deals")
    assert row(deals, key="moonshot-ai-2024-03")["amount_usd"] == pytest.approx(1.3e9 * 0.139)
    assert row(deals, key="openai-2025-03")["amount_usd"] == 40e9


def test_companies_sum_whole_equity_rounds_only(resolved: Resolved) -> None:
    moonshot = row(resolved.companies, company="moonshot-ai")
    assert moonshot["raised"] == 1.3e9
    assert moonshot["rounds_usd"] == pytest.approx(1e9 + 1.3e9 * 0.139)
    assert moonshot["rounds"] == 2
    assert row(resolved.companies, company="deepseek")["rounds_usd"] is None
    assert row(resolved.companies, company="stepfun")["departures"] == 1


def test_a_product_counts_for_its_owner(resolved: Resolved) -> None:
    assert row(resolved.companies, company="bytedance")["users"] == 116e6


def test_a_flagged_claim_is_not_shown(resolved: Resolved) -> None:
    assert row(resolved.facts("facts"), metric="annualised_revenue")["value"] == 7.2e9


@pytest.mark.parametrize("name", TABLES)
def test_every_list_has_rows(resolved: Resolved, name: str) -> None:
    assert resolved.shown(name).height > 0


def test_names_are_found_in_both_scripts(resolved: Resolved) -> None:
    for text in ("kimi", "Kimi智能助手", "KIMI"):
        assert resolved.names.find(text) == ["kimi"]
    assert resolved.names.find("字節跳動") == ["bytedance"]
    assert resolved.names.find("moonshot") == ["moonshot-ai"]
    assert resolved.names.find("") == []


def test_a_flagged_figure_bends_no_line(scratch: Path) -> None:
    path = scratch / "users.csv"
    line = (
        "doubao,mau,,average,app,cn,2025-02,1,,people,,,reported,actual,exact,questmobile,panel,s1,,,low,implausible,"
    )
    rows = [*path.read_text(encoding="utf-8").splitlines(), line]
    path.write_text("\n".join([rows[0], *sorted(rows[1:])]) + "\n", encoding="utf-8")
    spoiled = Resolved(scratch)
    assert spoiled.series.filter(pl.col("product") == "doubao")["points"].to_list() == [3]
    assert spoiled.facts("users").filter(pl.col("value") == 1).height == 1
