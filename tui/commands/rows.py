"""Selecting rows."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import show
from tui.engines.base import Can
from tui.language.label import Label
from tui.tables import view as views
from tui.tables.model import TableModel

WAIT = Label("one moment: row numbers are still being found", "稍候：行号尚未就绪")
MANY = Label("too many rows, or not yet counted: filter first", "行数过多或尚未计数：请先筛选")
NO_NUMBERS = Label("rows have no numbers here: filter instead of selecting", "此处的行没有行号：请用筛选代替选中")
NONE_SELECTED = Label("no row is selected: {select} selects", "未选中任何行：{select} 选中")


def _hindered(model: TableModel, why: Label) -> Label:
    """Why rows cannot be selected."""
    return why if Can.ROW_NUMBERS in model.dataset.engine.can else NO_NUMBERS


def _marked(desk: Desk) -> None:
    desk.table.mark()
    desk.follow()
    desk.tell("")


@on_table("select", "Space", Label("select this row, or let it go", "选中或取消此行"))
def select(desk: Desk, model: TableModel) -> None:
    if model.selection.toggle(model.window, model.cursor.row):
        desk.table.move_by(1)
        _marked(desk)
    else:
        desk.tell(_hindered(model, WAIT))


@on_table("select.range", "v", Label("select from the last selected row to here", "从上次选中处选到此行"))
def select_range(desk: Desk, model: TableModel) -> None:
    if model.selection.reach(model.window, model.cursor.row):
        _marked(desk)
    else:
        desk.tell(_hindered(model, WAIT))


@on_table("select.shown", "*", Label("select all rows shown, or none", "全选或全不选"))
def select_shown(desk: Desk, model: TableModel) -> None:
    if model.selection.toggle_all(model.window):
        _marked(desk)
    else:
        desk.tell(_hindered(model, MANY))


@on_table("select.only", '"', Label("only the rows selected, or all again", "只看选中的行，或恢复"))
def show_selected(desk: Desk, model: TableModel) -> None:
    if model.view.query.only is None and not model.selection:
        desk.tell(NONE_SELECTED)
    else:
        show(desk, model, views.only(model.view, model.selection.numbers))
