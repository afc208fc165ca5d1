"""Filling blanks with the value above them, as they are left where merged cells of a sheet are saved as text."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import show, when_decided, work
from tui.commands.types import TYPED
from tui.engines.base import CancelToken
from tui.language.label import Label, Noun
from tui.language.words import label
from tui.query.query import Condition, Query
from tui.tables import view as views
from tui.tables.model import TableModel

FILLED = Noun("blank filled with the value above", "blanks filled with the value above", "处空白已填入上方的值")
LEFT = Label("blanks as they are in the file", "空白保持文件原样")


@on_table(
    "blanks.fill",
    "gf",
    Label("fill this column's blanks with the value above; again: as in the file", "此列空白填入上方的值；再按恢复"),
)
def fill(desk: Desk, model: TableModel) -> None:
    if not model.can_retype:
        desk.tell(TYPED)
        return
    name = model.column.name
    when_decided(desk, model, [name], lambda: _fill(desk, model, name))


def _fill(desk: Desk, model: TableModel, name: str) -> None:
    if not show(desk, model, views.fill_down(model.view, name)):
        return
    filled = model.view.query.filled
    if name not in filled:
        desk.tell(LEFT)
        return
    engine = model.dataset.engine
    blank = Condition(name, "null")

    def found(number: int) -> None:
        desk.tell(FILLED.counted(number, desk.reader.language))

    def counted(token: CancelToken | None) -> int:
        left = engine.count(Query((blank,), filled=(name,)), token=token)
        return engine.count(Query((blank,)), token=token) - left

    work(desk, model, label("task.working"), counted, found)
