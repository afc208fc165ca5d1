"""Cells of an export as values of the corpus: amounts, dates, closed values, lists of names. Nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from tui.corpus.tables import Column
from tui.files.words import GAPS, UNTOLD, VAGUE
from tui.importing.headers import NO_UNIT, HeaderUnit
from tui.importing.words import Rules, ValueWords, plain_word
from tui.language.label import Label
from tui.language.words import label
from tui.query.bounds import bounds_of
from tui.text import dates, read_dates, spoken
from tui.text.money import CHINESE_SIGNS, CURRENCIES, MAGNITUDES, any_of
from tui.text.read_numbers import currency, number, writes_decimal_comma

DayFirst = bool | None
"""The order of day and month; None where nothing tells it."""
_SIZE = re.compile(rf"\d\s*(?:{any_of(MAGNITUDES)})", re.IGNORECASE)
_END = rf"\d\s*(?:{any_of(MAGNITUDES)})?"
"""The end of the digits of a figure."""
_SEVERAL = re.compile(r"¥|\bkr\b")
_EVEN = re.compile(r"\d+(?:\.\d*)?|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d*)?")
_CLOCK = re.compile(r"(?<=\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)$")
_BARE_DASH = re.compile(r"[\d.,]+\s*-\s*[\d.,]+")
"""May be a range, a day of a month or a score."""
_WITH_YEAR = re.compile(r"(?:19|20)\d\d\s*年?|.*(?<!\d)(?:19|20)\d\d$")
"""A period that names its year depends on no other day."""
_TWO_WAYS = re.compile(r"\s*\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})\b.*")
MOST_CURRENCY = 1e14
"""Amounts from here on are no slip of a unit but no amount."""


class Unread(Exception):
    """A cell that cannot be read: `reason` says why, in both languages."""

    def __init__(self, reason: Label) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Figure(NamedTuple):
    """A figure that was read.

    Attributes:
        value: as the corpus writes it; empty where only its size is told or nothing.
        currency: the ISO 4217 code that stands with it or above it.
        qualifier: how exact it is.
        percent: whether it is a share.
        high: the upper end of a range, of which `value` is the lower.
        of_header: whether its currency stands in the header alone.
        doubt: what is doubtful about its reading.
    """

    value: str = ""
    currency: str = ""
    qualifier: str = ""
    doubt: Label | None = None
    percent: bool = False
    high: str = ""
    of_header: bool = False


def holds_nothing(text: str) -> bool:
    """Whether a cell holds no value."""
    return not text.strip() or text.strip().lower() in GAPS


def comma_divides(texts: Iterable[str]) -> bool:
    """Whether a column writes 1.234,5: some of its numbers show it and none the opposite."""
    shown = {writes_decimal_comma(text) for text in texts}
    return True in shown and False not in shown


def plain_figure(value: float) -> str:
    """A number as the corpus writes it: no exponent, no point behind whole ones."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.10f}".rstrip("0")


def read_figure(
    text: str, rules: Rules, unit: HeaderUnit = NO_UNIT, decimal_comma: bool = False, money: bool = True
) -> Figure:
    """The figure of a cell under a header with a unit. Raises `Unread` where it states none."""
    plain = normalize("NFKC", text).strip()
    if re.match(UNTOLD, plain):
        return Figure(currency=_told_currency(plain), qualifier="undisclosed")
    if holds_nothing(plain):
        return Figure(qualifier="undisclosed" if re.search(r"[^\W_]{3}", plain) else "")
    if re.match(VAGUE, plain):
        return Figure(currency=_told_currency(plain), qualifier="vague")
    stripped, qualifier = _qualified(plain, rules)
    read = number(stripped, decimal_comma)
    if read is None and (ends := _ends(stripped, unit)):
        return _range(*ends, rules, unit, decimal_comma, money)
    if read is None or (read.percent and money):
        raise Unread(label("import.no_number"))
    if read.value < 0:
        raise Unread(label("import.negative"))
    sized = _SIZE.search(stripped) is not None
    if sized and unit.scale != 1:
        raise Unread(label("import.two_sizes"))
    value = read.value * unit.scale
    if value >= MOST_CURRENCY:
        raise Unread(label("import.too_large"))
    written = read.currency or ("CNY" if "¥" in stripped and any(sign in stripped for sign in CHINESE_SIGNS) else "")
    if read.currency is None and not written and _SEVERAL.search(stripped.lower()) and not unit.currency:
        written = "?"
    if written not in ("", "?") and unit.currency and written != unit.currency:
        raise Unread(label("import.two_currencies", written, unit.currency))
    code = "" if written == "?" or not money else written or unit.currency or ""
    approximate = "approx" if read.approximate else "exact"
    of_header = bool(code) and not written
    doubt = _doubt(stripped, decimal_comma)
    return Figure(plain_figure(value), code, qualifier or approximate, doubt, read.percent, of_header=of_header)


def _ends(text: str, unit: HeaderUnit) -> tuple[str, str] | None:
    """The ends of a range as they are written: `1000万-2000万美元`, `$1 - 1.2B`; none of any other text."""
    if unit == NO_UNIT and _BARE_DASH.fullmatch(text):
        return None
    found = bounds_of(text, figures=True)
    if [one.sign for one in found] != [">=", "<="]:
        return None
    low, high = found[0].text, found[1].text
    # An end without the magnitude of the other is not known to be in it, nor not to be.
    return (low, high) if (_SIZE.search(low) is None) == (_SIZE.search(high) is None) else None


def _range(low: str, high: str, rules: Rules, unit: HeaderUnit, decimal_comma: bool, money: bool) -> Figure:
    """The figure of a range. Raises `Unread` where its ends are none, or in two currencies."""
    first, last = (read_figure(end, rules, unit, decimal_comma, money) for end in (low, high))
    if not (first.value and last.value) or float(first.value) > float(last.value):
        raise Unread(label("import.no_number"))
    named = {one.currency for one in (first, last) if one.currency and not one.of_header}
    if len(named) > 1:
        raise Unread(label("import.two_currencies", first.currency, last.currency))
    code = next(iter(named), first.currency)
    if float(first.value) == float(last.value):
        return last._replace(currency=code)
    return last._replace(
        value=first.value, high=last.value, currency=code, qualifier="range", of_header=bool(code) and not named
    )


def _told_currency(text: str) -> str:
    found = re.search(rf"(?:{any_of(CURRENCIES)})$", text.lower())
    return CURRENCIES[found.group()] or "" if found else ""


def _doubt(text: str, decimal_comma: bool) -> Label | None:
    digits = re.search(r"\d[\d,.]*", text)
    uneven = digits is not None and "," in digits.group() and not decimal_comma and not _EVEN.fullmatch(digits.group())
    return label("import.uneven") if uneven else None


def _qualified(text: str, rules: Rules) -> tuple[str, str]:
    """A text without the words that say how exact its figure is, and what they say."""
    found = ""
    small = text.lower()
    for name in ("at_most", "at_least", "approx"):
        word = next((w for w in sorted(rules.qualifiers[name], key=len, reverse=True) if small.startswith(w)), "")
        if word and not found:
            text, found = text[len(word) :].strip(), name
            break
    for name in ("at_least_behind", "approx_behind"):
        words = any_of(rules.qualifiers[name])
        behind = re.search(rf"({_END})\s*(?:{words})(?=$|[^\d\s])", text, re.IGNORECASE)
        if behind is not None:
            text = f"{text[: behind.end(1)]}{text[behind.end() :]}".strip()
            found = found or name.removesuffix("_behind")
    return text, found


def currency_code(text: str) -> str:
    """The currency that a cell names. Raises `Unread` for what is none."""
    if re.fullmatch(r"[A-Z]{3}", text.strip()):
        return text.strip()
    found = None if text.strip() == "¥" else currency(text)
    if found is None:
        raise Unread(label("import.no_currency"))
    return found


def way_of(text: str) -> str:
    """The mark between day and month where a cell writes the year last; empty for other dates."""
    found = _TWO_WAYS.fullmatch(normalize("NFKC", text))
    return found.group(1) if found else ""


def orders(texts: Iterable[str]) -> dict[str, DayFirst]:
    """For each mark between day and month, the order that its cells show; None where nothing or both are shown."""
    shown: dict[str, set[bool]] = {}
    for text in texts:
        mark = way_of(text)
        if mark:
            told = read_dates.writes_day_first(text.replace(mark, "/", 2))
            shown.setdefault(mark, set()).update(() if told is None else (told,))
    return {mark: next(iter(found)) if len(found) == 1 else None for mark, found in shown.items()}


def day_of(text: str, order: Mapping[str, DayFirst]) -> str:
    """The date of a cell, as fine as it is written. Raises `Unread` for what is none, or may be two."""
    plain = normalize("NFKC", text).strip()
    mark = way_of(plain)
    if mark:
        slashed = plain.replace(mark, "/", 2)
        first = order.get(mark)
        if first is None and read_dates.either_order(slashed):
            raise Unread(label("import.two_orders"))
        found = read_dates.day(slashed, first)
    else:
        bare = _CLOCK.sub("", plain)
        try:
            return dates.parse(dates.dashed(bare)).text
        except ValueError:
            found = read_dates.day(bare)
            if found is None and not re.match(r"\d+\W", bare) and (month := read_dates.day(f"1 {bare}")):
                return f"{month.day:%Y-%m}"
    if found is None and _WITH_YEAR.match(plain) and (said := spoken.period_of(plain, date.max)):
        return said
    if found is None:
        raise Unread(label("import.no_date"))
    return f"{found.day:%Y-%m}" if found.partial else found.day.isoformat()


def choice_words(column: Column, more: ValueWords) -> dict[str, str]:
    """Every word for the closed values of a column, as words are compared, and the value that it means."""
    found: dict[str, str] = {}
    for choice in column.choices:
        for word in (choice.id, *choice.label, *choice.words):
            found.setdefault(plain_word(word), choice.id)
    return {**found, **more.words}


def choice_of(text: str, words: Mapping[str, str], more: ValueWords) -> str | None:
    """The closed value that a cell means, with and without the words that say nothing."""
    word = plain_word(text)
    bare = word
    for dropped in more.drop:
        if bare != dropped:
            bare = bare.replace(dropped, "")
    return words.get(word) or words.get(bare)


_COMMAS = (",", "，")


def divided_names(text: str, rules: Rules, *, commas: bool = True) -> list[str]:
    """The names of a list in a cell, gaps left out; what follows a comma inside of a name stays with it.

    Without `commas` these divide nothing.
    """
    items = _json_list(text)
    if items is None:
        dividers = [one for one in rules.dividers if commas or one not in _COMMAS]
        first, *rest = re.split("(" + "|".join(map(re.escape, dividers)) + ")", text)
        items = [first]
        for divider, item in zip(rest[::2], rest[1::2], strict=True):
            if divider in _COMMAS and item.strip().lower() in rules.inside:
                items[-1] = f"{items[-1]}, {item.strip()}"
            else:
                items.append(item)
    clean = (" ".join(item.split()) for item in items)
    return list(dict.fromkeys(item for item in clean if item and not holds_nothing(item)))


def _json_list(text: str) -> list[str] | None:
    if not text.startswith("["):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, list):
        return None
    return [str(item.get("name", "") if isinstance(item, dict) else item) for item in found]
