"""Reading a column of a file as another kind."""

from __future__ import annotations

from tui.cells.cell import ShownColumn
from tui.commands.desk import Desk
from tui.commands.looking import IN_UNITS, next_currency, next_units
from tui.commands.registry import on_table
from tui.commands.showing import show, when_decided, work
from tui.language.label import Label, Noun
from tui.query.fields import RAW
from tui.query.query import Condition, Query
from tui.tables import view as views
from tui.tables.model import TableModel
from tui.text.numbers import UNITS, Unit

UNREAD = Noun(
    "cell could not be read so and stands as it is",
    "cells could not be read so and stand as they are",
    "个单元格读不成，保持原样",
)
NUMBERS = Label("numbers", "数字")
TYPED = Label("only columns of files can be read otherwise", "只有文件的列可改类型")


def _retype(desk: Desk, model: TableModel, kind: str, words: Label) -> None:
    if not model.can_retype:
        desk.tell(TYPED)
        return
    column = model.column
    if kind in ("", "text"):
        _read_as(desk, model, column, kind, words)
    else:
        # What a kind makes of its cells is told by all of them, too.
        when_decided(desk, model, None, lambda: _read_as(desk, model, column, kind, words))


def _read_as(desk: Desk, model: TableModel, shown: ShownColumn, kind: str, words: Label) -> None:
    column, title = shown.name, shown.title
    if not show(desk, model, views.retype(model.view, column, kind)):
        return
    told = f"{title}: {desk.say(words)}"
    desk.tell(told)
    engine = model.dataset.engine
    if column + RAW in engine.schema():
        unread = Query(filters=(Condition(column + RAW, "present"), Condition(column, "null")))

        def found(number: int) -> None:
            if number:
                desk.tell(f"{told}, {UNREAD.counted(number, desk.reader.language)}")

        what = Label(f"{title}: {words.en}", f"{title}: {words.zh}")
        work(desk, model, what, lambda token: engine.count(unread, token=token), found)


@on_table("type.text", "~", Label("read this column as text", "此列作文本"))
def as_text(desk: Desk, model: TableModel) -> None:
    """A column as it is written; the same key again shows it as it was read."""
    if (model.column.name, "text") in model.view.kinds:
        _retype(desk, model, "", Label("as it was read", "恢复读法"))
    else:
        _retype(desk, model, "text", Label("text", "文本"))


@on_table(
    "type.number",
    "#",
    Label("read this column as numbers; numbers in other units", "此列作数字；已是数字则换单位"),
)
def as_numbers(desk: Desk, model: TableModel) -> None:
    """A column as numbers; those of a column that holds numbers in the next units."""
    if not model.can_retype and desk.lens is not None:
        next_units(desk)
        return
    when_decided(desk, model, None, lambda: _numbers_or_units(desk, model))


def _numbers_or_units(desk: Desk, model: TableModel) -> None:
    field = next(iter(model.dataset.fields([model.column], model.query)), None)
    kind = field.kind if field is not None else "text"
    if not model.can_retype or kind not in ("number", "money"):
        _retype(desk, model, "number", NUMBERS)
        return
    name = model.column.name
    own: Unit = "chinese" if desk.reader.language == "zh" else "western"
    ways: list[Unit | None] = [None, *([] if kind == "money" else [own]), *(unit for unit in UNITS if unit != own)]
    now = dict(model.view.units).get(name)
    wanted = ways[(ways.index(now) + 1) % len(ways)] if now in ways else None
    view = views.in_units(model.view, name, wanted)
    if wanted is None and kind == "money":
        # Money is written in units by itself: all of its digits are those of a number.
        view = views.retype(view, name, "number")
    if show(desk, model, view):
        desk.tell(f"{model.column.title}: {desk.say(IN_UNITS[wanted] if wanted else NUMBERS)}")


@on_table("type.date", "@", Label("read this column as dates", "此列作日期"))
def as_dates(desk: Desk, model: TableModel) -> None:
    _retype(desk, model, "date", Label("dates", "日期"))


@on_table(
    "type.money",
    "$",
    Label("read this column as money: 1.2B, 12亿; of the corpus: other currencies", "此列作金额；自带数据换币种"),
)
def as_money(desk: Desk, model: TableModel) -> None:
    if not model.can_retype and desk.lens is not None:
        next_currency(desk)
        return
    _retype(desk, model, "money", Label("money", "金额"))
