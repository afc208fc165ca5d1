"""The disputes of the corpus that ships: those that an audit of its sources names, by value, and what is none."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tui.corpus.contradictions import OPEN
from tui.corpus.disputes import written_in
from tui.corpus.lens import Lens


def disputed(lens: Lens, table: str, topic: str) -> dict[str, Any] | None:
    """The dispute of a fact, whoever counts."""
    rows = lens.disputes.filter((pl.col("table") == table) & pl.col("key").str.replace("#.*", "").eq(topic))
    return rows.row(0, named=True) if rows.height else None


@pytest.mark.parametrize(
    ("table", "topic", "found"),
    [
        # Unmarked before: exact figures ten percent apart, a value, a downloads count, a total that falls.
        ("deals", "evolutioniq-ccc", ("contradiction", 674.3e6, 730e6, "/ $730M = 0.92")),
        ("deals", "moonshot-2024-08", ("contradiction", 3.3e9, 3.0e9, "$3.3B / $3B = 1.10")),
        (
            "users",
            "chatgpt|downloads|||app|world|2025-03|times",
            ("counters", 46e6, 59.8e6, "/ ~59.8M computed = 0.77"),
        ),
        (
            "facts",
            "runway|total_raised|||2023-06-29|money|USD",
            ("contradiction", 237e6, 195.5e6, "$237M 2023-06-29 > $19"),
        ),
        (
            "users",
            "deepseek|mau||average|app|cn|2025-02|people",
            (
                "counters",
                145507700.0,
                190e6,
                "/ 190M+ = 0.77 · 190M+ / ~180M computed = 1.06, QuestMobile with itself",
            ),
        ),
        (
            "users",
            "doubao|mau||average|app|cn|2026-02|people",
            ("part_above_whole", 270e6, 200e6, "270M+ app > ~200M all"),
        ),
        (
            "users",
            "doubao|dau||peak_day|app|cn|2026-02-16|people",
            ("contradiction", 145e6, 120e6, "~145M 2026-02-16 > ~120M 2026-02"),
        ),
        # Counters that count otherwise.
        ("users", "chatgpt|visits|||web|world|2025-02|visits", ("counters", 3.905e9, 5e9, "/ 5B+ = 0.78")),
        ("users", "doubao|dau||average|app|cn|2026-06|people", ("counters", 178e6, 200e6, "~178M / 200M+ = 0.89")),
        ("market", "venture|funding||world|2023|money|USD", ("counters", 262.8e9, 304e9, "/ $304B = 0.86")),
    ],
)
def test_what_the_sources_contradict_is_open(
    shipped: Lens, table: str, topic: str, found: tuple[str, float, float, str]
) -> None:
    row = disputed(shipped, table, topic)
    assert row is not None
    assert (row["class"], row["shown_value"], row["rival_value"]) == found[:3]
    assert found[3] in row["arithmetic"]


@pytest.mark.parametrize(
    ("table", "topic"),
    [
        # The loser is flagged.
        ("users", "chatgpt|visits|||web|world|2022-12|visits"),
        ("deals", "character-2023-03"),
        ("departures", "luo-fuli--deepseek--2025-11"),
        ("departures", "greg-brockman--openai--2024-08"),
        ("market", "ai|funding||world|2024-Q4|percent|||2024-Q3"),
        ("market", "ai|share||silicon-valley|2024|percent||global AI funding"),
        ("market", "ai|share||bay-area|2024|percent||US AI funding"),
        ("market", "ai|share||us|2024|percent||global AI funding"),
        ("users", "meta-ai|mau||average|all|world|2024-12|people"),
        # Before and after the money; announced and closed; at the offer and at the close.
        ("departures", "fu-ruiji--zhipu-ai"),
        ("departures", "guo-daya--deepseek"),
        ("deals", "streamlit-snowflake"),
        ("deals", "pony-nasdaq-2024"),
        ("deals", "openai-2025-03"),
        ("deals", "biren-ipo"),
        ("deals", "anthropic-2024-03-ftx"),
        # Talks that moved on, days of reports, names of rounds.
        ("deals", "perplexity-2025-05"),
        ("deals", "agibot-hkipo"),
        ("deals", "yitu-star"),
        ("deals", "galaxea-2025-07"),
        ("deals", "moonshot-2024-02"),
        # A day of reports, a step or a part of the deal, and another event of the same person.
        ("deals", "synthesia-2025-10"),
        ("deals", "enflame-ipo"),
        ("deals", "agibot-swancor"),
        ("deals", "apptronik-2025-02-a"),
        ("deals", "shield-2026-g"),
        ("deals", "mistral-2024-06"),
        ("departures", "wu-hanqing--alibaba-cloud"),
        ("departures", "xiao-hong--manus"),
        # Retold by pages that name nobody.
        ("users", "doubao|mau||average|app|cn|2025-03|people"),
        ("users", "deepseek|mau||average|app|cn|2025-03|people"),
    ],
)
def test_what_is_settled_or_defined_otherwise_is_not_open(shipped: Lens, table: str, topic: str) -> None:
    row = disputed(shipped, table, topic)
    assert row is None or row["class"] not in OPEN


def test_the_value_of_a_lab_before_its_money_is_none(shipped: Lens) -> None:
    row = disputed(shipped, "deals", "tml-2025")
    assert row is None or "B /" not in row["arithmetic"]


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("ai|funding||world|2023|money|USD", "$55.9B / $52.1B = 1.07"),
        ("ai|funding||world|2024|money|USD", " = 1.04"),
        ("venture|funding||world|2024|money|USD", "$328B / $314B = 1.04"),
        ("venture|funding||world|2025|money|USD", "$440B / $425B = 1.04"),
        ("venture|funding||world|2023-Q3|money|USD", "$78B / $73B = 1.07"),
    ],
)
def test_restatements_are_told(shipped: Lens, topic: str, told: str) -> None:
    row = disputed(shipped, "market", topic)
    assert row is not None
    assert "restated" in row["classes"]
    assert told in row["arithmetic"]


def test_check_warns_of_the_parts_above_their_wholes(shipped: Lens) -> None:
    told = [str(doubt) for doubt in shipped.doubts()]
    assert any("270M+ app > ~200M all" in line for line in told)
    assert any("$237M 2023-06-29 > $19" in line for line in told)


def test_every_open_dispute_says_who_differs_by_how_much(shipped: Lens) -> None:
    rows = shipped.disputes.filter(pl.col("class").is_in(OPEN))
    assert rows["said_by"].null_count() == rows["rival_said_by"].null_count() == 0
    assert (rows[written_in("shown", "zh")] != "").all()
    figures = rows.filter(pl.col("spread_in") == "ratio")
    assert figures["spread"].null_count() == 0
    assert not figures["spread"].is_between(0.995, 1.005).any()
    assert (rows.filter(pl.col("spread_in") == "days")["spread"] >= shipped.policy.days_open).all()
