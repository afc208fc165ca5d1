"""Going from tab to tab, and between a table and its pane."""

from __future__ import annotations

from functools import partial

from tui.commands.desk import Desk
from tui.commands.opening import NO_FACT
from tui.commands.registry import Command, anywhere, register
from tui.language.label import Label

_TABLES = (
    ("deals", "gd", Label("to the deals", "到交易")),
    ("users", "gm", Label("to the user metrics", "到用户指标")),
    ("departures", "gp", Label("to the people who moved", "到人事变动")),
    ("sources", "gs", Label("to the sources", "到来源")),
)
"""The tabs that have keys of their own."""


def _to_table(name: str, desk: Desk) -> None:
    desk.show_tab_named(name)


for _name, _keys, _label in _TABLES:
    register(Command(f"go.{_name}", (_keys,), _label, partial(_to_table, _name), group="tabs"))


def _pane(desk: Desk) -> None:
    if desk.pane.shown:
        desk.pane.focused = not desk.pane.focused
    elif desk.model is None:
        desk.tell(NO_FACT)
    else:
        desk.tell(Label("{detail}", "{detail}"))


@anywhere("pane.next", "Tab", Label("to the detail pane and back, to scroll it", "进出详情栏以便滚动"))
def next_pane(desk: Desk) -> None:
    _pane(desk)


@anywhere("pane.previous", "Shift+Tab", Label("likewise, the other way round", "同上，反向"))
def previous_pane(desk: Desk) -> None:
    _pane(desk)


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
