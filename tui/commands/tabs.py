"""Going from tab to tab, and between a table and its pane."""

from __future__ import annotations

from functools import partial

from tui.commands.desk import Desk
from tui.commands.opening import NO_FACT
from tui.commands.registry import Command, Where, anywhere, register
from tui.language.label import Label

_TABLES = (
    ("deals", "gd", Label("to the deals", "到交易")),
    ("users", "gm", Label("to the user metrics", "到用户指标")),
    ("departures", "gp", Label("to the people who moved", "到人事变动")),
    ("sources", "gs", Label("to the sources", "到来源")),
)
"""The tabs that have keys of their own."""


PANE_HIDDEN = Label("{detail} shows the detail pane", "按 {detail} 显示详情栏")


def _to_table(name: str, desk: Desk) -> None:
    desk.show_tab_named(name)


for _name, _keys, _label in _TABLES:
    register(Command(f"go.{_name}", (_keys,), _label, partial(_to_table, _name), group="tabs"))


def _pane(desk: Desk, step: int) -> None:
    """Into the pane, in it from name to name, and behind the last of them back to the table."""
    if desk.pane.shown:
        if not (desk.pane.focused and desk.page is not None and desk.page.next_door(step)):
            if desk.pane.focused and desk.page is not None:
                desk.page.leave_doors()
            desk.pane.focused = not desk.pane.focused
    elif desk.model is None:
        desk.tell(NO_FACT)
    else:
        desk.tell(PANE_HIDDEN)


@anywhere(
    "pane.next",
    "Tab",
    Label("to the detail pane, in it from name to name, and back", "进入详情栏，逐个名称，再返回"),
    where=Where.TABLE,
    elsewhere=NO_FACT,
)
def next_pane(desk: Desk) -> None:
    _pane(desk, 1)


@anywhere(
    "pane.previous",
    "Shift+Tab",
    Label("likewise, the other way round", "同上，反向"),
    where=Where.TABLE,
    elsewhere=NO_FACT,
)
def previous_pane(desk: Desk) -> None:
    _pane(desk, -1)


def _to_number(number: int, desk: Desk) -> None:
    desk.show_tab(number - 1)


for _number in range(1, 10):
    register(
        Command(
            f"tab.{_number}",
            (str(_number),),
            Label(f"tab {_number}", f"第 {_number} 页"),
            partial(_to_number, _number),
            group="tabs",
        )
    )
