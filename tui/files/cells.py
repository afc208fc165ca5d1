"""The values of distinct texts, in the manner that was found for their column, and what is doubtful about some."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from tui.files import evidence, moments, numbers
from tui.files.evidence import TRUTHS, Manner
from tui.files.telling import NO_VALUE
from tui.language.label import Label
from tui.language.words import label
from tui.text.numbers import full

EARLY, LATE = 1800, 2100
"""Years outside are told: sentinels such as 9999 and slips such as 3201."""
PLAIN_NUMBER = r"^-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
PLAIN_WHOLE = r"^(?:0|-?[1-9][0-9]{0,17})$"
PLAIN_DECIMAL = r"^(?:0|-?[1-9][0-9]{0,6})$|^-?(?:0|[1-9][0-9]{0,6})\.[0-9]{1,8}$"
"""Numbers of which whole ones fit 64 bits, and decimal ones are the same after a way through binary."""
WITH_POINT = r"^(?:0|-?[1-9][0-9]*)$|^-?(?:0|[1-9][0-9]*)\.[0-9]+$"
AS_WRITTEN_BACK = r"^(?:0|-?[1-9][0-9]{0,14}|-?[1-9][0-9]{0,6}\.[0-9]{0,7}[1-9]|-?0\.0{0,3}[1-9](?:[0-9]{0,3}[1-9])?)$"
"""Numbers that are written again as they were, once they were read."""
PLAIN_DAY = r"^\d{4}-\d{2}-\d{2}$"
PLAIN_MOMENT = r"^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$"
AS_PROGRAMS = {"date": PLAIN_DAY, "time": PLAIN_MOMENT, "truth": r"(?i)^(?:true|false)$"}
"""How programs write values of each kind: what is written so is not read otherwise than it is written."""


class _Values(NamedTuple):
    """The distinct texts of a column with their values, and what is doubtful about some."""

    values: pl.Series
    doubts: dict[str, Label]
    currency: pl.Series | None = None
    units: pl.Series | None = None


def _unread(texts: pl.Series, rule: Label) -> dict[str, Label]:
    """What is told of texts that were not read."""
    gaps = evidence.is_gap(texts)
    return dict.fromkeys(texts.filter(~gaps), rule) | dict.fromkeys(texts.filter(gaps), NO_VALUE)


def _numbers(texts: pl.Series, how: Manner) -> _Values:
    parts = numbers.taken_apart(texts)
    values = numbers.valued(parts, how.writing)
    if values is None:
        return _Values(pl.Series([None], dtype=pl.Int64).new_from_index(0, texts.len()), {})
    about = values.is_not_null() & (parts["about"].is_not_null() | parts["more"].is_not_null())
    slips = (parts["shape"] == "uneven") & values.is_not_null()
    doubts = _unread(texts.filter(values.is_null()), label("notice.no_number"))
    for text, value in zip(texts.filter(about), values.filter(about), strict=True):
        doubts[text] = label("notice.about", full(value))
    for text, value in zip(texts.filter(slips), values.filter(slips), strict=True):
        doubts[text] = label("notice.uneven", f"{value:,}")
    marked = parts["currency"].is_not_null()
    units = values.is_not_null() & (marked | parts["percent"].is_not_null())
    if not marked.any():
        return _Values(values, doubts, None, units)
    currency = numbers.currencies(parts).set(values.is_null(), None)
    if currency.filter(values.is_not_null()).n_unique() < 2:
        return _Values(values, doubts, None, units)
    return _Values(values, doubts, currency.cast(pl.Enum(currency.drop_nulls().unique().sort())), units)


def _dates(texts: pl.Series, how: Manner) -> _Values:
    found = moments.local_moments(texts, how.order)
    joined = pl.DataFrame({"text": texts}).join(found, on="text", how="left", maintain_order="left")
    local = joined["local"]
    doubts = _unread(texts.filter(local.is_null()), label("notice.no_date"))
    months = joined.filter("partial")
    for text, moment in months.select("text", "local").iter_rows():
        doubts[text] = label("notice.month_only", str(moment.date()))
    if how.order.day_first is None:
        either = moments.order_shown(texts).either
        for text, moment in joined.filter(pl.col("text").is_in(either.implode())).select("text", "local").iter_rows():
            if moment is not None:
                doubts[text] = label("notice.either", str(moment.date()))
    far = (local.dt.year() < EARLY) | (local.dt.year() > LATE)
    doubts |= dict.fromkeys(texts.filter(far.fill_null(False)), label("notice.unlikely"))
    if how.kind == "date":
        return _Values(local.dt.date(), doubts)
    if not how.zone:
        return _Values(local, doubts)
    utc = joined.select(pl.col("local") - pl.duration(minutes=pl.col("offset").fill_null(0))).to_series()
    return _Values(utc.dt.replace_time_zone("UTC").dt.convert_time_zone(how.zone), doubts)


def _truths(texts: pl.Series, how: Manner) -> _Values:
    values = texts.str.to_lowercase().replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean)
    return _Values(values, dict.fromkeys(texts.filter(values.is_null()), label("notice.no_truth")))


READERS = {
    "number": _numbers,
    "money": _numbers,
    "percent": _numbers,
    "date": _dates,
    "time": _dates,
    "truth": _truths,
}


def program_text(values: pl.Series) -> pl.Series:
    """Values as programs write them, which a text that is the same need not be kept beside."""
    from tui.files.exact import number_text
    from tui.text.plain import plain_text

    dtype = values.dtype
    if dtype.is_float():
        return number_text(values, dtype)
    if isinstance(dtype, pl.Datetime):
        return values.dt.to_string("%Y-%m-%dT%H:%M:%S%.f" + ("%:z" if dtype.time_zone else ""))
    if dtype.is_nested():
        return pl.Series([plain_text(value) for value in values.to_list()])
    return values.cast(pl.String)


class Distinct(NamedTuple):
    """The distinct texts of a column, each with its value, and what is doubtful about some.

    Attributes:
        frame: `text`, `value`, `odd`, `doubted`, `gap`, `shown`, `program` (as programs write the value), `currency`.
        doubts: what is told of the texts that are doubted.
    """

    frame: pl.DataFrame
    doubts: dict[str, Label]


def distinct_read(texts: pl.Series, how: Manner) -> Distinct:
    """Distinct texts as values, and for each whether it is written otherwise than programs do (`odd`), whether it is
    told by itself (`doubted`), whether it holds what its value does not (`shown`: a currency, a zone)."""
    read = READERS[how.kind](texts.alias("text"), how)
    nothing = pl.Series([False]).new_from_index(0, texts.len())
    odd = read.values.is_not_null() & ~texts.str.contains(AS_PROGRAMS.get(how.kind, PLAIN_NUMBER))
    doubted = texts.is_in(list(read.doubts)) if read.doubts else nothing
    gaps = [text for text, rule in read.doubts.items() if rule == NO_VALUE]
    gap = texts.is_in(gaps) if gaps else nothing
    shown = nothing if read.units is None else read.units
    if how.zone:
        shown = read.values.is_not_null()
    frame = pl.DataFrame(
        {"text": texts, "value": read.values, "odd": odd, "doubted": doubted, "shown": shown, "gap": gap}
    )
    currency = pl.lit(None, pl.String) if read.currency is None else read.currency
    return Distinct(
        frame.with_columns(program_text(read.values).alias("program"), currency.alias("currency")), read.doubts
    )


def currency_of(cells: pl.Series, how: Manner) -> pl.Series:
    """The currency of each cell of a column of money."""
    parts = numbers.taken_apart(cells)
    read = parts.select(numbers.read_by(how.writing)).to_series()
    return numbers.currencies(parts).set(~read, None)
