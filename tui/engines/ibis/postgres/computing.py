"""How PostgreSQL computes columns as Polars does."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.computing import Computing
from tui.engines.ibis.functions import builtin

BY_LETTERS = "by_letters"
"""What is called where a text shall be ordered by the numbers of its letters; no function of the server."""


def _quotient(left: ir.IntegerValue, right: ir.IntegerValue) -> Any:
    return builtin("int8div", dt.int64, left, right)


def _half_even(cells: ir.FloatingValue) -> Any:
    return builtin("round", dt.float64, cells)


def _finished(cells: ir.Value, dtype: pl.DataType) -> Any:
    return builtin(BY_LETTERS, dt.string, cells) if dtype == pl.String else cells


def computing(*, folds: bool) -> Computing:
    """What PostgreSQL computes with; `folds` says whether letters of all languages have another case."""
    return Computing(_quotient, _half_even, divides_by_zero=False, finished=_finished, folds=folds)
