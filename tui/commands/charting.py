"""Charts: of the column or the series under the cursor, of rows that are compared, and what is done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.commands.desk import Desk
from tui.commands.faces import ChartFace
from tui.commands.registry import on_chart, on_table
from tui.commands.rows import WAIT
from tui.commands.showing import work
from tui.grants import Power
from tui.language.label import Label
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    from tui.corpus.lens import Row

NONE = Label("nothing here to chart: no numbers or dates", "此处无可绘制：没有数字或日期")
CHARTING = Label("chart", "图")
MARKED = Label(
    "marked: {compare} on another row compares both; {select} marks more first",
    "已标记：在另一行按 {compare} 比较；按 {select} 可先多选几行",
)
MARKED_COLUMN = Label(
    "marked: {compare} on another column of numbers or dates charts both",
    "已标记：在另一数字或日期列按 {compare} 绘制两列",
)
_MOST_ROWS = 12
"""Rows that are looked at for a comparison; six are charted, the others are named."""


@on_table(
    "chart",
    ".",
    Label("chart this column, or the series of this row", "绘制此列，或此行的序列"),
    short=Label("chart", "图"),
    rank=6,
    dear=True,
)
def chart(desk: Desk, model: TableModel) -> None:
    sheet, lens, row = desk.sheet, desk.lens, model.row()
    if lens is not None and isinstance(sheet, TableSheet) and _of_corpus(desk, sheet) and row is not None:
        from tui.ask.charted import graph_of_row, is_spread

        found = None
        if not is_spread(lens, sheet.name, model.column.name):
            found = graph_of_row(lens, sheet.name, row, model.column.name, desk.reader)
        if found is not None:
            desk.open_charts((found,))
            return
    _chart_columns(desk, model, model.column.name, "")


@on_table(
    "compare",
    "x",
    Label(
        "mark this row and compare those marked on one chart; in a file two columns",
        "标记此行，并在一张图上比较所标各行；文件中为两列",
    ),
    short=Label("compare", "比较"),
    rank=15,
    dear=True,
)
def compare(desk: Desk, model: TableModel) -> None:
    sheet = desk.sheet
    if desk.lens is None or not isinstance(sheet, TableSheet) or not _of_corpus(desk, sheet):
        _compare_columns(desk, model)
        return
    if len(model.selection) < 2:
        if not model.selection.holds(model.window, model.cursor.row) and not model.selection.toggle(
            model.window, model.cursor.row
        ):
            desk.tell(WAIT)
            return
        desk.table.mark()
        if len(model.selection) < 2:
            desk.tell(MARKED)
            return
    from tui.ask.charted import graph_of_rows

    lens = desk.lens
    found = graph_of_rows(lens, sheet.name, _marked_rows(model), model.column.name, desk.reader)
    if isinstance(found, Label):
        desk.tell(found)
    else:
        desk.open_charts((found,))


def _of_corpus(desk: Desk, sheet: TableSheet) -> bool:
    """Whether the rows of a tab are those of a table of the corpus."""
    return (
        sheet.file is None
        and not sheet.derived
        and desk.lens is not None
        and any(table.name == sheet.name for table in desk.lens.corpus.tables)
    )


def _marked_rows(model: TableModel) -> list[Row]:
    """The rows selected, in the order of the table as it is shown, as many as are looked at."""
    query = model.view.query._replace(only=tuple(sorted(model.selection.numbers)), filters=(), columns=None)
    return [*model.dataset.engine.page(query, 0, _MOST_ROWS).frame.iter_rows(named=True)]


def _compare_columns(desk: Desk, model: TableModel) -> None:
    here = model.column.name
    if model.against in ("", here):
        model.against = here
        desk.tell(f"{model.column.title} {desk.say(MARKED_COLUMN)}")
        return
    against, model.against = model.against, ""
    _chart_columns(desk, model, here, against)


def _chart_columns(desk: Desk, model: TableModel, column: str, against: str) -> None:
    """Charts a column, or two of them, as soon as they are counted."""
    from tui.tables.charted import charts_of

    dataset, query, reader = model.dataset, model.view.query, desk.reader
    columns = (*dataset.columns, *model.columns)

    def done(found: Any) -> None:
        if found:
            desk.open_charts(found)
        else:
            desk.tell(NONE)

    work(
        desk,
        model,
        CHARTING,
        lambda token: charts_of(dataset, query, columns, column, against, reader, token),
        done,
    )


# What is done with a chart


@on_chart(
    "axis.log",
    "L",
    Label("in a chart: by powers of ten, or evenly", "图中：对数轴或均匀轴"),
    short=Label("log", "对数"),
)
def turn(face: ChartFace) -> None:
    face.turn()


@on_chart(
    "graph.next",
    ".",
    Label("in a chart: the same as another chart", "图中：换一种图"),
    short=Label("other chart", "换图"),
)
def show_next(face: ChartFace) -> None:
    face.show_next()


@on_chart(
    "graph.export",
    "e",
    Label("in a chart: write it to a file, svg or txt", "图中：导出为 svg 或 txt"),
    short=Label("export", "导出"),
    needs=Power.WRITING,
)
def export_chart(face: ChartFace) -> None:
    face.ask_export()
