"""Reads numbers in the forms that people write: units, currencies, foreign separators."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from unicodedata import normalize

from tui.text.money import CURRENCIES, MAGNITUDES, any_of


class Number(NamedTuple):
    """A number that was read: its value, an ISO 4217 currency if one is named, and what it was written with.

    Attributes:
        digits: all that were written, without their unit, where the value has fewer; else empty.
    """

    value: float
    currency: str | None = None
    approximate: bool = False
    percent: bool = False
    digits: str = ""


CURRENCY_WORDS = any_of(CURRENCIES)
"""All words for currencies in lower case, as one pattern."""
_units = any_of(MAGNITUDES)
_DIGITS = r"\d[\d,]*(?:\.\d+)?|\.\d+"
_PLAIN = re.compile(rf"(?:{_DIGITS})(?:e[+-]?\d+)?$")
_SCALED = re.compile(rf"({_DIGITS})\s*({_units})")
_ABOUT = re.compile(r"^(?:约|約|近|超过|超過|超|逾|about|over|~|≈)\s*")
_BEFORE = re.compile(rf"^(?:{CURRENCY_WORDS})\s*")
_AFTER = re.compile(rf"\s*(?:{CURRENCY_WORDS})$")
_BLANK_GROUPS = re.compile(r"^\d{1,3}(?:[ '\u2019]\d{3})+(?=$|[.,])")
_COMMA_DECIMAL = re.compile(r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$")
LONGEST_NUMBER = 64
_EXACT = 15


def _currency(text: str, pattern: re.Pattern[str]) -> tuple[str, str | None]:
    found = pattern.search(text)
    if not found:
        return text, None
    return text[: found.start()] + text[found.end() :], CURRENCIES[found.group().strip()]


def _magnitude(text: str) -> Decimal | None:
    """The value of digits with or without units, to the last digit; several units are added: 1亿2000万."""
    if _PLAIN.match(text):
        try:
            return Decimal(text.replace(",", ""))
        except InvalidOperation:
            # A power beyond all that is computed with.
            return None
    total, position, last = Decimal(), 0, 0.0
    for found in _SCALED.finditer(text):
        unit = MAGNITUDES[found.group(2)]
        if found.start() != position or (position and unit >= last):
            return None
        total += Decimal(found.group(1).replace(",", "")) * Decimal(unit)
        position, last = found.end(), unit
    return total if position and position == len(text) else None


def currency(word: str) -> str | None:
    """The ISO 4217 code of a currency as people write it; `¥` is the yuan. None for any other word."""
    folded = normalize("NFKC", word).strip().lower()
    return "CNY" if folded == "¥" else CURRENCIES.get(folded)


def number(text: str, decimal_comma: bool = False) -> Number | None:
    """The number that a text states; `decimal_comma` where the column writes 1.234,5. None if it states none."""
    if len(text) > LONGEST_NUMBER:
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
    exact = _magnitude(text)
    if exact is None:
        return None
    exact = exact.copy_negate() if negative else exact
    _, written, power = exact.as_tuple()
    long = len(written) > _EXACT
    value: float = int(exact) if long and power == 0 else float(exact)
    lost = long and Decimal(repr(value)) != exact
    return Number(value, before or after, about, percent, f"{exact:f}" if lost else "")


def writes_decimal_comma(text: str) -> bool | None:
    """Whether a number shows by its form that its comma divides decimals; None where the form tells nothing."""
    text = text.strip().lstrip("-+")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d{1,3}(\.\d{3}){2,}", text):
        return True
    if re.fullmatch(r"\d{1,3}(,\d{2,3})+(\.\d+)?|\d+\.\d{1,2}|\d+\.\d{4,}", text) and "." in text:
        return False
    return None
