"""Numbers written short for a table, and in full: billions are B, never G; 万 and 亿 in Chinese.

What somebody stated keeps all of its digits. Only what is computed here is rounded or cut, by functions of that name.
"""

from __future__ import annotations

from math import floor, isfinite, isnan, log10
from typing import Literal, get_args

from tui.text.visible import visible
from tui.text.widths import ELLIPSIS

Unit = Literal["western", "chinese"]
UNITS: tuple[Unit, ...] = get_args(Unit)

_SCALES: dict[Unit, tuple[tuple[int, str], ...]] = {
    "western": ((0, ""), (3, "K"), (6, "M"), (9, "B"), (12, "T")),
    "chinese": ((0, ""), (4, "万"), (8, "亿"), (12, "万亿")),
}
"""Powers of ten and what they are called."""
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


def _digits(value: float, power: int = 0, form: Literal["f", ",f"] = "f") -> str:
    """All digits of a finite number that is divided by a power of ten, never an exponent."""
    from decimal import Decimal

    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    assert isinstance(exponent, int)
    text = format(Decimal((sign, digits, exponent - power)), form)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _scale(value: float, unit: Unit) -> tuple[int, str]:
    """The scale that a number is written in: the power of ten of its unit, and its name."""
    return next(scale for scale in reversed(_SCALES[unit]) if abs(value) >= 10 ** scale[0] or not scale[0])


def compact(value: float, unit: Unit = "western") -> str:
    """A number in its unit, with all of its digits: `382M`, `1.525B`, `950`; in Chinese `15.25亿`, `5000万`."""
    if not isfinite(value):
        return _unfinite(value)
    power, name = _scale(value, unit)
    return f"{_digits(value, power)}{name}"


def ranged(low: float, high: float, unit: Unit = "western") -> str:
    """Two ends of a range, at the scale of the greater where that reads well: `18M–30M`, `0.95M–1.2M`.

    Ends that are the same are written once.
    """
    if low == high:
        return compact(low, unit)
    if not (isfinite(low) and isfinite(high)):
        return f"{compact(low, unit)}–{compact(high, unit)}"
    power, name = _scale(max(low, high, key=abs), unit)
    size = 10**power
    return "–".join(
        f"{_digits(end, power)}{name}" if abs(end) >= size * _SMALLEST_SHARE else compact(end, unit)
        for end in (low, high)
    )


def rounded(value: float, digits: int = 3) -> float:
    """A number of our own making in so many significant digits; what somebody stated is never rounded."""
    return float(f"{value:.{digits - 1}e}")


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
    """A percentage, 0 to 100, with all of its digits: `44%`, `21.43%`, `0.06%`; `signed` for growth: `+79.6%`."""
    plus = "+" if signed and value > 0 else ""
    return f"{plus}{full(value)}%" if isfinite(value) else _unfinite(value)


def rounded_percent(value: float, signed: bool = False) -> str:
    """A percentage of our own making: two digits below 1, one place after the point below 100, then none."""
    if not isfinite(value):
        return _unfinite(value)
    size = abs(value)
    if size < 1:
        return percent(rounded(value, 2), signed)
    return percent(round(value, 1) if round(size, 1) < 100 else float(round(value)), signed)


def full(value: float) -> str:
    """A number in all its digits, thousands divided by commas, never an exponent: `145,500,000`, `0.06`.

    Without the commas it reads back as the same number.
    """
    if isinstance(value, int):
        return f"{value:,}"
    return _digits(value, form=",f") if isfinite(value) else _unfinite(value)


def cut_to(value: float, digits: int, least: int = 1) -> str:
    """In full, but cut behind so many significant digits, where `…` says that it goes on: `66.6…`.

    Digits before the point are never cut, nor are the `least` first behind it.
    """
    text = full(value)
    whole, _, places = text.partition(".")
    kept = max(least, digits - 1 - floor(log10(abs(value)))) if value and isfinite(value) else 0
    return f"{whole}.{places[:kept]}{ELLIPSIS}" if len(places) > kept else text


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
