"""The figure by which a metric of a product is named: a named counter's, plain, and the latest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corpus.stating import FX, Claim, ordered, usage
from tui.corpus import headlines, parts
from tui.corpus.lens import Lens


def headline(lens: Lens, *claims: Claim) -> dict[str, Any] | None:
    table, policy = lens.table("users"), lens.policy
    ranked = ordered(table, policy, *claims)
    stated = parts.whole(parts.stated(ranked, table, table.parts[0], policy, FX), ranked)
    plain = headlines.plainness(table, {"app": "cn"}, policy)
    found = headlines.headlines(stated.filter(headlines.able(policy)), ("product", "metric"), plain, policy)
    return found.row(0, named=True) if found.height else None


LATE = {"source": "s4"}
"""A page without a date: no period is after it."""


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        # The latest by the end of its period.
        ({"period": "2025-06"}, {"period": "2025-01"}),
        ({"period": "2025-Q2"}, {"period": "2025-01"}),
        # Of about the same time the plainer, then the finer.
        ({"period": "2025-05"}, {"period": "2025-06-03", "stat": "single_day"}),
        ({"period": "2025-06", "channel": "all"}, {"period": "2025-06", "channel": "web"}),
        ({"period": "2025-06"}, {"period": "2025-Q2"}),
        ({"period": "2025-05"}, {"period": "2025-06", "region": "us"}),
        ({"period": "2025-05"}, {"period": "2025-06", "unit": "percent"}),
        # A peak, a region abroad or a share only where there is nothing else.
        ({"period": "2025-01"}, {"period": "2025-12", "region": "us"}),
        # Who counts has a name.
        ({"period": "2025-01"}, {"period": "2025-12", "said_by": None, "said_by_kind": "named_press"}),
        ({"period": "2025-01"}, {"period": "2025-12", "flag": "implausible"}),
        ({"period": "2025-01"}, {"period": "2025-12", "status": "rumoured"}),
        ({"period": "2025-01"}, {"period": "2025-12", "nature": "forecast"}),
        # Never after its source.
        ({"period": "2025-01"}, {"period": "2025-12", "source": "s2"}),
    ],
)
def test_which_figure_is_the_headline(lens: Lens, shown: Claim, other: Claim) -> None:
    pair = [usage(**{"value": 1.0} | LATE | shown), usage(**{"value": 2.0} | LATE | other)]
    for claims in (pair, pair[::-1]):
        found = headline(lens, *claims)
        assert found is not None
        assert found["value"] == 1.0


def test_a_figure_abroad_is_better_than_none(lens: Lens) -> None:
    found = headline(lens, usage(value=1.0, region="us", **LATE))
    assert found is not None


def test_without_a_named_counter_there_is_none(lens: Lens) -> None:
    assert headline(lens, usage(value=1.0, said_by=None, said_by_kind="anonymous", **LATE)) is None


@pytest.mark.parametrize(
    ("product", "metric", "value", "period"),
    [
        ("doubao", "mau", 382.3e6, "2026-06"),
        ("deepseek", "mau", 129.82e6, "2026-06"),
        ("kimi", "mau", 9.926e6, "2025-Q3"),
    ],
)
def test_headlines_of_the_shipped_corpus(shipped: Lens, product: str, metric: str, value: float, period: str) -> None:
    rows = shipped.headlines("users").to_dicts()
    found = next(row for row in rows if (row["product"], row["metric"]) == (product, metric))
    assert (found["value"], found["period"], found["counter"]) == (value, period, "questmobile")


def test_a_company_is_named_by_its_latest_total_and_value(shipped: Lens) -> None:
    zhipu = shipped.company("zhipu-ai")
    assert zhipu is not None
    assert (zhipu["raised"], zhipu["raised_as_of"]) == (8.363e9, "2025-12-30")
