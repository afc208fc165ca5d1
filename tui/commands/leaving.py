"""Going back, clearing, quitting."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.filtering import put_away
from tui.commands.registry import EVERYWHERE, anywhere
from tui.commands.showing import show
from tui.language.label import Label


@anywhere(
    "back", "q", Label("back; at the first screen quits", "返回；在首屏则退出"), short=Label("back", "返回"), rank=10
)
def back(desk: Desk) -> None:
    desk.back()


@anywhere(
    "clear",
    "Esc",
    Label(
        "clear one thing: the find, the selection, the filter, then the sort",
        "清除一项：查找、选择、筛选，最后排序",
    ),
    rank=11,
)
def clear(desk: Desk) -> None:
    model = desk.model
    desk.tell("")
    if desk.pane.focused:
        desk.pane.focused = False
    elif model is None:
        return
    elif model.found.words:
        model.find("")
    elif model.selection and model.view.query.only is None:
        model.selection.clear()
        desk.table.mark()
    elif model.view.query.narrowed:
        put_away(desk, model)
    elif model.view.query.sort:
        show(desk, model, model.view._replace(query=model.view.query._replace(sort=())))
    desk.show_status()


@anywhere("quit", "Q", Label("quit", "退出"), rank=12, where=EVERYWHERE)
def quit_program(desk: Desk) -> None:
    desk.quit()
