"""Rows counted in equal parts of the range of one column, or of two."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import polars as pl

from tui.engines.base import CancelToken
from tui.engines.polars.compile import filtered, own
from tui.engines.polars.running import collect, telling
from tui.errors import EXIT_USAGE, TermsheetError
from tui.query.fields import unknown
from tui.query.query import Query

DAY = 86_400_000
"""Milliseconds of a day."""


def as_number(cells: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Cells as numbers on a line: those of days and times are how far they lie from 1970; what is no number is null."""
    number = (cells.to_physical() if dtype.is_temporal() else cells).cast(pl.Float64)
    return pl.when(number.is_finite()).then(number)


def part_of(number: pl.Expr, low: float, high: float, parts: int) -> pl.Expr:
    """In which of some equal parts between two numbers a number lies, from 0."""
    span = high - low
    if not span or not isfinite(span):
        # All in one, or so far apart that no number tells how far.
        return pl.when(number.is_not_null()).then(pl.lit(0)).cast(pl.Int32)
    return ((number - low) / span * parts).floor().clip(0, parts - 1).cast(pl.Int32)


def _ends(axis: str, low: float, high: float, parts: int, dtype: pl.DataType) -> list[pl.Expr]:
    """Where the parts of an axis begin and end, as numbers or as moments."""
    span = high - low
    width = span / parts if isfinite(span) else 0.0
    ends = [pl.col(axis) * width + low, (pl.col(axis) + 1) * width + low]
    if dtype == pl.Date:
        ends = [(end * DAY).round().cast(pl.Int64).cast(pl.Datetime("ms")) for end in ends]
    elif dtype.is_temporal():
        ends = [end.round().cast(pl.Int64).cast(dtype) for end in ends]
    return [end.alias(f"{axis}_{name}") for end, name in zip(ends, ("low", "high"), strict=True)]


def _check(name: str, schema: pl.Schema, *, moments: bool) -> None:
    if name not in schema:
        raise unknown(name, own(schema.names()))
    if not schema[name].is_numeric() and not (moments and schema[name].is_temporal()):
        what = "numbers or dates" if moments else "numbers"
        raise TermsheetError(f"`{name}` holds no {what}", "choose a column that does", EXIT_USAGE)


def bins(
    frame: pl.LazyFrame, query: Query, axes: Sequence[tuple[str, int]], of: str | None, token: CancelToken | None
) -> pl.DataFrame:
    """Rows counted by the parts of one or two columns, each with its number of parts."""
    with telling():
        rows = filtered(frame, query, numbered=False)
        schema = rows.collect_schema()
    for column, _ in axes:
        _check(column, schema, moments=True)
    if of is not None:
        _check(of, schema, moments=False)
    names = ("x", "y")[: len(axes)]
    numbers = [
        as_number(pl.col(column), schema[column]).alias(axis) for axis, (column, _) in zip(names, axes, strict=True)
    ]
    figure = [pl.col(of).cast(pl.Float64).alias("of")] if of is not None else []
    placed = rows.select(*numbers, *figure).drop_nulls(names)
    ends = collect(pl.concat([placed.select(names).min(), placed.select(names).max()]), token, quick=True)
    told: list[pl.Expr] = []
    for axis, (column, parts) in zip(names, axes, strict=True):
        low, high = ends[axis].fill_null(0.0)
        placed = placed.with_columns(part_of(pl.col(axis), low, high, parts).alias(axis))
        told += [pl.col(axis), *_ends(axis, low, high, parts, schema[column])]
    cells = pl.col("of")
    figures = {"min": cells.min(), "mean": cells.mean(), "max": cells.max()} if of is not None else {}
    counted = placed.group_by(names).agg(pl.len().cast(pl.Int64).alias("count"), **figures).sort(names)
    return collect(counted.select(*told, "count", *figures), token, quick=True)
