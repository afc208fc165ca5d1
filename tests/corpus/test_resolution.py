"""Which claim is shown for each part of a fact, who agrees with it, who contradicts it, and what cannot be compared."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.corpus.stating import Claim, compared, deal, fact, move, ordered, relations, usage
from tui.corpus.lens import Lens
from tui.corpus.policy import Policy
from tui.corpus.tables import Table


@pytest.fixture(scope="module")
def deals(lens: Lens) -> Table:
    return lens.table("deals")


@pytest.fixture(scope="module")
def moves(lens: Lens) -> Table:
    return lens.table("departures")


@pytest.fixture(scope="module")
def policy(lens: Lens) -> Policy:
    return lens.policy


# Which claim is shown


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"flag": None, "status": "rumoured"}, {"flag": "implausible", "status": "closed"}),
        ({"flag": "valuation:stale"}, {"flag": "amount:contradicted", "said_by_kind": "filing"}),
        ({"status": "reported"}, {"status": "rumoured", "said_by_kind": "filing"}),
        ({"basis": "round"}, {"basis": "tranche", "status": "closed", "said_by_kind": "filing"}),
        ({"basis": "gross", "qualifier": "approx"}, {"basis": "net"}),
        ({"nature": "actual"}, {"nature": "estimate", "said_by_kind": "filing"}),
        ({"nature": "estimate"}, {"nature": "commitment", "said_by_kind": "filing"}),
        ({"status": "closed"}, {"status": "confirmed", "said_by_kind": "filing"}),
        ({"status": "confirmed"}, {"status": "reported", "said_by_kind": "filing"}),
        ({"said_by_kind": "filing"}, {"said_by_kind": "company"}),
        ({"said_by_kind": "panel"}, {"said_by_kind": "named_press", "source": "s2"}),
        ({"qualifier": "exact"}, {"qualifier": "at_least", "source": "s2"}),
        ({"source": "s2"}, {"source": "s1"}),
    ],
)
def test_precedence(deals: Table, policy: Policy, better: Claim, worse: Claim) -> None:
    first, second = deal(amount=1.0, **better), deal(amount=2.0, **worse)
    if first["source"] == second["source"]:
        second["source"] = "s4"
    for order in ([first, second], [second, first]):
        assert fact(deals, policy, *order)["amount"] == 1.0


def test_the_currency_of_most_voices_is_shown(deals: Table, policy: Policy) -> None:
    filing = deal(amount=130.0, currency="CNY", said_by_kind="filing", source="s4")
    papers = [deal(amount=20.0, source="s1"), deal(amount=20.0, source="s2")]
    assert fact(deals, policy, filing, *papers)["currency"] == "USD"


def test_a_part_is_shown_whole_and_carries_its_own_status(deals: Table, policy: Policy) -> None:
    row = fact(
        deals,
        policy,
        deal(status="confirmed", qualifier="undisclosed", said_by_kind="company", said_by="acme"),
        deal(amount=300.0, status="rumoured", source="s2", said_by="wire", printed="about $300"),
        deal(valuation=5.0, valuation_currency="USD", qualifier=None, source="s4", flag="valuation:stale"),
    )
    assert (row["status"], row["amount"], row["amount_status"], row["amount_standing"]) == (
        "confirmed", 300.0, "rumoured", "unsure",
    )  # fmt: skip
    assert (row["amount_said_by"], row["amount_source"], row["amount_printed"]) == ("wire", "s2", "about $300")
    assert (row["valuation"], row["valuation_flag"], row["valuation_standing"]) == (5.0, "stale", "flagged")
    assert (row["amount_flag"], row["flag"]) == (None, "valuation:stale")


def test_what_is_our_own_arithmetic_is_never_shown_nor_a_witness(deals: Table, policy: Policy) -> None:
    ours = deal(amount=100.0, nature="derived", said_by_kind="filing")
    assert fact(deals, policy, ours)["amount"] is None
    row = fact(deals, policy, deal(amount=100.0, source="s2"), ours)
    assert (row["amount_source"], row["amount_witnesses"]) == ("s2", 1)
    theirs = deal(amount=120.0, nature="derived", printed="$120")
    assert fact(deals, policy, theirs)["amount"] == 120.0


def test_the_finest_figure_of_the_same_voice_is_shown(deals: Table, policy: Policy) -> None:
    row = fact(
        deals,
        policy,
        deal(amount=1.5e9, said_by="acme", source="s2"),
        deal(amount=1.525e9, said_by="acme", source="s1"),
        deal(amount=1.5251e9, said_by="other", source="s4"),
    )
    assert (row["amount"], row["amount_witnesses"], row["amount_rivals"]) == (1.525e9, 2, 0)


def test_dates_are_refined_and_not_outvoted(deals: Table, policy: Policy) -> None:
    row = fact(
        deals,
        policy,
        deal(announced="2024-Q4", date_kind="announced", status="closed", said_by_kind="company"),
        deal(announced="2024-12-17", date_kind="announced", source="s2"),
        deal(announced="2024-11-20", date_kind="announced", status="rumoured", source="s4"),
        deal(announced="2024-12-22", date_kind="closed", source="s4", status="closed", said_by_kind="filing"),
    )
    assert (row["announced"], row["date_kind"], row["announced_source"]) == ("2024-12-17", "announced", "s2")
    assert row["start"].isoformat() == "2024-12-17"


def test_a_rumour_dates_nothing_that_happened(deals: Table, policy: Policy) -> None:
    row = fact(
        deals,
        policy,
        deal(announced="2024", date_kind="announced"),
        deal(announced="2024-03-01", date_kind="announced", status="rumoured", source="s2"),
    )
    assert row["announced"] == "2024"


def test_investors_are_all_that_unflagged_claims_name(deals: Table, policy: Policy) -> None:
    row = fact(
        deals,
        policy,
        deal(investors="x;y"),
        deal(investors="y;z", source="s2", flag="amount:slip"),
        deal(investors="w", source="s4", flag="contradicted"),
    )
    assert sorted(row["investors"].split(";")) == ["x", "y", "z"]


def test_a_destination_that_is_only_rumoured_says_so(moves: Table, policy: Policy) -> None:
    row = fact(
        moves,
        policy,
        move(announced="2026-03-22", date_kind="reported"),
        move(to_org="b", to_role="chief", status="rumoured", source="s2"),
    )
    assert (row["status"], row["to_org"], row["to_role"]) == ("reported", "b", "chief")
    assert (row["to_org_status"], row["to_org_standing"]) == ("rumoured", "unsure")


def test_a_role_comes_with_its_destination(moves: Table, policy: Policy) -> None:
    row = fact(moves, policy, move(to_org="b", status="closed"), move(to_org="c", to_role="chief", source="s2"))
    assert (row["to_org"], row["to_role"]) == ("b", None)


# The state of a fact

DENIAL = {"status": "denied", "said_by_kind": "company", "source": "s2"}


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ([{"status": "closed"}, {"status": "denied", "said_by_kind": "company"}], "closed"),
        ([{"status": "confirmed"}, {"status": "withdrawn"}], "withdrawn"),
        ([{"status": "reported"}, {"status": "denied", "said_by_kind": "company"}], "denied"),
        ([{"status": "reported"}, {"status": "denied", "said_by_kind": "named_press"}], "reported"),
        ([{"status": "confirmed", "source": "s3"}, DENIAL], "confirmed"),
        ([{"status": "confirmed", "source": "s1"}, DENIAL], "denied"),
        ([{"status": "rumoured"}, {"status": "confirmed", "flag": "contradicted"}], "rumoured"),
        ([{"status": "rumoured"}, {"status": "confirmed", "flag": "amount:contradicted"}], "confirmed"),
        ([{"status": "rumoured"}], "rumoured"),
    ],
)  # fmt: skip
def test_the_state_of_a_fact(deals: Table, policy: Policy, claims: list[dict[str, Any]], status: str) -> None:
    given = [deal(amount=1.0, **{"source": f"s{n + 1}"} | claim) for n, claim in enumerate(claims)]
    assert fact(deals, policy, *given)["status"] == status


def test_a_denied_deal_keeps_its_rumoured_figure_and_shows_it_as_denied(deals: Table, policy: Policy) -> None:
    row = fact(
        deals,
        policy,
        deal(valuation=10.0, valuation_currency="USD", status="rumoured", qualifier=None),
        deal(status="denied", source="s2", qualifier="undisclosed", said_by_kind="company"),
    )
    assert (row["status"], row["valuation"], row["amount"]) == ("denied", 10.0, None)
    assert row["valuation_standing"] == "refuted"


# How claims stand to each other


@pytest.mark.parametrize(
    ("mine", "other", "relation"),
    [
        ({"amount": 100.0}, {"amount": 100.0}, "witness"),
        ({"amount": 100.0}, {"amount": 104.0}, "witness"),
        ({"amount": 100.0}, {"amount": 106.0}, "rival"),
        ({"amount": 100.0}, {"amount": 104.0, "qualifier": "approx"}, "witness"),
        ({"amount": 100.0}, {"amount": 90.0, "qualifier": "at_least"}, "witness"),
        ({"amount": 100.0}, {"amount": 30.0, "qualifier": "at_least"}, "silent"),
        ({"amount": 145.5}, {"amount": 190.0, "qualifier": "at_least"}, "rival"),
        ({"amount": 100.0}, {"amount": 90.0, "amount_high": 110.0, "qualifier": "range"}, "witness"),
        # Neither has a date, so no rate is known.
        ({"amount": 100.0}, {"amount": 120.0, "currency": "CNY"}, "apart"),
        ({"amount": 100.0}, {"amount": 60.0, "basis": "tranche"}, "apart"),
        ({"amount": 100.0}, {"amount": 120.0, "nature": "estimate"}, "rival"),
        ({"amount": 100.0}, {"amount": 120.0, "nature": "commitment"}, "apart"),
        ({"amount": 100.0}, {"amount": 120.0, "status": "rumoured"}, "aside"),
        ({"amount": 100.0}, {"amount": 120.0, "nature": "plan"}, "aside"),
        ({"amount": 100.0}, {"amount": 120.0, "flag": "slip"}, "flagged"),
        ({"amount": 1.0, "status": "rumoured"}, {"amount": 2.0, "status": "rumoured"}, "rival"),
    ],
)
def test_relation(deals: Table, policy: Policy, mine: Claim, other: Claim, relation: str) -> None:
    found = relations(deals, policy, "amount", deal(source="s2", said_by_kind="filing", **mine), deal(**other))
    assert found == {"s2": "shown", "s1": relation}


def test_two_currencies_are_compared_at_the_rate_of_the_month(deals: Table, policy: Policy) -> None:
    here = {"announced": "2025-03-05", "date_kind": "announced"}
    dollars = [deal(amount=140e6, source=s, said_by=s, **here) for s in ("s1", "s2")]
    for yuan, relation in ((1e9, "witness"), (2e9, "rival")):
        found = relations(deals, policy, "amount", *dollars, deal(amount=yuan, currency="CNY", source="s4", **here))
        assert found["s4"] == relation


def test_a_figure_is_restated_by_the_same_voice_at_a_later_printed_date(deals: Table, policy: Policy) -> None:
    early, late = deal(amount=55.9, said_by="cb", source="s1"), deal(amount=52.1, said_by="cb", source="s2")
    assert relations(deals, policy, "amount", early, late) == {"s2": "shown", "s1": "restated"}
    assert fact(deals, policy, early, late)["amount_rivals"] == 0


def test_two_figures_of_one_voice_without_an_order_contradict_each_other(deals: Table, policy: Policy) -> None:
    one, other = deal(amount=180.0, said_by="qm", source="s4"), deal(amount=190.0, said_by="qm", source="s5")
    assert sorted(relations(deals, policy, "amount", one, other).values()) == ["rival", "shown"]
    assert fact(deals, policy, one, other)["rivals"] == 1


def test_voices_are_counted_once(deals: Table, policy: Policy) -> None:
    row = fact(
        deals,
        policy,
        deal(amount=100.0, said_by="counter", source="s1"),
        deal(amount=100.0, said_by="counter", source="s2"),
        deal(amount=100.0, source="s4"),
        deal(amount=200.0, source="s2", said_by="other"),
        deal(amount=210.0, source="s5", said_by="other"),
    )
    assert (row["amount_witnesses"], row["amount_rivals"], row["claims"]) == (2, 1, 5)


def test_copies_reprints_and_unnamed_retellings_are_one_voice(deals: Table, policy: Policy) -> None:
    # s3 rewrites s1; both are of one publisher.
    assert fact(deals, policy, deal(amount=1.0), deal(amount=1.0, source="s3"))["amount_witnesses"] == 1
    lists = [deal(amount=1.0, source=s, said_by_kind="aggregator") for s in ("s1", "s2", "s4")]
    assert fact(deals, policy, *lists)["amount_witnesses"] == 1


def test_silent_claims_are_neither(deals: Table, policy: Policy) -> None:
    silent = deal(source="s2", qualifier="undisclosed")
    assert relations(deals, policy, "amount", deal(amount=100.0), silent) == {"s1": "shown"}


def test_rounds_beside_the_ladder_contradict_no_step_of_it(deals: Table, policy: Policy) -> None:
    found = relations(deals, policy, "round", deal(round="strategic"), deal(round="d", source="s2"))
    assert found == {"s2": "shown", "s1": "silent"}
    found = relations(deals, policy, "round", deal(round="d"), deal(round="e", source="s2"))
    assert sorted(found.values()) == ["rival", "shown"]


def test_leads_agree_where_they_share_one(deals: Table, policy: Policy) -> None:
    found = relations(deals, policy, "lead", deal(lead="x;y"), deal(lead="y", source="s2"), deal(lead="z", source="s4"))
    assert sorted(found.values()) == ["rival", "shown", "witness"]


@pytest.mark.parametrize(
    ("other", "relation", "is_open"),
    [
        ({"announced": "2025-03-03", "source": "s2"}, "witness", False),
        ({"announced": "2025-03-09", "source": "s2"}, "rival", False),
        ({"announced": "2025-05-09", "source": "s2"}, "rival", True),
        ({"announced": "2025-03-09", "said_by": "w"}, "silent", False),
        ({"announced": "2025-03", "source": "s2"}, "witness", False),
        ({"announced": "2025-05-09", "date_kind": "closed", "source": "s2"}, "apart", False),
    ],
)
def test_dates_of_one_kind_are_compared(
    deals: Table, policy: Policy, other: Claim, relation: str, is_open: bool
) -> None:
    shown = deal(announced="2025-03-01", date_kind="announced", said_by_kind="filing", said_by="w", source="s4")
    found = compared(deals, policy, "announced", shown, deal(**{"date_kind": "announced"} | other))
    row = found.filter(pl.col("id") != pl.col("shown_id")).row(0, named=True)
    assert (row["relation"], row["open"]) == (relation, is_open)


def test_moves_to_a_unit_agree_with_moves_to_its_parent(moves: Table, policy: Policy) -> None:
    row = fact(
        moves,
        policy,
        move(kind="move", to_org="google", announced="2025-02-01"),
        move(kind="move", to_org="google-deepmind", announced="2025-02-03", source="s2"),
        move(kind="move", to_org="meta", announced="2025-02-10", source="s4"),
        roots={"google-deepmind": "google"},
    )
    assert (row["to_org_witnesses"], row["to_org_rivals"]) == (2, 1)
    assert (row["announced_witnesses"], row["announced_rivals"]) == (2, 1)


def test_a_date_belongs_to_the_kind_of_move_shown(moves: Table, policy: Policy) -> None:
    row = fact(
        moves,
        policy,
        move(kind="hired", to_org="b", announced="2026-01..2026-05", said_by_kind="company"),
        move(kind="departure", announced="2026-03-28", source="s2"),
    )
    assert (row["kind"], row["announced"], row["announced_witnesses"]) == ("hired", "2026-01..2026-05", 1)


def test_two_panels_differ_and_an_estimate_is_compared_with_an_actual(lens: Lens, policy: Policy) -> None:
    table = lens.table("users")
    company = usage(value=100e6, nature="actual", said_by="maker", said_by_kind="company", source="s2")
    found = compared(table, policy, "value", usage(value=80e6), company)
    assert sorted(found["relation"]) == ["rival", "rival", "shown", "shown"]


def test_ids_are_unique_and_name_key_and_source(deals: Table, policy: Policy) -> None:
    ids = ordered(deals, policy, deal(amount=1.0), deal(amount=2.0), deal(amount=1.0, source="s2"))["id"]
    assert sorted(ids) == ["acme-2025@s1#1", "acme-2025@s1#2", "acme-2025@s2#1"]


# What goes with a part


@pytest.mark.parametrize(
    ("given", "amount", "valuation"),
    [
        ({"amount": 2e9, "valuation": 8e9, "printed": "$8 billion"}, None, "$8 billion"),
        ({"amount": 2e9, "valuation": 8e9, "printed": "$2 billion"}, "$2 billion", None),
        ({"amount": 1.5e9, "valuation": 15e9, "printed": "15亿"}, "15亿", None),
        ({"amount": 2e9, "valuation": 8e9, "printed": "two billion"}, "two billion", None),
        ({"valuation": 8e9, "printed": "80亿美元"}, None, "80亿美元"),
        ({"qualifier": "vague", "printed": "数亿元"}, "数亿元", None),
        ({"qualifier": "undisclosed", "printed": "B+轮"}, None, None),
        ({"qualifier": "vague", "valuation": 10e9, "printed": "$10-12 billion"}, None, "$10-12 billion"),
    ],
)
def test_a_printed_text_is_of_the_figure_that_it_holds(
    deals: Table, policy: Policy, given: Claim, amount: str | None, valuation: str | None
) -> None:
    found = fact(deals, policy, deal(**given))
    assert (found["amount_printed"], found["valuation_printed"]) == (amount, valuation)
    assert "lead_printed" not in found


@pytest.mark.parametrize(
    ("given", "amount", "valuation"),
    [
        ({"amount": 1.0, "valuation": 2.0, "qualifier": "at_least"}, "at_least", None),
        ({"valuation": 2.0, "qualifier": "at_least"}, None, "at_least"),
        ({"valuation": 2.0, "qualifier": "vague"}, None, "vague"),
        ({"valuation": 2.0, "qualifier": "undisclosed"}, "undisclosed", None),
        ({"qualifier": "vague"}, "vague", None),
    ],
)
def test_a_qualifier_is_of_one_figure(
    deals: Table, policy: Policy, given: Claim, amount: str | None, valuation: str | None
) -> None:
    found = fact(deals, policy, deal(**given))
    assert (found["amount_qualifier"], found["valuation_qualifier"]) == (amount, valuation)


def test_a_figure_left_open_names_the_claim_that_leaves_it(deals: Table, policy: Policy) -> None:
    vague = deal(qualifier="vague", printed="数亿元", source="s2", nature="plan", status="rumoured")
    found = fact(deals, policy, vague, deal(valuation=8e9))
    assert found["amount"] is None
    assert found["amount_claim"] == "acme-2025@s2#1"
    assert (found["amount_status"], found["amount_nature"], found["amount_source"]) == ("rumoured", "plan", "s2")
    assert found["amount_witnesses"] is None
    # The fact itself speaks by its best claim.
    assert (found["source"], found["nature"]) == ("s1", "actual")


def test_a_claim_without_any_part_is_still_told(lens: Lens, policy: Policy) -> None:
    said = dict(entity="acme", metric="statement", period="2025", status="reported", nature="actual", source="s1",
                said_by_kind="company", confidence="high", said_by="acme")  # fmt: skip
    found = fact(lens.table("facts"), policy, said)
    assert (found["value"], found["value_said_by"], found["value_source"]) == (None, "acme", "s1")


def test_what_we_computed_is_no_figure(lens: Lens, policy: Policy) -> None:
    found = fact(lens.table("users"), policy, usage(value=5e6, nature="derived"))
    assert (found["value"], found["value_nature"]) == (None, "derived")
    assert fact(lens.table("users"), policy, usage(value=5e6, nature="derived", printed="5M"))["value"] == 5e6


def test_only_a_number_that_is_stated_happens(deals: Table, policy: Policy) -> None:
    rows = pl.DataFrame([fact(deals, policy, deal(qualifier="vague")), fact(deals, policy, deal(amount=1.0))],
                        infer_schema_length=None)  # fmt: skip
    assert rows.filter(policy.happened("amount"))["amount"].to_list() == [1.0]
