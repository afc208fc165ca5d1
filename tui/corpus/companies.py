"""Companies summed up: what is stated of them, beside what their deals add up to."""

from __future__ import annotations

import polars as pl

from tui.corpus.money import SEEN
from tui.corpus.names import Names
from tui.corpus.policy import Policy

MONEY_OF_COMPANIES = ("raised", "rounds_usd", "last_amount", "valuation")
"""The money of a company, which is told in another currency too."""
_ACTIVE = ("mau", "wau", "dau")
_LAST = {
    "amount": "last_amount",
    "currency": "last_amount_currency",
    "amount_qualifier": "last_amount_qualifier",
    "amount_usd": "last_amount_usd",
}
"""What is shown of a company's last round, if its amount holds."""


def _holds(facts: pl.DataFrame, metric: str, policy: Policy) -> pl.DataFrame:
    """Figures of money of one metric that hold; parts, and what nobody signs, only where there is no other."""
    held = facts.filter((pl.col("metric") == metric) & (pl.col("unit") == "money") & policy.happened("value"))
    unnamed = pl.col("value_said_by_kind").is_in(policy.said_by_kind[-2:])
    partial = ~pl.col("basis").fill_null("").is_in(policy.bases)
    weak = unnamed.cast(pl.Int8) + partial.cast(pl.Int8) * 2
    return held.filter(weak == weak.min().over("entity"))


def _raised(facts: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The newest total that is stated of each company."""
    totals = _holds(facts, "total_raised", policy)
    newest = totals.sort("end", "precision", descending=[True, False], nulls_last=True, maintain_order=True)
    return newest.unique("entity", keep="first", maintain_order=True).select(
        pl.col("entity").alias("company"),
        pl.col("value").alias("raised"),
        pl.col("currency").alias("raised_currency"),
        pl.col("value_qualifier").alias("raised_qualifier"),
        pl.col("period").alias("raised_as_of"),
        pl.col("key").alias("raised_key"),
    )


def _valuations(deals: pl.DataFrame, facts: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The newest valuation of each company: that of a round before that of a list or a market of the same weeks."""
    with_deal = deals.filter(policy.happened("valuation")).select(
        "company",
        "end",
        "valuation",
        "valuation_currency",
        "valuation_basis",
        "valuation_qualifier",
        pl.col("announced").alias("valued"),
        pl.col("valuation_teller").alias("valuation_said_by"),
        pl.lit(0).alias("_kind"),
        pl.lit("deals").alias("valuation_table"),
        pl.col("key").alias("valuation_key"),
    )
    alone = _holds(facts, "valuation", policy).select(
        pl.col("entity").alias("company"),
        "end",
        pl.col("value").alias("valuation"),
        pl.col("currency").alias("valuation_currency"),
        pl.col("basis").alias("valuation_basis"),
        pl.col("value_qualifier").alias("valuation_qualifier"),
        pl.col("period").alias("valued"),
        pl.col("value_teller").alias("valuation_said_by"),
        pl.when(pl.col("basis") == "list").then(2).otherwise(1).alias("_kind"),
        pl.lit("facts").alias("valuation_table"),
        pl.col("key").alias("valuation_key"),
    )
    both = pl.concat([with_deal, alone])
    age = (pl.col("end").max().over("company") - pl.col("end")).dt.total_days()
    both = both.filter((age <= policy.days_near) | pl.col("end").is_null()).sort(
        pl.col("end").is_null(), "_kind", -pl.col("end").dt.epoch("d"), maintain_order=True
    )
    return both.unique("company", keep="first", maintain_order=True).drop("end", "_kind")


def _usage(headlines: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The users shown for a company: the headline of its largest product, by the month where it is told."""
    active = headlines.filter(pl.col("metric").is_in(_ACTIVE) & (pl.col("unit") == "people"))
    owner = {product: names.root(product) for product in active["product"].unique()}
    monthly = pl.col("metric") == _ACTIVE[0]
    owned = active.with_columns(
        pl.col("product").replace(owner).alias("company"),
        pl.col("value").filter(monthly).max().over("product").fill_null(0).alias("_size"),
    )
    order = [monthly, pl.col("_size"), pl.col("end"), pl.col("value")]
    return (
        owned.sort(order, descending=True, nulls_last=True, maintain_order=True)
        .unique("company", keep="first", maintain_order=True)
        .select(
            "company",
            "product",
            "metric",
            "teller",
            "starts",
            "values",
            "points",
            "axis_start",
            "axis_end",
            "period",
            pl.col("value").alias("users"),
            pl.col("value_qualifier").alias("users_qualifier"),
        )
    )


def _leavers(departures: pl.DataFrame, names: Names, policy: Policy) -> pl.DataFrame:
    left = departures.filter(
        pl.col("kind").is_in(["departure", "dismissed", "retired", "move", "founded", "leave"])
        & pl.col("org").is_not_null()
        & pl.col("status").is_in(policy.happening)
    )
    owner = {org: names.root(org) for org in left["org"].unique()}
    return (
        left.with_columns(pl.col("org").replace(owner).alias("company"))
        .group_by("company")
        .agg(pl.col("person").n_unique().cast(pl.Int64).alias("departures"))
    )


def companies(
    entities: pl.DataFrame,
    deals: pl.DataFrame,
    departures: pl.DataFrame,
    facts: pl.DataFrame,
    users: pl.DataFrame,
    names: Names,
    policy: Policy,
) -> pl.DataFrame:
    """One row for each company of which anything is known, by what it has raised.

    `raised` is the newest total that a source states, `rounds_usd` the sum of its equity rounds (derived: no
    debt, secondary, listing, placing or rumour; US dollars of the month), `rounds` their number. `users` are the
    headlines of products. `raised_key`, `last_key` and `valuation_key` in `valuation_table` name the facts behind.
    """
    closed = deals.filter(policy.equity_round())
    sums = closed.group_by("company").agg(
        pl.col("amount_usd").sum().alias("rounds_usd"), pl.len().cast(pl.Int64).alias("rounds")
    )
    last = (
        deals.filter((pl.col("kind") == "funding") & pl.col("status").is_in(policy.happening))
        .sort("end", "precision", descending=[True, False], nulls_last=True)
        .unique("company", keep="first", maintain_order=True)
        .select(
            "company",
            pl.col("round").alias("last_round"),
            pl.col("announced").alias("last_announced"),
            pl.col("key").alias("last_key"),
            *(pl.when(policy.happened("amount")).then(old).alias(new) for old, new in _LAST.items()),
            pl.coalesce(pl.when(policy.happened("amount")).then("amount_teller"), "announced_teller").alias(
                "last_said_by"
            ),
        )
    )
    known = entities.filter(pl.col("kinds").str.split(";").list.contains("company")).select(
        pl.col("id").alias("company"), "country"
    )
    parts = (
        _raised(facts, policy),
        sums,
        last,
        _valuations(deals, facts, policy),
        _usage(users, names),
        _leavers(departures, names, policy),
    )
    for part in parts:
        known = known.join(part, on="company", how="left", maintain_order="left")
    said = [
        pl.col(c).is_not_null() for c in ("raised", "rounds_usd", "last_announced", "valuation", "users", "departures")
    ]
    order = pl.max_horizontal(pl.when(pl.col("raised_currency") == "USD").then("raised"), "rounds_usd")
    return known.filter(pl.any_horizontal(said)).sort(
        order, "users", "company", descending=[True, True, False], nulls_last=True
    )


def with_companies_in(
    rows: pl.DataFrame, deals: pl.DataFrame, facts: pl.DataFrame, currency: str, policy: Policy
) -> pl.DataFrame:
    """Companies with their money in another currency beside it, each figure as its own fact has it.

    `deals` and `facts` have theirs converted. A sum is one of every round at its own month's rate; where one round has
    none, there is no sum.
    """
    of_facts = facts.select("key", pl.col(f"value{SEEN}").alias("_seen"))
    of_deals = deals.select("key", pl.col(f"valuation{SEEN}").alias("_seen"))
    valued = pl.concat([of_deals.with_columns(_of=pl.lit("deals")), of_facts.with_columns(_of=pl.lit("facts"))])
    amount = pl.when(pl.col("currency") == currency).then("amount").otherwise(f"amount{SEEN}")
    sums = (
        deals.filter(policy.equity_round())
        .group_by("company")
        .agg(pl.when(amount.is_not_null().all()).then(amount.sum()).alias(f"rounds_usd{SEEN}"))
    )
    last = deals.select("key", pl.col(f"amount{SEEN}").alias("_seen"))

    def joined(found: pl.DataFrame, other: pl.DataFrame, name: str, on: list[str], to: list[str]) -> pl.DataFrame:
        found = found.join(other, left_on=on, right_on=to, how="left", maintain_order="left")
        return found.with_columns(pl.when(pl.col(name).is_not_null()).then("_seen").alias(name + SEEN)).drop("_seen")

    found = joined(rows, of_facts, "raised", ["raised_key"], ["key"])
    found = joined(found, last, "last_amount", ["last_key"], ["key"])
    found = joined(found, valued, "valuation", ["valuation_key", "valuation_table"], ["key", "_of"])
    return found.join(sums, on="company", how="left", maintain_order="left")
