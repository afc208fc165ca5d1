"""Statistics of columns: type, gaps, distinct values, range, quartiles, shape, most frequent value."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import polars as pl

from tui.engines.base import SUMMARY, CancelToken, Summary
from tui.engines.polars.bins import as_number, part_of
from tui.engines.polars.compile import filtered
from tui.engines.polars.running import collect, telling
from tui.engines.schema import type_of
from tui.query.fields import Field
from tui.query.query import Query

PARTS = 8
EXACT = 1_000_000
"""Rows up to which distinct values are counted one by one; above, they are estimated (HyperLogLog, about 2 %)."""
FEW = 100_000
"""Distinct values up to which the most frequent one is looked for."""
QUARTILES = ((0.25, "q1"), (0.5, "median"), (0.75, "q3"))


def _shape(numbers: pl.LazyFrame, low: float, high: float, token: CancelToken | None) -> list[int]:
    """How many numbers lie in each of eight parts of their range; no parts where they are all one."""
    span = high - low
    if not span or not isfinite(span):
        return []
    counts = collect(numbers.select(part_of(pl.col("x"), low, high, PARTS)).drop_nulls().group_by("x").len(), token)
    by_part = dict(counts.iter_rows())
    return [by_part.get(part, 0) for part in range(PARTS)]


def _one(
    rows: pl.LazyFrame, field: Field, dtype: pl.DataType, height: int, token: CancelToken | None
) -> dict[str, Any]:
    cells = pl.col(field.name).alias("x")
    # The range and the mean of values in several units say nothing.
    ordered = (dtype.is_numeric() or dtype.is_temporal()) and not field.units
    numeric = ordered and dtype.is_numeric() and not dtype.is_decimal()
    simple = not dtype.is_nested() and dtype not in (pl.Binary, pl.Null) and not field.units
    base = rows.select(cells)
    nulls = int(collect(base.select(pl.col("x").null_count()), token).item())
    answer: dict[str, Any] = {"nulls": nulls}
    asked = []
    if simple:
        values = cells.drop_nulls()
        exact = height <= EXACT or dtype == pl.Boolean
        asked.append((values.n_unique() if exact else values.approx_n_unique()).alias("distinct"))
    if ordered or (dtype == pl.String and not field.coded):
        asked += [cells.min().alias("min"), cells.max().alias("max")]
    if asked and nulls < height:
        answer |= collect(rows.select(asked), token).row(0, named=True)
    if numeric and "min" in answer:
        numbers = pl.col("x").cast(pl.Float64)
        figures = [numbers.quantile(share, "linear").alias(name) for share, name in QUARTILES]
        answer |= collect(base.select(numbers.mean().alias("mean"), *figures), token).row(0, named=True)
        finite = base.select(as_number(pl.col("x"), dtype))
        answer["shape"] = _shape(finite, float(answer["min"]), float(answer["max"]), token)
    elif ordered and "min" in answer and isinstance(dtype, pl.Date | pl.Datetime):
        moments = base.select(as_number(pl.col("x"), dtype))
        low, high = collect(moments.select(pl.min("x").alias("low"), pl.max("x").alias("high")), token).row(0)
        if low is not None:
            answer["shape"] = _shape(moments, low, high, token)
    elif simple and 0 < answer.get("distinct", 0) <= FEW:
        counts = collect(base.drop_nulls().group_by("x").len().top_k(1, by="len"), token)
        if counts.height:
            answer["top"] = str(counts["x"][0])
            answer["top_share"] = counts["len"][0] / max(height, 1) * 100
    return answer


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def summary(frame: pl.LazyFrame, query: Query, fields: Sequence[Field], token: CancelToken | None) -> Summary:
    """Statistics of those of some fields that the table stores, a row each."""
    with telling():
        rows = filtered(frame, query, numbered=False)
        schema = rows.collect_schema()
    height = int(collect(rows.select(pl.len()), token).item())
    found: list[dict[str, Any]] = []
    for field in fields:
        if field.name not in schema:
            continue
        dtype = schema[field.name]
        row = {"column": field.name, "type": type_of(field, dtype), **_one(rows, field, dtype, height, token)}
        row["min"], row["max"] = _text(row.get("min")), _text(row.get("max"))
        found.append({name: row.get(name) for name in SUMMARY})
    return Summary(pl.DataFrame(found, schema=SUMMARY, strict=False), height > EXACT)
