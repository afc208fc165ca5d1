"""Going back, clearing, quitting."""

from __future__ import annotations

from collections.abc import Sequence

from tui.commands.desk import Desk
from tui.commands.exporting import WRITING
from tui.commands.filtering import put_away
from tui.commands.registry import EVERYWHERE, anywhere
from tui.commands.showing import show
from tui.language.label import Label
from tui.language.words import label

GIVEN_UP = label("screen.given_up")

STAY = Label("stay until it is written", "等待写完")
GIVE_UP = Label("quit; nothing is written", "退出，不写入")


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
    elif model.give_up():
        desk.tell(GIVEN_UP)
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
    leave(desk)


def leave(desk: Desk) -> None:
    """Quits; where a file is being written, only if it is to be given up."""
    writing = next((task for task in desk.running() if task.purpose.startswith(WRITING)), None)
    if writing is None:
        desk.quit()
        return

    def chosen(picked: Sequence[int]) -> None:
        if picked == [1]:
            desk.quit()

    desk.choose(writing.what, [desk.say(STAY), desk.say(GIVE_UP)], None, chosen)
