"""What has to do with the terminal alone."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import EVERYWHERE, anywhere
from tui.grants import Power
from tui.language.label import Label


@anywhere("redraw", "Ctrl+L", Label("draw the screen anew", "重绘屏幕"), where=EVERYWHERE)
def redraw(desk: Desk) -> None:
    desk.redraw()


@anywhere(
    "suspend", "Ctrl+Z", Label("suspend; `fg` comes back", "挂起；用 fg 返回"), where=EVERYWHERE, needs=Power.PROGRAMS
)
def suspend(desk: Desk) -> None:
    desk.suspend()


@anywhere("stop", "Ctrl+C", Label("stop what runs; twice quits", "停止正在运行的；两次则退出"), where=EVERYWHERE)
def stop(desk: Desk) -> None:
    desk.stop()
