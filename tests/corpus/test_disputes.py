"""The table of disputes: one row for all that is said of one thing, both sides of it, and its arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.corpus.stating import NUMBERS, Claim, deal, figure, market, usage
from tui.corpus.corpus import Corpus
from tui.corpus.disputes import DISPUTES, LANGUAGES, WRITTEN, written_in
from tui.corpus.lens import Lens

BASE = {"confidence": "low", "added": "2026-10-01"}


@pytest.fixture
def stated(scratch: Path) -> Any:
    """Makes a corpus of some claims of one table, and gives its disputes."""

    def rows(name: str, *claims: Claim) -> list[dict[str, Any]]:
        table = Corpus(scratch).table(name)
        schema = {column: pl.Float64 if column in NUMBERS else pl.String for column in table.names}
        given = [BASE | claim for claim in claims]
        frame = pl.DataFrame([{column: claim.get(column) for column in table.names} for claim in given], schema=schema)
        for path in scratch.glob("*.csv"):
            if path.stem in Corpus(scratch).claimed:
                path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
        frame.write_csv(scratch / f"{name}.csv")
        return Lens(Corpus(scratch)).disputes.to_dicts()

    return rows


def test_a_row_has_both_sides_and_the_ratio(stated: Any) -> None:
    claims = [
        usage(product="kimi", value=150e6, said_by="xsignal", source="s2"),
        usage(product="kimi", value=190e6, said_by="questmobile", qualifier="at_least"),
    ]
    (row,) = stated("users", *claims)
    topic = "kimi|mau||average|app|cn|2025-03|people"
    assert {name: row[name] for name in [*DISPUTES][:14]} == {
        "class": "counters",
        "table": "users",
        "subject": "kimi",
        "what": "mau",
        "period": "2025-03",
        "part": "value",
        "shown": "150000000",
        "said_by": "xsignal",
        "rival": "190000000",
        "rival_said_by": "questmobile",
        "spread": pytest.approx(0.7895, abs=1e-4),
        "voices": 2,
        "arithmetic": "150M / 190M+ = 0.79",
        "keys": f"{topic}#xsignal;{topic}#questmobile",
    }
    assert (row["key"], row["classes"], row["spread_in"]) == (f"{topic}#xsignal", "counters", "ratio")
    assert (row["shown_value"], row["shown_unit"], row["shown_currency"], row["shown_qualifier"]) == (
        150e6, "people", None, "exact",
    )  # fmt: skip
    assert (row["rival_qualifier"], row["rival_claim"]) == ("at_least", f"{topic}@s1#1")
    assert row["definition"] == "average · app · China"
    assert [row[written_in("rival", language)] for language in LANGUAGES] == ["190M+", "1.9亿+"]
    assert row[written_in("arithmetic", "zh")] == "1.5亿 / 1.9亿+ = 0.79"


def test_all_of_one_fact_is_one_row_figures_first(stated: Any) -> None:
    claims = [
        deal(company="openai", amount=25e6, lead="softbank", announced="2025-07-15", date_kind="announced",
             valuation=5e9, valuation_currency="USD", said_by="softbank", source="s2"),
        deal(company="openai", amount=23.5e6, lead="jd", announced="2025-10-01", date_kind="announced",
             said_by="jd", source="s3"),
    ]  # fmt: skip
    (row,) = stated("deals", *claims)
    assert (row["part"], row["class"], row["shown"], row["rival"]) == (
        "amount",
        "contradiction",
        "23500000",
        "25000000",
    )
    assert row["arithmetic"] == (
        "$23.5M / $25M = 0.94 · Lead: JD.com ≠ SoftBank (SoftBank) · Date: 2025-10-01 … 2025-07-15: 78 days (SoftBank)"
    )
    assert row["keys"] == "acme-2025"


def test_two_dates_lie_days_apart(stated: Any) -> None:
    claims = [
        deal(company="openai", announced="2025-07-15", date_kind="announced", said_by="softbank", source="s2"),
        deal(company="openai", announced="2025-10", date_kind="announced", said_by="jd", source="s1"),
    ]
    (row,) = stated("deals", *claims)
    assert (row["spread"], row["spread_in"], row["shown_value"], row["rival"]) == (78, "days", None, "2025-10")
    assert row[written_in("what", "en")] == "funding · date"


def test_money_in_two_currencies_stands_to_each_other_in_dollars(stated: Any) -> None:
    when = {"company": "openai", "announced": "2024-02-05", "date_kind": "announced"}
    claims = [
        deal(amount=1e9, currency="CNY", said_by="softbank", said_by_kind="company", source="s2", **when),
        deal(amount=100e6, said_by="jd", source="s1", **when),
    ]
    (row,) = stated("deals", *claims)
    assert row["spread"] == pytest.approx(1.39, abs=0.02)


def test_one_voice_contradicts_itself_and_is_restated(stated: Any) -> None:
    one = {"subject": "deepseek", "metric": "deals", "unit": "deals", "currency": None, "said_by": "questmobile"}
    twice = market(value=3364.0, source="s2", **one), market(value=3022.0, source="s2", status="confirmed", **one)
    (row,) = stated("market", *twice)
    assert (row["class"], row["voices"]) == ("contradiction", 1)
    assert row["arithmetic"] == "3,022 / 3,364 = 0.90, QuestMobile with itself"
    (row,) = stated("market", market(value=3364.0, source="s1", **one), market(value=3022.0, source="s2", **one))
    assert (row["class"], row["shown"], row["voices"]) == ("restated", "3022", 1)


def test_our_own_arithmetic_is_told_as_computed(stated: Any) -> None:
    one = {"product": "kimi", "said_by": "questmobile"}
    ours = usage(value=180e6, qualifier="approx", nature="derived", source="s2", **one)
    (row,) = stated("users", ours, usage(value=190e6, qualifier="at_least", **one))
    assert row["arithmetic"] == "190M+ / ~180M computed = 1.06, QuestMobile with itself"
    assert row[written_in("arithmetic", "zh")] == "1.9亿+ / 推算 ~1.8亿 = 1.06，QuestMobile 自相矛盾"


def test_parts_and_wholes_say_what_they_are(stated: Any) -> None:
    one = {"product": "kimi", "said_by": "questmobile"}
    claims = usage(value=270e6, qualifier="at_least", source="s2", **one), usage(value=200e6, channel="all", **one)
    (row,) = stated("users", *claims)
    assert (row["class"], row["spread"], row["voices"]) == ("part_above_whole", 1.35, 1)
    assert row["arithmetic"] == "270M+ app > 200M all, QuestMobile with itself"
    assert len(row["keys"].split(";")) == 2

    raised = [
        figure(entity="openai", value=237e6, period="2023-06-29", said_by="softbank", source="s2"),
        figure(entity="openai", value=195e6, period="2023-08", said_by="jd"),
    ]
    (row,) = stated("facts", *raised)
    assert (row["class"], row["arithmetic"]) == ("contradiction", "$237M 2023-06-29 > $195M 2023-08")


def test_a_whole_stands_beside_what_its_parts_make(stated: Any) -> None:
    one = {"subject": "deepseek", "metric": "deals", "unit": "deals", "currency": None, "said_by": "questmobile"}
    halves = [market(value=10.0, period=half, source="s2", **one) for half in ("2024-Q1", "2024-Q2")]
    (row,) = stated("market", *halves, market(value=30.0, period="2024-H1", source="s2", **one))
    assert (row["class"], row["shown"], row["rival"], row["rival_claim"]) == ("part_above_whole", "30", "20", None)
    assert row["arithmetic"] == "2 parts make 20 ≠ 30 2024-H1"
    assert len(row["keys"].split(";")) == 3


def test_shares_are_added_up(stated: Any) -> None:
    shares = {"metric": "visits", "stat": None, "unit": "percent", "whole": "all visits", "said_by": "questmobile"}
    claims = usage(product="kimi", value=62.0, **shares), usage(product="doubao", value=44.0, source="s2", **shares)
    (row,) = stated("users", *claims)
    assert (row["spread"], row["arithmetic"]) == (1.06, "62 + 44 = 106 % > 100 %")


def test_open_ones_stand_first_and_the_newest_before_the_older(shipped: Lens) -> None:
    classes = shipped.disputes["class"].to_list()
    order = ["contradiction", "part_above_whole", "counters", "restated", "flagged"]
    assert classes == sorted(classes, key=order.index)
    for _, rows in shipped.disputes.group_by("class"):
        ends = rows["end"].drop_nulls()
        assert ends.to_list() == sorted(ends, reverse=True)


def test_one_thing_has_one_row_and_texts_in_both_languages(shipped: Lens) -> None:
    rows = shipped.disputes
    topics = rows.select(pl.col("table"), pl.col("shown_claim").str.split("@").list.first())
    assert topics.is_unique().all()
    for name in WRITTEN:
        for language in LANGUAGES:
            assert rows[written_in(name, language)].null_count() == 0


def test_check_warns_of_what_cannot_be_true(scratch: Path) -> None:
    path = scratch / "users.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    ending = "people,,,reported,actual,exact,questmobile,panel,s1,,,low,,,2026-10-01"
    world = f"doubao,mau,,average,app,world,2025-03,90000000,,{ending}"
    path.write_text("\n".join([lines[0], *sorted([*lines[1:], world])]) + "\n", encoding="utf-8")
    (doubt,) = Lens(Corpus(scratch)).doubts()
    assert str(doubt) == ("users.csv:7: value `116000000.0`: 116M China > 90M World, QuestMobile with itself; line 8")
    assert Lens(Corpus(scratch)).corpus.check() == []
