"""Days and moments beyond the years from 1 to 9999: Polars cannot write them, Python cannot hold them."""

from __future__ import annotations

from functools import partial

import polars as pl

from tui.engines.schema import frame_schema, instance
from tui.engines.years import year_ends
from tui.files.exact import has_any, leaves

NESTED_LOOKED_AT = 1_000_000
"""Rows up to which it is looked into nested values, of which no statistics say how far they reach."""


def _too_far(values: pl.Expr, ends: pl.Series) -> pl.Expr:
    """Whether days or moments lie beyond the years that are shown."""
    numbers = ends.to_physical()
    first, last = (pl.lit(number, dtype=numbers.dtype).cast(ends.dtype) for number in numbers)
    # Each bound by itself: that is what the statistics of Parquet leave rows out by.
    return (values > last) | (values < first)


def may_be_beyond(dtype: pl.DataType) -> bool:
    """Whether a type has values beyond the years that are shown, in it or within it."""
    return any(year_ends(leaf) is not None for _, _, leaf in leaves(dtype, pl.col("")))


def within_years(values: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Values of a type, those null that lie beyond the years that are shown, within nested ones too."""
    if isinstance(dtype, pl.Struct):
        fields = [within_years(values.struct.field(f.name), instance(f.dtype)).alias(f.name) for f in dtype.fields]
        return pl.when(values.is_not_null()).then(pl.struct(fields)) if may_be_beyond(dtype) else values
    if isinstance(dtype, pl.List) and may_be_beyond(dtype):
        return values.list.eval(within_years(pl.element(), instance(dtype.inner)))
    if isinstance(dtype, pl.Array) and may_be_beyond(dtype):
        return within_years(values.cast(pl.List(dtype.inner)), pl.List(dtype.inner)).list.to_array(dtype.size)
    if isinstance(dtype, pl.Map) and may_be_beyond(dtype):
        pairs = pl.List(pl.Struct({"key": dtype.key, "value": dtype.value}))
        return within_years(values.cast(pairs), pairs).cast(dtype)
    ends = year_ends(dtype)
    return values if ends is None else pl.when(~_too_far(values, ends)).then(values)


def all_within_years(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of which no value lies beyond the years that are shown, without a look at them."""
    far = [within_years(pl.col(n), t).alias(n) for n, t in frame_schema(frame).items() if may_be_beyond(t)]
    return frame.with_columns(far) if far else frame


def in_known_years(frame: pl.LazyFrame, height: int) -> tuple[pl.LazyFrame, list[str]]:
    """Rows of which no value lies beyond the years that are shown, and the columns that are known to hold some.

    Columns that hold none stay as they are; for those of Parquet their statistics say so, and no row is read.
    """
    schema = {name: dtype for name, dtype in frame_schema(frame).items() if may_be_beyond(dtype)}
    unseen = [name for name, dtype in schema.items() if dtype.is_nested() and height > NESTED_LOOKED_AT]
    looked = {name: dtype for name, dtype in schema.items() if name not in unseen}
    far = [name for name, dtype in looked.items() if _holds(frame, name, dtype)]
    changed = [within_years(pl.col(name), schema[name]).alias(name) for name in (*far, *unseen)]
    return frame.with_columns(changed) if changed else frame, far


def _holds(frame: pl.LazyFrame, name: str, dtype: pl.DataType) -> bool:
    """Whether any value of a column, or within its values, lies too far."""
    return any(
        has_any(frame, at, partial(_too_far, ends=ends))
        for _, at, leaf in leaves(dtype, pl.col(name))
        if (ends := year_ends(leaf)) is not None
    )
