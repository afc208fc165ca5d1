"""Tables and columns made of the one shown: frequencies, statistics, groups, computed columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.desk import Desk
from tui.commands.registry import on_table
from tui.commands.showing import show, show_narrowed, when_decided, work
from tui.engines.base import CancelToken, Summary, answer
from tui.errors import TermsheetError
from tui.language.label import Label, Noun
from tui.query.lowering import listed_in
from tui.query.query import Group, Query, SortKey
from tui.tables import view as views
from tui.tables.dataset import ROWS
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    import polars as pl

STATISTICS = Label("statistics", "统计")
GROUP = Label("group by columns: figures [across column]: ", "分组 列: 数字 [across 列]： ")
DERIVE = Label("new column, name = expression: ", "新列，名 = 表达式： ")
DERIVE_HOW = Label("write it as: name = amount / 1000", "写作：名 = amount / 1000")


def unit_of(desk: Desk) -> Noun:
    """What the rows of the table shown are called."""
    return desk.sheet.unit if isinstance(desk.sheet, TableSheet) else ROWS


@on_table(
    "frequency",
    "F",
    Label("how often each value of this column occurs; Enter goes to its rows", "此列各值的频次；Enter 进入其行"),
    short=Label("frequency", "频次"),
    dear=True,
)
def count_values(desk: Desk, model: TableModel) -> None:
    name = model.column.name
    when_decided(desk, model, None, lambda: _count_values(desk, model, name))


def _count_values(desk: Desk, model: TableModel, name: str) -> None:
    from tui.tables.derived import frequency_sheet
    from tui.tables.lists import rule_of_counts

    column = next((column for column in model.columns if column.name == name), model.column)
    engine, query = model.dataset.engine, model.query
    field = next(iter(model.dataset.fields([column], query)), None)
    as_text = field is not None and field.as_text
    each, language, unit = field.each if field is not None else "", desk.reader.language, unit_of(desk)

    def done(counts: pl.DataFrame) -> None:
        rule = rule_of_counts(counts, each, unit, language) if each else ""
        sheet = frequency_sheet(counts, column, as_text, language, desk.reader.glyphs, rule)
        desk.open_sheets((sheet,), column.title, drill=lambda condition: show_narrowed(desk, model, condition))

    what = Label(f"frequency of {column.title}", f"频次：{column.title}")
    work(desk, model, what, lambda token: engine.frequency(query, column.name, as_text=as_text, token=token), done)


@on_table(
    "statistics",
    "I",
    Label("statistics of all columns: range, quartiles, shape", "各列统计：范围、四分位、分布"),
    short=Label("statistics", "统计"),
    dear=True,
)
def describe_columns(desk: Desk, model: TableModel) -> None:
    when_decided(desk, model, None, lambda: _describe_columns(desk, model))


def _describe_columns(desk: Desk, model: TableModel) -> None:
    from tui.tables.derived import statistics_sheet, summary_to_read

    dataset, query, columns = model.dataset, model.query, model.columns

    def done(summary: Summary) -> None:
        desk.open_sheets((statistics_sheet(summary, columns, desk.reader.language),), desk.say(STATISTICS))

    work(desk, model, STATISTICS, lambda token: summary_to_read(dataset, query, columns, token), done)


@on_table(
    "group", "W", Label("group by columns, with figures; `across` makes a pivot", "按列分组；across 为透视"), dear=True
)
def group(desk: Desk, model: TableModel) -> None:
    from tui.query.grouping import FIGURE_WORDS, parse_group

    def taken(text: str) -> None:
        if text.strip():
            when_decided(desk, model, None, lambda: grouped(text))

    def grouped(text: str) -> None:
        try:
            titles = {column.name: column.title for column in (*model.dataset.columns, *model.columns)}
            _show_groups(desk, model, parse_group(text, titles))
        except TermsheetError as error:
            desk.tell(Label(*error.said))

    desk.prompt.ask(GROUP, f"{model.column.title}: {FIGURE_WORDS['count'].text(desk.reader.language)}", taken)


def _show_groups(desk: Desk, model: TableModel, group: Group) -> None:
    from tui.tables.derived import group_sheet
    from tui.tables.lists import blanks_last, rule_of_groups

    first = group.aggregates[0]
    sort = () if group.across else (SortKey(first.name, True), *(SortKey(name) for name in group.by))
    query: Query = model.query._replace(group=group, columns=None, sort=sort)
    dataset = model.dataset
    known = {column.name: column for column in (*dataset.columns, *model.columns)}
    title = ", ".join(known[name].title if name in known else name for name in group.by)

    listed, language, unit = listed_in(group, dataset.schema), desk.reader.language, unit_of(desk)

    def grouped(token: CancelToken | None) -> tuple[pl.DataFrame, str]:
        found = answer(dataset.engine, query, token)
        found = blanks_last(found, [name for name in listed if name in group.by])
        return found, rule_of_groups(dataset.engine, query, dataset.schema, unit, language, token)

    def done(made: tuple[pl.DataFrame, str]) -> None:
        found, rule = made
        sheet = group_sheet(found, group, [*known.values()], language, listed, rule)
        desk.open_sheets((sheet,), title, drill=lambda condition: show_narrowed(desk, model, condition))

    what = Label(f"groups of {title}", f"分组：{title}")
    work(desk, model, what, grouped, done)


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
        when_decided(desk, model, None, lambda: computed(name, expression))

    def computed(name: str, expression: str) -> None:
        try:
            view = views.derive(model.view, model.names, name, expression)
        except TermsheetError as error:
            desk.tell(Label(*error.said))
            return
        if show(desk, model, view):
            model.column_named(name)
            desk.table.move_column(model.cursor.column)

    desk.prompt.ask(DERIVE, "", taken)
