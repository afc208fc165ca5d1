"""The years from 1 to 9999: what lies beyond them Polars does not always write, and Python never holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

_FIRST_DAY, _LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
_EPOCH = date(1970, 1, 1)
_DAY = timedelta(days=1)
_UNITS = {"ms": timedelta(milliseconds=1), "us": timedelta(microseconds=1)}
"""The units in which moments reach so far; nanoseconds do not."""


def year_bounds(dtype: pl.DataType) -> tuple[int, int] | None:
    """The first and the last number of a type that lie in the years that are shown; None where all do."""
    first, last = _FIRST_DAY - _EPOCH, _LAST_DAY - _EPOCH
    if dtype == pl.Date:
        return first.days, last.days
    if not isinstance(dtype, pl.Datetime) or dtype.time_unit not in _UNITS:
        return None
    unit = _UNITS[dtype.time_unit]
    # In a zone the time on its clocks is written, and Python comes to it by way of that of UTC.
    begin = min(_offset(_FIRST_DAY, dtype.time_zone), timedelta())
    end = max(_offset(_LAST_DAY, dtype.time_zone), timedelta())
    return (first - begin) // unit, (last + _DAY - end) // unit - 1


def year_ends(dtype: pl.DataType) -> pl.Series | None:
    """The first and the last value of a type that lie in the years that are shown; None where all do."""
    bounds = year_bounds(dtype)
    if bounds is None:
        return None
    return pl.Series(bounds, dtype=pl.Int64).cast(pl.Int32 if dtype == pl.Date else pl.Int64).cast(dtype)


def _offset(day: date, zone: str | None) -> timedelta:
    """How far the clocks of a zone were ahead on a day."""
    if zone is None or zone == "UTC":
        return timedelta()
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
