"""Statistics of columns: type, gaps, distinct values, range, quartiles, shape, most frequent value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

import polars as pl

from tui.engines.base import SUMMARY, CancelToken, Summary
from tui.engines.polars.bins import as_number, part_of
from tui.engines.polars.compile import filtered
from tui.engines.polars.room import NUMBER, SORTED, require
from tui.engines.polars.running import check, collect, collect_each, telling
from tui.engines.schema import type_of
from tui.query.fields import KEY, Field
from tui.query.query import Query

PARTS = 8
EXACT = 1_000_000
"""Rows up to which distinct values are counted one by one; above, more than few are estimated (HyperLogLog, 10 %)."""
FEW = 100_000
"""Distinct values up to which they are counted in any table, and the most frequent one is looked for."""
_PLACES, _LOOKED_AT = 16, 4096
"""At how many places of a table is looked whether values come often, and at how many rows there."""
QUARTILES = ((0.25, "q1"), (0.5, "median"), (0.75, "q3"))


def _shape(line: pl.LazyFrame, low: float, high: float, token: CancelToken | None) -> list[int]:
    """How many numbers lie in each of eight parts of their range; no parts where they are all one."""
    span = high - low
    if not span or not isfinite(span):
        return []
    parts = line.select(part_of(pl.col("x"), low, high, PARTS)).drop_nulls().group_by("x").len()
    by_part = dict(collect(parts, token, quick=True).iter_rows())
    return [by_part.get(part, 0) for part in range(PARTS)]


class Asked(NamedTuple):
    """What is asked of a column.

    Attributes:
        distinct: how many values there are.
        range: the least and the greatest.
        figures: mean and quartiles, of numbers.
        shape: how many lie in each part of the range.
        top: the most frequent value.
    """

    distinct: bool
    range: bool
    figures: bool
    shape: bool
    top: bool


def asked_of(field: Field, dtype: pl.DataType) -> Asked:
    """What is asked of a column of a type: the range and the mean of values in several units say nothing."""
    ordered = (dtype.is_numeric() or dtype.is_temporal()) and not field.units
    figures = ordered and dtype.is_numeric()
    shape = figures or (ordered and isinstance(dtype, pl.Date | pl.Datetime))
    simple = not dtype.is_nested() and dtype not in (pl.Binary, pl.Null) and not field.units
    return Asked(simple, ordered or (dtype == pl.String and not field.coded), figures, shape, simple and not shape)


def _one(
    rows: pl.LazyFrame, field: Field, dtype: pl.DataType, height: int, repeats: bool, token: CancelToken | None
) -> dict[str, Any]:
    wanted = asked_of(field, dtype)
    cells = pl.col(field.name).alias("x")
    if KEY in field.name:
        # A text that is drawn of nothing is a gap.
        cells = cells.replace("", None)
    base = rows.select(cells)
    if wanted.top and repeats:
        # Counted once, its values tell all that is asked.
        return _of_counts(collect(base.group_by("x").len(), token, quick=True), wanted, height)
    numbers = pl.col("x") if dtype.is_decimal() else pl.col("x").cast(pl.Float64)
    asked = [pl.col("x").null_count().alias("nulls")]
    exact = height <= EXACT or dtype == pl.Boolean
    if wanted.distinct:
        values = pl.col("x").drop_nulls()
        asked.append((values.n_unique() if exact else values.approx_n_unique()).alias("distinct"))
    if wanted.range:
        asked += [pl.col("x").min().alias("min"), pl.col("x").max().alias("max")]
    if wanted.figures:
        asked.append(numbers.mean().alias("mean"))
    answer: dict[str, Any] = collect(base.select(asked), token, quick=True).row(0, named=True)
    filled = height - answer["nulls"]
    if not filled:
        return {"nulls": answer["nulls"]}
    answer |= {} if exact else _distinct(base, answer.get("distinct"), filled, token)
    line = base
    if wanted.figures:
        # Quartiles are found among all; sorted once, each of them stands in its place.
        require("engine.summing", height * NUMBER * SORTED)
        ordered = collect(base.select(numbers).drop_nulls(), token, quick=True).to_series().sort()
        check(token)
        answer |= {name: ordered.quantile(share, "linear") for share, name in QUARTILES}
        line = ordered.to_frame().lazy()
    if wanted.shape:
        line = line.select(as_number(pl.col("x"), line.collect_schema()["x"]))
        low, high = answer["min"], answer["max"]
        if not wanted.figures:
            low, high = collect(line.select(pl.min("x").alias("low"), pl.max("x").alias("high")), token).row(0)
        if low is not None:
            answer["shape"] = _shape(line, float(low), float(high), token)
    elif wanted.top and 0 < answer.get("distinct", 0) <= FEW:
        counts = collect(base.drop_nulls().group_by("x").len(), token, quick=True)
        if counts.height:
            most = counts.filter(pl.col("len") == pl.col("len").max()).sort("x").row(0)
            answer |= {"top": str(most[0]), "top_share": most[1] / max(height, 1) * 100}
    return answer


def _distinct(base: pl.LazyFrame, estimate: int | None, filled: int, token: CancelToken | None) -> dict[str, int]:
    """How many values there are among so many cells with one, where that was estimated: few are counted."""
    if estimate is None:
        return {}
    if estimate > FEW:
        return {"distinct": min(estimate, filled)}
    return {"distinct": int(collect(base.select(pl.col("x").drop_nulls().n_unique()), token, quick=True).item())}


def _repeats(frame: pl.LazyFrame, names: Sequence[str], height: int, token: CancelToken | None) -> frozenset[str]:
    """Of some columns of so many rows those whose values are few and come often, as rows from all over it show."""
    if height <= EXACT or not names:
        return frozenset()
    starts = range(0, height - _LOOKED_AT, height // _PLACES)
    looked = pl.concat(collect_each([frame.select(names).slice(at, _LOOKED_AT) for at in starts], token))
    distinct = looked.select(pl.all().n_unique()).row(0, named=True)
    return frozenset(name for name, count in distinct.items() if count <= looked.height // 8)


def _of_counts(counts: pl.DataFrame, wanted: Asked, height: int) -> dict[str, Any]:
    """What is asked of a column, by how often each of its values occurs."""
    filled = counts.drop_nulls("x")
    answer: dict[str, Any] = {"nulls": height - int(filled["len"].sum())}
    if not filled.height:
        return answer
    answer["distinct"] = filled.height
    if wanted.range:
        answer |= {"min": filled["x"].min(), "max": filled["x"].max()}
    if filled.height <= FEW:
        most = filled.filter(pl.col("len") == pl.col("len").max()).sort("x").row(0)
        answer |= {"top": str(most[0]), "top_share": most[1] / max(height, 1) * 100}
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
    known = [(field, schema[field.name]) for field in fields if field.name in schema]
    counted = [field.name for field, dtype in known if asked_of(field, dtype).top]
    repeats = frozenset() if query.narrowed else _repeats(frame, counted, height, token)
    found = [(field, dtype, _one(rows, field, dtype, height, field.name in repeats, token)) for field, dtype in known]
    return summed(found, height > EXACT)


def summed(found: Sequence[tuple[Field, pl.DataType, Mapping[str, Any]]], estimated: bool) -> Summary:
    """The figures of some columns as a summary."""
    rows: list[dict[str, Any]] = []
    for field, dtype, figures in found:
        row = {"column": field.name, "type": type_of(field, dtype), **figures}
        row["min"], row["max"] = _text(row.get("min")), _text(row.get("max"))
        rows.append({name: row.get(name) for name in SUMMARY})
    return Summary(pl.DataFrame(rows, schema=SUMMARY, strict=False), estimated)
