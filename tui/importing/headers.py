"""What a header says: the column of the corpus that it is, a unit, a metric, a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from tui.importing.words import Target, plain_word
from tui.text import dates, read_dates
from tui.text.money import CURRENCIES, MAGNITUDES, any_of

_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[([^\]]*)\]")
_SIZE_OR_MONEY = (
    rf"(?:in\s*)?(?P<before>{any_of(CURRENCIES)})?\s*(?P<size>{any_of(MAGNITUDES)})?"
    rf"\s*(?:of\s*)?(?P<after>{any_of(CURRENCIES)})?"
)
_UNIT = re.compile(_SIZE_OR_MONEY)
"""A unit as headers have it: `$B`, `USD m`, `in millions of dollars`, `万元`."""
_ENDING = re.compile(rf"(?P<stem>.+?)[\s_-]*(?P<unit>{_SIZE_OR_MONEY})")
FEW_TIMES = 2
"""Columns that are called by times from which on a file is wide."""


class HeaderUnit(NamedTuple):
    """A unit that a header gives: a currency, and what its figures are multiplied by."""

    currency: str | None = None
    scale: float = 1


NO_UNIT = HeaderUnit()
"""The unit of a header that gives none."""


class HeaderMeaning(NamedTuple):
    """What a header means.

    Attributes:
        column: the column of the corpus; empty where it is none.
        word: the word by which it was known, as words are compared.
        unit: the unit that it gives.
        metric, period: of a column of figures, the metric or the time that its header is.
    """

    column: str = ""
    word: str = ""
    unit: HeaderUnit = NO_UNIT
    metric: str = ""
    period: str = ""


def unit_named(text: str) -> HeaderUnit | None:
    """The unit that a text states and nothing else: `$B`, `万元`."""
    plain = normalize("NFKC", text).strip().lower()
    found = _UNIT.fullmatch(plain) if plain else None
    if found is None:
        return None
    word, size = found["before"] or found["after"], found["size"]
    return HeaderUnit(CURRENCIES[word] if word else None, MAGNITUDES[size] if size else 1) if word or size else None


_SAID = re.compile(r"(?:单位|單位|units?)\s*[:：]?\s*([^\s,，;；。()]+(?:\s+of\s+\w+)?)", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\bin\s+((?:[A-Z]{3}\s+|\$\s*)?(?:thousands?|millions?|billions?)(?:\s+of\s+\w+)?)\s*(?:$|[,;.)])", re.I
)


def units_above(headings: Iterable[str]) -> frozenset[HeaderUnit]:
    """The units that stand above a header: `单位：万元`, `月活跃用户（万）`, `in millions of USD`."""
    found = set()
    for heading in headings:
        plain = normalize("NFKC", heading)
        inside = [next(filter(None, texts), "") for texts in _BRACKETS.findall(plain)]
        said = [*inside, *_SAID.findall(plain), *(text for one in inside for text in _SAID.findall(one))]
        found |= {unit for text in (*said, *_IN_WORDS.findall(plain)) if (unit := unit_named(text))}
    return frozenset(found)


def time_of(text: str) -> str:
    """The time that a header is, as the corpus writes it; empty where it is none."""
    plain = normalize("NFKC", text).strip()
    if re.fullmatch(r"\d{5,}", plain):
        return ""
    try:
        return dates.parse(dates.dashed(plain)).text
    except ValueError:
        month = read_dates.day(f"1 {plain}")
        day = None if read_dates.either_order(plain) else read_dates.day(plain)
    if month is not None and not re.match(r"\d+\W+\d", plain):
        return f"{month.day:%Y-%m}"
    return day.day.isoformat() if day is not None and not day.partial else ""


def meant_by(header: str, target: Target, metrics: Mapping[str, str]) -> HeaderMeaning:
    """What a header means for a table; `metrics` are the words of its metrics, as words are compared."""
    plain = normalize("NFKC", header)
    inside = [next(filter(None, found), "") for found in _BRACKETS.findall(plain)]
    unit = next((given for text in inside if (given := unit_named(text))), NO_UNIT)
    bare = _BRACKETS.sub(" ", plain).strip()
    found = _named(bare, target, metrics)
    if found is None and (ending := _ENDING.fullmatch(bare.lower())) and (given := unit_named(ending["unit"])):
        found, unit = _named(ending["stem"], target, metrics), given
    return (found or HeaderMeaning())._replace(unit=unit) if found else HeaderMeaning()


def _named(text: str, target: Target, metrics: Mapping[str, str]) -> HeaderMeaning | None:
    word = plain_word(text)
    column = next((column for column, words in target.headers.items() if word in map(plain_word, words)), None)
    if column is not None:
        return HeaderMeaning(column, word)
    if not target.figure:
        return None
    if word in metrics:
        return HeaderMeaning(target.figure, word, metric=metrics[word])
    if period := time_of(text):
        return HeaderMeaning(target.figure, word, period=period)
    return _metric_and_time(text, target, metrics)


def _metric_and_time(text: str, target: Target, metrics: Mapping[str, str]) -> HeaderMeaning | None:
    """A metric and a time in one header: `MAU 2024-03`, `2024年3月 月活`."""
    parts = re.split(r"[\s_]+", text.strip())
    for cut in range(1, len(parts)):
        for one, other in ((parts[:cut], parts[cut:]), (parts[cut:], parts[:cut])):
            metric, period = metrics.get(plain_word(" ".join(one))), time_of(" ".join(other))
            if metric and period:
                return HeaderMeaning(target.figure, plain_word(text), metric=metric, period=period)
    return None
