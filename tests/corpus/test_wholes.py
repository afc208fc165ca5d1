"""Figures that cannot all be true: each kind on made-up claims, beside what looks like it and is none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corpus.stating import Claim, contradictions_of, figure, market, sources_of, usage
from tui.corpus.lens import Lens

VISITS = {"metric": "visits", "stat": None, "channel": "web", "unit": "visits"}


def found(
    lens: Lens, table: str, *claims: Claim, parents: dict[str, str] | None = None
) -> list[tuple[str, str, tuple[str | None, str | None]]]:
    """The class, the way and the sources of each pair of figures of different facts."""
    pairs = contradictions_of(lens.table(table), lens.policy, *claims, parents=parents)
    return [
        (pair["class"], pair["how"], sources_of(pair)) for pair in pairs if pair["how"] not in ("value", "computed")
    ]


@pytest.mark.parametrize(
    ("part", "whole", "how"),
    [
        ({"region": "cn"}, {"region": "world"}, "region"),
        ({"region": "us", "value": 210.1}, {"region": "world"}, "region"),
        ({"channel": "app"}, {"channel": "all"}, "channel"),
        ({"channel": "app", "qualifier": "at_least"}, {"channel": "all", "qualifier": "approx"}, "channel"),
        # Within the share, below a bound that is open, of another counter, of another time, of another definition.
        ({"region": "cn", "value": 209.0}, {"region": "world"}, None),
        ({"region": "cn"}, {"region": "world", "qualifier": "at_least"}, None),
        ({"region": "cn", "qualifier": "at_most"}, {"region": "world"}, None),
        ({"region": "cn", "value": 225.0, "qualifier": "approx"}, {"region": "world", "qualifier": "approx"}, "region"),
        ({"region": "cn", "value": 218.0, "qualifier": "approx"}, {"region": "world", "qualifier": "approx"}, None),
        ({"region": "cn"}, {"region": "world", "said_by": "panel-b"}, None),
        ({"region": "cn"}, {"region": "world", "period": "2025-04"}, None),
        ({"region": "cn"}, {"region": "world", "channel": "web"}, None),
        ({"region": "cn"}, {"region": "world", "flag": "slip"}, None),
        ({"region": "cn", "nature": "forecast"}, {"region": "world"}, None),
        ({"region": "cn", "unit": "percent"}, {"region": "world", "unit": "percent"}, None),
        ({"region": "cn", "metric": "time_spent"}, {"region": "world", "metric": "time_spent"}, None),
        ({"region": "cn", "versus": "2024-03"}, {"region": "world", "versus": "2024-03"}, None),
    ],
)
def test_a_part_above_its_whole(lens: Lens, part: Claim, whole: Claim, how: str | None) -> None:
    claims = usage(**{"value": 270.0, "source": "s2"} | part), usage(**{"value": 200.0} | whole)
    expected = [("part_above_whole", how, ("s2", "s1"))] if how else []
    assert found(lens, "users", *claims) == expected


def test_pages_that_name_nobody_are_one_counter_of_places(lens: Lens) -> None:
    nobody = {"said_by": None, "said_by_kind": "aggregator"}
    claims = usage(value=270.0, source="s2", **nobody), usage(value=200.0, channel="all", source="s1", **nobody)
    assert found(lens, "users", *claims) == [("part_above_whole", "channel", ("s2", "s1"))]


@pytest.mark.parametrize(
    ("inner", "outer", "above"),
    [
        ({"period": "2025-03-02", "value": 300.0}, {"period": "2025-03"}, True),
        ({"period": "2025-Q1", "value": 300.0}, {"period": "2025"}, True),
        ({"period": "2025-Q1", "value": 100.0}, {"period": "2025"}, False),
        ({"period": "2024-Q4", "value": 300.0}, {"period": "2025"}, False),
        # A mean, a rate and a single day are no parts of a sum.
        ({"period": "2025-Q1", "value": 300.0, "stat": "average"}, {"period": "2025", "stat": "average"}, False),
        ({"period": "2025-Q1", "value": 300.0, "per": "day"}, {"period": "2025", "per": "day"}, False),
        ({"period": "2025-03-02", "value": 300.0, "stat": "single_day"}, {"period": "2025-03"}, False),
    ],
)
def test_a_time_above_a_longer_one(lens: Lens, inner: Claim, outer: Claim, above: bool) -> None:
    claims = usage(**VISITS | {"source": "s2"} | inner), usage(**VISITS | {"value": 200.0} | outer)
    assert found(lens, "users", *claims) == ([("part_above_whole", "sum", ("s2", "s1"))] if above else [])


def test_a_day_above_the_peak_of_its_month(lens: Lens) -> None:
    peak = {"metric": "dau", "stat": "peak_day"}
    day = usage(value=145e6, period="2026-02-16", qualifier="approx", source="s2", **peak)
    month = usage(value=120e6, period="2026-02", qualifier="approx", **peak)
    assert found(lens, "users", day, month) == [("part_above_whole", "peak", ("s2", "s1"))]
    another = month | {"said_by": None, "said_by_kind": "aggregator"}
    assert found(lens, "users", day, another) == [("contradiction", "peak", ("s2", "s1"))]
    assert found(lens, "users", day | {"stat": "average"}, month | {"stat": "average"}) == []
    assert found(lens, "users", day | {"value": 110e6}, month) == []


@pytest.mark.parametrize(
    ("early", "late", "found_as"),
    [
        ({"said_by": "a"}, {"said_by": "a"}, "part_above_whole"),
        ({"said_by": "a"}, {"said_by": "b"}, "contradiction"),
        ({"said_by": "a"}, {"said_by": "a", "value": 230e6}, None),
        ({"said_by": "a"}, {"said_by": "a", "period": "2023"}, None),
        ({"said_by": "a"}, {"said_by": "a", "metric": "valuation"}, None),
        # Panels count by methods of their own.
        ({"said_by": "a", "said_by_kind": "panel"}, {"said_by": "b", "said_by_kind": "panel"}, None),
    ],
)
def test_a_total_that_falls(lens: Lens, early: Claim, late: Claim, found_as: str | None) -> None:
    metric = {"metric": late.get("metric", "total_raised")}
    claims = [
        figure(**{"value": 237e6, "period": "2023-06-29", "source": "s2"} | early | metric),
        figure(**{"value": 195.5e6, "period": "2023-07..2023-08", "source": "s1"} | late),
    ]
    expected = [(found_as, "total", ("s2", "s1"))] if found_as else []
    assert found(lens, "facts", *claims) == expected


def test_what_is_cumulative_never_falls(lens: Lens) -> None:
    downloads = {"metric": "downloads", "stat": "cumulative", "unit": "times"}
    claims = usage(value=30e6, period="2025-01", source="s2", **downloads), usage(value=20e6, **downloads)
    assert found(lens, "users", *claims) == [("part_above_whole", "total", ("s2", "s1"))]
    falls = usage(value=30e6, period="2025-01", source="s2"), usage(value=20e6)
    assert found(lens, "users", *falls) == []


QUARTERS = ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4")


def year(**given: Any) -> list[Claim]:
    """A year's quarters of 10 each, and the year as given; all from one page."""
    return [*(market(value=10e9, period=quarter, source="s4") for quarter in QUARTERS), market(source="s4", **given)]


def test_a_year_is_what_its_quarters_make(lens: Lens) -> None:
    assert found(lens, "market", *year(value=41e9)) == []
    assert found(lens, "market", *year(value=50e9)) == [("part_above_whole", "parts", (None, "s4"))]
    assert found(lens, "market", *year(value=30e9)) == [("part_above_whole", "parts", (None, "s4"))]
    # Not all quarters are known, or they are another counter's.
    assert found(lens, "market", *year(value=50e9)[1:]) == []
    assert found(lens, "market", *year(value=50e9, said_by="panel-b")) == []
    assert found(lens, "market", *year(value=50e9, qualifier="at_least")) == []


def test_a_year_may_be_counted_later_or_earlier_than_its_quarters(lens: Lens) -> None:
    quarters = [market(value=10e9, period=quarter, source="s1") for quarter in QUARTERS]
    assert found(lens, "market", *quarters, market(value=50e9, source="s3")) == []
    # The same page gave the year too, before it was restated.
    both = market(value=40e9, source="s1"), market(value=30e9, source="s3")
    assert found(lens, "market", *quarters, *both) == []


def test_a_quarter_is_the_mean_of_its_months(lens: Lens) -> None:
    months = [usage(value=value, period=f"2025-0{n}", source="s4") for n, value in ((1, 100.0), (2, 110.0), (3, 120.0))]
    assert found(lens, "users", *months, usage(value=110.0, period="2025-Q1", source="s4")) == []
    wrong = usage(value=130.0, period="2025-Q1", source="s4")
    assert found(lens, "users", *months, wrong) == [("part_above_whole", "parts", (None, "s4"))]
    assert found(lens, "users", *months[:2], wrong) == []


def share(product: str, value: float, **given: Any) -> Claim:
    told = {"product": product, "value": value, "whole": "visits of all"}
    return usage(**VISITS | told | {"unit": "percent"} | given)


def test_shares_of_one_whole_make_a_hundred_at_most(lens: Lens) -> None:
    claims = share("a", 62.0, source="s2"), share("b", 44.0)
    assert found(lens, "users", *claims) == [("part_above_whole", "shares", ("s2", "s1"))]
    assert found(lens, "users", share("a", 62.0), share("b", 42.0, source="s2")) == []
    assert found(lens, "users", claims[0], share("b", 44.0, said_by="panel-b")) == []
    assert found(lens, "users", claims[0], share("b", 44.0, period="2025-04")) == []
    # A product is no second share beside its maker.
    assert found(lens, "users", *claims, parents={"b": "a"}) == []
