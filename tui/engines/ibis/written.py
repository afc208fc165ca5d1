"""How Polars writes values as text, for servers that write some of them otherwise."""

from __future__ import annotations

from collections.abc import Callable

import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

FIXED: dict[type[pl.DataType], tuple[float, float]] = {pl.Float64: (1e-5, 1e16), pl.Float32: (1e-6, 1e13)}
"""From where on, and up to where, a number is written without an exponent."""
OfFloat = Callable[[ir.FloatingValue, float, float], ir.StringValue]
"""Writes a number, given from where on, and up to where, it has no exponent."""


def written_by_cast(cells: ir.Value, dtype: pl.DataType, of_float: OfFloat) -> ir.StringValue:
    """Cells as text, where a cast of the server writes all but numbers with a point as Polars does."""
    if isinstance(dtype, pl.Datetime):
        text = cells.cast(dt.string)
        return text + "+00:00" if dtype.time_zone else text
    if dtype.is_float():
        return of_float(cells, *FIXED[dtype.base_type()])
    return cells.cast(dt.string)
