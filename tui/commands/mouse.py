"""Giving the mouse back to the terminal, which then selects text with it."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import EVERYWHERE, anywhere
from tui.language.label import Label

OURS = Label("the mouse is termsheet's; {mouse} gives it back", "鼠标归 termsheet；{mouse} 交还终端")
THEIRS = Label("the mouse is the terminal's; {mouse} takes it", "鼠标归终端；{mouse} 收回")


@anywhere(
    "mouse", "%", Label("give the mouse back to the terminal, or take it", "把鼠标还给终端，或收回"), where=EVERYWHERE
)
def mouse(desk: Desk) -> None:
    desk.tell(OURS if desk.toggle_mouse() else THEIRS)
