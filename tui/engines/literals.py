"""Plain values of a query as values of a column's type."""

from __future__ import annotations

from typing import Any

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label


def _whole(text: str, dtype: pl.DataType) -> int:
    """The whole number of a text, if a column's type holds it; else 0."""
    if dtype.is_float() or not text.strip().removeprefix("-").isdecimal():
        return 0
    try:
        return int(pl.Series([int(text)], dtype=dtype, strict=True)[0])
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        return 0


def literal(value: Any, dtype: pl.DataType) -> Any:
    """A plain value as one of a column's type. Raises `TermsheetError` for a text that is none."""
    if isinstance(value, str) and dtype.is_temporal():
        text = pl.Series([value.strip()])
        try:
            if dtype == pl.Date:
                return text.str.to_date()[0]
            if isinstance(dtype, pl.Datetime):
                return text.str.to_datetime(time_unit=dtype.time_unit, time_zone=dtype.time_zone)[0]
            return text.str.to_time()[0]
        except pl.exceptions.PolarsError:
            raise TermsheetError(label("filter.date", value), label("value.date.hint"), EXIT_USAGE) from None
    if isinstance(value, str) and dtype.is_numeric():
        try:
            return _whole(value, dtype) or float(value)
        except ValueError:
            raise TermsheetError(label("filter.number", value), label("value.number.hint"), EXIT_USAGE) from None
    return value
