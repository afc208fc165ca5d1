"""The one figure by which a screen names a metric of a subject: by a named counter, plain, and the latest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from tui.corpus.periods import with_period
from tui.corpus.policy import Policy
from tui.corpus.tables import UNIT, Table

MONTH_DAYS = 30.44
"""The mean length of a month."""
_ODD = 1000
"""Above all that is plain."""


def able(policy: Policy) -> pl.Expr:
    """Claims that may be a headline: figures that hold, of a named counter, that are no growth."""
    holds = pl.col("flagged").is_null() & ~pl.col("restated") & pl.col("occurs")
    return holds & pl.col("said_by_kind").is_in(policy.counters)


def _ordered(column: str, order: Sequence[str]) -> pl.Expr:
    ranks = {value: place for place, value in enumerate(order)}
    return pl.col(column).fill_null("").replace_strict(ranks, default=len(order), return_dtype=pl.Int64)


def plainness(table: Table, homes: Mapping[str, str], policy: Policy) -> pl.Expr:
    """How plain a figure of users is, 0 the plainest: the usual statistic and channel.

    A share or a multiple, and a region that is neither the world nor the product's home, are odd.
    """
    found = pl.lit(0, pl.Int64)
    for name, order in (("stat", policy.stats), ("channel", policy.channels)):
        if name in table.identity:
            found = found * (len(order) + 1) + _ordered(name, order)
    if UNIT in table.identity:
        shares = [unit for unit, form in table.forms.items() if form in ("percent", "multiple")]
        found = found + pl.when(pl.col(UNIT).is_in(shares)).then(_ODD).otherwise(0)
    if "region" in table.identity:
        home = pl.col(table.subject[0]).replace_strict(homes, default=None, return_dtype=pl.String)
        usual = pl.col("region").is_null() | (pl.col("region") == "world") | (pl.col("region") == home).fill_null(False)
        found = found + pl.when(usual).then(0).otherwise(_ODD)
    return found


def headlines(claims: pl.DataFrame, by: Sequence[str], plain: pl.Expr, policy: Policy) -> pl.DataFrame:
    """One claim for each of `by`: the latest by the end of its period, never after its source was published.

    Of periods that end at about the same time the plainer, then the finer, then the better stands first.
    `claims` are those that may be one, as `parts.stated` leaves them, with `published`.
    """
    told = with_period(claims, "published", "published_") if "published_end" not in claims.columns else claims
    late = (pl.col("end") > pl.col("published_end")).fill_null(False)
    known = told.filter(pl.col("end").is_not_null() & ~late).with_columns(plain.alias("_plain"))
    # What is not plain at all is a headline only where nothing else is.
    odd = pl.col("_plain") >= _ODD
    known = known.filter(~odd | odd.all().over(by))
    last = pl.col("end").max().over(by)
    near = (last - pl.col("end")).dt.total_days() <= policy.days_near
    return (
        known.filter(near)
        .sort(*by, "_plain", "precision", -pl.col("end").dt.epoch("d"), "order", "place")
        .unique(by, keep="first", maintain_order=True)
        .drop("_plain", "published_start", "published_end", "published_precision", strict=False)
    )
