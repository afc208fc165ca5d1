"""Periods as people say them, in a line or alone, in two languages; relative ones count from the last day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tui.text.dates import parse
from tui.text.holidays import HOLIDAYS
from tui.text.sayings import LONG_MONTHS, RELATIVE_PERIODS, WRITTEN_PERIODS, Make, ago


class When(NamedTuple):
    """A period that was read: as the corpus writes it, and the words that it was read from."""

    text: str
    words: str
    relative: bool = False


_SINCE = re.compile(r"(?:since|from|after|自从?|从)[:\s]?$")
_UNTIL = re.compile(r"(?:until|till|by|截至|截止到?)\s?$")
_BEFORE = re.compile(r"(?:before|prior to)\s?$")
_AHEAD = re.compile(r"\s?年?(?:之前|以前)")
_SINCE_AFTER = re.compile(r"\s?(?:以来|至今|起|开始|onwards?|之后|以后)")
_BETWEEN = re.compile(r"\s?(?:\.\.|-|–|—|~|to|and|through|until|till|到|至|和)\s?")
_MAYBE = re.compile(
    r"\d|[年月季周天日]|last|next|yester|tomor|this|past|previous|since|year|ytd|quarter|半年|中报|half|ago|"
    rf"{LONG_MONTHS}|\bmay\b|march|{'|'.join(HOLIDAYS)}"
)
"""What every line with a period holds; the patterns are made for those lines alone."""


@cache
def _compiled() -> tuple[tuple[tuple[re.Pattern[str], Make, bool], ...], ...]:
    return tuple(
        tuple((re.compile(pattern), make, relative) for pattern, make in patterns)
        for patterns, relative in ((WRITTEN_PERIODS, False), (RELATIVE_PERIODS, True))
    )


class _Found(NamedTuple):
    start: int
    end: int
    text: str
    relative: bool


def _all(plain: str, last: date) -> list[_Found]:
    """Every period of a line that is in the calendar, in order; longer patterns come first."""
    found: list[_Found] = []
    for patterns in _compiled() if _MAYBE.search(plain) else ():
        for pattern, make, relative in patterns:
            for hit in pattern.finditer(plain):
                if any(hit.start() < one.end and one.start < hit.end() for one in found):
                    continue
                try:
                    text = parse(make(hit, last)).text
                except (ValueError, KeyError):
                    continue
                found.append(_Found(hit.start(), hit.end(), text, relative))
    return sorted(found)


def _ended_before(text: str) -> str:
    """All that was before a period began."""
    start = parse(text).start
    if start is None:
        return text
    if parse(text).precision == "year":
        return f"..{start.year - 1}"
    return f"..{(start - timedelta(days=1)).isoformat()}"


def periods(plain: str, last: date) -> tuple[list[When], str]:
    """The periods that a folded line names, and the line without them.

    `since` makes an open interval, two periods with a word between them one interval. Relative words count from
    `last`, the last day on which a source was published.
    """
    found = _all(plain, last)
    told: list[When] = []
    rest, at = "", 0
    position = 0
    while position < len(found):
        start, end, text, relative = found[position]
        following = found[position + 1] if position + 1 < len(found) else None
        before = plain[at:start]
        since, until, gone = _SINCE.search(before), _UNTIL.search(before), _BEFORE.search(before)
        ahead = _AHEAD.match(plain, end)
        if following is not None and _BETWEEN.fullmatch(plain[end : following.start]) and not relative:
            joined = f"{text}..{following.text}"
            joint = plain[end : following.start].strip()
            try:
                parse(joined)
            except ValueError:
                joined = ""
            if (joined and ".." not in text + following.text and joint not in ("and", "和")) or (joined and since):
                text, end, position = joined, following.end, position + 1
                since = since or re.search(r"between\s$", before)
                told.append(When(text, plain[start:end], relative))
                rest += (before[: since.start()] if since else before) + " "
                at, position = end, position + 1
                continue
        after = _SINCE_AFTER.match(plain, end)
        if ".." not in text and (since or after):
            text = f"{text}.."
            end = after.end() if after else end
        elif ".." not in text and (gone or ahead):
            text, since = _ended_before(text), gone
            end = ahead.end() if ahead else end
        elif ".." not in text and until:
            text, since = f"..{text}", until
        told.append(When(text, plain[start:end], relative))
        rest += (before[: since.start()] if since and ".." in text else before) + " "
        at, position = end, position + 1
    return told, rest + plain[at:]


def period_of(text: str, last: date) -> str | None:
    """The period that a text says and nothing besides: `去年`, `近90天`, `2024年第三季度`; none where it says more."""
    told, rest = periods(text.casefold(), last)
    return told[0].text if len(told) == 1 and not rest.strip() else None


_SPAN = re.compile(r"(\d{1,5})\s*个?\s*(天|日|周|星期|月|季度?|年|[dwmqy])", re.IGNORECASE)
_LETTERS = {"天": "d", "日": "d", "周": "w", "星期": "w", "月": "m", "季": "q", "季度": "q", "年": "y"}


def start_of(text: str, last: date) -> date | None:
    """The first day of so long before the last one: `90d`, `3个月`; none where a text is no length of time."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    unit = _LETTERS.get(found[2], found[2].lower())
    return parse(ago(last, int(found[1]), unit)).start
