"""Numbers made short for a table, and written out in full: billions are B, never G; 万 and 亿 in Chinese."""

from __future__ import annotations

from math import floor, isfinite, isnan, log10
from typing import Literal

from tui.text.visible import visible

Unit = Literal["western", "chinese"]

DIGITS = 3
"""Significant digits of a short number; digits before the point are never dropped."""

_SCALES: dict[Unit, tuple[tuple[float, str], ...]] = {
    "western": ((1.0, ""), (1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T")),
    "chinese": ((1.0, ""), (1e4, "万"), (1e8, "亿"), (1e12, "万亿")),
}
_TINY = 1e-6
_SMALLEST_SHARE = 0.1
_SYMBOLS = {
    "USD": "$",
    "CNY": "¥",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "INR": "₹",
    "JPY": "JP¥",
    "KRW": "₩",
}
_CHINESE = {
    "USD": "美元",
    "CNY": "元",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港元",
    "INR": "卢比",
    "JPY": "日元",
    "KRW": "韩元",
    "AUD": "澳元",
    "CAD": "加元",
    "CHF": "瑞士法郎",
    "SEK": "瑞典克朗",
    "SGD": "新加坡元",
    "TWD": "新台币",
}


def _unfinite(value: float) -> str:
    return "NaN" if isnan(value) else "-∞" if value < 0 else "∞"


def _fixed(value: float, places: int) -> str:
    """So many places after the point, without needless zeros."""
    text = f"{value:.{max(0, places)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _significant(value: float, digits: int = DIGITS) -> str:
    if not value:
        return "0"
    if abs(value) < _TINY:
        return f"{value:.{digits}g}"
    return _fixed(value, digits - 1 - floor(log10(abs(value))))


def _scale(value: float, unit: Unit) -> tuple[float, str]:
    """The scale that a number is written in: the size of its unit, and its name."""
    scales = _SCALES[unit]
    chosen = scales[0]
    for scale in scales[1:]:
        # Rounded first, so that 999,950,000 is 1B and not 1000M.
        if float(_significant(abs(value) / chosen[0])) * chosen[0] >= scale[0]:
            chosen = scale
    return chosen


def compact(value: float, unit: Unit = "western") -> str:
    """A number in three significant digits: `382M`, `1.05B`, `950`; in Chinese `3.82亿`, `5000万`."""
    if not isfinite(value):
        return _unfinite(value)
    size, name = _scale(value, unit)
    return f"{_significant(value / size)}{name}"


def ranged(low: float, high: float, unit: Unit = "western") -> str:
    """Two ends of a range, at the scale of the greater where that reads well: `18M–30M`, `0.95M–1.2M`.

    Ends that read the same are written once.
    """
    if not (isfinite(low) and isfinite(high)):
        return f"{compact(low, unit)}–{compact(high, unit)}"
    size, name = _scale(max(low, high, key=abs), unit)
    ends = [
        f"{_significant(end / size)}{name}" if abs(end) >= size * _SMALLEST_SHARE else compact(end, unit)
        for end in (low, high)
    ]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def money(value: float, currency: str, unit: Unit = "western") -> str:
    """An amount in major units with its ISO 4217 currency: `$6.6B`, `SEK 1.2B`; in Chinese `66亿美元`.

    `¥` is the yuan alone; the yen is `JP¥`.
    """
    if unit == "chinese" and currency in _CHINESE:
        return compact(value, unit) + _CHINESE[currency]
    if symbol := _SYMBOLS.get(currency):
        sign = "-" if value < 0 else ""
        return f"{sign}{symbol}{compact(abs(value), unit)}"
    return f"{visible(currency)} {compact(value, unit)}"


def percent(value: float, signed: bool = False) -> str:
    """A percentage, 0 to 100: `44%`, `21.4%`, `0.06%`; `signed` for growth: `+79.6%`.

    One decimal below 100; two where the value has just two and three digits hold them (`5.25%`).
    """
    if not isfinite(value):
        return _unfinite(value)
    size = abs(value)
    if size < 1:
        text = _significant(value, 2)
    elif size < 10 and round(value, 2) == value:
        text = _fixed(value, 2)
    elif round(size, 1) < 100:
        text = _fixed(value, 1)
    else:
        text = f"{value:,.0f}"
    plus = "+" if signed and value > 0 else ""
    return f"{plus}{text}%"


def full(value: float) -> str:
    """A number in all its digits, thousands divided by commas, never an exponent: `145,500,000`, `0.06`.

    Without the commas it reads back as the same number.
    """
    if isinstance(value, int):
        return f"{value:,}"
    if not isfinite(value):
        return _unfinite(value)
    from decimal import Decimal

    text = f"{Decimal(repr(value)):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def qualified(text: str, qualifier: str | None) -> str:
    """A figure with how sure it is: `~20M` approx, `190M+` at_least, `≤10M` at_most; others as they are."""
    match qualifier:
        case "approx":
            return f"~{text}"
        case "at_least":
            return f"{text}+"
        case "at_most":
            return f"≤{text}"
        case _:
            return text
