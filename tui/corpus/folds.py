"""Series by the figure that names them: one row for each subject and metric, the other counters under it."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from tui.corpus.divisions import division_of
from tui.corpus.tables import UNIT, Table

HEADLINE, HEAD_ROW, OTHER_ROWS = "headline", "head", "others"
"""Whether a row is the one that names its subject's metric, the key of that row, and how many others it has."""
_PEOPLE = "people"


def fold_series(rows: pl.DataFrame, named: pl.DataFrame, table: Table, sectors: Collection[str]) -> pl.DataFrame:
    """Rows of series, those of one subject and metric together: first the one by which the metric is named.

    That is the row of its headline; where nobody who counts by name states any, of the newest figure. `named` are the
    headlines, `sectors` the subjects that are no products: they stand behind those. `rows` have `stale`, whether their
    figure is old. Adds `headline`, `head` and `others`.
    """
    by = [table.subject[0], table.what]
    choices = table.column(table.what).choices
    ranks = {choice.id: number for number, choice in enumerate(choices)}
    growth = pl.col("versus").is_not_null() if "versus" in rows.columns else pl.lit(False)
    is_named = pl.col("id").is_in(named["id"].implode())
    people = pl.col(UNIT) == _PEOPLE if UNIT in rows.columns else pl.lit(True)
    known = rows.with_columns(
        division_of(table).alias("_division"),
        pl.col(table.what).replace_strict(ranks, default=len(ranks), return_dtype=pl.Int64).alias("_metric"),
        pl.col(by[0]).is_in(list(sectors)).alias("_sector"),
    ).with_columns(
        pl.col("stale").min().over("_division", by[0]).alias("_stale"),
        pl.col("value").filter(people & ~growth & ~pl.col("stale")).max().over("_division", by[0]).alias("_size"),
    )
    first = known.sort(
        *by, ~is_named, growth, ~pl.col("drawn"), -pl.col("end").dt.epoch("d"), -pl.col("value"), maintain_order=True,
        nulls_last=True,
    ).unique(by, keep="first", maintain_order=True)  # fmt: skip
    heads = first.select(*by, pl.col("key").alias(HEAD_ROW))
    joined = known.join(heads, on=by, how="left", maintain_order="left").with_columns(
        (pl.col("key") == pl.col(HEAD_ROW)).alias(HEADLINE)
    )
    others = (pl.len().over(by) - 1).cast(pl.Int64)
    ordered = joined.with_columns(pl.when(HEADLINE).then(others).alias(OTHER_ROWS)).sort(
        "_division",
        "_sector",
        "_stale",
        -pl.col("_size"),
        by[0],
        "_metric",
        ~pl.col(HEADLINE),
        growth,
        -pl.col("end").dt.epoch("d"),
        nulls_last=True,
        maintain_order=True,
    )
    return ordered.drop("_division", "_metric", "_sector", "_stale", "_size")
