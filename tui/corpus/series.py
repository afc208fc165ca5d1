"""User figures as series: what one voice says of one product, metric, channel and region over time.

Figures of different voices or definitions are never joined into one series.
"""

from __future__ import annotations

import polars as pl

from tui.corpus.claims import compare, counts
from tui.corpus.policy import POLICY, Policy
from tui.corpus.tables import Table

REAL = 3
"""From this many points on, a series shows a trend; below it, only its date."""


def points(ranked: pl.DataFrame, table: Table, policy: Policy = POLICY) -> pl.DataFrame:
    """One row for each date of each series: the best claim of that voice, in order of time.

    `series` numbers the series. Needs the claims as `claims.rank` leaves them.
    """
    by = [*table.series, "voice", "precision"]
    stated = ranked.filter(pl.col("value").is_not_null() & pl.col("start").is_not_null())
    # A flagged figure bends no line; a series that has no other keeps it, so that nothing is lost from sight.
    unflagged = policy.unflagged()
    stated = stated.filter(unflagged | (~unflagged).all().over(by))
    best = stated.unique([*by, "period"], keep="first", maintain_order=True)
    own = counts(compare(ranked, table, table.fields[0], policy=policy, everyone=True)).drop("key")
    best = best.join(own, left_on="id", right_on="shown_id", how="left", maintain_order="left")
    return best.sort(*by, "start", "end", nulls_last=True).with_columns(pl.struct(by).rle_id().alias("series"))


def series(ranked: pl.DataFrame, table: Table, policy: Policy = POLICY) -> pl.DataFrame:
    """One row for each series, longest-lived first: its latest point whole, and its history.

    Adds to the columns of the latest claim `points` (their number), `starts` and `values` (lists, oldest
    first), `previous` and `previous_value` (the point before), `change` (percent since that point), `real`
    (enough points for a trend), and `axis_start` and `axis_end`: the one time axis of all trends, so that rows
    can be compared. Series with a trend come first, then larger figures of people.
    """
    found = points(ranked, table, policy)
    last = pl.all().exclude("series").last()
    before = pl.col("value").shift(1).last()
    grouped = found.group_by("series", maintain_order=True).agg(
        last,
        pl.len().cast(pl.Int64).alias("points"),
        pl.col("start").alias("starts"),
        pl.col("value").alias("values"),
        pl.col("period").shift(1).last().alias("previous"),
        before.alias("previous_value"),
    )
    change = (pl.col("value") / pl.col("previous_value") - 1) * 100
    drawn = pl.col("points") >= REAL
    return grouped.with_columns(
        pl.when(pl.col("previous_value") > 0).then(change).alias("change"),
        drawn.alias("real"),
        pl.col("starts").list.min().filter(drawn).min().alias("axis_start"),
        pl.col("end").filter(drawn).max().alias("axis_end"),
    ).sort(
        pl.col("real"),
        pl.col("unit") == "people",
        pl.col("value"),
        descending=True,
        nulls_last=True,
        maintain_order=True,
    )
