"""US dollars at the mean rate of the event's month; where no month or no rate is known, no dollars."""

from __future__ import annotations

import polars as pl

MONTH = 1
"""The coarsest precision of a date that still names one month."""


def with_usd(frame: pl.DataFrame, amount: str, currency: str, fx: pl.DataFrame, into: str) -> pl.DataFrame:
    """Adds `into`: `amount` in US dollars at the month of `start`; null where it cannot be converted."""
    month = pl.when(pl.col("precision") <= MONTH).then(pl.col("start").dt.strftime("%Y-%m"))
    rates = fx.select(
        pl.col("month").alias("_month"),
        pl.col("currency").alias(currency),
        pl.col("usd_per_unit").alias("_rate"),
    )
    rate = pl.when(pl.col(currency) == "USD").then(1.0).otherwise(pl.col("_rate"))
    return (
        frame.with_columns(month.alias("_month"))
        .join(rates, on=["_month", currency], how="left", maintain_order="left")
        .with_columns((pl.col(amount) * rate).alias(into))
        .drop("_month", "_rate")
    )
