"""Series, companies and money on the small corpus."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.conftest import TABLES
from tui.corpus.contradictions import OPEN
from tui.corpus.corpus import Corpus
from tui.corpus.kept import Kept
from tui.corpus.lens import Lens


def row(frame: pl.DataFrame, **wanted: str) -> dict[str, object]:
    found = frame.filter(*(pl.col(name) == value for name, value in wanted.items()))
    assert found.height == 1
    return found.row(0, named=True)


def test_series_with_a_trend_come_first(lens: Lens) -> None:
    first = lens.series("users").row(0, named=True)
    assert (first["product"], first["points"], first["real"]) == ("doubao", 3, True)
    assert first["values"] == [75e6, 78.6e6, 116e6]
    assert first["previous"] == "2025-01"
    assert first["change"] == pytest.approx(47.58, abs=0.01)


def test_voices_are_never_joined_into_one_series(lens: Lens) -> None:
    deepseek = lens.shown("users").filter(pl.col("product") == "deepseek")
    assert sorted(deepseek["voice"]) == ["acme-press", "questmobile", "xsignal"]


def test_usd_is_of_the_month_and_null_without_a_rate(lens: Lens) -> None:
    deals = lens.facts("deals")
    assert row(deals, key="moonshot-ai-2024-03")["amount_usd"] == pytest.approx(1.3e9 * 0.139)
    assert row(deals, key="openai-2025-03")["amount_usd"] == 40e9


def test_companies_sum_whole_equity_rounds_only(lens: Lens) -> None:
    moonshot = row(lens.shown("companies"), company="moonshot-ai")
    assert moonshot["raised"] == 1.3e9
    assert moonshot["rounds_usd"] == pytest.approx(1e9 + 1.3e9 * 0.139)
    assert moonshot["rounds"] == 2
    assert row(lens.shown("companies"), company="deepseek")["rounds_usd"] is None
    assert row(lens.shown("companies"), company="stepfun")["departures"] == 1


def test_a_product_counts_for_its_owner(lens: Lens) -> None:
    assert row(lens.shown("companies"), company="bytedance")["users"] == 116e6


def test_a_flagged_claim_is_not_shown(lens: Lens) -> None:
    assert row(lens.facts("facts"), metric="annualised_revenue")["value"] == 7.2e9


def test_every_list_has_a_row_for_each_fact_or_record(lens: Lens) -> None:
    """Claims of the small corpus that agree or contradict are one fact; companies are those of which something is."""
    assert {name: lens.shown(name).height for name in TABLES} == {
        "deals": 4,
        "users": 5,
        "departures": 2,
        "companies": 5,
        "market": 5,
        "facts": 2,
        "disputes": 2,
        "entities": 18,
        "sources": 5,
    }


def test_names_are_found_in_both_scripts(lens: Lens) -> None:
    for text in ("kimi", "Kimi智能助手", "KIMI"):
        assert lens.names.find(text) == ["kimi"]
    assert lens.names.find("字節跳動") == ["bytedance"]
    assert lens.names.find("moonshot") == ["moonshot-ai"]
    assert lens.names.find("") == []


def test_a_flagged_figure_bends_no_line(scratch: Path) -> None:
    path = scratch / "users.csv"
    line = (
        "doubao,mau,,average,app,cn,2025-02,1,,people,,,reported,actual,exact,questmobile,panel,s1,,,low,implausible,"
    )
    rows = [*path.read_text(encoding="utf-8").splitlines(), line]
    path.write_text("\n".join([rows[0], *sorted(rows[1:])]) + "\n", encoding="utf-8")
    spoiled = Lens(Corpus(scratch))
    assert spoiled.shown("users").filter(pl.col("product") == "doubao")["points"].to_list() == [3]
    assert spoiled.facts("users").filter(pl.col("value") == 1).height == 1


def test_a_dispute_names_its_sides_the_shown_one_first(lens: Lens) -> None:
    dispute = row(lens.disputes, subject="deepseek")
    assert (dispute["table"], dispute["what"], dispute["period"]) == ("users", "mau", "2025-02")
    assert (dispute["shown_value"], dispute["rival_value"]) == (145.5e6, 190e6)
    claims = [lens.claim("users", str(dispute[f"{side}_claim"])) for side in ("shown", "rival")]
    assert [claim["voice"] for claim in claims if claim] == ["xsignal", "questmobile"]


def test_a_disputed_fact_is_disputed_wherever_it_is_listed(lens: Lens) -> None:
    for name in lens.corpus.claimed:
        keys = lens.disputes.filter((pl.col("table") == name) & pl.col("class").is_in(OPEN))["keys"]
        wanted = {key for cell in keys for key in cell.split(";")}
        for rows in (lens.with_dispute(name, lens.facts(name)), lens.claims(name)):
            assert set(rows.filter(pl.col("dispute").is_not_null())["key"]) == wanted
        for key in wanted:
            found = lens.dispute(name, key)
            assert found is not None
            assert key in found["keys"].split(";")
    assert lens.dispute("deals", "nope") is None


def test_a_key_gives_the_same_as_a_filter(lens: Lens) -> None:
    for name in ("deals", "users", "departures"):
        for key in lens.facts(name)["key"]:
            assert lens.fact(name, key) == row(lens.facts(name), key=key)
            topic = row(lens.facts(name), key=key)["topic"]
            claims = lens.ranked(name).filter(pl.col("topic") == topic).sort(pl.col("key") != key, maintain_order=True)
            assert lens.claims_of(name, key) == claims.to_dicts()
            for field, relations in lens.relations(name, key).items():
                compared = lens.compared(name, field).filter(pl.col("shown_key") == key)
                assert relations == {c: (r, why) for c, r, why in compared.select("id", "relation", "reason").rows()}
    assert lens.fact("deals", "nope") is None
    assert lens.source("nope") is None


def test_another_policy_computes_anew_and_keeps_nothing(
    scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    corpus = Corpus(scratch, Kept(scratch))
    assert Lens(corpus).disputes.filter(pl.col("table") == "deals").height == 1
    generous = Lens(corpus, corpus.policy._replace(tolerance=0.5))
    assert generous.disputes.filter(pl.col("table") == "deals").height == 0
    assert Lens(Corpus(scratch, Kept(scratch))).disputes.filter(pl.col("table") == "deals").height == 1
