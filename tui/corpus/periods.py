"""Partial dates as columns: the first and last day that a text such as `2025-Q1` can mean."""

from __future__ import annotations

import polars as pl

from tui.text import dates

PRECISIONS = ("day", "month", "quarter", "half", "year", "interval")


def with_period(frame: pl.DataFrame, column: str, prefix: str = "") -> pl.DataFrame:
    """Adds `start`, `end` (dates, null where open or unreadable) and `precision` (0 is a day, 5 an interval)."""
    texts, starts, ends, precisions = [], [], [], []
    for text in frame[column].unique():
        if text is None:
            continue
        try:
            period = dates.parse(text)
        except ValueError:
            continue
        texts.append(text)
        starts.append(period.start)
        ends.append(period.end)
        precisions.append(PRECISIONS.index(period.precision))
    known = pl.DataFrame(
        {column: texts, f"{prefix}start": starts, f"{prefix}end": ends, f"{prefix}precision": precisions},
        schema={
            column: pl.String,
            f"{prefix}start": pl.Date,
            f"{prefix}end": pl.Date,
            f"{prefix}precision": pl.Int64,
        },
    )
    return frame.join(known, on=column, how="left", maintain_order="left")
