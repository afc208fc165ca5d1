"""How Spark computes columns as Polars does."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from tui.engines.ibis.computing import Computing
from tui.engines.ibis.functions import builtin


def _quotient(left: ir.IntegerValue, right: ir.IntegerValue) -> Any:
    return builtin("div", dt.int64, left, right)


def _half_even(cells: ir.FloatingValue) -> Any:
    return builtin("rint", dt.float64, cells)


# More places it leaves out of decimals that may have many digits.
COMPUTING = Computing(_quotient, _half_even, divides_by_zero=False, places=6)
