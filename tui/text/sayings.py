"""How people write and say periods, as patterns with what each means, in two languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tui.text.dates import parse, period_text
from tui.text.holidays import HOLIDAYS, holiday_in

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_SHORT = r"['’]?(?:1\d|2\d)"
"""A year of two digits: only where what stands beside it says that it is one."""
_ANY = rf"(?:{_YEAR}|{_SHORT})"
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "两": 2, "半": 0}
_COUNT = r"(\d{1,4}|[一二三四五六七八九十两]{1,2})"
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "twelve": 12}  # fmt: skip
_EN_COUNT = rf"(\d{{1,4}}|{'|'.join(_WORDS)})"
_L, _R = r"(?<![a-z0-9.])", r"(?![a-z0-9])"
_FIRST = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


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


def ago(last: date, count: int, unit: str) -> str:
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


def _long_ago(last: date, count: str, unit: str) -> str:
    """The year, or the month, so many before the last day's."""
    if unit in ("year", "年"):
        return f"{last.year - _number(count):04}"
    return f"{_months_back(last.replace(day=1), _number(count)):%Y-%m}"


def _latest_holiday(name: str, last: date) -> str:
    this = holiday_in(name, last.year)
    return this if (parse(this).start or last) <= last else holiday_in(name, last.year - 1)


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


Make = Callable[["re.Match[str]", date], str]
_ZH_YEAR = rf"(?:(?P<y>{_YEAR})\s?年?|(?<![\d近去前后])(?P<s>[12]\d)\s?年|(?P<ry>今年|本年|去年|前年|明年)的?)"
_ZH_MONTH = r"\d\d?|[一二三四五六七八九十]{1,2}"
_TO = r"\s?(?:-|–|—|~|to|through|until|vs\.?|and|到|至|和)\s?"
LONG_MONTHS = r"january|february|april|june|july|august|september|october|november|december"


def _year_of(found: re.Match[str], last: date) -> int:
    if found["y"] or found["s"]:
        return _full(found["y"] or found["s"])
    return _relative_year(found["ry"], last)


def _full(text: str) -> int:
    """A year of two digits or of four."""
    digits = text.lstrip("'’")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _span(year: int, first: int, last: int) -> str:
    """The months from one to another, of one year."""
    text = f"{year}-{first:02}..{year}-{last:02}"
    start, end = parse(text)[:2]
    whole = period_text(start, end) if start and end else text
    return text if ".." in whole else whole


def _quarters(year: int, first: int, last: int) -> str:
    return _span(year, 3 * first - 2, 3 * last)


_STRETCHES = {"early": (1, 3), "beginning of": (1, 3), "start of": (1, 3), "mid": (5, 8), "middle of": (5, 8),
              "late": (10, 12), "end of": (10, 12), "end": (10, 12), "year end": (10, 12),
              "初": (1, 3), "末": (10, 12), "底": (10, 12), "终": (10, 12)}  # fmt: skip
"""Months that people mean by a part of a year."""


def _latest_month(last: date, month: int, day: int = 0) -> str:
    """The latest month, or day, of that name that has begun."""
    year = last.year - ((month, day or 1) > (last.month, last.day))
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _latest_quarter(last: date, quarter: int) -> str:
    return f"{last.year - (3 * quarter - 2 > last.month)}-Q{quarter}"


def _latest_half(last: date, half: int) -> str:
    return f"{last.year - (6 * half - 5 > last.month)}-H{half}"


def _named_month(text: str) -> int:
    month = _number(text)
    if not 1 <= month <= 12:
        raise ValueError(text)
    return month


WRITTEN_PERIODS: tuple[tuple[str, Make], ...] = (
    # of several months, before what one of them is read as
    (rf"{_L}(?:between\s)?({_NAMES}){_TO}({_NAMES}),?\s?(?:of\s)?({_ANY}){_R}",
     lambda f, _: _span(_full(f[3]), _month(f[1]), _month(f[2]))),
    (rf"{_L}(?:between\s)?q([1-4]){_TO}q([1-4])[-\s]?(?:of\s)?({_ANY}){_R}",
     lambda f, _: _quarters(_full(f[3]), int(f[1]), int(f[2]))),
    (rf"{_L}({_YEAR})[-\s]?q([1-4]){_TO}q([1-4]){_R}", lambda f, _: _quarters(int(f[1]), int(f[2]), int(f[3]))),
    (rf"{_ZH_YEAR}\s?的?前\s?(?P<n>{_COUNT[1:-1]})\s?个?(?P<u>月|季)度?",
     lambda f, d: _span(_year_of(f, d), 1, _number(f["n"]) * (3 if f["u"] == "季" else 1))),
    (rf"{_L}first\s{_EN_COUNT}\s(month|quarter)s?(?:\s(?:of|in))?\s({_ANY}){_R}",
     lambda f, _: _span(_full(f[3]), 1, _number(f[1]) * (3 if f[2] == "quarter" else 1))),
    (rf"{_L}([369])m[-\s]?({_ANY}){_R}", lambda f, _: _span(_full(f[2]), 1, int(f[1]))),
    (rf"{_L}({_YEAR})[-\s]?([369])m{_R}", lambda f, _: _span(int(f[1]), 1, int(f[2]))),
    (rf"{_ZH_YEAR}\s?(?P<n>{_ZH_MONTH})\s?月?份?{_TO}(?P<m>{_ZH_MONTH})\s?月(?!\d)",
     lambda f, d: _span(_year_of(f, d), _number(f["n"]), _number(f["m"]))),
    # a part of a year
    (rf"{_L}(?:the\s)?(?:by\s(?:the\s)?)?(early|beginning\sof|start\sof|mid|middle\sof|late|end\sof|end|year\send)[-\s]"
     rf"(?:the\s)?(?:year\s)?({_ANY}){_R}", lambda f, _: _span(_full(f[2]), *_STRETCHES[f[1]])),
    (rf"{_ZH_YEAR}\s?年?(?P<n>[初末底终])", lambda f, d: _span(_year_of(f, d), *_STRETCHES[f["n"]])),
    (rf"{_ZH_YEAR}\s?的?(?P<n>{'|'.join(HOLIDAYS)})", lambda f, d: holiday_in(f["n"], _year_of(f, d))),
    (rf"{_L}({'|'.join(HOLIDAYS)})\s(?:of\s)?({_YEAR}){_R}", lambda f, _: holiday_in(f[1], int(f[2]))),
    (rf"{_L}({_YEAR})\s({'|'.join(HOLIDAYS)}){_R}", lambda f, _: holiday_in(f[2], int(f[1]))),
    (rf"{_L}half[-\s]year\s({_YEAR}){_R}", lambda f, _: f"{f[1]}-H1"),
    (rf"{_L}({_YEAR})\shalf[-\s]year{_R}", lambda f, _: f"{f[1]}-H1"),
    (rf"{_ZH_YEAR}\s?年?半年(?:报|度)?", lambda f, d: f"{_year_of(f, d)}-H1"),
    # ISO and what looks like it
    (rf"{_L}(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d){_R}", lambda f, _: f"{f[1]}-{f[2]}-{f[3]}"),
    (rf"{_L}(20\d\d)(0[1-9]|1[0-2])(?!\d){_R}", lambda f, _: f"{f[1]}-{f[2]}"),
    (rf"{_L}({_YEAR})[-/.](\d\d?)[-/.](\d\d?)(?!\d)", lambda f, _: f"{f[1]}-{int(f[2]):02}-{int(f[3]):02}"),
    (rf"{_ZH_YEAR}\s?(?P<m>\d\d?)\s?月\s?(?P<n>\d\d?)\s?[日号]?(?!\d)",
     lambda f, d: f"{_year_of(f, d)}-{int(f['m']):02}-{int(f['n']):02}"),
    (rf"{_L}({_NAMES})\s(\d\d?)(?:st|nd|rd|th)?,?\s({_YEAR}){_R}",
     lambda f, _: f"{f[3]}-{_month(f[1]):02}-{int(f[2]):02}"),
    (rf"{_L}(\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?({_NAMES}),?\s({_YEAR}){_R}",
     lambda f, _: f"{f[3]}-{_month(f[2]):02}-{int(f[1]):02}"),
    (rf"{_L}({_YEAR})[-\s]?q([1-4]){_R}", lambda f, _: f"{f[1]}-Q{f[2]}"),
    (rf"{_L}({_SHORT})-?q([1-4]){_R}", lambda f, _: f"{_full(f[1])}-Q{f[2]}"),
    (rf"{_L}([1-4])q[-\s]?({_ANY}){_R}", lambda f, _: f"{_full(f[2])}-Q{f[1]}"),
    (rf"{_L}q([1-4])[-\s]?(?:of\s)?({_ANY}){_R}", lambda f, _: f"{_full(f[2])}-Q{f[1]}"),
    (rf"{_L}({_YEAR})[-\s]?h([12]){_R}", lambda f, _: f"{f[1]}-H{f[2]}"),
    (rf"{_L}({_YEAR})\s?([12])h{_R}", lambda f, _: f"{f[1]}-H{f[2]}"),
    (rf"{_L}({_SHORT})-?h([12]){_R}", lambda f, _: f"{_full(f[1])}-H{f[2]}"),
    (rf"{_L}h([12])[-\s]?(?:of\s)?({_ANY}){_R}", lambda f, _: f"{_full(f[2])}-H{f[1]}"),
    (rf"{_L}([12])h[-\s]?({_ANY}){_R}", lambda f, _: f"{_full(f[2])}-H{f[1]}"),
    (rf"{_L}(first|second|third|fourth|1st|2nd|3rd|4th)[-\s]quarter(?:\s(?:of|in))?\s({_YEAR}){_R}",
     lambda f, _: f"{f[2]}-Q{_FIRST[f[1]]}"),
    (rf"{_L}(first|second|1st|2nd)[-\s]half(?:\s(?:of|in))?\s({_YEAR}){_R}", lambda f, _: f"{f[2]}-H{_FIRST[f[1]]}"),
    (rf"{_ZH_YEAR}\s?(?:第)?(?P<n>[一二三四1-4])\s?季度?", lambda f, d: f"{_year_of(f, d)}-Q{_number(f['n'])}"),
    (rf"{_ZH_YEAR}\s?[qQ](?P<n>[1-4])", lambda f, d: f"{_year_of(f, d)}-Q{f['n']}"),
    (rf"{_ZH_YEAR}\s?(?P<n>[上下])半年", lambda f, d: f"{_year_of(f, d)}-H{'上下'.index(f['n']) + 1}"),
    (rf"{_ZH_YEAR}\s?(?P<n>\d\d?|[一二三四五六七八九十]{{1,2}})\s?月份?(?!\d)",
     lambda f, d: f"{_year_of(f, d)}-{_number(f['n']):02}"),
    (rf"{_L}({_YEAR})[-/.](\d\d?)(?![\d])", lambda f, _: f"{f[1]}-{int(f[2]):02}"),
    (rf"{_L}(\d\d?)/({_YEAR}){_R}", lambda f, _: f"{f[2]}-{int(f[1]):02}"),
    (rf"{_L}({_NAMES})-?,?\s?(?:of\s)?({_YEAR}){_R}", lambda f, _: f"{f[2]}-{_month(f[1]):02}"),
    (rf"{_L}({_NAMES})[-\s]?(['’]\d\d|(?<=-)\d\d){_R}", lambda f, _: f"{_full(f[2])}-{_month(f[1]):02}"),
    (rf"{_L}({_YEAR})\s({_NAMES}){_R}", lambda f, _: f"{f[1]}-{_month(f[2]):02}"),
    (rf"(?<![a-z0-9.])({_YEAR})(?![0-9.]|[a-z])\s?年?(?:全年|度)?", lambda f, _: f[1]),
    (rf"(?<![a-z0-9])(['’][12]\d){_R}", lambda f, _: str(_full(f[1]))),
    (r"(?<![\d近去前后])(2\d)年(?![前内里]|以[前内来])(?:全年|度)?", lambda f, _: str(_full(f[1]))),
)  # fmt: skip
RELATIVE_PERIODS: tuple[tuple[str, Make], ...] = (
    (rf"(?:近|最近|过去|前)\s?{_COUNT}\s?个?(天|日|周|月|季|年)度?(?:内|以来|里)?",
     lambda f, d: ago(d, _number(f[1]), f[2])),
    (r"半年多?[之以]?前", lambda f, d: f"{_months_back(d.replace(day=1), 6):%Y-%m}"),
    (rf"{_L}half\sa\syear\sago{_R}", lambda f, d: f"{_months_back(d.replace(day=1), 6):%Y-%m}"),
    (r"(?<![年\d])(?:半年[报度]|中报)", lambda f, d: _latest_half(d, 1)),
    (r"(?:近|最近|过去|这)?(?:的|个)?(?<![前上下])半年(?:来|内|以来|里)?(?![报度前后])", lambda f, d: ago(d, 6, "月")),
    (rf"{_L}(?:(?:in|over|during|within)\s)?(?:the\s|a\s)?(?:(?:last|past|previous|latest)\s)?half[-\s](?:a\s)?year{_R}",
     lambda f, d: ago(d, 6, "month")),
    (r"(?:近|最近|过去)(?:的)?一?年", lambda f, d: ago(d, 12, "月")),
    (rf"{_L}(?:(?:in|over|during|within)\s)?(?:the\s)?(?:last|past|previous)\s{_EN_COUNT}\s(day|week|month|quarter|year)s?{_R}",
     lambda f, d: ago(d, _number(f[1]), f[2])),
    (rf"{_L}(?:the\s)?past\s(week|month|quarter|year){_R}", lambda f, d: ago(d, 1, f[1])),
    (rf"{_L}(?:since|last)[:\s]?(\d{{1,4}})\s?([dwmqy]){_R}", lambda f, d: ago(d, int(f[1]), f[2])),
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
    (r"上(?:个|一)?周|最近一周|本周|这周|这一周|近一周", lambda f, d: ago(d, 7, "d")),
    (rf"{_L}(?:last|this)\sweek{_R}", lambda f, d: ago(d, 7, "d")),
    (rf"{_L}(?:the\s)?year\sbefore\slast{_R}", lambda f, d: str(d.year - 2)),
    (rf"{_L}(?:a|an|{_EN_COUNT})\s(year|month)s?\s(?:ago|earlier){_R}", lambda f, d: _long_ago(d, f[1] or "1", f[2])),
    (rf"{_COUNT}\s?个?(年|月)(?:之?前|以前)", lambda f, d: _long_ago(d, f[1], f[2])),
    # Without a year the latest is meant.
    (rf"(?<![\d年])({_ZH_MONTH})\s?月?份?(?:-|–|~|到|至)({_ZH_MONTH})\s?月(?![\d活])",
     lambda f, d: _span(int(_latest_month(d, _named_month(f[1]))[:4]), _number(f[1]), _number(f[2]))),
    (rf"(?<![\d年个])({_ZH_MONTH})\s?月\s?(\d\d?)\s?[日号]",
     lambda f, d: _latest_month(d, _named_month(f[1]), int(f[2]))),
    (rf"(?<![\d年个近])({_ZH_MONTH})\s?月份?(?![\d活均度])", lambda f, d: _latest_month(d, _named_month(f[1]))),
    (rf"{_L}(?:(?:in|for|during|of)\s)?({LONG_MONTHS}){_R}|{_L}(?:in|during|for)\s(may|march){_R}|"
     rf"(?<=since\s)(may|march){_R}",
     lambda f, d: _latest_month(d, _month(f[1] or f[2] or f[3]))),
    (r"(?<![年\d])前三季度|(?<![年\d])前三个季度", lambda f, d: _quarters(d.year - (d.month < 10), 1, 3)),
    (rf"{_L}q([1-4]){_R}(?!\s?\d)", lambda f, d: _latest_quarter(d, int(f[1]))),
    (r"(?<![年\d])第?([一二三四1-4])季度", lambda f, d: _latest_quarter(d, _number(f[1]))),
    (rf"{_L}h([12]){_R}(?!\s?\d)", lambda f, d: _latest_half(d, int(f[1]))),
    (rf"{_L}(?:the\s)?(first|second)\shalf(?:\sof\sthe\syear)?{_R}(?!\sof)",
     lambda f, d: _latest_half(d, _FIRST[f[1]])),
    (r"(?<![年\d])([上下])半年", lambda f, d: _latest_half(d, "上下".index(f[1]) + 1)),
    (r"(?<![年\d])年初", lambda f, d: _span(d.year, 1, 3)),
    (r"(?<![年\d])年[底末]", lambda f, d: _span(d.year - (d.month < 10), 10, 12)),
    (rf"(?<![a-z])(?:{'|'.join(HOLIDAYS)})(?![a-z])", lambda f, d: _latest_holiday(f[0], d)),
)  # fmt: skip
