"""How ClickHouse computes columns as Polars does."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.computing import Computing
from tui.engines.ibis.functions import builtin


def _quotient(left: ir.IntegerValue, right: ir.IntegerValue) -> Any:
    return builtin("intDiv", dt.int64, left, right)


def _half_even(cells: ir.FloatingValue) -> Any:
    return builtin("roundBankers", dt.float64, cells)


def _finished(cells: ir.Value, dtype: pl.DataType) -> Any:
    # What is compared is a number there.
    return builtin("toBool", dt.boolean, cells) if dtype == pl.Boolean else cells


COMPUTING = Computing(
    _quotient,
    _half_even,
    orders_nan=False,
    finished=_finished,
    part_name="substringUTF8",
    length_name="lengthUTF8",
)
