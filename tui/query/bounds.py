"""Comparisons in words: `超过10亿美元`, `5000万以上`, `介于1亿和5亿之间`, `2016年以前`, `at least 1b`.

By the usage of law (民法典 1259) 以上, 以下, 以内 and 届满 hold the number itself, 超过, 不满 and 以外 do not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.language.filters import BOUNDS_AFTER, BOUNDS_BEFORE, RANGE_BEGINS, RANGES
from tui.query.syntax import Sign
from tui.text import read_numbers
from tui.text.money import MAGNITUDES, any_of


class Bound(NamedTuple):
    """One end of what a value may be."""

    sign: Sign
    text: str


def _signs(words: dict[str, tuple[str, ...]]) -> dict[str, Sign]:
    return {word: sign for sign, several in words.items() for word in several}  # type: ignore[misc]


_BEFORE, _AFTER = _signs(BOUNDS_BEFORE), _signs(BOUNDS_AFTER)
_HEAD = re.compile(rf"({any_of(_BEFORE)})\s*(.+)", re.IGNORECASE)
_TAIL = re.compile(rf"(.+?)\s*({any_of(_AFTER)})", re.IGNORECASE)
_TO = any_of((*RANGES, "~", "～", "—", "–"))
_CLOSED = r"\s*(?:之间|间|之内)?"
_WITHIN = re.compile(rf"(?:{any_of(RANGE_BEGINS)})\s*(.+?)\s*(?:{_TO}|和|与|及|and|-)\s*(.+?){_CLOSED}", re.IGNORECASE)
_RANGE = re.compile(rf"(.+?)\s*(?:{_TO})\s*(.+?){_CLOSED}")
_DASHED = re.compile(rf"(.*\d.*?)\s*-\s*(.*\d.*?){_CLOSED}")
_SIZE = re.compile(rf"(?:{any_of(MAGNITUDES)})", re.IGNORECASE)


def bounds_of(text: str, *, figures: bool) -> tuple[Bound, ...]:
    """The ends that words name; none where a text is a plain value. Of `figures` a dash too stands between two ends.

    The second end of a range says the currency and the size of the first, where that names none: `1到5亿元`.
    """
    text = text.strip()
    if figures and not any(char.isdigit() for char in text):
        return ()
    within = _WITHIN.fullmatch(text)
    if within is None and (head := _HEAD.fullmatch(text)) is not None:
        return (Bound(_BEFORE[head[1].casefold()], head[2]),)
    if within is None and (tail := _TAIL.fullmatch(text)) is not None:
        return (Bound(_AFTER[tail[2].casefold()], tail[1]),)
    found = within or _RANGE.fullmatch(text) or (_DASHED.fullmatch(text) if figures else None)
    if found is None or (found.re is _DASHED and None in map(read_numbers.number, found.groups())):
        return ()
    low, high = found.groups()
    return Bound(">=", _like(low, high) if figures else low), Bound("<=", high if figures else _of_year(high, low))


def _like(low: str, high: str) -> str:
    """The lower end of a range with the size and the currency of the upper one, where it has none of its own."""
    code = currency_behind(high)
    size = _SIZE.search(high.removesuffix(code))
    if size is not None and re.fullmatch(r"[\d.,]+", low) and (alone := read_numbers.number(low)) is not None:
        digits = read_numbers.number(high[: size.start()])
        low = f"{low}{size[0]}" if digits is not None and alone.value < digits.value else low
    return f"{low}{code}" if code and not currency_behind(low) else low


def _of_year(high: str, low: str) -> str:
    """The upper end of a range of dates with the year of the lower one, where it is a month alone: `2024年3月~6月`."""
    year = re.match(r"(\d{4})\D", low)
    return f"{year[1]}年{high}" if year is not None and re.match(r"\d{1,2}月", high) else high


def currency_behind(text: str) -> str:
    """The currency that an amount names at its end, as it is written there."""
    found = re.search(r"[^\d.,\s]+$", text)
    tails = (found[0][n:] for n in range(len(found[0]))) if found else ()
    return next((tail for tail in tails if read_numbers.currency(tail)), "")
