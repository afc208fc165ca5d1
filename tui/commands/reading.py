"""Reading the file shown again."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import anywhere
from tui.language.label import Label

NO_FILE = Label("this is no file that could be read again", "此处不是可重读的文件")


@anywhere("reload", "R", Label("read the file again", "重新读取文件"))
def reload(desk: Desk) -> None:
    if not desk.reload():
        desk.tell(NO_FILE)
