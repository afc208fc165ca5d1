"""Days and moments in columns of text: what each cell shows of their order, and their values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

import polars as pl

from tui.text import read_dates

_CLOCK = (
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r"\s*(?P<half>[AaPp])?(?:\.?[Mm]\.?)?\s*(?P<zone>Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$"
)
_YEAR_FIRST = r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _CLOCK
_YEAR_LAST = r"^(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})[/.-](?P<year>\d{4}|\d{2})" + _CLOCK
_VERSION = r"^(?:\d\.\d{1,2}|\d{1,2}\.\d)\.\d{2}$"
"""Points, a single digit and no whole year: 1.2.10."""
SHORT_YEAR = r"(?:^|[-/. ])\d{1,2}[-/. ]+(?:\d{1,2}|[A-Za-z]{3,9})\.?,?[-/. ]+(\d{2})(?:$|[T ])"
AHEAD = 10
"""Years after this one that may follow a history."""


class Order(NamedTuple):
    """How a column writes its dates.

    Attributes:
        day_first: the order of 3/4/2024; None where nothing in the column tells it.
        since: the first of the hundred years in which those of two digits lie.
    """

    day_first: bool | None = None
    since: int = 1969


def first_short_year(years: Iterable[int], now: int) -> int:
    """The first year of the hundred in which years of two digits lie: behind their widest gap, and no history ahead."""
    known = sorted(set(years))
    gaps = [((after - year) % 100 or 100, after) for year, after in zip(known, [*known[1:], *known[:1]], strict=True)]
    for _, first in sorted(gaps, reverse=True):
        span = max((year - first) % 100 for year in known)
        for begun in (2000 + first, 1900 + first):
            if begun + span <= (now + AHEAD if begun <= now else now):
                return begun
    return now - 99


def _elsewhere(texts: pl.Series, how: Order) -> pl.DataFrame:
    """Days in rarer forms, one by one."""
    rows: list[tuple[str, object, int | None, bool, bool]] = []
    for text in texts.to_list():
        read = read_dates.day(text, how.day_first, how.since)
        if read is None:
            continue
        offset = timedelta(minutes=read.offset or 0)
        local = read.moment + offset if read.moment is not None else read.day
        rows.append((text, str(local), read.offset, read.moment is not None, read.partial))
    schema = {"text": pl.String, "local": pl.String, "offset": pl.Int64, "clock": pl.Boolean, "partial": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _local(form: str, texts: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"text": texts}).with_columns(pl.col("text").str.extract_groups(form).alias("g")).unnest("g")


def _padded(name: str, width: int = 2) -> pl.Expr:
    return pl.col(name).cast(pl.String).str.zfill(width)


def _moments(parts: pl.DataFrame) -> pl.DataFrame:
    """Local moments of dates taken apart, as ISO texts that may name no day of the calendar."""
    hour = pl.col("hour").cast(pl.Int64)
    half = pl.col("half").str.to_lowercase()
    of_day = pl.when(half.is_null()).then(hour).when(hour.is_between(1, 12)).then(hour % 12 + 12 * (half == "p"))
    day = pl.concat_str(_padded("year", 4), pl.lit("-"), _padded("month"), pl.lit("-"), _padded("day"))
    clock = pl.concat_str(
        pl.lit(" "), of_day.cast(pl.String).str.zfill(2), pl.lit(":"), pl.col("minute"), pl.lit(":"),
        pl.col("second").fill_null("00"), pl.lit("."), pl.col("part").fill_null("0").str.slice(0, 6),
    )  # fmt: skip
    zone = pl.col("zone")
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    minutes = zone.str.slice(1, 2).cast(pl.Int64, strict=False) * 60 + zone.str.slice(-2).cast(pl.Int64, strict=False)
    offset = pl.when(zone.str.contains(r"^[+-]")).then(sign * minutes).when(zone.is_not_null()).then(0)
    told = pl.when(hour.is_null()).then(day).otherwise(pl.concat_str(day, clock))
    return parts.select(
        "text", told.alias("local"), offset.cast(pl.Int64).alias("offset"), hour.is_not_null().alias("clock"),
        pl.lit(False).alias("partial"),
    )  # fmt: skip


def local_moments(texts: pl.Series, how: Order) -> pl.DataFrame:
    """Distinct texts as moments: `text`, `local` (as written, whatever the zone), `offset` in minutes, whether there is
    a `clock`, whether it is `partial`. Texts that are no date have no row."""
    first = _local(_YEAR_FIRST, texts)
    iso = first.filter(pl.col("year").is_not_null())
    last = _local(_YEAR_LAST, first.filter(pl.col("year").is_null())["text"])
    last = last.with_columns(pl.when(~pl.col("text").str.contains(_VERSION)).then("year").alias("year"))
    short = pl.col("year").str.len_chars() == 2
    year = pl.col("year").cast(pl.Int64)
    whole = pl.when(short).then(how.since + (year - how.since) % 100).otherwise(year)
    a, b = pl.col("a").cast(pl.Int64), pl.col("b").cast(pl.Int64)
    point = pl.col("mark") == "."
    leading = (a > 12) | ((b <= 12) & (point if how.day_first is None else point | pl.lit(how.day_first)))
    swapped = last.filter(pl.col("year").is_not_null()).with_columns(
        whole.alias("year"),
        pl.when(leading).then("b").otherwise("a").alias("month"),
        pl.when(leading).then("a").otherwise("b").alias("day"),
    )
    rest = last.filter(pl.col("year").is_null() & pl.col("text").str.contains(r"\d"))["text"]
    parts = pl.concat([_moments(iso), _moments(swapped), _elsewhere(rest, how)])
    moments = pl.coalesce(
        pl.col("local").str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False, time_unit="us"),
        pl.col("local").str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us")),
    )
    return parts.with_columns(moments).filter(pl.col("local").is_not_null())


class OrderShown(NamedTuple):
    """What the texts of a column show of their order: how many have only the day first, only the month, either."""

    day_first: int
    month_first: int
    either: pl.Series
    short: pl.Series


def order_shown(texts: pl.Series) -> OrderShown:
    """What distinct texts show of the order of day and month, and which have years of two digits."""
    parts = _local(_YEAR_LAST, texts).filter(~pl.col("text").str.contains(_VERSION))
    a, b = pl.col("a").cast(pl.Int64), pl.col("b").cast(pl.Int64)
    slashed = parts.filter(pl.col("mark") != ".")
    first = slashed.filter((a > 12) & (b <= 12)).height
    month = slashed.filter((b > 12) & (a <= 12)).height
    either = slashed.filter((a <= 12) & (b <= 12) & (a != b))["text"]
    years = texts.str.extract(SHORT_YEAR)
    return OrderShown(first, month, either, years.drop_nulls().cast(pl.Int64, strict=False).drop_nulls())
