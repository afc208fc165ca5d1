"""Figures that stand in a text, read as people print them: digits, Chinese numerals, shares, ranges, vague words.

What is read is folded text (`level`). A figure keeps its place there, so that one can tell which figures of a line a
quotation holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple
from unicodedata import normalize

from tui.text.folding import simplified
from tui.text.read_numbers import CURRENCY_WORDS, currency

TIMES, PERCENT, ORDINAL, YEARS_ON = "×", "%", "名次", "今年"
"""What a figure may count besides money and things: times, hundredths, a place in an order, years from the text's."""


class PrintedFigure(NamedTuple):
    """A figure as a text has it, from `start` to `end`.

    Attributes:
        low, high: its ends, which are one where it is definite.
        counts: an ISO 4217 currency, `%`, `×`, `名次` (a place), `今年` (years from the text's own), the word that
            counts things (`家`), or nothing where none is printed.
        loose: whether a word says it and not a number: `数百`, `十几`.
    """

    low: Fraction
    high: Fraction
    counts: str
    start: int
    end: int
    loose: bool = False


_QUOTES = re.compile("[\"'`´‘’“”„«»「」『』〝〞]")
_BLANKS = re.compile("(?<![!-~]) | (?![!-~])")


_ALIKE = ("人名位个人次", "家个名位", "件起笔宗轮次个", "款个项", "次人次")
"""Signs that count the same things: six people are 六人, 六名, 六位."""


def counts_alike(counts: str, label: str) -> bool:
    """Whether the word that counts things in a text counts what a unit's Chinese name counts."""
    return counts in label or any(counts in signs and any(sign in label for sign in signs) for signs in _ALIKE)


def level(text: str) -> str:
    """A text without quotes, case, full-width and traditional forms; blanks stay between words of ASCII only."""
    # A full-width comma divides words and no thousands.
    folded = _QUOTES.sub("", simplified(normalize("NFKC", text.replace("，", "、")))).casefold()
    return _BLANKS.sub("", " ".join(folded.split()))


_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WESTERN = {
    **dict.fromkeys(("thousand", "k"), 10**3),
    **dict.fromkeys(("million", "mn", "m"), 10**6),
    **dict.fromkeys(("billion", "bn", "b"), 10**9),
    **dict.fromkeys(("trillion", "tn", "t"), 10**12),
}
_DOZENS = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000}
_COUNTER = "人次|小时|分钟|个月|[人名位个家件起笔宗轮次款项倍年天条张台只部支岁成]|[月周日](?!活)"
"""What counts things in Chinese; 月活 is no month but counts people."""
_DIGITS = r"(?<![a-z0-9.])(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<digits>{_DIGITS})(?:(?P<size>[十百千]?(?:万亿|[万亿])|[百千])|\s?(?P<western>{'|'.join(_WESTERN)})(?![a-z]))?"
    r"|(?P<ten>十)?(?P<few>好几|[几数])(?P<of>[十百千]*(?:万亿|[万亿])?)"
    r"|(?P<han>[零〇一二两三四五六七八九十百千]+)(?P<han_size>万亿|[万亿])?"
    r"|(?P<bare>万亿|[万亿])"
    r"|(?P<dozens>tens|dozens|hundreds|thousands) of (?P<dozens_of>thousand|million|billion|trillion)s"
)
_COUNTED = re.compile(
    rf"[多余来]?(?:(?P<percent>\s?%|个百分点|\s?per ?cent)|(?P<money>\s?(?:{CURRENCY_WORDS})(?![a-z]))"
    rf"|(?P<times>-?fold|x(?![a-z]))|(?P<counter>{_COUNTER}))?"
)
_MONEY_BEFORE = re.compile(rf"(?<![a-z])(?:{CURRENCY_WORDS})\s?$")
_TO = re.compile(r"\s?[-‐-―~至到]\s?")
_WORDS = (
    ("一半|半数|半壁江山|half", PERCENT, 50, 50),
    ("持平|unchanged", PERCENT, 0, 0),
    ("登顶|榜首|居首|首位|领先|最多|最大|最高|历史新高|打破了?历史[记纪]录", ORDINAL, 1, 1),
    ("今年|this year", YEARS_ON, 0, 0),
    ("去年|last year", YEARS_ON, -1, -1),
)
_WORD = re.compile("|".join(f"(?P<word{number}>{words})" for number, (words, *_) in enumerate(_WORDS)))
_SHARE = re.compile(
    r"([一二两三四五六七八九十百千]+|\d+)分之([一二两三四五六七八九十]+|\d+)|\b(?:a|one) (third|quarter)\b"
)
_RATIO = re.compile(r"(?<![\d:])1[:∶](\d+)(?![\d:])")
_ORDINAL = re.compile(
    r"(第|(?<![当目此之以年])前)([一二三四五六七八九十]+|\d{1,2}(?!\d))(?![年月天日季个轮次期代])[名位]?"
)
_LATIN_ORDINAL = re.compile(r"(?<![\w.])(?:no\. ?|#)?(\d+)(?:st|nd|rd|th)\b|(?<![\w.])(?:no\. ?|#)(\d+)\b")


def _han(text: str) -> int:
    """The number of numerals below ten thousand; a sign of size that stands alone counts once."""
    total, digit = 0, None
    for sign in text:
        if sign in _SIZES:
            total += (1 if digit is None else digit) * _SIZES[sign]
            digit = None
        else:
            digit = (digit or 0) * 10 + _HAN[sign]
    return total + (digit or 0)


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "")) if text[0].isdigit() else Fraction(_han(text))


def _size(signs: str | None) -> int:
    """The product of signs of size: `千万`, `万亿`."""
    size = 1
    for sign in signs or "":
        size *= _SIZES[sign]
    return size


class _Amount(NamedTuple):
    """An amount: what its digits say, the size that they are multiplied by, and what it counts."""

    low: Fraction
    high: Fraction
    size: int
    counts: str
    start: int
    end: int
    loose: bool = False

    def printed(self) -> PrintedFigure:
        return PrintedFigure(self.low * self.size, self.high * self.size, self.counts, self.start, self.end, self.loose)


def _told(found: re.Match[str]) -> tuple[Fraction, Fraction, int, bool]:
    """The ends, the size and the looseness of an amount. `数百` is 200 to 999, `十几亿` 1.1 to 1.9 billion."""
    if found["digits"]:
        value = _number(found["digits"])
        return value, value, _WESTERN[found["western"]] if found["western"] else _size(found["size"]), False
    if found["han"]:
        value = _number(found["han"])
        return value, value, _size(found["han_size"]), False
    if found["ten"]:
        return Fraction(11), Fraction(19), _size(found["of"]), True
    few, size = 2, _size(found["of"] or found["bare"])
    if found["bare"]:
        few = 1
    elif found["dozens"]:
        size = _DOZENS[found["dozens"]] * _WESTERN[found["dozens_of"]]
    return Fraction(few * size), Fraction(10 * size - 1), 1, True


def _counts(found: re.Match[str], before: str) -> tuple[str, int]:
    """What the words beside an amount say that it counts, and by how much it is multiplied for that."""
    if found["percent"]:
        return PERCENT, 1
    if found["times"] or found["counter"] == "倍":
        return TIMES, 1
    if found["counter"] == "成":
        return PERCENT, 10
    return found["counter"] or currency(found["money"] or before) or "", 1


def _amount(text: str, place: int) -> _Amount | None:
    """The amount that begins at a place."""
    found = _AMOUNT.match(text, place)
    if found is None:
        return None
    low, high, size, loose = _told(found)
    last = found
    # Amounts of falling size that follow each other are one: 1亿2000万.
    while last["size"] and (more := _AMOUNT.match(text, last.end())) and more["size"]:
        value, _, further, _ = _told(more)
        if value * further >= _size(last["size"]):
            break
        low, high, size, last = low * size + value * further, high * size + value * further, 1, more
    counted = _COUNTED.match(text, last.end())
    assert counted is not None
    before = _MONEY_BEFORE.search(text, max(0, place - 8), place)
    counts, times = _counts(counted, before.group() if before else "")
    # A numeral of one sign is one only where it counts something: not in 一些, nor in 几乎.
    alone = (found["han"] and not found["han_size"]) or (found["few"] and not found["of"])
    if alone and counted.end() == last.end():
        return None
    return _Amount(low * times, high * times, size, counts, place, counted.end(), loose)


def _with_range(text: str, first: _Amount) -> Iterator[PrintedFigure]:
    """An amount; where a range begins with it, the range. Its lower end has the size and the unit of the upper one."""
    to = _TO.match(text, first.end)
    last = _amount(text, to.end()) if to else None
    if to is None or last is None or first.counts not in ("", last.counts):
        yield first.printed()
        return
    size = last.size if first.size == 1 and not first.counts else first.size
    low, high = first.low * size, last.high * last.size
    if low < high:
        yield PrintedFigure(low, high, last.counts, first.start, last.end, first.loose or last.loose)
    # "From 38 to 24": both ends are figures of their own.
    if low >= high or "到" in to.group():
        yield first.printed()
        yield last.printed()


def _worded(text: str) -> Iterator[PrintedFigure]:
    """Shares, ratios, places and words that stand for a figure."""
    for found in _SHARE.finditer(text):
        whole, part, latin = found.groups()
        share = Fraction(1, {"third": 3, "quarter": 4}[latin]) if latin else _number(part) / _number(whole)
        yield PrintedFigure(share * 100, share * 100, PERCENT, *found.span())
    for found in _RATIO.finditer(text):
        yield PrintedFigure(_number(found[1]), _number(found[1]), TIMES, *found.span())
    for found in _ORDINAL.finditer(text):
        last = _number(found[2])
        yield PrintedFigure(last if found[1] == "第" else Fraction(1), last, ORDINAL, *found.span())
    for found in _LATIN_ORDINAL.finditer(text):
        last = _number(found[1] or found[2])
        yield PrintedFigure(last, last, ORDINAL, *found.span())
    for found in _WORD.finditer(text):
        _, counts, low, high = _WORDS[int((found.lastgroup or "")[4:])]
        yield PrintedFigure(Fraction(low), Fraction(high), counts, *found.span(), low != high)


def figures_in(text: str) -> list[PrintedFigure]:
    """All figures of a folded text, in their order. One that is part of a longer one is not told besides it."""
    found = list(_worded(text))
    taken = [(figure.start, figure.end) for figure in found]
    place = 0
    while (start := _AMOUNT.search(text, place)) is not None:
        place = start.start()
        amount = _amount(text, place)
        if amount is None or any(begin <= place < end for begin, end in taken):
            place = start.end()
            continue
        read = list(_with_range(text, amount))
        found += read
        place = max(figure.end for figure in read)
    return sorted(found, key=lambda figure: (figure.start, figure.end))


_SENTENCE = re.compile(r"[。;!?]")
_CHANGE = re.compile(
    r"(?P<up>[增升涨]|提高|rose|up|gr[eo]w|increas)|(?P<down>[降减跌缩]|下滑|fell|down|drop|declin|decreas|-$)"
)


def direction(text: str, place: int) -> int:
    """What the words of a sentence before a place say of the figure there: 1 a rise, -1 a fall, 0 nothing."""
    sentence = _SENTENCE.split(text[:place])[-1]
    last = max(_CHANGE.finditer(sentence), key=re.Match.start, default=None)
    return 0 if last is None else 1 if last["up"] else -1
