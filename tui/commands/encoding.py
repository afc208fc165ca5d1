"""Reading the file shown in another encoding."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import anywhere
from tui.language.label import Label

NO_TEXT = Label("this is no text whose encoding could be another", "此处不是可换编码的文本")


@anywhere("encoding", "ge", Label("read the file in the next likely encoding", "按下一种可能的编码重新读取文件"))
def next_encoding(desk: Desk) -> None:
    if not desk.reencode():
        desk.tell(NO_TEXT)
