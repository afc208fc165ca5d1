"""Which claim is shown, who agrees with it, who contradicts it, and what cannot be compared."""

from __future__ import annotations

import polars as pl
import pytest

from tui.corpus.claims import compare, counts, rank, resolve
from tui.corpus.lens import Lens
from tui.corpus.tables import Table

SOURCES = pl.DataFrame(
    {
        "id": ["s1", "s2", "s3", "s4"],
        "publisher": ["press"] * 4,
        "published": ["2025-01-01", "2025-02-01", "2025-03-01", None],
        "copies": [None, None, "s1", None],
    },
    schema={"id": pl.String, "publisher": pl.String, "published": pl.String, "copies": pl.String},
)


def deal(**given: object) -> dict[str, object]:
    claim: dict[str, object] = dict(
        key="acme-2025", company="acme", kind="funding", currency="USD", basis="round", status="reported",
        nature="actual", qualifier="exact", said_by_kind="named_press", source="s1", confidence="high",
    )  # fmt: skip
    return claim | given


@pytest.fixture(scope="module")
def table(lens: Lens) -> Table:
    return lens.table("deals")


def ranked(table: Table, *claims: dict[str, object]) -> pl.DataFrame:
    numbers = {"amount", "amount_high", "alt_amount", "valuation"}
    schema = {name: pl.Float64 if name in numbers else pl.String for name in table.names}
    rows = [{name: claim.get(name) for name in table.names} for claim in claims]
    return rank(pl.DataFrame(rows, schema=schema), table, SOURCES)


def relations(table: Table, *claims: dict[str, object]) -> dict[str, str]:
    """The relation of each claim to the one shown, by source."""
    compared = compare(ranked(table, *claims), table, table.parts[0])
    return {row["id"].split("@")[1].split("#")[0]: row["relation"] for row in compared.iter_rows(named=True)}


def shown(table: Table, *claims: dict[str, object]) -> dict[str, object]:
    return resolve(ranked(table, *claims), table).row(0, named=True)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"flag": None, "status": "rumoured"}, {"flag": "implausible", "status": "closed"}),
        ({"status": "closed"}, {"status": "confirmed", "said_by_kind": "filing"}),
        ({"status": "confirmed"}, {"status": "reported", "said_by_kind": "filing"}),
        ({"said_by_kind": "filing"}, {"said_by_kind": "company"}),
        ({"said_by_kind": "panel"}, {"said_by_kind": "named_press", "source": "s2"}),
        ({"qualifier": "exact"}, {"qualifier": "at_least", "source": "s2"}),
        ({"source": "s2"}, {"source": "s1"}),
    ],
)
def test_precedence(table: Table, better: dict[str, object], worse: dict[str, object]) -> None:
    first, second = deal(amount=1.0, **better), deal(amount=2.0, **worse)
    if first["source"] == second["source"]:
        second["source"] = "s4"
    for order in ([first, second], [second, first]):
        assert shown(table, *order)["amount"] == 1.0


@pytest.mark.parametrize(
    ("mine", "other", "relation"),
    [
        ({"amount": 100.0}, {"amount": 104.0}, "witness"),
        ({"amount": 100.0}, {"amount": 120.0}, "rival"),
        ({"amount": 100.0, "qualifier": "exact"}, {"amount": 90.0, "qualifier": "at_least"}, "witness"),
        ({"amount": 145.5}, {"amount": 190.0, "qualifier": "at_least"}, "rival"),
        ({"amount": 100.0}, {"amount": 90.0, "qualifier": "at_most"}, "rival"),
        ({"amount": 100.0}, {"amount": 90.0, "amount_high": 110.0, "qualifier": "range"}, "witness"),
        ({"amount": 100.0}, {"amount": 120.0, "currency": "CNY"}, "apart"),
        ({"amount": 100.0}, {"amount": 120.0, "basis": "net"}, "apart"),
        ({"amount": 100.0}, {"amount": 120.0, "nature": "estimate"}, "apart"),
        ({"amount": 100.0}, {"amount": 120.0, "status": "rumoured"}, "aside"),
        ({"amount": 100.0}, {"amount": 120.0, "nature": "plan"}, "aside"),
        ({"amount": 1.0, "status": "rumoured"}, {"amount": 2.0, "status": "rumoured"}, "rival"),
    ],
)
def test_relation(table: Table, mine: dict[str, object], other: dict[str, object], relation: str) -> None:
    found = relations(table, deal(source="s2", said_by_kind="filing", **mine), deal(source="s1", **other))
    assert found == {"s2": "shown", "s1": relation}


def test_voices_are_counted_once(table: Table) -> None:
    claims = [
        deal(amount=100.0, said_by="counter", source="s1"),
        deal(amount=100.0, said_by="counter", source="s2"),
        deal(amount=100.0, source="s4"),
        deal(amount=200.0, source="s1", said_by="other"),
        deal(amount=210.0, source="s2", said_by="other"),
    ]
    row = shown(table, *claims)
    assert (row["amount_witnesses"], row["amount_rivals"], row["claims"]) == (2, 1, 5)


def test_a_rewrite_is_no_second_voice(table: Table) -> None:
    row = shown(table, deal(amount=100.0, source="s1"), deal(amount=100.0, source="s3"))
    assert row["amount_witnesses"] == 1


def test_silent_claims_are_neither(table: Table) -> None:
    assert relations(table, deal(amount=100.0), deal(source="s2", qualifier="undisclosed")) == {"s1": "shown"}


def test_a_denied_deal_keeps_its_rumoured_figure(table: Table) -> None:
    row = shown(
        table,
        deal(valuation=10.0, valuation_currency="USD", status="rumoured", qualifier=None),
        deal(status="denied", source="s2", qualifier="undisclosed"),
    )
    assert (row["status"], row["valuation"], row["amount"]) == ("denied", 10.0, None)


def test_a_closed_deal_outlives_an_early_denial(table: Table) -> None:
    assert shown(table, deal(amount=1.0, status="closed"), deal(status="denied", source="s2"))["status"] == "closed"


def test_figures_come_whole_from_one_claim(table: Table) -> None:
    row = shown(
        table,
        deal(amount=5.0, currency="CNY", said_by_kind="filing", source="s1"),
        deal(amount=7.0, currency="USD", valuation=50.0, valuation_currency="USD", source="s2"),
    )
    assert (row["amount"], row["currency"]) == (5.0, "CNY")
    assert (row["valuation"], row["valuation_currency"]) == (50.0, "USD")


def test_ids_are_unique_and_name_key_and_source(table: Table) -> None:
    ids = ranked(table, deal(amount=1.0), deal(amount=2.0), deal(amount=1.0, source="s2"))["id"]
    assert sorted(ids) == ["acme-2025@s1#1", "acme-2025@s1#2", "acme-2025@s2#1"]


def test_each_series_has_its_own_counts(lens: Lens) -> None:
    table = lens.table("users")
    compared = compare(lens.ranked("users"), table, table.parts[0], everyone=True)
    own = counts(compared).filter(pl.col("key").str.starts_with("deepseek|mau||average|app|cn"))
    assert own["rivals"].to_list() == [1, 1]


def test_moves_to_a_unit_agree_with_moves_to_its_parent(lens: Lens) -> None:
    table = lens.table("departures")
    base = dict(
        key="p--a", person="p", kind="move", org="a", status="reported", nature="actual",
        said_by_kind="named_press", confidence="high",
    )  # fmt: skip
    rows = [
        base | {"to_org": "google", "announced": "2025-02-01", "source": "s1"},
        base | {"to_org": "google-deepmind", "announced": "2025-02-03", "source": "s2"},
        base | {"to_org": "meta", "announced": "2025-02-10", "source": "s4"},
    ]
    schema = {n: pl.Float64 if n.startswith("count") and n != "count_of" else pl.String for n in table.names}
    frame = rank(pl.DataFrame([{n: r.get(n) for n in table.names} for r in rows], schema=schema), table, SOURCES)
    row = resolve(frame, table, {"google-deepmind": "google"}).row(0, named=True)
    assert (row["to_org_witnesses"], row["to_org_rivals"]) == (2, 1)
    assert (row["announced_witnesses"], row["announced_rivals"]) == (2, 1)


def test_a_date_belongs_to_the_kind_of_move_shown(lens: Lens) -> None:
    table = lens.table("departures")
    base = dict(key="p--a", person="p", org="a", status="reported", nature="actual", confidence="high")
    rows = [
        base
        | {"kind": "hired", "to_org": "b", "announced": "2026-01..2026-05", "source": "s1", "said_by_kind": "company"},
        base | {"kind": "departure", "announced": "2026-03-28", "source": "s2", "said_by_kind": "named_press"},
    ]
    schema = {n: pl.Float64 if n.startswith("count") and n != "count_of" else pl.String for n in table.names}
    frame = rank(pl.DataFrame([{n: r.get(n) for n in table.names} for r in rows], schema=schema), table, SOURCES)
    row = resolve(frame, table).row(0, named=True)
    assert (row["kind"], row["announced"], row["announced_witnesses"]) == ("hired", "2026-01..2026-05", 1)
