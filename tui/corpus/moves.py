"""Where somebody who left went, as a later fact of the same person states it."""

from __future__ import annotations

import polars as pl

from tui.corpus.policy import Policy

LATER = ("later_org", "later_date", "later_teller")
"""What `with_later` adds."""


def with_later(moves: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Facts of people with the house that the next fact of each states, its date and who says so.

    Only where the fact itself states no destination, and only from facts that happened, without a flag, on the same
    day or later. Adds `later_org later_date later_teller`.
    """
    moment = pl.coalesce("start", "end").alias("moment")
    left = moves.filter(
        pl.col("to_org").is_null() & pl.col("person").is_not_null() & pl.col("org").is_not_null()
    ).select("key", "person", "org", moment)
    went = moves.filter(
        pl.col("to_org").is_not_null() & pl.col("to_org_standing").is_null() & pl.col("status").is_in(policy.happening)
    ).select(
        "person",
        moment.alias("then"),
        pl.col("to_org").alias("later_org"),
        pl.col("announced").alias("later_date"),
        pl.col("to_org_teller").alias("later_teller"),
    )
    pairs = left.join(went, on="person").filter(pl.col("then") >= pl.col("moment"))
    next_ = pairs.sort("key", "then", maintain_order=True).unique("key", keep="first", maintain_order=True)
    # One who comes back, or takes another role where they were, went nowhere that this could tell.
    told = next_.filter(pl.col("later_org") != pl.col("org"))
    return moves.join(told.select("key", *LATER), on="key", how="left", maintain_order="left")
