"""What contradicts a claim and what does not, and which contradictions are disputes."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.corpus.stating import Claim, compared, deal, fact, market, move, relations, usage
from tui.corpus.lens import Lens
from tui.corpus.policy import Policy
from tui.corpus.tables import Table


@pytest.fixture(scope="module")
def deals(lens: Lens) -> Table:
    return lens.table("deals")


@pytest.fixture(scope="module")
def policy(lens: Lens) -> Policy:
    return lens.policy


def verdict(table: Table, policy: Policy, part: str, shown: Claim, other: Claim) -> tuple[Any, ...]:
    """How the claim of `s1` stands to the one shown: its relation, what differs, whether it is disputed."""
    found = compared(table, policy, part, shown, other).filter(pl.col("id").str.contains("@s1#"))
    found = found.filter(pl.col("shown_id") != pl.col("id"))
    return found.select("relation", "reason", "open").row(0)


@pytest.mark.parametrize(
    ("shown", "other", "found"),
    [
        # What was confirmed when it was announced, and what a party states of the closing.
        (
            {"status": "closed", "said_by_kind": "filing"},
            {"status": "confirmed", "said_by_kind": "company"},
            ("apart", "status", False),
        ),
        (
            {"status": "closed", "said_by_kind": "company"},
            {"status": "confirmed", "said_by_kind": "named_press"},
            ("apart", "status", False),
        ),
        # A paper is no party to a closing, and a report is no announcement.
        (
            {"status": "closed", "said_by_kind": "named_press"},
            {"status": "confirmed", "said_by_kind": "company"},
            ("rival", "", True),
        ),
        ({"status": "closed", "said_by_kind": "filing"}, {"status": "reported"}, ("rival", "", True)),
        ({"status": "closed", "said_by_kind": "filing"}, {"status": "closed"}, ("rival", "", True)),
    ],
)
def test_announced_and_closed_are_different_things(
    deals: Table, policy: Policy, shown: Claim, other: Claim, found: tuple[Any, ...]
) -> None:
    one, two = deal(amount=650.8, source="s2", **shown), deal(amount=800.0, **other)
    assert verdict(deals, policy, "amount", one, two) == found


def test_announced_and_closed_agree_where_they_agree(deals: Table, policy: Policy) -> None:
    one = deal(amount=650.0, status="closed", said_by_kind="filing", source="s2")
    assert verdict(deals, policy, "amount", one, deal(amount=650.0, status="confirmed")) == ("witness", "", False)


@pytest.mark.parametrize(
    ("value", "kind", "relation"),
    [
        # A page that names nobody and comes near a figure retells it.
        (104.4, "aggregator", "silent"),
        (111.0, "aggregator", "rival"),
        (104.4, "named_press", "rival"),
    ],
)
def test_what_nobody_signs_retells_what_it_comes_near(
    deals: Table, policy: Policy, value: float, kind: str, relation: str
) -> None:
    one, two = deal(amount=100.1, source="s2", said_by_kind="filing"), deal(amount=value, said_by_kind=kind)
    assert verdict(deals, policy, "amount", one, two)[0] == relation


def test_figures_that_differ_in_their_last_digit_are_no_dispute(deals: Table, policy: Policy) -> None:
    shown = {"source": "s2", "said_by_kind": "filing"}
    last = verdict(deals, policy, "amount", deal(amount=884.0, **shown), deal(amount=880.0, printed="880"))
    assert last == ("rival", "", False)
    assert verdict(deals, policy, "amount", deal(amount=893.0, **shown), deal(amount=880.0)) == ("rival", "", True)


@pytest.mark.parametrize(
    ("mine", "other", "reason"),
    [
        ("offer", None, "valuation_basis"),
        (None, "close", "valuation_basis"),
        ("close", "open", "valuation_basis"),
        ("post", None, ""),
        (None, None, ""),
        ("close", "close", ""),
    ],
)
def test_a_price_of_the_exchange_is_compared_with_its_like_only(
    deals: Table, policy: Policy, mine: str | None, other: str | None, reason: str
) -> None:
    money = {"valuation_currency": "USD", "qualifier": None}
    one = deal(valuation=5.4e9, valuation_basis=mine, source="s2", said_by_kind="filing", **money)
    two = deal(valuation=4.2e9, valuation_basis=other, **money)
    assert verdict(deals, policy, "valuation", one, two)[1] == reason


def test_a_value_without_its_basis_stands_before_that_of_a_list(deals: Table, policy: Policy) -> None:
    money = {"valuation_currency": "USD", "qualifier": None}
    target = deal(valuation=50.0, valuation_basis="target", said_by_kind="filing", **money)
    assert fact(deals, policy, target, deal(valuation=45.0, source="s2", **money))["valuation"] == 45.0


def test_days_on_which_pages_report_contradict_nothing(deals: Table, policy: Policy) -> None:
    one = deal(announced="2025-10-01", date_kind="reported", source="s2", said_by_kind="filing")
    other = deal(announced="2025-02-01", date_kind="reported")
    assert verdict(deals, policy, "announced", one, other) == ("silent", "", False)


def test_a_signature_may_come_before_the_announcement(deals: Table, policy: Policy) -> None:
    one = deal(announced="2022-10-17", date_kind="announced", source="s2", said_by_kind="filing")
    other = deal(announced="2022-08", date_kind="signed")
    assert verdict(deals, policy, "announced", one, other) == ("apart", "date_kind", False)
    near = deal(announced="2022-10-16", date_kind="signed")
    assert verdict(deals, policy, "announced", one, near)[0] == "witness"


def test_talks_move_on_and_are_no_disputes(deals: Table, policy: Policy) -> None:
    talk = {"status": "rumoured", "nature": "plan", "basis": "planned", "date_kind": "announced"}
    may, march = {"announced": "2025-05-12", "source": "s2", "said_by_kind": "filing"}, {"announced": "2025-03"}
    one, two = deal(amount=14.0, lead="x", **may, **talk), deal(amount=18.0, lead="y", **march, **talk)
    for part in ("amount", "lead", "announced"):
        assert verdict(deals, policy, part, one, two) == ("rival", "", False)
    same_week = deal(amount=18.0, announced="2025-05-13", **talk)
    assert verdict(deals, policy, "amount", one, same_week) == ("rival", "", True)


def test_two_names_of_a_round_are_no_dispute(deals: Table, policy: Policy) -> None:
    assert verdict(deals, policy, "round", deal(round="e", source="s2"), deal(round="d")) == ("rival", "", False)
    one, two = deal(lead="x", source="s2"), deal(lead="y")
    assert verdict(deals, policy, "lead", one, two) == ("rival", "", True)


@pytest.mark.parametrize(
    ("early", "late", "restated"),
    [
        ("s1", "s2", True),
        # A month that is inferred is surely later than a day before it.
        ("s1", "s5", True),
        # A month and a day in it have no order, nor has what bears no date.
        ("s5", "s2", False),
        ("s4", "s2", False),
    ],
)
def test_a_figure_is_restated_on_a_page_that_is_surely_later(
    deals: Table, policy: Policy, early: str, late: str, restated: bool
) -> None:
    one, two = deal(amount=100.0, said_by="c", source=early), deal(amount=120.0, said_by="c", source=late)
    found = relations(deals, policy, "amount", one, two)
    assert ("restated" in found.values()) == restated
    assert not restated or found[early] == "restated"


def test_what_is_said_again_is_not_restated(deals: Table, policy: Policy) -> None:
    claims = [deal(amount=value, said_by="c", source=source) for value, source in ((113.0, "s1"), (116.0, "s2"))]
    assert relations(deals, policy, "amount", *claims)["s1"] == "restated"
    again = relations(deals, policy, "amount", *claims, deal(amount=113.0, said_by="c", source="s3"))
    assert again["s1"] != "restated"
    assert again["s2"] == "restated"


def test_pages_that_name_nobody_do_not_restate_each_other(deals: Table, policy: Policy) -> None:
    one, two = (deal(amount=value, said_by_kind="aggregator", source=s) for value, s in ((211.0, "s1"), (226.0, "s2")))
    assert "restated" not in relations(deals, policy, "amount", one, two).values()


def test_a_flagged_figure_has_no_rivals(lens: Lens, policy: Policy) -> None:
    flagged = market(value=69.0, flag="inconsistent", said_by="panel-b", source="s2")
    found = compared(lens.table("market"), policy, "value", flagged, market(value=33.0))
    assert not found["open"].any()
    contradicted = found.filter(pl.col("against"))
    assert sorted(contradicted["relation"]) == ["flagged", "rival"]


def test_an_estimate_of_users_is_compared_with_an_actual_figure(lens: Lens, policy: Policy) -> None:
    company = usage(value=100e6, nature="actual", said_by="maker", said_by_kind="company", source="s2")
    found = compared(lens.table("users"), policy, "value", usage(value=80e6), company)
    # Who counts is part of the fact, so each of the two is shown and has the other for a rival.
    assert sorted(found["relation"]) == ["rival", "rival", "shown", "shown"]


def test_moves_are_dated_by_the_move(lens: Lens, policy: Policy) -> None:
    table = lens.table("departures")
    one = move(announced="2023-07", date_kind="effective", source="s2", said_by_kind="company")
    assert verdict(table, policy, "announced", one, move(announced="2023-05", date_kind="effective")) == (
        "rival", "", True,
    )  # fmt: skip
