"""How the view shown is answered: the plan, as the engine tells it."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import work
from tui.language.label import Label
from tui.pages.document import Item, Span
from tui.pages.page import PanelPage
from tui.pages.panel import Text
from tui.tables.model import TableModel
from tui.text.visible import visible

SCREENFUL = 40
"""Rows that the plan is asked for."""
PLAN = Label("plan", "查询计划")


@on_table(
    "plan",
    "E",
    Label("how this view is answered: the plan that the engine makes of it", "此视图如何得出：引擎的查询计划"),
)
def show_plan(desk: Desk, model: TableModel) -> None:
    engine, query = model.dataset.engine, model.query

    def done(lines: list[str]) -> None:
        told = tuple(Item((Span(visible(line)),)) for line in lines)
        desk.show_page(PanelPage(f"{desk.say(PLAN)} · {engine.name}", (Text(told),)))

    work(desk, model, PLAN, lambda token: engine.plan(query, SCREENFUL, token=token), done)
