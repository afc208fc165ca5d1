"""How figures of the corpus are looked at: in which currency, in which units, as of which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tui.commands.desk import Desk
from tui.commands.registry import ANYWHERE, NO_PAGE_HERE, Where, anywhere
from tui.language.label import Label
from tui.language.words import label
from tui.text import dates
from tui.text.numbers import Unit

_CURRENCIES = ("", "USD", "CNY", "EUR")
"""What the key goes through: as printed, then converted."""
_UNITS: tuple[Unit | None, ...] = (None, "western", "chinese")
NO_CORPUS_LOOKS = Label("only figures of the corpus are looked at so", "只适用于自带数据")
NO_DAY = Label("write 2025-06-30, 2025-06 or 2025; nothing for all", "写作 2025-06-30、2025-06 或 2025；留空为全部")
AS_OF = Label("as of (nothing for all): ", "截至（留空为全部）： ")
_PRINTED = Label("as printed", "按原文币种")
_CONVERTED = Label("converted at the mean rate of the event's month:", "按事件当月平均汇率折算：")
IN_UNITS: Mapping[Unit, Label] = {"western": Label("K M B", "K M B"), "chinese": Label("Chinese units", "万 亿")}
BY_LANGUAGE = Label("units as the language has them", "单位随语言")
_PAGES = Where.PAGE | Where.OVER
_LOOK = "look"
"""The purpose of the task that reads the corpus otherwise."""


def next_currency(desk: Desk) -> None:
    """Shows money in the next currency: as printed, in dollars, in yuan."""
    now = desk.reader.currency
    place = _CURRENCIES.index(now) if now in _CURRENCIES else 0
    wanted = _CURRENCIES[(place + 1) % len(_CURRENCIES)]
    told = f"{desk.say(_CONVERTED)} {wanted}" if wanted else desk.say(_PRINTED)
    _look(desk, wanted, desk.reader.units, desk.lens.corpus.until if desk.lens else None, told)


def next_units(desk: Desk) -> None:
    """Writes figures in the next units."""
    wanted = _UNITS[(_UNITS.index(desk.reader.units) + 1) % len(_UNITS)]
    told = desk.say(IN_UNITS[wanted] if wanted else BY_LANGUAGE)
    _look(desk, desk.reader.currency, wanted, desk.lens.corpus.until if desk.lens else None, told)


@anywhere(
    "look.currency",
    "$",
    Label("on a page: money in another currency", "页面上：金额换币种"),
    where=_PAGES,
    elsewhere=NO_PAGE_HERE,
)
def page_currency(desk: Desk) -> None:
    next_currency(desk)


@anywhere("look.units", "#", Label("on a page: other units", "页面上：换单位"), where=_PAGES, elsewhere=NO_PAGE_HERE)
def page_units(desk: Desk) -> None:
    next_units(desk)


@anywhere(
    "as_of",
    "A",
    Label("the corpus as of a day: what was published by then", "截至某日的数据"),
    where=ANYWHERE | Where.OVER,
)
def as_of(desk: Desk) -> None:
    lens = desk.lens
    if lens is None:
        desk.tell(NO_CORPUS_LOOKS)
        return

    def taken(text: str) -> bool:
        try:
            day = dates.parse(dates.dashed(text.strip())).end if text.strip() else None
        except ValueError:
            day = None
        if text.strip() and day is None:
            desk.tell(NO_DAY)
            return False
        _look(
            desk, desk.reader.currency, desk.reader.units, day, desk.say(label("looks.as_of", str(day))) if day else ""
        )
        return True

    desk.prompt.ask(AS_OF, str(lens.corpus.until or ""), taken)


def _look(desk: Desk, currency: str, units: Unit | None, day: date | None, told: str) -> None:
    """Reads the corpus otherwise, beside the keys, shows the same tabs so, and tells how."""
    lens = desk.lens
    if lens is None:
        desk.tell(NO_CORPUS_LOOKS)
        return
    other = lens.seen(currency, day)
    reader = desk.reader._replace(currency=currency, units=units)

    def read(_: object) -> None:
        for name in other.corpus.tabs:
            other.shown(name)

    def done(_: object) -> None:
        if desk.look(other, reader) and told:
            desk.tell(told)

    desk.tasks.start(_LOOK, Label("reading", "读取"), read, done, desk.tell)
    desk.wake()
