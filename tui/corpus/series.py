"""Figures as series: what one counter says of one subject, metric, channel and region over time.

Figures of different counters or definitions are never joined; days, months, quarters and years of one are.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.corpus import verdicts
from tui.corpus.tables import Table

REAL = 3
"""From this many points on, a series shows a trend; below it, only its date."""
HISTORY = (
    "points",
    *("starts", "ends", "values"),
    *("beside_starts", "beside_ends", "beside_values"),
    *("axis_start", "axis_end", "real"),
)
"""What a series adds to its latest figure that holds for all of its figures."""
_AS_LONG = 0.85
"""Two times are as long as each other from this share on: months and quarters are not all of one length."""
_MEAN, _MONTH = "average", 30
"""The statistic of a mean, and the days of a month."""
STAT = "stat"
"""The column of the statistic: the mean of a period, a single day and a peak share an axis, a stock does not."""
STOCK, PEAK = ("cumulative", "end"), "peak_day"
"""Statistics of a stock or a total, and that of a peak."""


def axis(table: Table) -> tuple[str, ...]:
    """The columns that tell one series from another, as `with_axis` adds them."""
    return (*(name for name in table.series if name != STAT), "stock", "counter")


def with_axis(claims: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Claims with `stock`: whether the figure is a stock or a total, no mean, day or peak."""
    stat = pl.col(STAT) if STAT in table.series else pl.lit(None, pl.String)
    return claims.with_columns(stat.is_in(STOCK).fill_null(False).alias("stock"))


def points(stated: pl.DataFrame, table: Table) -> pl.DataFrame:
    """One row for each period of each series: the best claim of that counter, in order of time.

    `series` numbers the series, `drawn` says whether the figure belongs to the line (one that holds), `peak`
    whether it is a peak. `stated` are the claims of the figure as `parts.stated` leaves them.
    """
    stat = pl.col(STAT) if STAT in table.series else pl.lit(None, pl.String)
    dated = stated.filter(pl.col("start").is_not_null() & pl.col("end").is_not_null()).with_columns(
        (stat == PEAK).fill_null(False).alias("peak"),
        (pl.col("flagged").is_null() & ~pl.col("restated") & pl.col("occurs")).alias("drawn"),
    )
    dated, by = with_axis(dated, table), axis(table)
    best = dated.sort(*by, "start", "end", "precision", "peak", "order", "place", nulls_last=True)
    best = best.unique([*by, "start", "end", "peak"], keep="first", maintain_order=True)
    return best.with_columns(pl.struct(by).rle_id().alias("series"))


def series(stated: pl.DataFrame, table: Table, related: pl.DataFrame, also: Sequence[str] = ()) -> pl.DataFrame:
    """One row for each series, those with a trend first, then larger figures of people.

    `also` are claims that have a row of their own beside the latest of their series.

    Adds to the columns of the latest claim `points` (their number), `starts`, `ends`, `values` (lists, oldest first),
    `beside_starts`, `beside_ends` and `beside_values` (peaks, and what is flagged or has not happened), `previous`,
    `previous_value` and `change` (percent) by `_bases`, `real` (enough points for a trend), `axis_start` and
    `axis_end`, the one time axis of all trends, and the marks of the latest claim. `related` is how each claim
    stands to every other of its fact.
    """
    found = points(stated, table)
    line = pl.col("drawn") & ~pl.col("peak")
    histories = found.group_by("series", maintain_order=True).agg(
        pl.col("drawn").sum().cast(pl.Int64).alias("points"),
        pl.col("start").filter(line).alias("starts"),
        pl.col("end").filter(line).alias("ends"),
        pl.col("value").filter(line).alias("values"),
        pl.col("start").filter(~line).alias("beside_starts"),
        pl.col("end").filter(~line).alias("beside_ends"),
        pl.col("value").filter(~line).alias("beside_values"),
    )
    latest = found.sort(
        "series", "drawn", ~pl.col("peak"), "end", -pl.col("precision"), descending=[False] + [True] * 4
    ).unique("series", keep="first", maintain_order=True)
    beside = found.filter(pl.col("id").is_in(list(also)) & ~pl.col("id").is_in(latest["id"].implode()))
    rows = pl.concat([latest, beside])
    shown = rows.join(histories, on="series", maintain_order="left").join(
        _bases(found, rows), on="id", how="left", maintain_order="left"
    )
    shown = shown.join(_marks(related), left_on="id", right_on="shown_id", how="left", maintain_order="left")
    drawn = pl.col("values").list.len() >= REAL
    change = (pl.col("value") / pl.col("previous_value") - 1) * 100
    return (
        shown.with_columns(
            pl.when(pl.col("previous_value") > 0).then(change).alias("change"),
            drawn.alias("real"),
            pl.col("starts").list.min().filter(drawn).min().alias("axis_start"),
            pl.col("end").filter(drawn).max().alias("axis_end"),
        )
        .drop("low", "high_end", "step", "open", "order", "occurs", "group", "restated", "loose", "flagged")
        .sort(
            pl.col("real"),
            pl.col("versus").is_null() if "versus" in shown.columns else pl.lit(True),
            pl.col("unit") == "people",
            pl.col("value"),
            descending=True,
            nulls_last=True,
            maintain_order=True,
        )
    )


def _bases(found: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """What the figure of each row is compared with: the same counter's a year before, else the one before.

    Only figures of the line over a time as long as the row's own: a year is no growth on a half. The mean that is told
    on a day is that of about a month. Returns `id previous previous_value`.
    """
    long = (pl.col("end") - pl.col("start")).dt.total_days() + 1
    if STAT in found.columns:
        long = pl.when((pl.col(STAT) == _MEAN) & (long < _MONTH)).then(_MONTH).otherwise(long)
    before = found.filter(pl.col("drawn") & ~pl.col("peak")).select(
        "series",
        "start",
        "end",
        long.alias("long"),
        pl.col("period").alias("previous"),
        pl.col("value").alias("previous_value"),
    )
    last = rows.filter("drawn").select(
        "id", "series", pl.col("start").alias("last_start"), pl.col("end").alias("last_end"), long.alias("last_long")
    )
    alike = (pl.col("long") / pl.col("last_long")).is_between(_AS_LONG, 1 / _AS_LONG)
    pairs = before.join(last, on="series").filter((pl.col("end") < pl.col("last_end")) & alike)
    year = pl.col("start") == pl.col("last_start").dt.offset_by("-1y")
    order = [pl.col("id"), ~year, -pl.col("end").dt.epoch("d"), pl.col("long")]
    return pairs.sort(order).unique("id", keep="first", maintain_order=True).select("id", "previous", "previous_value")


def _marks(related: pl.DataFrame) -> pl.DataFrame:
    """The marks of every claim as if it were shown: `shown_id witnesses rivals`."""
    counted = verdicts.counts(related)
    return counted.select("shown_id", "witnesses", pl.col("open").alias("rivals"))
