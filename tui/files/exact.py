"""Numbers that a type for fractions would round: where they are in the columns of files, nested ones too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import TypeVar

import polars as pl

from tui.engines.schema import instance

EXACT_FLOATS = 1 << 53
"""Whole numbers beyond this lose digits as fractions in 64 bits."""
_DIGITS = 15
"""Digits that every decimal number keeps in them."""

Values = TypeVar("Values", pl.Expr, pl.Series)
LeafPath = tuple[str, ...]
"""Where a plain type is within a nested one: the names of its fields, `*` for what is in a list."""


def leaves(dtype: pl.DataType, at: pl.Expr, path: LeafPath = ()) -> Iterator[tuple[LeafPath, pl.Expr, pl.DataType]]:
    """The plain types in a type, where they are, and their values."""
    if isinstance(dtype, pl.Struct):
        for field in dtype.fields:
            yield from leaves(instance(field.dtype), at.struct.field(field.name), (*path, field.name))
    elif isinstance(dtype, pl.List | pl.Array):
        yield from leaves(instance(dtype.inner), at.explode(), (*path, "*"))
    elif isinstance(dtype, pl.Map):
        pairs = pl.List(pl.Struct({"key": dtype.key, "value": dtype.value}))
        yield from leaves(pairs, at.cast(pairs), path)
    else:
        yield path, at, dtype


def with_texts(dtype: pl.DataType, paths: Collection[LeafPath], path: LeafPath = ()) -> pl.DataType:
    """A type with text at some places in it."""
    if isinstance(dtype, pl.Struct):
        return pl.Struct({f.name: with_texts(instance(f.dtype), paths, (*path, f.name)) for f in dtype.fields})
    if isinstance(dtype, pl.List):
        return pl.List(with_texts(instance(dtype.inner), paths, (*path, "*")))
    if isinstance(dtype, pl.Array):
        return pl.Array(with_texts(instance(dtype.inner), paths, (*path, "*")), dtype.size)
    if isinstance(dtype, pl.Map):
        inner = (
            with_texts(instance(each), paths, (*path, "*", at))
            for each, at in ((dtype.key, "key"), (dtype.value, "value"))
        )
        return pl.Map(*inner)
    return pl.String() if path in paths else dtype


def long_numbers(values: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Whether values of a type have more digits than fractions in 64 bits keep."""
    most = pl.lit(EXACT_FLOATS)
    if isinstance(dtype, pl.Decimal):
        digits = _DIGITS - dtype.scale
        most = pl.lit(10**digits) if digits >= 0 else pl.lit(f"0.{'0' * (-digits - 1)}1").cast(pl.Decimal(38, -digits))
    # Each bound by itself: that is what the statistics of Parquet leave rows out by.
    return (values > most) | (values < -most) if dtype.is_signed_integer() or dtype.is_decimal() else values > most


def has_any(rows: pl.LazyFrame, values: pl.Expr, test: Callable[[pl.Expr], pl.Expr]) -> bool:
    """Whether a test holds of any of some values: looked for until one is found."""
    found = rows.select(values.alias("value")).filter(test(pl.col("value"))).head(1)
    return found.collect(engine="streaming").height > 0


def rounded_together(types: Collection[pl.DataType]) -> bool:
    """Whether the one type of several is one for fractions that may round what others hold."""
    return any(dtype.is_float() for dtype in types) and pl.String not in types and any(map(is_long, types))


def is_long(dtype: pl.DataType) -> bool:
    """Whether a type holds numbers of more digits than fractions keep."""
    if isinstance(dtype, pl.Decimal):
        return dtype.precision > _DIGITS
    return dtype in (pl.Int64, pl.UInt64, pl.Int128, pl.UInt128)


def rounded_leaves(name: str, parts: Mapping[int, pl.DataType], rows: Callable[[int], pl.LazyFrame]) -> set[LeafPath]:
    """Where in a column, which is of several types in the parts of a table, their one type would round numbers."""
    met: dict[LeafPath, list[tuple[int, pl.Expr, pl.DataType]]] = {}
    for number, dtype in parts.items():
        for path, at, leaf in leaves(dtype, pl.col(name)):
            met.setdefault(path, []).append((number, at, leaf))
    return {
        path
        for path, where in met.items()
        if rounded_together({leaf for _, _, leaf in where})
        and any(
            is_long(leaf) and has_any(rows(number), at, partial(long_numbers, dtype=leaf)) for number, at, leaf in where
        )
    }


def floats_beyond(rows: pl.LazyFrame) -> list[pl.Expr]:
    """For each place of fractions in some rows, whether any is so great that it may have been a longer whole number."""
    return [
        # The next whole number is rounded down to this one.
        (at.abs() >= EXACT_FLOATS).any().alias(str(number))
        for number, at in enumerate(
            at for name, dtype in rows.collect_schema().items() for _, at, leaf in leaves(dtype, pl.col(name))
            if leaf == pl.Float64
        )
    ]  # fmt: skip


def number_text(values: Values, dtype: pl.DataType) -> Values:
    """Numbers as programs write them."""
    text = values.cast(pl.String)
    return text.str.strip_suffix(".0").str.replace("e+", "e", literal=True) if dtype.is_float() else text
