"""US dollars at the mean rate of the event's month; where no month or no rate is known, no dollars."""

from __future__ import annotations

import polars as pl

from tui.corpus.tables import Table

MONTH = 1
"""The coarsest precision of a date that still names one month."""


def with_rate(frame: pl.DataFrame, currency: str, fx: pl.DataFrame, into: str) -> pl.DataFrame:
    """Adds `into`: US dollars for one of `currency` in the row's `month`; null where none is known."""
    rates = fx.select("month", pl.col("currency").alias(currency), pl.col("usd_per_unit").alias(into))
    found = frame.join(rates, on=["month", currency], how="left", maintain_order="left")
    return found.with_columns(pl.when(pl.col(currency) == "USD").then(1.0).otherwise(pl.col(into)).alias(into))


def with_month(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `month`, that of `start` where the date names one month."""
    return frame.with_columns(
        pl.when(pl.col("precision") <= MONTH).then(pl.col("start").dt.strftime("%Y-%m")).alias("month")
    )


def with_usd(frame: pl.DataFrame, amount: str, currency: str, fx: pl.DataFrame, into: str) -> pl.DataFrame:
    """Adds `into`: `amount` in US dollars at the month of `start`; null where it cannot be converted."""
    found = with_rate(with_month(frame.drop("month", strict=False)), currency, fx, "_rate")
    return found.with_columns((pl.col(amount) * pl.col("_rate")).alias(into)).drop("_rate", "month")


SEEN, SEEN_HIGH = "_seen", "_seen_high"
"""End the names of the columns that hold a figure in the currency of the lens, where it is printed in another."""


def with_converted(frame: pl.DataFrame, table: Table, fx: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Rows with each figure of money in another currency beside it, at the mean rate of the event's month.

    Null where it is in that currency already, and where no month or no rate is known.
    """
    if not {"start", "precision"} <= set(frame.columns):
        return frame
    found = with_month(frame.drop("month", strict=False)).with_columns(pl.lit(currency).alias("_target"))
    found = with_rate(found, "_target", fx, "_per")
    for part in table.figures:
        printed = table.drawn_from(part).get("currency")
        if printed is None or printed not in frame.columns:
            continue
        found = with_rate(found, printed, fx, "_rate")
        other = pl.when(pl.col(printed) != currency).then(pl.col("_rate") / pl.col("_per"))
        highs = [(pl.col(part.high) * other).alias(part.name + SEEN_HIGH)] if part.high else []
        found = found.with_columns((pl.col(part.name) * other).alias(part.name + SEEN), *highs).drop("_rate")
    return found.drop("_target", "_per", "month")
