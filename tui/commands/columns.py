"""The columns shown: which, where, how wide."""

from __future__ import annotations

from collections.abc import Sequence

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import show
from tui.language.label import Label
from tui.tables import view as views
from tui.tables.model import TableModel
from tui.tables.view import View

GO = Label("Go to column", "到列")
SHOWN = Label("Columns shown", "显示的列")
ONE_STAYS = Label("one column has to stay", "至少保留一列")


@on_table("column.go", "c", Label("go to a column by name", "按名到列"))
def go(desk: Desk, model: TableModel) -> None:
    names = [column.name for column in model.columns]

    def chosen(picked: Sequence[int]) -> None:
        if picked:
            model.column_named(names[picked[0]])
            desk.table.move_column(model.cursor.column)

    desk.choose(GO, [column.title for column in model.columns], None, chosen)


@on_table("column.choose", "C", Label("choose the columns shown", "选择显示的列"))
def choose(desk: Desk, model: TableModel) -> None:
    every = [*views.shown(model.view, model.names)]
    every += [name for name in model.names if name not in every]
    known = {column.name: column.title for column in (*model.dataset.columns, *model.columns)}
    seen = {column.name for column in model.columns}

    def chosen(picked: Sequence[int]) -> None:
        kept = [every[n] for n in picked]
        if kept:
            show(desk, model, views.show_columns(model.view, kept))
        else:
            desk.tell(ONE_STAYS)

    marked = {n for n, name in enumerate(every) if name in seen}
    desk.choose(SHOWN, [known[name] for name in every], marked, chosen)


@on_table("column.hide", "-", Label("hide this column", "隐藏此列"))
def hide(desk: Desk, model: TableModel) -> None:
    show(desk, model, views.hide(model.view, model.names, model.column.name))


def _show_and_stay(desk: Desk, model: TableModel, view: View) -> None:
    """Shows columns in another order, with the cursor on the one it is on."""
    name = model.column.name
    show(desk, model, view)
    model.column_named(name)
    desk.requeried()


@on_table("column.freeze", "!", Label("pin this column at the left, or let it go", "固定或放开此列"))
def freeze(desk: Desk, model: TableModel) -> None:
    _show_and_stay(desk, model, views.freeze(model.view, model.names, model.column.name))


@on_table("column.left", "H", Label("move this column to the left", "此列左移"))
def move_left(desk: Desk, model: TableModel) -> None:
    _show_and_stay(desk, model, views.move(model.view, model.names, model.column.name, -1))


@on_table("column.right", "L", Label("move this column to the right", "此列右移"))
def move_right(desk: Desk, model: TableModel) -> None:
    _show_and_stay(desk, model, views.move(model.view, model.names, model.column.name, 1))


def set_width(desk: Desk, model: TableModel, number: int, width: int | None) -> None:
    """Gives a column another width; None lets the cells decide."""
    show(desk, model, views.resize(model.view, model.columns[number].name, width))


@on_table("column.narrower", "<", Label("narrower", "收窄"))
def narrower(desk: Desk, model: TableModel) -> None:
    number = model.cursor.column
    set_width(desk, model, number, desk.table.width_of(number) - 2)


@on_table("column.wider", ">", Label("wider", "加宽"))
def wider(desk: Desk, model: TableModel) -> None:
    number = model.cursor.column
    set_width(desk, model, number, desk.table.width_of(number) + 2)


@on_table("column.fit", "_", Label("as wide as its cells; again as before", "按内容定宽；再按复原"))
def fit(desk: Desk, model: TableModel) -> None:
    fitted = desk.table.fitted(model.cursor.column)
    given = model.view.width(model.column.name)
    set_width(desk, model, model.cursor.column, None if given == fitted else fitted)
