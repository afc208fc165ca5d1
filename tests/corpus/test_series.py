"""One series for each counter: what shares an axis, what stands beside the line, and what a change is measured from."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.corpus.stating import FX, Claim, ordered, usage
from tui.corpus import parts, verdicts
from tui.corpus.lens import Lens
from tui.corpus.series import points, series


def made(lens: Lens, *claims: Claim) -> list[dict[str, Any]]:
    """The series of claims on users."""
    table = lens.table("users")
    part = table.parts[0]
    ranked = ordered(table, lens.policy, *claims)
    stated = parts.stated(ranked, table, part, lens.policy, FX)
    whole = parts.whole(stated, ranked)
    return series(whole, table, verdicts.related(stated, stated, part, {}, lens.policy)).to_dicts()


def test_days_months_and_quarters_of_one_counter_share_an_axis(lens: Lens) -> None:
    (row,) = made(
        lens,
        usage(value=10.0, period="2025-01"),
        usage(value=12.0, period="2025-Q2"),
        usage(value=14.0, period="2025-08-03", stat="single_day"),
        usage(value=15.0, period="2025"),
    )
    assert row["values"] == [10.0, 15.0, 12.0, 14.0]
    assert (row["points"], row["period"]) == (4, "2025")


def test_two_counters_and_two_definitions_never_join(lens: Lens) -> None:
    rows = made(
        lens,
        usage(value=10.0, period="2025-01"),
        usage(value=11.0, period="2025-02", said_by="panel-b"),
        usage(value=12.0, period="2025-03", channel="web"),
        usage(value=13.0, period="2025-04", region="world"),
        usage(value=14.0, period="2025-05", stat="cumulative"),
        usage(value=15.0, period="2025-06", unit="percent"),
    )
    assert sorted(row["points"] for row in rows) == [1] * 6


def test_pages_without_a_name_are_one_counter_each(lens: Lens) -> None:
    nobody = {"said_by": None, "said_by_kind": "aggregator"}
    rows = made(
        lens,
        usage(value=10.0, period="2025-01", source="s1", **nobody),
        usage(value=11.0, period="2025-02", source="s2", **nobody),
        usage(value=12.0, period="2025-03", source="s5", **nobody),
    )
    assert sorted(row["counter"] for row in rows) == ["daily", "press", "s5"]


def test_growth_is_no_value(lens: Lens) -> None:
    rows = made(
        lens,
        usage(value=10.0, period="2025-01"),
        usage(value=30.0, period="2025-02", unit="percent", versus="2025-01"),
    )
    assert [row["values"] for row in rows] == [[10.0], [30.0]]
    assert rows[0]["versus"] is None


def test_a_flagged_figure_stands_beside_the_line(lens: Lens) -> None:
    (row,) = made(
        lens,
        usage(value=10.0, period="2025-01"),
        usage(value=99.0, period="2025-02", flag="implausible"),
        usage(value=98.0, period="2025-04", nature="forecast"),
        usage(value=12.0, period="2025-03"),
    )
    assert (row["values"], row["beside_values"], row["value"]) == ([10.0, 12.0], [99.0, 98.0], 12.0)
    assert row["points"] == 2


def test_a_series_of_flagged_figures_is_seen_and_has_no_point(lens: Lens) -> None:
    (row,) = made(lens, usage(value=99.0, flag="slip"))
    assert (row["value"], row["value_standing"], row["points"], row["values"]) == (99.0, "flagged", 0, [])


def test_a_peak_is_marked_and_never_the_latest_while_a_mean_exists(lens: Lens) -> None:
    (row,) = made(
        lens,
        usage(value=10.0, period="2025-01"),
        usage(value=40.0, period="2025-02-16", stat="peak_day"),
    )
    assert (row["value"], row["values"], row["beside_values"]) == (10.0, [10.0], [40.0])
    (row,) = made(lens, usage(value=40.0, period="2025-02-16", stat="peak_day"))
    assert row["value"] == 40.0


def test_the_latest_is_the_latest_and_of_equal_ends_the_finer(lens: Lens) -> None:
    (row,) = made(lens, usage(value=10.0, period="2025-Q1"), usage(value=12.0, period="2025-03"))
    assert row["period"] == "2025-03"


@pytest.mark.parametrize(
    ("earlier", "base"),
    [
        ([("2024-06", 8.0), ("2025-03", 10.0), ("2025-05", 11.0)], "2024-06"),
        ([("2024-05", 8.0), ("2025-05", 10.0)], "2025-05"),
        ([("2025-03", 8.0), ("2025-Q1", 10.0)], "2025-03"),
        # A month is no growth on a quarter.
        ([("2025-Q1", 10.0)], None),
        ([], None),
    ],
)
def test_a_change_is_measured_from_a_year_before_else_from_the_figure_before(
    lens: Lens, earlier: list[tuple[str, float]], base: str | None
) -> None:
    (row,) = made(lens, usage(value=12.0, period="2025-06"), *(usage(value=v, period=p) for p, v in earlier))
    assert row["previous"] == base
    value = dict(earlier).get(base or "")
    assert row["change"] == (pytest.approx((12.0 / value - 1) * 100) if value else None)


def test_a_restated_figure_is_not_on_the_line(lens: Lens) -> None:
    (row,) = made(
        lens,
        usage(value=10.0, period="2025-01", source="s1"),
        usage(value=20.0, period="2025-01", source="s2"),
        usage(value=30.0, period="2025-02", source="s2"),
    )
    assert row["values"] == [20.0, 30.0]


def test_each_series_has_the_marks_of_its_latest_figure(lens: Lens) -> None:
    found = lens.shown("users").filter(pl.col("product") == "deepseek", pl.col("region") == "cn")
    assert dict(found.select("counter", "rivals").iter_rows()) == {"questmobile": 1, "xsignal": 1}


def test_each_series_of_the_shipped_corpus_is_of_one_counter_and_definition(shipped: Lens) -> None:
    table = shipped.table("users")
    found = points(shipped.stated("users", table.parts[0]), table)
    told = ["counter", *(name for name in table.series if name != "stat")]
    distinct = found.group_by("series").agg(pl.col(told).n_unique())
    assert distinct.select(pl.max_horizontal(told).max()).item() == 1
    assert found.height > distinct.height
