"""Periods as people say them, in a line or alone, in two languages; relative ones count from the last day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tui.text.dates import parse

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "两": 2, "半": 0}
_COUNT = r"(\d{1,4}|[一二三四五六七八九十两]{1,2})"
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "twelve": 12}  # fmt: skip
_EN_COUNT = rf"(\d{{1,4}}|{'|'.join(_WORDS)})"
_L, _R = r"(?<![a-z0-9.])", r"(?![a-z0-9])"
_FIRST = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


class When(NamedTuple):
    """A period that was read: as the corpus writes it, and the words that it was read from."""

    text: str
    words: str
    relative: bool = False


def _months_back(day: date, count: int) -> date:
    index = max(12, day.year * 12 + day.month - 1 - count)
    year, month = divmod(index, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _WORDS:
        return _WORDS[text]
    if text.startswith("十"):
        return 10 + _DIGITS.get(text[1:], 0)
    return _DIGITS[text[0]] * (10 if text[1:2] == "十" else 1)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _ago(last: date, count: int, unit: str) -> str:
    """The days from so long before the last day on."""
    match unit[0] if unit.isascii() else unit:
        case "d" | "天" | "日":
            start = last - timedelta(days=min(count, 20_000))
        case "w" | "周":
            start = last - timedelta(days=min(7 * count, 20_000))
        case "m" | "月":
            start = _months_back(last, min(count, 600))
        case "q" | "季":
            start = _months_back(last, min(3 * count, 600))
        case _:
            start = _months_back(last, min(12 * count, 600))
    return f"{start.isoformat()}..{last.isoformat()}"


def _month_before(last: date) -> str:
    return f"{_months_back(last.replace(day=1), 1):%Y-%m}"


def _quarter(last: date, back: int) -> str:
    index = last.year * 4 + (last.month - 1) // 3 - back
    return f"{index // 4}-Q{index % 4 + 1}"


_YEARS = {"今年": 0, "本年": 0, "去年": 1, "前年": 2, "明年": -1, "后年": -2,
          "this year": 0, "last year": 1, "next year": -1}  # fmt: skip


def _day(last: date, ahead: int) -> str:
    return (last + timedelta(days=ahead)).isoformat()


def _relative_year(word: str, last: date) -> int:
    return last.year - _YEARS[word]


_Make = Callable[["re.Match[str]", date], str]
_ZH_YEAR = rf"(?:(?P<y>{_YEAR})\s?年?|(?P<ry>今年|本年|去年|前年|明年)的?)"


def _year_of(found: re.Match[str], last: date) -> int:
    return int(found["y"]) if found["y"] else _relative_year(found["ry"], last)


_ONE: tuple[tuple[str, _Make], ...] = (
    # ISO and what looks like it
    (rf"{_L}({_YEAR})[-/.](\d\d?)[-/.](\d\d?)(?!\d)", lambda f, _: f"{f[1]}-{int(f[2]):02}-{int(f[3]):02}"),
    (rf"({_YEAR})\s?年\s?(\d\d?)\s?月\s?(\d\d?)\s?[日号]", lambda f, _: f"{f[1]}-{int(f[2]):02}-{int(f[3]):02}"),
    (rf"{_L}({_NAMES})\s(\d\d?)(?:st|nd|rd|th)?,?\s({_YEAR}){_R}",
     lambda f, _: f"{f[3]}-{_month(f[1]):02}-{int(f[2]):02}"),
    (rf"{_L}(\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?({_NAMES}),?\s({_YEAR}){_R}",
     lambda f, _: f"{f[3]}-{_month(f[2]):02}-{int(f[1]):02}"),
    (rf"{_L}({_YEAR})[-\s]?q([1-4]){_R}", lambda f, _: f"{f[1]}-Q{f[2]}"),
    (rf"{_L}([1-4])q\s?({_YEAR}){_R}", lambda f, _: f"{f[2]}-Q{f[1]}"),
    (rf"{_L}q([1-4])[-\s]?(?:of\s)?({_YEAR}){_R}", lambda f, _: f"{f[2]}-Q{f[1]}"),
    (rf"{_L}({_YEAR})[-\s]?h([12]){_R}", lambda f, _: f"{f[1]}-H{f[2]}"),
    (rf"{_L}h([12])[-\s]?(?:of\s)?({_YEAR}){_R}", lambda f, _: f"{f[2]}-H{f[1]}"),
    (rf"{_L}(first|second|third|fourth|1st|2nd|3rd|4th)[-\s]quarter(?:\sof)?\s({_YEAR}){_R}",
     lambda f, _: f"{f[2]}-Q{_FIRST[f[1]]}"),
    (rf"{_L}(first|second|1st|2nd)[-\s]half(?:\sof)?\s({_YEAR}){_R}", lambda f, _: f"{f[2]}-H{_FIRST[f[1]]}"),
    (rf"{_ZH_YEAR}\s?(?:第)?(?P<n>[一二三四1-4])\s?季度?", lambda f, d: f"{_year_of(f, d)}-Q{_number(f['n'])}"),
    (rf"{_ZH_YEAR}\s?[qQ](?P<n>[1-4])", lambda f, d: f"{_year_of(f, d)}-Q{f['n']}"),
    (rf"{_ZH_YEAR}\s?(?P<n>[上下])半年", lambda f, d: f"{_year_of(f, d)}-H{'上下'.index(f['n']) + 1}"),
    (rf"{_ZH_YEAR}\s?(?P<n>\d\d?|[一二三四五六七八九十]{{1,2}})\s?月份?(?!\d)",
     lambda f, d: f"{_year_of(f, d)}-{_number(f['n']):02}"),
    (rf"{_L}({_YEAR})[-/.](\d\d?)(?![\d])", lambda f, _: f"{f[1]}-{int(f[2]):02}"),
    (rf"{_L}({_NAMES}),?\s?(?:of\s)?({_YEAR}){_R}", lambda f, _: f"{f[2]}-{_month(f[1]):02}"),
    (rf"{_L}({_YEAR})\s({_NAMES}){_R}", lambda f, _: f"{f[1]}-{_month(f[2]):02}"),
    (rf"(?<![a-z0-9.])({_YEAR})(?![0-9.]|[a-z])\s?年?(?:全年|度)?", lambda f, _: f[1]),
)  # fmt: skip
_TIMES: tuple[tuple[str, _Make], ...] = (
    (rf"(?:近|最近|过去|前)\s?{_COUNT}\s?个?(天|日|周|月|季|年)度?(?:内|以来|里)?",
     lambda f, d: _ago(d, _number(f[1]), f[2])),
    (r"(?:近|最近|过去)(?:的)?半年", lambda f, d: _ago(d, 6, "月")),
    (r"(?:近|最近|过去)(?:的)?一?年", lambda f, d: _ago(d, 12, "月")),
    (rf"{_L}(?:(?:in|over|during|within)\s)?(?:the\s)?(?:last|past|previous)\s{_EN_COUNT}\s(day|week|month|quarter|year)s?{_R}",
     lambda f, d: _ago(d, _number(f[1]), f[2])),
    (rf"{_L}(?:the\s)?past\s(week|month|quarter|year){_R}", lambda f, d: _ago(d, 1, f[1])),
    (rf"{_L}(?:since|last)[:\s]?(\d{{1,4}})\s?([dwmqy]){_R}", lambda f, d: _ago(d, int(f[1]), f[2])),
    (r"(今年|去年|本年|前年)以来|(今年|本年)(?:至今|迄今)",
     lambda f, d: f"{_relative_year(f[1] or f[2], d)}-01-01..{d.isoformat()}"),
    (rf"{_L}(?:year to date|ytd|so far this year){_R}", lambda f, d: f"{d.year}-01-01..{d.isoformat()}"),
    (rf"{_L}since\slast\syear{_R}", lambda f, d: f"{d.year - 1}-01-01..{d.isoformat()}"),
    (r"今年|本年|去年|前年|明年|后年", lambda f, d: str(_relative_year(f[0], d))),
    (rf"{_L}(this|last|next)\syear{_R}", lambda f, d: str(_relative_year(f"{f[1]} year", d))),
    (r"昨天|昨日", lambda f, d: _day(d, -1)),
    (r"明天|明日", lambda f, d: _day(d, 1)),
    (rf"{_L}(yesterday|tomorrow){_R}",
     lambda f, d: _day(d, {"yesterday": -1, "tomorrow": 1}[f[1]])),
    (rf"{_L}next\smonth{_R}|下个?月", lambda f, d: f"{_months_back(d.replace(day=1), -1):%Y-%m}"),
    (rf"{_L}next\squarter{_R}|下个?季度", lambda f, d: _quarter(d, -1)),
    (r"上个?月", lambda f, d: _month_before(d)),
    (rf"{_L}last\smonth{_R}", lambda f, d: _month_before(d)),
    (r"(?:本|这个)月", lambda f, d: f"{d:%Y-%m}"),
    (rf"{_L}this\smonth{_R}", lambda f, d: f"{d:%Y-%m}"),
    (r"上个?季度", lambda f, d: _quarter(d, 1)),
    (rf"{_L}last\squarter{_R}", lambda f, d: _quarter(d, 1)),
    (r"本季度|这个季度", lambda f, d: _quarter(d, 0)),
    (rf"{_L}this\squarter{_R}", lambda f, d: _quarter(d, 0)),
    (r"上(?:个|一)?周|最近一周", lambda f, d: _ago(d, 7, "d")),
    (rf"{_L}(?:last|this)\sweek{_R}", lambda f, d: _ago(d, 7, "d")),
)  # fmt: skip
_SINCE = re.compile(r"(?:since|from|after|自从?|从)[:\s]?$")
_UNTIL = re.compile(r"(?:until|till|before|by|截至|截止到?)\s?$")
_SINCE_AFTER = re.compile(r"\s?(?:以来|至今|起|开始|onwards?|之后|以后)")
_BETWEEN = re.compile(r"\s?(?:\.\.|-|–|—|~|to|and|through|until|till|到|至|和)\s?")
_MAYBE = re.compile(r"\d|[年月季周天日]|last|next|yester|tomor|this|past|previous|since|year|ytd|quarter|半年")
"""What every line with a period holds; the patterns are made for those lines alone."""


@cache
def _compiled() -> tuple[tuple[tuple[re.Pattern[str], _Make, bool], ...], ...]:
    return tuple(
        tuple((re.compile(pattern), make, relative) for pattern, make in patterns)
        for patterns, relative in ((_ONE, False), (_TIMES, True))
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
        since, until = _SINCE.search(before), _UNTIL.search(before)
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
    return parse(_ago(last, int(found[1]), unit)).start
