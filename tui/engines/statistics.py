"""What a column holds: how often each value, and for all columns at once type, gaps, range, quartiles and shape."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import polars as pl

from tui.cells.cell import ShownColumn
from tui.cells.file_columns import kind_of
from tui.charts.glyphs import BRAILLE
from tui.charts.sparkline import Sparkline
from tui.engines.base import Runner, run
from tui.engines.dataset import Dataset, unknown
from tui.engines.polars.compile import filtered
from tui.query.query import Query

BINS = 8
EXACT = 1_000_000
"""Rows up to which distinct values are counted one by one; above, they are estimated (HyperLogLog, about 2 %)."""
FEW = 100_000
"""Distinct values up to which the most frequent one is looked for."""


def counted_as_drawn(dataset: Dataset, name: str) -> bool:
    """Whether a column's values are counted by how they are drawn: where it is drawn from several, or nested."""
    column = dataset.column(name)
    if column is None:
        return False
    dtype = dataset.frame.collect_schema().get(name)
    return dtype is None or dtype.is_nested() or dtype == pl.Binary or len(column.inputs) > 1


def frequency(dataset: Dataset, query: Query, name: str, runner: Runner = run) -> pl.DataFrame:
    """How often each value of a column occurs, the most frequent first: `value`, `count`, `share` (0 to 100).

    Values that are as frequent stand in their own order; rows without a value count as one. An unknown column
    raises `TermsheetError`.
    """
    frame = filtered(dataset, query, numbered=False)
    schema = frame.collect_schema()
    column = dataset.column(name)
    if column is None and name not in schema:
        raise unknown(name, [c.name for c in dataset.columns])
    cells = column.texts if column is not None and counted_as_drawn(dataset, name) else pl.col(name)
    counted = frame.select(cells.alias("value")).group_by("value").agg(pl.len().alias("count"))
    found = runner(counted, quick=True)
    total = found["count"].sum()
    by = (
        pl.col("value")
        if found["value"].dtype.is_numeric() or found["value"].dtype.is_temporal()
        else pl.col("value").cast(pl.String)
    )
    return found.sort([pl.col("count"), by], descending=[True, False], nulls_last=True).with_columns(
        (pl.col("count") / max(total, 1) * 100).alias("share")
    )


def _shape(frame: pl.LazyFrame, cells: pl.Expr, low: Any, high: Any, runner: Runner) -> str:
    """A histogram of eight bars over the range of a column."""
    span = float(high) - float(low)
    if not span or not isfinite(span):
        return ""
    place = ((cells - float(low)) / span * BINS).floor().clip(0, BINS - 1).cast(pl.Int8)
    counts = runner(frame.select(place.alias("bin")).drop_nulls().group_by("bin").len())
    by_bin = dict(counts.iter_rows())
    return Sparkline(tuple(float(by_bin.get(n, 0)) for n in range(BINS))).draw(BINS, 1, BRAILLE)[0]


def _one(frame: pl.LazyFrame, column: ShownColumn, dtype: pl.DataType, height: int, runner: Runner) -> dict[str, Any]:
    cells = pl.col(column.name).alias("x")
    # The range and the mean of values in several units say nothing.
    ordered = (dtype.is_numeric() or dtype.is_temporal()) and not column.units
    numeric = ordered and dtype.is_numeric() and not dtype.is_decimal()
    simple = not dtype.is_nested() and dtype not in (pl.Binary, pl.Null) and not column.units
    base = frame.select(cells)
    nulls = int(runner(base.select(pl.col("x").null_count())).item())
    answer: dict[str, Any] = {"nulls": nulls}
    asked = []
    if simple:
        distinct = (
            cells.drop_nulls().n_unique()
            if height <= EXACT or dtype == pl.Boolean
            else cells.drop_nulls().approx_n_unique()
        )
        asked.append(distinct.alias("distinct"))
    if ordered or (dtype == pl.String and not column.coded):
        asked += [cells.min().alias("min"), cells.max().alias("max")]
    if asked and nulls < height:
        answer |= runner(frame.select(asked)).row(0, named=True)
    if numeric and "min" in answer:
        shares = pl.col("x").cast(pl.Float64)
        figures = [shares.quantile(q, "linear").alias(n) for q, n in ((0.25, "q1"), (0.5, "median"), (0.75, "q3"))]
        answer |= runner(base.select(shares.mean().alias("mean"), *figures)).row(0, named=True)
        answer["shape"] = _shape(base, shares, answer["min"], answer["max"], runner)
    elif ordered and "min" in answer and isinstance(dtype, pl.Date | pl.Datetime):
        number = pl.col("x").to_physical().cast(pl.Float64)
        low, high = runner(base.select(number.min().alias("a"), number.max().alias("b"))).row(0)
        if low is not None:
            answer["shape"] = _shape(base, number, low, high, runner)
    elif simple and 0 < answer.get("distinct", 0) <= FEW:
        counts = runner(base.drop_nulls().group_by("x").len().top_k(1, by="len"))
        if counts.height:
            answer["top"] = str(counts["x"][0])
            answer["top_share"] = counts["len"][0] / max(height, 1) * 100
    return answer


COLUMNS = (
    "column",
    "type",
    "nulls",
    "distinct",
    "min",
    "q1",
    "median",
    "mean",
    "q3",
    "max",
    "shape",
    "top",
    "top_share",
)


def _type(column: ShownColumn, dtype: pl.DataType) -> str:
    kind = column.kind if column.kind in ("money", "percent") else kind_of(dtype)
    return str(dtype).split("(", maxsplit=1)[0].lower() if kind == "other" else kind


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def describe(dataset: Dataset, query: Query, columns: Sequence[ShownColumn], runner: Runner = run) -> pl.DataFrame:
    """One row for each column: type, nulls, distinct values, range, quartiles, mean, shape, most frequent value.

    Figures are numbers; the range of dates and texts is text, in `min` and `max`. Above a million rows `distinct`
    is an estimate.
    """
    frame = filtered(dataset, query, numbered=False)
    schema = frame.collect_schema()
    height = int(runner(frame.select(pl.len())).item())
    rows: list[dict[str, Any]] = []
    for column in columns:
        if column.name not in schema:
            continue
        dtype = schema[column.name]
        row: dict[str, Any] = {"column": column.name, "type": _type(column, dtype)}
        row |= _one(frame, column, dtype, height, runner)
        row["min"], row["max"] = _text(row.get("min")), _text(row.get("max"))
        rows.append(row)
    schema_out = {
        name: pl.Float64
        if name in ("q1", "median", "mean", "q3", "top_share")
        else pl.Int64
        if name in ("nulls", "distinct")
        else pl.String
        for name in COLUMNS
    }
    return pl.DataFrame([{name: row.get(name) for name in COLUMNS} for row in rows], schema=schema_out, strict=False)
