"""Numbers made short for a table, and written out in full: billions are B, never G; 万 and 亿 in Chinese."""

from __future__ import annotations

from typing import Literal

Style = Literal["western", "chinese"]

_SCALES: dict[Style, tuple[tuple[float, str], ...]] = {
    "western": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"), (1.0, "")),
    "chinese": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1.0, "")),
}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "¥", "JPY": "JP¥", "HKD": "HK$", "KRW": "₩", "INR": "₹"}
_CHINESE = {"USD": "美元", "CNY": "元", "HKD": "港元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "KRW": "韩元"}
DIGITS = 3
"""Significant digits of a short number."""


def _significant(value: float, most: float) -> str:
    """Three significant digits, or all digits before the point if there are more; no needless zeros."""
    whole = len(f"{abs(value):.0f}") if abs(value) >= 1 else 1
    text = f"{value:.{max(0, DIGITS - whole)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if abs(float(text)) < most else ""


def _scaled(value: float, scale: int, style: Style) -> str:
    scales = _SCALES[style]
    size, name = scales[scale]
    if size == 1.0 and 0 < abs(value) < 1:
        return f"{value:.{DIGITS}g}"
    most = scales[scale - 1][0] / size if scale else float("inf")
    text = _significant(value / size, most)
    return f"{text}{name}" if text else _scaled(value, scale - 1, style)


def _scale(value: float, style: Style) -> int:
    sizes = [size for size, _ in _SCALES[style]]
    return next((n for n, size in enumerate(sizes) if abs(value) >= size), len(sizes) - 1)


def compact(value: float, style: Style = "western") -> str:
    """A number in three significant digits: `382M`, `1.05B`, `12.3K`, `950`; in Chinese `3.82亿`, `5000万`."""
    return _scaled(value, _scale(value, style), style)


def ranged(low: float, high: float, style: Style = "western") -> str:
    """Two ends of a range, at one scale where that reads well: `18M–30M`."""
    return f"{compact(low, style)}–{compact(high, style)}"


def money(value: float, currency: str, style: Style = "western") -> str:
    """An amount with its currency: `$6.6B`, `¥5B`, `SEK 1.2B`; in Chinese `66亿美元`."""
    if style == "chinese" and currency in _CHINESE:
        return compact(value, style) + _CHINESE[currency]
    sign = "-" if value < 0 else ""
    symbol = _SYMBOLS.get(currency)
    number = compact(abs(value), style)
    return f"{sign}{symbol}{number}" if symbol else f"{currency} {sign}{number}"


def percent(value: float, signed: bool = False) -> str:
    """A percentage of 0 to 100: `44%`, `21.4%`; `signed` for growth: `+79.6%`."""
    if abs(value) >= 1000:
        text = f"{value:,.0f}"
    elif abs(value) >= 1:
        text = f"{value:.1f}".removesuffix(".0")
    else:
        text = f"{value:.2g}"
    plus = "+" if signed and value > 0 else ""
    return f"{plus}{text}%"


def full(value: float) -> str:
    """A number in all its digits, thousands divided by commas: `145,500,000`, `0.06`."""
    if float(value).is_integer():
        return f"{int(value):,}"
    text = f"{value:,.12f}".rstrip("0")
    return text if float(text.replace(",", "")) == value else repr(value)


def qualified(text: str, qualifier: str | None) -> str:
    """A figure with how sure it is: `~20M`, `190M+`, `≤10M`."""
    match qualifier:
        case "approx":
            return f"~{text}"
        case "at_least":
            return f"{text}+"
        case "at_most":
            return f"≤{text}"
        case _:
            return text
