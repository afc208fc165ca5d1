"""Values as Polars writes them, and days and times as numbers, in what Spark computes."""

from __future__ import annotations

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.functions import builtin
from tui.engines.ibis.written import written_by_cast


def text_by_spark(cells: ir.Value, dtype: pl.DataType) -> ir.StringValue:
    """Cells as text, as Polars casts them; of types that a plain cast does not write so."""
    return written_by_cast(cells, dtype, _float)


def _float(cells: ir.FloatingValue, low: float, high: float) -> ir.StringValue:
    text, size = cells.cast(dt.string), cells.abs()
    sign = ibis.ifelse(text.startswith("-"), "-", "")
    # As Java writes it: 1.5E-7, where it is small or large.
    digits = text.re_replace("E.*$", "").re_replace("^-", "")
    exponent = ibis.ifelse(text.contains("E"), text.re_replace("^.*E", ""), "0").cast(dt.int32)
    return ibis.cases(
        (cells.isnull(), None),
        (cells.isnan(), "NaN"),
        (cells.isinf(), sign + "inf"),
        (~text.contains("E") & ((size == 0) | ((size >= low) & (size < high))), text),
        ((size >= low) & (size < high), sign + _shifted(digits, exponent)),
        else_=sign + digits.re_replace("[.]0$", "") + ibis.ifelse(exponent > 0, "e+", "e") + exponent.cast(dt.string),
    )


def _shifted(digits: ir.StringValue, exponent: ir.IntegerValue) -> ir.StringValue:
    """A number with an exponent, written without."""
    plain = digits.re_replace("[.]0$", "").replace(".", "")
    return ibis.ifelse(
        exponent < 0,
        "0." + ibis.literal("0").repeat(-exponent - 1) + plain,
        ibis.ifelse(
            plain.length() > exponent + 1,
            plain.substr(0, exponent + 1) + "." + plain.substr(exponent + 1),
            plain + ibis.literal("0").repeat(exponent + 1 - plain.length()) + ".0",
        ),
    )


def number_of(cells: ir.Value, dtype: pl.DataType) -> ir.NumericValue:
    """How many days or microseconds a day or a time lies from 1970."""
    if dtype == pl.Date:
        return builtin("unix_date", dt.int32, cells)
    return builtin("unix_micros", dt.int64, cells.cast(dt.Timestamp(timezone="UTC")))
