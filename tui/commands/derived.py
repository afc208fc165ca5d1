"""Tables and columns made of the one shown: frequencies, statistics, groups, computed columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import show, show_narrowed, work
from tui.engines.base import Summary, answer
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.query.query import Group, Query, SortKey
from tui.tables import view as views
from tui.tables.model import TableModel

if TYPE_CHECKING:
    import polars as pl

STATISTICS = Label("statistics", "统计")
GROUP = Label("group by columns: figures [across column]: ", "分组 列: 数字 [across 列]： ")
DERIVE = Label("new column, name = expression: ", "新列，名 = 表达式： ")
DERIVE_HOW = Label("write it as: name = amount / 1000", "写作：名 = amount / 1000")


@on_table(
    "frequency",
    "F",
    Label("how often each value of this column occurs; Enter goes to its rows", "此列各值的频次；Enter 进入其行"),
    short=Label("frequency", "频次"),
)
def count_values(desk: Desk, model: TableModel) -> None:
    from tui.tables.derived import frequency_sheet

    column, engine, query = model.column, model.dataset.engine, model.view.query
    as_text = any(field.as_text for field in model.dataset.fields([column], query))

    def done(counts: pl.DataFrame) -> None:
        sheet = frequency_sheet(counts, column, as_text, desk.reader.language, desk.reader.glyphs)
        desk.open_sheets((sheet,), column.title, drill=lambda condition: show_narrowed(desk, model, condition))

    what = Label(f"frequency of {column.title}", f"频次：{column.title}")
    work(desk, model, what, lambda token: engine.frequency(query, column.name, as_text=as_text, token=token), done)


@on_table(
    "statistics",
    "I",
    Label("statistics of all columns: range, quartiles, shape", "各列统计：范围、四分位、分布"),
    short=Label("statistics", "统计"),
)
def describe_columns(desk: Desk, model: TableModel) -> None:
    from tui.tables.derived import statistics_sheet

    engine, query, columns = model.dataset.engine, model.view.query, model.columns
    fields = model.dataset.fields(columns, query)

    def done(summary: Summary) -> None:
        desk.open_sheets((statistics_sheet(summary, columns, desk.reader.language),), desk.say(STATISTICS))

    work(desk, model, STATISTICS, lambda token: engine.summary(query, fields, token=token), done)


@on_table("group", "W", Label("group by columns, with figures; `across` makes a pivot", "按列分组；across 为透视"))
def group(desk: Desk, model: TableModel) -> None:
    from tui.query.grouping import FIGURE_WORDS, parse_group

    def taken(text: str) -> None:
        if not text.strip():
            return
        try:
            titles = {column.name: column.title for column in (*model.dataset.columns, *model.columns)}
            _show_groups(desk, model, parse_group(text, titles))
        except TermsheetError as error:
            desk.tell(Label(*error.said))

    desk.prompt.ask(GROUP, f"{model.column.title}: {FIGURE_WORDS['count'].text(desk.reader.language)}", taken)


def _show_groups(desk: Desk, model: TableModel, group: Group) -> None:
    from tui.tables.derived import group_sheet

    first = group.aggregates[0]
    sort = () if group.across else (SortKey(first.name, True), *(SortKey(name) for name in group.by))
    query: Query = model.view.query._replace(group=group, columns=None, sort=sort)
    dataset = model.dataset
    known = {column.name: column for column in (*dataset.columns, *model.columns)}
    title = ", ".join(known[name].title if name in known else name for name in group.by)

    def done(found: pl.DataFrame) -> None:
        desk.open_sheets((group_sheet(found, group, [*known.values()], desk.reader.language),), title)

    what = Label(f"groups of {title}", f"分组：{title}")
    work(desk, model, what, lambda token: answer(dataset.engine, query, token), done)


@on_table(
    "derive", "=", Label("a new column from an expression: name = amount / 1000", "以表达式增列：名 = amount / 1000")
)
def derive(desk: Desk, model: TableModel) -> None:
    def taken(text: str) -> None:
        name, _, expression = (part.strip() for part in text.partition("="))
        if not expression or not name:
            if text.strip():
                desk.tell(DERIVE_HOW)
            return
        try:
            view = views.derive(model.view, model.names, name, expression)
        except TermsheetError as error:
            desk.tell(Label(*error.said))
            return
        if show(desk, model, view):
            model.column_named(name)
            desk.table.move_column(model.cursor.column)

    desk.prompt.ask(DERIVE, "", taken)
