"""Reads the numbers and dates that people write into cells: units, currencies, groupings, orders of day and month.

A reading says what it is unsure of; what cannot be read is None, never 0. The rules of the unit words are those
of Chinese, Indian and English business writing; 兆 and 조 differ by region and are not read.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple
from unicodedata import normalize


class Number(NamedTuple):
    """A number that was read: its value, an ISO 4217 currency if one is named, and what it was written with."""

    value: float
    currency: str | None = None
    approximate: bool = False
    percent: bool = False


class Day(NamedTuple):
    """A date that was read; `moment` where a time of day stands with it, `partial` where only a month does."""

    day: date
    moment: datetime | None = None
    partial: bool = False


_UNITS = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "bn": 1e9,
    "mn": 1e6,
    "mm": 1e6,
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "t": 1e12,
    "万亿": 1e12,
    "萬億": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "亿": 1e8,
    "億": 1e8,
    "억": 1e8,
    "千万": 1e7,
    "千萬": 1e7,
    "천만": 1e7,
    "百万": 1e6,
    "百萬": 1e6,
    "万": 1e4,
    "萬": 1e4,
    "만": 1e4,
    "千": 1e3,
}
_CURRENCIES = {
    "us$": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "s$": "SGD",
    "a$": "AUD",
    "c$": "CAD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "rs.": "INR",
    "人民币": "CNY",
    "人民幣": "CNY",
    "新台币": "TWD",
    "新台幣": "TWD",
    "美元": "USD",
    "美金": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "港幣": "HKD",
    "欧元": "EUR",
    "歐元": "EUR",
    "英镑": "GBP",
    "英鎊": "GBP",
    "日元": "JPY",
    "日圆": "JPY",
    "日圓": "JPY",
    "円": "JPY",
    "韩元": "KRW",
    "韓元": "KRW",
    "卢比": "INR",
    "盧比": "INR",
    "元": "CNY",
    "원": "KRW",
    "¥": None,
    **{
        code.lower(): code
        for code in [
            "USD",
            "CNY",
            "RMB",
            "HKD",
            "EUR",
            "GBP",
            "JPY",
            "KRW",
            "INR",
            "AUD",
            "CAD",
            "CHF",
            "SEK",
            "SGD",
            "TWD",
            "NZD",
            "BRL",
            "ILS",
            "NOK",
            "DKK",
            "PLN",
        ]
    },
}
_CURRENCIES["rmb"] = "CNY"

_words = "|".join(re.escape(word) for word in sorted(_CURRENCIES, key=len, reverse=True))
_units = "|".join(re.escape(word) for word in sorted(_UNITS, key=len, reverse=True))
_DIGITS = r"\d[\d,]*(?:\.\d+)?|\.\d+"
_PLAIN = re.compile(rf"(?:{_DIGITS})(?:e[+-]?\d+)?$")
_SCALED = re.compile(rf"({_DIGITS})\s*({_units})")
_ABOUT = re.compile(r"^(?:约|約|近|超过|超過|超|逾|about|over|~|≈)\s*")
_BEFORE = re.compile(rf"^(?:{_words})\s*")
_AFTER = re.compile(rf"\s*(?:{_words})$")
_BLANK_GROUPS = re.compile(r"^\d{1,3}(?:[ '\u2019]\d{3})+(?=$|[.,])")
_COMMA_DECIMAL = re.compile(r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$")
_LONGEST = 64


def _currency(text: str, pattern: re.Pattern[str]) -> tuple[str, str | None]:
    found = pattern.search(text)
    if not found:
        return text, None
    return text[: found.start()] + text[found.end() :], _CURRENCIES[found.group().strip()]


def _magnitude(text: str) -> float | None:
    """The value of digits with or without units; several units are added: 1亿2000万."""
    if _PLAIN.match(text):
        return float(text.replace(",", ""))
    total, position, last = 0.0, 0, float("inf")
    for found in _SCALED.finditer(text):
        unit = _UNITS[found.group(2)]
        if found.start() != position or unit >= last:
            return None
        total += round(float(found.group(1).replace(",", "")) * unit, 6)
        position, last = found.end(), unit
    return total if position and position == len(text) else None


def currency(word: str) -> str | None:
    """The ISO 4217 code of a currency as people write it; `¥` is the yuan. None for any other word."""
    folded = normalize("NFKC", word).strip().lower()
    return "CNY" if folded == "¥" else _CURRENCIES.get(folded)


def number(text: str, decimal_comma: bool = False) -> Number | None:
    """The number that a text states; `decimal_comma` where the column writes 1.234,5. None if it states none."""
    if len(text) > _LONGEST:
        return None
    text = normalize("NFKC", text).strip().lower().replace("\u2212", "-").replace("\xa0", " ")
    found = _ABOUT.match(text)
    text = text[found.end() :] if found else text
    about = found is not None
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if negative else text
    signed = text[:1] in ("-", "+")
    negative = negative or text.startswith("-")
    text, before = _currency(text[1:].lstrip() if signed else text, _BEFORE)
    if not signed and text[:1] == "-":
        text, negative = text[1:], True
    if text.endswith("+"):
        text, about = text[:-1].rstrip(), True
    text, after = _currency(text, _AFTER)
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if decimal_comma and _COMMA_DECIMAL.match(text):
        text = text.replace(".", "").replace(",", ".")
    elif blank := _BLANK_GROUPS.match(text):
        text = re.sub(r"[ '\u2019]", "", blank.group()) + text[blank.end() :]
    value = _magnitude(text)
    if value is None:
        return None
    return Number(-value if negative else value, before or after, about, percent)


def writes_decimal_comma(text: str) -> bool | None:
    """Whether a number shows by its form that its comma divides decimals; None where the form tells nothing."""
    text = text.strip().lstrip("-+")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d{1,3}(\.\d{3}){2,}", text):
        return True
    if re.fullmatch(r"\d{1,3}(,\d{2,3})+(\.\d+)?|\d+\.\d{1,2}|\d+\.\d{4,}", text) and "." in text:
        return False
    return None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_CLOCK = (
    r"(?:[T ]\s*(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})",
        r"(?P<y>(?:19|20|21)\d{2})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]",
        r"(?P<y>\d{4})(?:-|/|年)(?P<m>\d{1,2})月?",
        r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<yy>\d{4}|\d{2})",
        r"(?:[a-z]{3,9},?\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<name>[a-z]{3,9})\.?,?[\s-]+(?P<yy>\d{4}|\d{2})",
        r"(?P<name>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})",
    )
)


def _moment(day: date, part: dict[str, str | None]) -> datetime | None:
    """The time of day beside a date, in UTC where its zone is written. Raises ValueError for no time."""
    if part["h"] is None:
        return None
    micro = int((part["f"] or "0").ljust(6, "0")[:6])
    moment = datetime(day.year, day.month, day.day, int(part["h"]), int(part["min"] or 0), int(part["s"] or 0), micro)
    zone = part["z"]
    if zone and zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
        moment = moment.replace(tzinfo=timezone(offset)).astimezone(UTC).replace(tzinfo=None)
    return moment


def _day(part: dict[str, str | None], day_first: bool | None) -> tuple[int, int, int]:
    year_text = part.get("y") or part["yy"] or ""
    year = int(year_text)
    if len(year_text) == 2:
        year += 1900 if year > 68 else 2000
    if part.get("a"):
        first, second = int(part["a"] or 0), int(part["b"] or 0)
        # Points mean the day first; slashes follow the column, and a part over 12 is the day in any case.
        leading = first > 12 or (second <= 12 and (part["sep"] == "." if day_first is None else day_first))
        return (year, second, first) if leading else (year, first, second)
    month = _MONTHS.get((part.get("name") or "").lower(), 0) if part.get("name") else int(part["m"] or 0)
    return year, month, int(part.get("d") or 1)


def day(text: str, day_first: bool | None = None) -> Day | None:
    """The date that a text states; `day_first` is the order of the column's 3/4/2024, None if it tells nothing.

    A time with a zone keeps the date as written; its moment is in UTC. None where no day of the calendar is stated.
    """
    if len(text) > _LONGEST:
        return None
    text = normalize("NFKC", text).strip()
    for form in _FORMS:
        if found := form.fullmatch(text):
            part = found.groupdict()
            try:
                one = date(*_day(part, day_first))
                return Day(one, _moment(one, part), partial="d" not in part and "a" not in part)
            except ValueError:
                return None
    return None


def writes_day_first(text: str) -> bool | None:
    """Whether 31/12/2023 or 12/31/2023 tells the order of day and month; None where both may be meant."""
    found = re.fullmatch(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b.*", text)
    if not found:
        return None
    first, second = int(found.group(1)), int(found.group(2))
    if first > 12 >= second:
        return True
    return False if second > 12 >= first else None


def either_order(text: str) -> bool:
    """Whether 3/4/2024 may be two days: both parts may be the month, and they differ."""
    found = re.fullmatch(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b.*", text)
    return (
        found is not None and max(int(found.group(1)), int(found.group(2))) <= 12 and found.group(1) != found.group(2)
    )
