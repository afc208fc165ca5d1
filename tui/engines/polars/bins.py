"""Rows counted in equal parts of the range of one column, or of two."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

import polars as pl

from tui.engines.base import CancelToken
from tui.engines.polars.compile import filtered, own_columns
from tui.engines.polars.running import collect, telling
from tui.engines.years import year_bounds
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.query.fields import unknown
from tui.query.query import Query

_DAY = 86_400_000
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


class Axis(NamedTuple):
    """A column whose range is divided: what it is called in the answer, its range, how many parts, its type."""

    name: str
    low: float
    high: float
    parts: int
    dtype: pl.DataType


def _ends(axis: Axis) -> list[pl.Expr]:
    """Where the parts of an axis begin and end, as numbers or as moments."""
    span = axis.high - axis.low
    width = span / axis.parts if isfinite(span) else 0.0
    part = pl.col(axis.name)
    ends = [part * width + axis.low, (part + 1) * width + axis.low]
    if axis.dtype == pl.Date:
        ends = [_moment(end * _DAY, pl.Datetime("ms")) for end in ends]
    elif axis.dtype.is_temporal():
        ends = [_moment(end, axis.dtype) for end in ends]
    return [end.alias(f"{axis.name}_{name}") for end, name in zip(ends, ("low", "high"), strict=True)]


def _moment(number: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A number as a moment; the last of the years that are shown has more digits than a fraction keeps."""
    whole, bounds = number.round().cast(pl.Int64), year_bounds(dtype)
    return (whole if bounds is None else whole.clip(*bounds)).cast(dtype)


def with_ends(counted: pl.LazyFrame, axes: Sequence[Axis]) -> pl.LazyFrame:
    """Counts by the parts of some columns, the ends of each part beside it."""
    figures = [name for name in counted.collect_schema() if name not in {axis.name for axis in axes}]
    return counted.select(*(column for axis in axes for column in (pl.col(axis.name), *_ends(axis))), *figures)


def check_bins(schema: pl.Schema, columns: Sequence[str], of: str | None) -> None:
    """Raises `TermsheetError` for columns whose range cannot be divided, and for one that is no figure."""
    for name in (*columns, *([] if of is None else [of])):
        if name not in schema:
            raise unknown(name, own_columns(schema.names()))
        if not schema[name].is_numeric() and not (name in columns and schema[name].is_temporal()):
            key = "engine.no_dates" if name in columns else "engine.no_numbers"
            raise TermsheetError(label(key, name), label("engine.other_column"), EXIT_USAGE)


def bins(
    frame: pl.LazyFrame, query: Query, axes: Sequence[tuple[str, int]], of: str | None, token: CancelToken | None
) -> pl.DataFrame:
    """Rows counted by the parts of one or two columns, each with its number of parts."""
    with telling():
        rows = filtered(frame, query, numbered=False)
        schema = rows.collect_schema()
    check_bins(schema, [name for name, _ in axes], of)
    names = ("x", "y")[: len(axes)]
    numbers = [
        as_number(pl.col(column), schema[column]).alias(axis) for axis, (column, _) in zip(names, axes, strict=True)
    ]
    figure = [pl.col(of).cast(pl.Float64).alias("of")] if of is not None else []
    placed = rows.select(*numbers, *figure).drop_nulls(names)
    ends = collect(pl.concat([placed.select(names).min(), placed.select(names).max()]), token, quick=True)
    low, high = ends.fill_null(0.0).rows(named=True)
    places = [
        Axis(axis, low[axis], high[axis], parts, schema[column])
        for axis, (column, parts) in zip(names, axes, strict=True)
    ]
    cut = placed.with_columns(part_of(pl.col(a.name), a.low, a.high, a.parts).alias(a.name) for a in places)
    cells = pl.col("of")
    figures = {"min": cells.min(), "mean": cells.mean(), "max": cells.max()} if of is not None else {}
    counted = cut.group_by(names).agg(pl.len().cast(pl.Int64).alias("count"), **figures).sort(names)
    return collect(with_ends(counted, places), token, quick=True)
