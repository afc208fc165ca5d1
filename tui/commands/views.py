"""Going back and forth between the views of a table."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.language.label import Label
from tui.tables.model import TableModel


@on_table("undo", "u", Label("undo the last change of the view", "撤销视图的上一变更"))
def undo(desk: Desk, model: TableModel) -> None:
    if model.undo():
        desk.requeried()
    else:
        desk.tell(Label("nothing to undo", "没有可撤销的"))


@on_table("redo", "U", Label("redo", "重做"))
def redo(desk: Desk, model: TableModel) -> None:
    if model.redo():
        desk.requeried()
    else:
        desk.tell(Label("nothing to redo", "没有可重做的"))


@on_table("reset", "r", Label("look at the table as it was opened", "恢复打开时的样子"))
def reset(desk: Desk, model: TableModel) -> None:
    model.selection.clear()
    model.reset()
    desk.requeried()
