"""Values as Polars writes them, and days and times as numbers, in what ClickHouse computes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

FIXED: dict[type[pl.DataType], tuple[float, float]] = {pl.Float64: (1e-5, 1e16), pl.Float32: (1e-6, 1e13)}
"""From where on, and up to where, Polars writes a number without an exponent."""
_SMALLEST = -6
"""The exponent of the smallest numbers that ClickHouse writes without one."""


def text_written(cells: ir.Value, dtype: pl.DataType) -> ir.StringValue:
    """Cells as text, as Polars casts them; of types that a plain cast does not write so."""
    if isinstance(dtype, pl.Datetime):
        text = cells.cast(dt.string)
        return text + "+00:00" if dtype.time_zone else text
    if dtype.is_float():
        return _float(cells, *FIXED[dtype.base_type()])
    return cells.cast(dt.string)


def _float(cells: ir.FloatingValue, low: float, high: float) -> ir.StringValue:
    text, size = cells.cast(dt.string), cells.abs()
    sign = ibis.ifelse(text.startswith("-"), "-", "")
    digits = text.re_replace("^-?[0.]*", "").replace(".", "")
    return ibis.cases(
        (cells.isnull(), None),
        (cells.isnan(), "NaN"),
        (cells.isinf(), text),
        (text.contains("e"), text.re_replace("e([0-9])", r"e+\1")),
        ((size == 0) | ((size >= low) & (size < high)), ibis.ifelse(text.contains("."), text, text + ".0")),
        (size < low, sign + _pointed(digits) + f"e{_SMALLEST}"),
        else_=sign
        + _pointed(digits.re_replace("0+$", ""))
        + "e+"
        + (text.re_replace("^-|[.].*$", "").length() - 1).cast(dt.string),
    )


def _pointed(digits: ir.StringValue) -> ir.StringValue:
    """Digits with a point behind the first, where there are more."""
    return ibis.ifelse(digits.length() > 1, digits.substr(0, 1) + "." + digits.substr(1), digits)


def since_1970(cells: ir.Value, dtype: pl.DataType) -> ir.NumericValue:
    """How many days or microseconds a day or a time lies from 1970."""
    if dtype == pl.Date:
        return _counted("toInt32", dt.date, dt.int32)(cells)
    return _counted("toUnixTimestamp64Micro", cells.type(), dt.int64)(cells)


def _counted(name: str, given: dt.DataType, result: dt.DataType) -> Callable[..., Any]:
    def declared(cells: ir.Value) -> ir.Value:
        raise AssertionError("it is called in ClickHouse alone")

    found: Callable[..., Any] = ibis.udf.scalar.builtin(name=name, signature=((given,), result))(declared)
    return found
