"""Sorting by the column under the cursor."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import LAST, on_table
from tui.commands.showing import show
from tui.language.label import Label
from tui.tables import view as views
from tui.tables.model import TableModel

NULLS_FIRST = Label("rows without a value first", "空值在前")
NULLS_LAST = Label("rows without a value last", "空值在后")


def _sort(desk: Desk, model: TableModel, descending: bool, *, add: bool = False) -> None:
    show(desk, model, views.sort(model.view, model.column.name, descending, add=add))


@on_table("sort.up", "[", Label("sort by this column, ascending", "按此列升序"), short=Label("sort", "排序"), rank=13)
def sort_up(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, False)


@on_table("sort.down", "]", Label("sort by this column, descending", "按此列降序"), rank=14)
def sort_down(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, True)


@on_table("sort.add.up", "{", Label("add this column as a further sort key, ascending", "加为次级升序键"))
def add_up(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, False, add=True)


@on_table("sort.add.down", "}", Label("add this column as a further sort key, descending", "加为次级降序键"))
def add_down(desk: Desk, model: TableModel) -> None:
    _sort(desk, model, True, add=True)


@on_table("sort.nulls", "g0", Label("rows without a value first, or last", "空值在前或在后"), rank=LAST + 1)
def nulls(desk: Desk, model: TableModel) -> None:
    query = model.view.query
    shown = show(desk, model, model.view._replace(query=query._replace(nulls_first=not query.nulls_first)))
    if shown and not model.pending:
        desk.tell(NULLS_LAST if query.nulls_first else NULLS_FIRST)


def sort_clicked(desk: Desk, model: TableModel) -> None:
    """Sorts by the column whose header was clicked, the other way round where it is sorted by it."""
    keys = model.view.query.sort
    _sort(desk, model, not any(key.column == model.column.name and key.descending for key in keys))
