"""Values as Polars writes them, and days and times as numbers, in what PostgreSQL computes."""

from __future__ import annotations

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.functions import builtin
from tui.engines.ibis.written import FIXED

SECONDS = {pl.Date: 1 / 86_400, pl.Datetime: 1e6}
"""How many units of its type a second is."""


def text_written(cells: ir.Value, dtype: pl.DataType) -> ir.StringValue:
    """Cells as text, as Polars casts them; of types that a plain cast does not write so."""
    if isinstance(dtype, pl.Datetime):
        text = cells.strftime("%Y-%m-%d %H:%M:%S.%f")
        return text + "+00:00" if dtype.time_zone else text
    return _float(cells, *FIXED[dtype.base_type()])


def _float(cells: ir.FloatingValue, low: float, high: float) -> ir.StringValue:
    text = cells.cast(dt.string)
    size = cells.abs()
    return ibis.cases(
        (cells.isnull(), None),
        (text == "Infinity", "inf"),
        (text == "-Infinity", "-inf"),
        (text == "NaN", "NaN"),
        (~text.contains("e"), _pointed(text)),
        ((size >= low) & (size < high), _pointed(text.cast(dt.Decimal()).cast(dt.string))),
        else_=text.re_replace("e([+-])0*", r"e\1"),
    )


def _pointed(digits: ir.StringValue) -> ir.StringValue:
    return ibis.ifelse(digits.contains("."), digits, digits + ".0")


def since_1970(cells: ir.Value, dtype: pl.DataType) -> ir.NumericValue:
    """How many days or microseconds a day or a time lies from 1970."""
    of_time = cells.cast(dt.Timestamp()) if dtype == pl.Date else cells
    seconds = builtin("date_part", dt.float64, ibis.literal("epoch"), of_time)
    return (seconds * SECONDS[dtype.base_type()]).round()
