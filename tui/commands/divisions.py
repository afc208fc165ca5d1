"""Parts of a table: going from one division of its rows to the next, unfolding what is folded under a row."""

from __future__ import annotations

from collections.abc import Sequence

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import show, work
from tui.corpus.folds import HEAD_ROW, HEADLINE
from tui.corpus.lens import Row
from tui.corpus.tables import Table
from tui.language.label import Label
from tui.tables import here
from tui.tables import view as views
from tui.tables.model import TableModel
from tui.tables.scope import EVERY_ROW
from tui.tables.sheet import TableSheet
from tui.tables.view import ALL_DIVISIONS

UNDIVIDED = Label("the rows of this table are all of one sort", "此表各行同属一类")
THROUGH = Label(
    "the filter goes through all parts: {filter.put_away} takes it away", "筛选涵盖各部分：{filter.put_away} 取消"
)
NO_MATRIX = Label("no counter tells this over time", "此行没有随时间的统计")
MATRIX = Label("matrix", "矩阵")
NO_METRIC = Label("no metric is called so", "没有这个指标")
NO_COUNTER = Label("nobody who counts is called so", "没有这个统计方")
_MATRIX = "matrix"
"""The purpose of the task that makes one."""
NOTHING_FOLDED = Label("nothing is folded under this row", "此行之下没有折叠的内容")


def _step(desk: Desk, model: TableModel, step: int) -> None:
    scope, view = model.dataset.scope, model.view
    if not scope.divisions:
        desk.tell(UNDIVIDED)
    elif scope.division(view) is None and view.division != ALL_DIVISIONS:
        desk.tell(THROUGH)
    else:
        numbers = [*range(len(scope.divisions)), ALL_DIVISIONS]
        at = numbers.index(view.division) + step
        if show(desk, model, views.to_division(view, numbers[at % len(numbers)])):
            desk.table.move_to(0)


@on_table(
    "part.next",
    ")",
    Label("the next part of the table: visits, downloads, counts", "表的下一部分：访问、下载、人数"),
)
def next_division(desk: Desk, model: TableModel) -> None:
    _step(desk, model, 1)


@on_table("part.previous", "(", Label("the part of the table before", "表的上一部分"))
def previous_division(desk: Desk, model: TableModel) -> None:
    _step(desk, model, -1)


@on_table(
    "unfold",
    "o",
    Label("unfold the other counters and definitions of this row, or fold them", "展开或折叠此行的其他口径"),
)
def unfold(desk: Desk, model: TableModel) -> None:
    row = model.row()
    head = row.get(HEAD_ROW) if row else None
    if row is None or head is None or not model.dataset.scope.is_folded(model.view) or EVERY_ROW in model.view.unfolded:
        desk.tell(NOTHING_FOLDED)
        return
    alone = head not in model.view.unfolded and not row["others"]
    if alone and row[HEADLINE]:
        desk.tell(NOTHING_FOLDED)
    elif show(desk, model, views.unfold(model.view, head)) and here.go_to(model, "key", head):
        desk.requeried()


@on_table("unfold.all", "O", Label("unfold all rows, or fold them", "展开或折叠全部"))
def unfold_all(desk: Desk, model: TableModel) -> None:
    view = model.view
    if not model.dataset.scope.is_folded(view):
        desk.tell(NOTHING_FOLDED)
        return
    key = (model.row() or {}).get(HEAD_ROW)
    unfolded = () if EVERY_ROW in view.unfolded else (EVERY_ROW,)
    if show(desk, model, view._replace(unfolded=unfolded)) and key and here.go_to(model, "key", key):
        desk.requeried()


@on_table(
    "matrix", "M", Label("products by months, of the counter and metric of this row", "产品 × 月份：此行的统计方与指标")
)
def show_matrix(desk: Desk, model: TableModel) -> None:
    from tui.tables.of_matrix import matrix_sheets, matrix_title

    lens, reader, row = desk.lens, desk.reader, model.row()
    table = _series_here(desk)
    if lens is None or table is None or row is None:
        desk.tell(NO_MATRIX)
        return
    shown = row

    def done(sheets: Sequence[TableSheet]) -> None:
        if sheets:
            desk.open_sheets(sheets, matrix_title(table, shown, reader))
        else:
            desk.tell(NO_MATRIX)

    work(desk, model, MATRIX, lambda _: matrix_sheets(lens, table, shown, reader), done)


def _series_here(desk: Desk) -> Table | None:
    """The table in front, where its rows are series."""
    tables = desk.lens.corpus.tables if desk.lens is not None else ()
    return next((one for one in tables if one.name == desk.sheet.name and one.rows == "series"), None)


def matrix_of_metric(desk: Desk, text: str) -> None:
    """Shows the matrix of a metric, counted as the row under the cursor is: `dau`, `mau QuestMobile`."""
    from tui.pages.metrics import metric_called
    from tui.pages.sides import entity_called
    from tui.tables.of_matrix import matrix_sheets, matrix_title, row_of_metric

    lens, reader, model = desk.lens, desk.reader, desk.model
    if lens is None:
        desk.tell(NO_MATRIX)
        return
    able = [table.name for table in lens.corpus.tables if table.rows == "series" and table.claims]
    words = text.split()
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(len(words), 0, -1)]
    found = next(((door, by) for name, by in cuts if (door := metric_called(lens, name, *able))), None)
    if found is None:
        desk.tell(f"{text}: {desk.say(NO_METRIC)}")
        return
    door, named = found
    counter = entity_called(lens, named, whole=True)
    if named and counter is None:
        desk.tell(f"{named}: {desk.say(NO_COUNTER)}")
        return
    table = lens.table(door.table)
    here = model.row() if model is not None and _series_here(desk) is table else None

    def made() -> tuple[Row | None, list[TableSheet]]:
        row = row_of_metric(lens, table, door.key, counter, here)
        return row, matrix_sheets(lens, table, row, reader) if row is not None else []

    def done(made: tuple[Row | None, list[TableSheet]]) -> None:
        row, sheets = made
        if row is not None and sheets:
            desk.open_sheets(sheets, matrix_title(table, row, reader))
        else:
            desk.tell(NO_MATRIX)

    desk.tasks.start(_MATRIX, MATRIX, lambda _: made(), done, desk.tell)
    desk.wake()
