"""Values as Polars writes them, and days and times as numbers, in what ClickHouse computes."""

from __future__ import annotations

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.functions import builtin
from tui.engines.ibis.written import written_by_cast

_SMALLEST = -6
"""The exponent of the smallest numbers that ClickHouse writes without one."""


def text_written(cells: ir.Value, dtype: pl.DataType) -> ir.StringValue:
    """Cells as text, as Polars casts them; of types that a plain cast does not write so."""
    return written_by_cast(cells, dtype, _float)


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
    return (
        builtin("toInt32", dt.int32, cells) if dtype == pl.Date else builtin("toUnixTimestamp64Micro", dt.int64, cells)
    )
