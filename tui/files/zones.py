"""Moments in zones that no list of zones has: offsets such as `+05:30`, and names that somebody made up."""

from __future__ import annotations

import os
from zoneinfo import available_timezones

import polars as pl

from tui.engines.schema import frame_schema


def take_all_zones() -> None:
    """Lets Polars read moments of any zone; without it one that it does not know ends the program."""
    os.environ.setdefault("POLARS_IGNORE_TIMEZONE_PARSE_ERROR", "1")


def in_known_zones(frame: pl.LazyFrame) -> tuple[pl.LazyFrame, dict[str, str]]:
    """Rows whose moments are all in zones that are known, and the zones of the columns that are told in UTC instead."""
    zones = {
        name: dtype.time_zone
        for name, dtype in frame_schema(frame).items()
        if isinstance(dtype, pl.Datetime) and dtype.time_zone
    }
    odd = {name: zone for name, zone in zones.items() if zone not in available_timezones()} if zones else {}
    changed = [pl.col(name).dt.convert_time_zone("UTC") for name in odd]
    return (frame.with_columns(changed) if changed else frame), odd
