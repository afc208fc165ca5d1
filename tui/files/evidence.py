"""What a column of text is: decided from all of its distinct cells, and text wherever they do not agree.

A column is read as numbers or dates where most cells are written in one manner and none in the opposite one. Where a
cell shows that it is a code, or words stand among the figures, the column stays the text that was written.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from tui.files import moments, numbers
from tui.files.moments import Order
from tui.files.numbers import Writing
from tui.files.words import GAPS, UNTOLD, VAGUE, speaks_of_counts, speaks_of_money

MOST = 0.6
"""The share of distinct cells that must be read in one manner."""
MOST_WORDS = 0.01
"""The share of distinct cells with words from which a column is text."""
TRUTHS = {"true": True, "false": False}
PROGRAM_NUMBER = r"^(?:0|-?[1-9][0-9]{0,17})$|^-?(?:0|[1-9][0-9]{0,6})\.[0-9]{1,8}$"
"""Numbers as programs write them, all of which are read to the last digit whatever stands beside them."""
_ONE_POINT = r"^\D*[1-9][0-9]{0,2}\.[0-9]{3}\D*$"
_LETTERS = r"\p{L}"
_PERCENTS = 0.8


class Manner(NamedTuple):
    """How a column of text is read.

    Attributes:
        kind: `text`, `number`, `money`, `percent`, `date`, `time` or `truth`.
        writing, order: of its numbers, of its dates.
        zone: of its moments: empty where none is written, else the one that all have, or `UTC`.
        listed: of texts, whether they are lists.
    """

    kind: str = "text"
    writing: Writing = Writing()
    order: Order = Order()
    zone: str = ""
    listed: bool = False


AS_WRITTEN = Manner()


def is_gap(texts: pl.Series) -> pl.Series:
    """Whether texts stand for no value, or for one of which only the size is told."""
    small = texts.str.to_lowercase()
    return small.is_in(list(GAPS)) | small.str.contains(VAGUE) | small.str.contains(UNTOLD)


def _worded(texts: pl.Series, read: pl.Series) -> bool:
    """Whether words stand in too many of the cells that were not read."""
    return int((texts.str.contains(_LETTERS) & ~read).sum()) >= max(1, MOST_WORDS * texts.len())


def _writing(name: str, texts: pl.Series, parts: pl.DataFrame, money: bool) -> Writing:
    marked = parts["currency"].is_not_null().sum() >= MOST * texts.len()
    magnitudes = bool(money or marked or speaks_of_money(name) or speaks_of_counts(name))
    shapes = parts["shape"]
    point, comma = int((shapes == "point").sum()), int((shapes == "comma").sum())
    return Writing(comma > point, magnitudes)


def _code(texts: pl.Series, parts: pl.DataFrame, read: pl.Series) -> bool:
    """Whether some cell shows that its digits are those of a code."""
    known = parts.filter(read)
    digits = known["digits"]
    if digits.str.contains(r"^0[0-9]").any() or digits.str.contains(r"^0[ '’\u00a0\u2009\u202f][0-9]").any():
        return True
    minus = (known["sign"].is_not_null() & (known["sign"] != "+")) | known["inner"].is_not_null()
    plus = known.filter(known["sign"] == "+")
    # Beside minus signs a plus is a sign; before a whole number alone it is that of a telephone.
    if (
        plus.height
        and not minus.any()
        and (plus["percent"].is_null() & (plus["shape"] != "point") & (plus["shape"] != "comma")).any()
    ):
        return True
    fractions = digits.str.contains("[.,]").any()
    powers = int(texts.str.contains(r"^[-+]?[0-9]+[eE][0-9]+$").sum())
    if powers and (powers >= MOST_WORDS * texts.len() or not fractions):
        return True
    longest = max(digits.str.replace_all("[^0-9]", "").str.len_chars().to_list(), default=0)
    broken = known["shape"].is_in(["point", "comma", "point?", "comma?"]).any()
    return bool(broken and longest > numbers.LONGEST_CODE)


def either_mark(texts: pl.Series) -> bool:
    """Whether points may group as well as divide: all stand before three digits, and no longer number is without."""
    grouped = texts.str.contains(_ONE_POINT)
    if not grouped.any():
        return False
    return bool((grouped | texts.str.contains(r"^\D*[0-9]{1,3}\D*$")).all())


def _numbers(name: str, texts: pl.Series, comma_divides: bool, wanted: str) -> Manner | None:
    parts = numbers.taken_apart(texts)
    money = wanted == "money"
    writing = _writing(name, texts, parts, money)
    shapes = parts["shape"]
    point, comma = int((shapes == "point").sum()), int((shapes == "comma").sum())
    read = parts.select(numbers.read_by(writing)).to_series()
    kind = _kind(parts.filter(read))
    if wanted:
        return Manner("money" if money else kind, writing)
    if not read.any() or (point and comma) or _worded(texts, read) or _code(texts, parts, read):
        return None
    if int(read.sum()) < MOST * texts.len():
        return None
    # In a file whose cells a comma divides, `2,2` beside whole numbers is two of them in one cell.
    bare = parts["currency"].is_null() & parts["percent"].is_null() & texts.str.contains(r"^-?[0-9]+,[0-9]{1,2}$")
    if (
        comma_divides
        and writing.decimal_comma
        and bool(bare.all() or int(bare.sum()) == comma)
        and comma < MOST * texts.len()
    ):
        return None
    lists = texts.str.contains(r"^[0-9]+(?:\s*[,;]\s*[0-9]+)+$") & ~read
    if int(lists.sum()) >= max(1, MOST_WORDS * texts.len()):
        return None
    return Manner(kind, writing) if numbers.valued(parts, writing) is not None else None


def _kind(parts: pl.DataFrame) -> str:
    if parts.height and parts["percent"].is_not_null().sum() > _PERCENTS * parts.height:
        return "percent"
    return "number"


def _dates(texts: pl.Series, year: int, wanted: str) -> Manner | None:
    if not wanted and not texts.str.contains(r"\d").any():
        return None
    told = moments.order_shown(texts)
    first, month = told.day_first, told.month_first
    opposite = bool(first and month)
    day_first = (first > month) if first or month else None
    order = Order(day_first, moments.first_short_year(told.short.to_list(), year))
    found = moments.local_moments(texts, order)
    if not wanted:
        if opposite or found.height < MOST * texts.len() or not found.height:
            return None
        # Without an order 10-11-12 is any of six days, or a part's number.
        if told.short.len() and day_first is None and told.either.str.contains(r"[-/]\d{2}$").any():
            return None
        read = texts.is_in(found["text"].implode())
        if _worded(texts, read) or found["partial"].sum() * 2 >= found.height:
            return None
    clocks = found.filter("clock")
    zoned = clocks["offset"].drop_nulls()
    if zoned.len() and zoned.len() < clocks.height and not wanted:
        # Moments of the world beside moments of nowhere have no order.
        return None
    midnight = (clocks["local"].dt.truncate("1d") == clocks["local"]).all()
    if not clocks.height or (midnight and zoned.len() == clocks.height and (zoned == 0).all()):
        return Manner("date", order=order)
    return Manner("time", order=order, zone=_zone(zoned) if zoned.len() else "")


def _zone(offsets: pl.Series) -> str:
    """The zone of moments: that of all, or else UTC."""
    if offsets.n_unique() == 1 and offsets[0] and offsets[0] % 60 == 0 and abs(offsets[0]) <= 12 * 60:
        # Etc counts hours west of Greenwich.
        return f"Etc/GMT{-offsets[0] // 60:+d}"
    return "UTC"


def decided(
    name: str, distinct: pl.Series, *, comma_divides: bool = False, wanted: str = "", year: int | None = None
) -> Manner:
    """How a column is read, from its name and its distinct texts.

    Args:
        comma_divides: whether cells of the file are divided by commas.
        wanted: the kind that the person gave it; its manner is that of most cells.
        year: this year.
    """
    filled = distinct.drop_nulls()
    # Where a comma divides no cells it may divide decimals, and 1.500 is one and a half or a thousand and a half.
    either = not wanted and not comma_divides and either_mark(filled.filter(~is_gap(filled)))
    if not wanted and not either and filled.len() and filled.str.contains(PROGRAM_NUMBER).all():
        return Manner("number")
    filled = numbers.plainly_written(filled).unique(maintain_order=True)
    filled = filled.filter(filled != "")
    if wanted == "text" or not filled.len():
        return AS_WRITTEN
    if wanted == "truth" or (not wanted and filled.str.to_lowercase().is_in(list(TRUTHS)).all()):
        return Manner("truth")
    if not wanted and filled.str.contains(r"[0-9０-９]").sum() < MOST * (1 - MOST) * filled.len():
        return AS_WRITTEN
    texts = filled.filter(~is_gap(filled)).alias("text")
    if not texts.len() and not wanted:
        return AS_WRITTEN
    if wanted in ("", "number", "money", "percent") and not either:
        found = _numbers(name, texts, comma_divides, wanted)
        if found is not None:
            return found
    if wanted in ("", "date", "time"):
        found = _dates(texts, year or date.today().year, wanted)
        if found is not None:
            return found
    return AS_WRITTEN
