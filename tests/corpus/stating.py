"""Made-up claims, ranked and resolved as those of the corpus are."""

from __future__ import annotations

from typing import Any

import polars as pl

from tui.corpus import claims, contradictions, parts, resolution
from tui.corpus.policy import Policy
from tui.corpus.tables import Table

SOURCES = pl.DataFrame(
    {
        "id": ["s1", "s2", "s3", "s4", "s5"],
        "publisher": ["press", "daily", "press", "weekly", None],
        "published": ["2025-01-01", "2025-02-01", "2025-03-01", None, "2025-02"],
        "published_basis": ["printed", "printed", "printed", None, "inferred"],
        "copies": [None, None, "s1", None, None],
    },
    schema=dict.fromkeys(("id", "publisher", "published", "published_basis", "copies"), pl.String),
)
FX = pl.DataFrame({"month": ["2025-03"], "currency": ["CNY"], "usd_per_unit": [0.14]})
NUMBERS = ("amount", "amount_high", "alt_amount", "valuation", "count", "count_high", "value", "value_high")

Claim = dict[str, Any]


def deal(**given: Any) -> Claim:
    """A claim of one round, as far as nothing else is given."""
    claim: Claim = dict(
        key="acme-2025", company="acme", kind="funding", currency="USD", basis="round", status="reported",
        nature="actual", qualifier="exact", said_by_kind="named_press", source="s1", confidence="high",
    )  # fmt: skip
    return claim | given


def move(**given: Any) -> Claim:
    """A claim of one person's move."""
    claim: Claim = dict(
        key="p--a", person="p", kind="departure", org="a", status="reported", nature="actual", source="s1",
        said_by_kind="named_press", confidence="high",
    )  # fmt: skip
    return claim | given


def usage(**given: Any) -> Claim:
    """A claim of one product's users."""
    claim: Claim = dict(
        product="app", metric="mau", stat="average", channel="app", region="cn", period="2025-03", unit="people",
        status="reported", nature="estimate", qualifier="exact", said_by="panel-a", said_by_kind="panel", source="s1",
        confidence="high",
    )  # fmt: skip
    return claim | given


def ordered(table: Table, policy: Policy, *given: Claim, sources: pl.DataFrame = SOURCES) -> pl.DataFrame:
    """Claims in their order, as `claims.ordered` leaves them."""
    schema = {name: pl.Float64 if name in NUMBERS else pl.String for name in table.names}
    rows = [{name: claim.get(name) for name in table.names} for claim in given]
    return claims.ordered(pl.DataFrame(rows, schema=schema), table, sources, policy)


def compared(
    table: Table, policy: Policy, part: str, *given: Claim, roots: dict[str, str] | None = None
) -> pl.DataFrame:
    """How claims stand to the one shown on a part."""
    wanted = next(one for one in table.parts if one.name == part)
    return resolution.compared(ordered(table, policy, *given), table, wanted, roots or {}, policy, FX)[1]


def relations(table: Table, policy: Policy, part: str, *given: Claim) -> dict[str, str]:
    """The relation of each claim to the one shown on a part, by its source."""
    rows = compared(table, policy, part, *given).iter_rows(named=True)
    return {row["id"].split("@")[1].split("#")[0]: row["relation"] for row in rows}


def fact(table: Table, policy: Policy, *given: Claim, roots: dict[str, str] | None = None) -> dict[str, Any]:
    """The fact that claims make; they are of one fact."""
    ranked = ordered(table, policy, *given)
    found = {part.name: resolution.compared(ranked, table, part, roots or {}, policy, FX) for part in table.parts}
    return resolution.resolve(ranked, table, found, policy).row(0, named=True)


def market(**given: Any) -> Claim:
    """A claim of one figure of an aggregate."""
    claim: Claim = dict(
        subject="ai", metric="funding", region="world", period="2024", unit="money", currency="USD", status="reported",
        nature="actual", qualifier="exact", said_by="panel-a", said_by_kind="panel", source="s1", confidence="high",
    )  # fmt: skip
    return claim | given


def figure(**given: Any) -> Claim:
    """A claim of one figure of a company."""
    claim: Claim = dict(
        entity="acme", metric="total_raised", period="2024", unit="money", currency="USD", status="reported",
        nature="actual", qualifier="exact", said_by_kind="named_press", source="s1", confidence="high",
    )  # fmt: skip
    return claim | given


def contradictions_of(
    table: Table, policy: Policy, *given: Claim, parents: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """What contradicts what in claims of a table, by the ids of the claims."""
    ranked = ordered(table, policy, *given)
    found = []
    for part in table.parts:
        related = resolution.compared(ranked, table, part, {}, policy, FX)[1]
        found.append(contradictions.of_part(related, ranked, table, part, policy))
        found.append(contradictions.ours_against(related, ranked, table, part, policy))
    stated = parts.stated(ranked, table, table.parts[0], policy, FX)
    found.append(contradictions.of_wholes(parts.whole(stated, ranked), table, parents or {}, policy))
    return pl.concat(found).to_dicts()


def sources_of(pair: dict[str, Any]) -> tuple[str | None, str | None]:
    """The sources of both claims of a pair."""
    one, other = (pair[name].split("@")[1].split("#")[0] if pair[name] else None for name in ("id", "other"))
    return one, other
