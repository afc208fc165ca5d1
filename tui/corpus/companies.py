"""Companies summed up: what is stated of them, beside what their deals add up to."""

from __future__ import annotations

import polars as pl

from tui.corpus.names import Names
from tui.corpus.policy import POLICY, Policy


def _newest(facts: pl.DataFrame, metric: str, into: dict[str, str], policy: Policy) -> pl.DataFrame:
    newest = facts.filter(
        (pl.col("metric") == metric)
        & pl.col("basis").is_null()
        & (pl.col("unit") == "money")
        & policy.stated("value")
        & ~pl.col("aside")
    ).sort("start", "precision", descending=[True, False], nulls_last=True)
    return newest.unique("entity", keep="first", maintain_order=True).select(
        pl.col("entity").alias("company"), *(pl.col(old).alias(new) for old, new in into.items())
    )


def _valuations(deals: pl.DataFrame, facts: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    with_deal = deals.filter(policy.stated("valuation") & policy.happened()).select(
        "company",
        "end",
        "valuation",
        "valuation_currency",
        "valuation_basis",
        "valuation_qualifier",
        pl.col("announced").alias("valued"),
    )
    alone = facts.filter((pl.col("metric") == "valuation") & policy.stated("value") & ~pl.col("aside")).select(
        pl.col("entity").alias("company"),
        "end",
        pl.col("value").alias("valuation"),
        pl.col("currency").alias("valuation_currency"),
        pl.col("basis").alias("valuation_basis"),
        pl.col("qualifier").alias("valuation_qualifier"),
        pl.col("period").alias("valued"),
    )
    both = pl.concat([with_deal, alone]).sort("end", descending=True, nulls_last=True, maintain_order=True)
    return both.unique("company", keep="first", maintain_order=True).drop("end")


def _usage(series: pl.DataFrame, names: Names, policy: Policy) -> pl.DataFrame:
    """The users shown for a company: of its largest product, the newest series; then one with a trend."""
    active = series.filter(
        pl.col("metric").is_in(["mau", "wau", "dau"])
        & (pl.col("unit") == "people")
        & pl.col("versus").is_null()
        & (pl.col("nature") != "derived")
        & policy.unflagged()
    )
    owner = {product: names.root(product) for product in active["product"].unique()}
    monthly = pl.col("metric") == "mau"
    owned = active.with_columns(
        pl.col("product").replace(owner).alias("company"),
        pl.col("value").filter(monthly).max().over("product").fill_null(0).alias("_size"),
    )
    order = [monthly, pl.col("_size"), pl.col("end"), pl.col("real"), pl.col("value")]
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
            pl.col("qualifier").alias("users_qualifier"),
        )
    )


def _leavers(departures: pl.DataFrame, names: Names, policy: Policy) -> pl.DataFrame:
    left = departures.filter(
        pl.col("kind").is_in(["departure", "dismissed", "retired", "move", "founded", "leave"])
        & pl.col("org").is_not_null()
        & policy.happened()
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
    series: pl.DataFrame,
    departures: pl.DataFrame,
    facts: pl.DataFrame,
    names: Names,
    policy: Policy = POLICY,
) -> pl.DataFrame:
    """One row for each company of which anything is known, by what it has raised.

    `raised` is the newest total that a source states, `rounds_usd` the sum of its equity rounds (derived: no
    debt, secondary, listing or rumour; US dollars of the month), `rounds` their number.
    """
    closed = deals.filter(policy.equity_round())
    sums = closed.group_by("company").agg(
        pl.col("amount_usd").sum().alias("rounds_usd"), pl.len().cast(pl.Int64).alias("rounds")
    )
    last = (
        deals.filter((pl.col("kind") == "funding") & policy.happened())
        .sort("end", "precision", descending=[True, False], nulls_last=True)
        .unique("company", keep="first", maintain_order=True)
        .select(
            "company",
            pl.col("round").alias("last_round"),
            pl.col("announced").alias("last_announced"),
            pl.col("amount").alias("last_amount"),
            pl.col("currency").alias("last_currency"),
            pl.col("qualifier").alias("last_qualifier"),
        )
    )
    stated = _newest(
        facts,
        "total_raised",
        {
            "value": "raised",
            "currency": "raised_currency",
            "qualifier": "raised_qualifier",
            "period": "raised_as_of",
        },
        policy,
    )
    known = entities.filter(pl.col("kinds").str.split(";").list.contains("company")).select(
        pl.col("id").alias("company"), "country"
    )
    parts = (
        stated,
        sums,
        last,
        _valuations(deals, facts, policy),
        _usage(series, names, policy),
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
