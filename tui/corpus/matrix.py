"""What one counter says of many subjects at many times, as a table: a row a subject, a column a period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from tui.corpus.series import axis
from tui.corpus.tables import Table

DAY = 0
"""The precision of a day."""
QUALIFIED = "_qualifier"
"""Ends the name of the column that says how sure the figures of a period are."""


class Matrix(NamedTuple):
    """Figures of one metric by one counter.

    Attributes:
        frame: a row a subject, a column of figures a period, and beside it one of their qualifiers; the subject of the
            greatest newest figure first.
        periods: the columns, the newest first.
    """

    frame: pl.DataFrame
    periods: tuple[str, ...]


def told_alike(points: pl.DataFrame, table: Table, row: Mapping[str, Any], **other: Any) -> pl.DataFrame:
    """The points of all series that are defined as that of a row, whatever they are of; `other` names what differs.

    `points` are those of `series.points`. Days are left out where there are longer times.
    """
    same = [name for name in axis(table) if name != table.subject[0] and name in row]
    wanted = {name: other.get(name, row[name]) for name in same}
    alike = pl.all_horizontal(pl.col(name).eq_missing(pl.lit(value)) for name, value in wanted.items())
    found = points.filter(alike & pl.col("drawn") & ~pl.col("peak"))
    longer = found.filter(pl.col("precision") > DAY)
    return found if longer.is_empty() else longer


def widest(points: pl.DataFrame, table: Table, **given: Any) -> dict[str, Any] | None:
    """A point of the counter and the definition that tell most subjects, of what is `given`; None where none does."""
    wanted = [pl.col(name) == value for name, value in given.items()]
    found = points.filter(pl.col("drawn") & ~pl.col("peak") & (pl.col("precision") > DAY), *wanted)
    by = [name for name in axis(table) if name != table.subject[0]]
    subjects, unit = pl.col(table.subject[0]).n_unique(), pl.col("unit") == "people"
    most = found.with_columns(subjects.over(by).alias("_subjects"), pl.len().over(by).alias("_points"))
    order = [unit, pl.col("_subjects"), pl.col("_points"), pl.col("end")]
    return next(most.sort(order, descending=True, maintain_order=True).head(1).iter_rows(named=True), None)


def matrix(points: pl.DataFrame, subject: str) -> Matrix:
    """The points of some series as a matrix, those of several for one subject and period by the better one."""
    newest = points.sort("end", "precision", "start", descending=[True, False, True])
    periods = tuple(newest["period"].unique(maintain_order=True))
    best = points.unique([subject, "period"], keep="first", maintain_order=True)
    wide = best.pivot("period", index=subject, values=["value", "value_qualifier"])
    named = wide.rename({f"value_{period}": period for period in periods}, strict=False)
    named = named.rename({f"value_qualifier_{period}": f"{period}{QUALIFIED}" for period in periods}, strict=False)
    return Matrix(named.sort(*periods, descending=True, nulls_last=True), periods)


def ratio(over: pl.DataFrame, under: pl.DataFrame, subject: str) -> pl.DataFrame:
    """Points of one metric in percent of those of another: of one subject and period, never of two counters."""
    both = over.join(under.select(subject, "period", pl.col("value").alias("_under")), on=[subject, "period"])
    part = (pl.col("value") / pl.col("_under") * 100).alias("value")
    return both.filter(pl.col("_under") > 0).with_columns(part, pl.lit(None, pl.String).alias("value_qualifier"))
