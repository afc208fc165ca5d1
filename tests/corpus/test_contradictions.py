"""The classes of disputes, on made-up claims: what makes each, and what makes none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corpus.stating import contradictions_of, deal, figure, market, move, sources_of, usage
from tui.corpus.contradictions import OPEN
from tui.corpus.lens import Lens

QM = {"said_by": "questmobile", "said_by_kind": "panel"}
XS = {"said_by": "xsignal", "said_by_kind": "panel"}
MAKER = {"said_by": "maker", "said_by_kind": "company"}
PAPER = {"said_by": None, "said_by_kind": "named_press"}
NAMED_PAPER = {"said_by": "latepost", "said_by_kind": "named_press"}
NOBODY = {"said_by": None, "said_by_kind": "aggregator"}


def classes(found: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(pair["class"], pair["how"], pair["voices"]) for pair in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (QM, XS, ("counters", "value", 2)),
        (QM, MAKER, ("counters", "value", 2)),
        (QM, NAMED_PAPER, ("counters", "value", 2)),
        (MAKER, NAMED_PAPER, ("contradiction", "value", 2)),
        (QM, PAPER, ("contradiction", "value", 2)),
        (QM, NOBODY, ("contradiction", "value", 2)),
        (NOBODY, NOBODY, ("contradiction", "value", 2)),
        # One voice, two figures without an order in time.
        (QM, QM, ("contradiction", "value", 1)),
    ],
)
def test_two_counters_differ_and_others_contradict(
    lens: Lens, one: dict[str, Any], other: dict[str, Any], expected: tuple[str, str, int]
) -> None:
    claims = usage(value=145.5e6, source="s4", **one), usage(value=190e6, qualifier="at_least", source="s5", **other)
    assert classes(contradictions_of(lens.table("users"), lens.policy, *claims)) == [expected]


def test_a_deal_has_no_counters(lens: Lens) -> None:
    table = lens.table("deals")
    for one, other in ((QM, XS), (PAPER, MAKER)):
        claims = deal(amount=730e6, source="s2", **one), deal(amount=674.3e6, **other)
        assert classes(contradictions_of(table, lens.policy, *claims)) == [("contradiction", "value", 2)]


def test_figures_that_agree_or_have_not_happened_make_none(lens: Lens) -> None:
    table, policy = lens.table("deals"), lens.policy
    assert contradictions_of(table, policy, deal(amount=1.525e9, source="s2"), deal(amount=1.53e9)) == []
    assert contradictions_of(table, policy, deal(amount=40.0, source="s2"), deal(amount=90.0, nature="plan")) == []
    assert contradictions_of(table, policy, deal(amount=40.0, source="s2"), deal(amount=9.0, basis="tranche")) == []


def test_what_is_restated_or_flagged_is_told_and_not_open(lens: Lens) -> None:
    table, policy = lens.table("market"), lens.policy
    counter = {"said_by": "cb-insights"}
    restated = market(value=55.9e9, source="s2", **counter), market(value=52.1e9, source="s1", **counter)
    (pair,) = contradictions_of(table, policy, *restated)
    assert (pair["class"], pair["voices"], sources_of(pair)) == ("restated", 1, ("s2", "s1"))
    flagged = market(value=76.0, source="s2"), market(value=62.0, said_by=None, said_by_kind="aggregator", flag="slip")
    (pair,) = contradictions_of(table, policy, *flagged)
    assert (pair["class"], sources_of(pair)) == ("flagged", ("s2", "s1"))
    agreeing = market(value=76.0, source="s2"), market(value=76.0, said_by="panel-b", flag="slip")
    assert contradictions_of(table, policy, *agreeing) == []
    assert "restated" not in OPEN
    assert "flagged" not in OPEN


def test_a_figure_is_restated_by_the_later_of_its_own_voice(lens: Lens) -> None:
    claims = [
        deal(amount=550.0, said_by="wire", source="s4", said_by_kind="filing"),
        deal(amount=300.0, said_by="paper", source="s1"),
        deal(amount=400.0, said_by="paper", source="s2"),
    ]
    found = contradictions_of(lens.table("deals"), lens.policy, *claims)
    assert [(pair["class"], sources_of(pair)) for pair in found] == [
        ("contradiction", ("s4", "s2")),
        ("restated", ("s2", "s1")),
    ]


def test_of_several_counters_those_against_the_first_are_told(lens: Lens) -> None:
    table = lens.table("users")
    claims = [
        usage(value=100e6, said_by="a", said_by_kind="company", source="s4"),
        usage(value=150e6, said_by="b", source="s1"),
        usage(value=200e6, said_by="c", source="s2"),
    ]
    found = contradictions_of(table, lens.policy, *claims)
    assert sorted(map(sources_of, found)) == [("s4", "s1"), ("s4", "s2")]
    assert {pair["voices"] for pair in found} == {3}
    # Where the first says nothing against the others, they are told against each other.
    vague = claims[0] | {"value": 20e6, "qualifier": "at_least"}
    assert list(map(sources_of, contradictions_of(table, lens.policy, vague, *claims[1:]))) == [("s1", "s2")]


def test_our_own_arithmetic_tells_where_a_counter_contradicts_itself(lens: Lens) -> None:
    table = lens.table("users")
    printed = usage(value=190e6, qualifier="at_least", source="s1", **QM)
    ours = usage(value=180e6, qualifier="approx", nature="derived", source="s2", **QM)
    (pair,) = contradictions_of(table, lens.policy, printed, ours)
    assert (pair["class"], pair["how"], pair["voices"], sources_of(pair)) == (
        "contradiction", "computed", 1, ("s1", "s2"),
    )  # fmt: skip
    # Beside another counter it is that counter's: told against what is shown.
    other = usage(value=46e6, source="s4", **XS)
    (pair,) = contradictions_of(table, lens.policy, other, ours | {"value": 59.8e6})
    assert (pair["class"], pair["how"], sources_of(pair)) == ("counters", "computed", ("s4", "s2"))
    assert contradictions_of(table, lens.policy, printed, ours | {"value": 188e6}) == []
    assert contradictions_of(table, lens.policy, printed, ours | {"flag": "slip"}) == []


def test_every_part_of_a_move_is_compared(lens: Lens) -> None:
    claims = [
        move(kind="move", to_org="b", announced="2025-03-01", date_kind="effective", source="s2"),
        move(kind="move", to_org="c", announced="2025-05-01", date_kind="effective", source="s4"),
    ]
    found = contradictions_of(lens.table("departures"), lens.policy, *claims)
    assert sorted((pair["part"], pair["class"]) for pair in found) == [
        ("announced", "contradiction"),
        ("to_org", "contradiction"),
    ]


def test_a_company_s_figures_are_compared_within_one_definition(lens: Lens) -> None:
    table = lens.table("facts")
    claims = figure(value=400e6, said_by="a", metric="revenue"), figure(value=300e6, said_by="b", metric="revenue")
    assert [pair["class"] for pair in contradictions_of(table, lens.policy, *claims)] == ["contradiction"]
    apart = claims[0], claims[1] | {"basis": "adjusted"}
    assert contradictions_of(table, lens.policy, *apart) == []
