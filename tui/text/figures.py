"""Figures as they are read: with their unit and how sure they are, in the language of the screen.

A figure keeps the digits that it was stated with. Where a column is too narrow for them it is cut, never rounded.
"""

from __future__ import annotations

import re
from typing import Literal

from tui.text import numbers
from tui.text.visible import visible
from tui.text.widths import ELLIPSIS, cell_width, cut

_Language = Literal["en", "zh"]

SILENT = {
    "vague": {"en": "vague", "zh": "概数"},
    "undisclosed": {"en": "undisclosed", "zh": "未披露"},
}

Form = Literal["", "percent", "multiple", "year", "counted"]
"""How figures in a unit are written; what is `counted` one by one is written in full while it is small."""
SMALL = 100_000
"""Below this, things that are counted one by one are written in full."""


def figure(
    value: float | None,
    language: _Language = "en",
    *,
    high: float | None = None,
    form: Form = "",
    currency: str | None = None,
    qualifier: str | None = None,
    growth: bool = False,
    printed: str | None = None,
) -> str:
    """One figure in a few cells, such as `$6.6B`, `190M+`, `~20M`, `+79.6%` or `18M–30M`, with all of its digits.

    Of a figure that its source left vague, what was `printed` stands, else a word; one that was not disclosed says so
    in a word; any other that is not there is empty.
    """
    if value is None:
        said = visible(printed or "") if qualifier == "vague" else ""
        return said or SILENT.get(qualifier or "", {}).get(language, "")
    style: numbers.Unit = "chinese" if language == "zh" else "western"
    if currency:
        text = numbers.money(value, currency, style) if high is None else _from_to(value, high, currency, style)
    elif form:
        text = "–".join(_formed(end, form, style, growth) for end in (value, high) if end is not None)
    else:
        text = numbers.compact(value, style) if high is None else numbers.ranged(value, high, style)
    if qualifier == "at_least" and form in ("percent", "multiple"):
        # A plus behind a percentage would be read as part of it.
        return f"≥{text}"
    return numbers.qualified(text, qualifier)


def _from_to(low: float, high: float, currency: str, style: numbers.Unit) -> str:
    """A range of money; in Chinese its currency stands once, behind it."""
    ends = [numbers.money(end, currency, style) for end in (low, high)]
    if style == "chinese" and ends[0].startswith(numbers.compact(low, style)):
        ends[0] = numbers.compact(low, style)
    return "–".join(ends)


def _formed(value: float, form: Form, style: numbers.Unit, growth: bool) -> str:
    match form:
        case "percent":
            return numbers.percent(value, signed=growth)
        case "multiple":
            return f"{numbers.full(value)}×"
        case "year":
            return numbers.full(value).replace(",", "")
    return numbers.full(value) if abs(value) < SMALL else numbers.compact(value, style)


def converted(
    value: float,
    language: _Language = "en",
    qualifier: str | None = None,
    *,
    currency: str = "USD",
    high: float | None = None,
) -> str:
    """Money that was converted or added up here: in three digits, behind `~`; a bound stays one."""
    ends = [None if end is None else numbers.rounded(end) for end in (value, high)]
    text = f"~{figure(ends[0], language, currency=currency, high=ends[1])}"
    return text if qualifier == "approx" else numbers.qualified(text, qualifier)


_NUMBER = rf"\d[\d,]*(?:\.\d*{ELLIPSIS}?)?"
_AROUND = rf"[^\d{ELLIPSIS}]*"
_FIGURE = re.compile(f"{_AROUND}{_NUMBER}{_AROUND}(?:–{_AROUND}{_NUMBER}{_AROUND})?")
"""A number or two ends of a range, with what stands around them."""
_PLACES = re.compile(rf"(\d[\d,]*)\.(\d+){ELLIPSIS}?")
_BARE = re.compile(rf"[-\d,.{ELLIPSIS}]+")
_LONGEST = 1000
"""Letters up to which a text may be a figure."""


def cut_figure(text: str, width: int) -> str:
    """A figure in at most `width` cells: its first digits, `…`, and its unit still there: `$1.52…B`.

    Digits give way from the right. Those before the point stay, or none does: `…B`. A bare number without a unit
    is cut as a text is, and so is what is no figure.
    """
    if len(text) > _LONGEST or cell_width(text) <= width or not _FIGURE.fullmatch(text):
        return cut(text, width)
    longest = max((len(found[2]) for found in _PLACES.finditer(text)), default=0)
    for kept in range(longest - 1, -1, -1):
        shorter = _PLACES.sub(lambda found, kept=kept: _first(found, kept), text)  # type: ignore[misc]
        if cell_width(shorter) <= width:
            return shorter
    if _BARE.fullmatch(text):
        return cut(text, width)
    unit = re.sub(_NUMBER, ELLIPSIS, text)
    return unit if cell_width(unit) <= width else cut(ELLIPSIS, width)


def _first(found: re.Match[str], kept: int) -> str:
    return f"{found[1]}.{found[2][:kept]}{ELLIPSIS}" if len(found[2]) > kept else found[0]


def pad_figure(text: str, width: int) -> str:
    """A figure at the right of exactly `width` cells, cut as figures are."""
    shown = cut_figure(text, width)
    return " " * (width - cell_width(shown)) + shown
