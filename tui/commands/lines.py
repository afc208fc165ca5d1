"""Lines of the filter language and of the command line, and the table that each of them shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.commands.desk import Desk
from tui.commands.showing import when_decided
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.query.columns import read_columns, read_sort
from tui.query.named import columns_named
from tui.query.query import Query
from tui.query.syntax import SIGNS, quoted
from tui.tables.line import CommandLine, line_of_screen
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    from tui.query.reading import FilterRead


def read_line(model: TableModel, text: str) -> FilterRead:
    """Reads a line; one that begins with an operator is about the column under the cursor: `~kimi`, `>5`.

    Raises `TermsheetError` where it cannot be read.
    """
    from tui.query.reading import read_filter

    if text.lstrip().startswith(SIGNS) and model.columns:
        text = f"{quoted(model.column.name)}{text.lstrip()}"
    return read_filter(text, model.dataset.schema_of(model.view.query))


def query_of_line(model: TableModel, read: FilterRead) -> Query:
    """The query of a table under the filters of a line."""
    only = tuple(sorted(model.selection.numbers)) if read.selected else None
    return model.view.query._replace(filters=read.filters, only=only)


def show_query(desk: Desk, model: TableModel, changed: Callable[[Query], Query]) -> None:
    """Shows a table under another query, or tells why it cannot be."""
    try:
        model.show(model.view._replace(query=changed(model.view.query)))
    except TermsheetError as error:
        desk.tell(Label(*error.said))
        return
    desk.requeried()


def names_in_line(model: TableModel, text: str) -> set[str]:
    """The columns that a line of the filter language compares; none where it cannot be read."""

    if text.lstrip().startswith(SIGNS) and model.columns:
        return {model.column.name}
    return columns_named(text, model.dataset.schema)


def filter_by(desk: Desk, model: TableModel, text: str) -> None:
    """Shows the rows that a line leaves."""

    def shown() -> None:
        show_query(desk, model, lambda query: query_of_line(model, read_line(model, text)))

    when_decided(desk, model, names_in_line(model, text), shown)


def sort_by(desk: Desk, model: TableModel, text: str) -> None:
    """Sorts as a line says: `-amount,company`."""
    try:
        keys = read_sort(text, model.dataset.schema_of(model.view.query))
    except TermsheetError as error:
        desk.tell(error.told(desk.reader.language))
        return
    names = [key.column for key in keys]
    when_decided(desk, model, names, lambda: show_query(desk, model, lambda query: query._replace(sort=keys)))


def show_line(desk: Desk, model: TableModel, line: CommandLine) -> None:
    """Shows a table as a command line says."""

    def changed(query: Query) -> Query:
        schema = model.dataset.schema_of(query)
        sort, fields = read_sort(line.sort, schema), read_columns(line.fields, schema)
        filled = read_columns(line.filled, schema)
        query = query_of_line(model, read_line(model, line.filter))
        return query._replace(sort=sort, columns=fields or None, filled=filled)

    try:
        schema = model.dataset.schema_of(model.view.query)
        sort, filled = read_sort(line.sort, schema), read_columns(line.filled, schema)
    except TermsheetError as error:
        desk.tell(error.told(desk.reader.language))
        return
    names = names_in_line(model, line.filter) | {key.column for key in sort} | {*filled}
    when_decided(desk, model, names, lambda: show_query(desk, model, changed))


def line_here(desk: Desk) -> CommandLine | None:
    """The command line of the table shown; none where there is none, or where no line gives it."""
    model, sheet = desk.model, desk.sheet
    if model is None or not isinstance(sheet, TableSheet) or (sheet.file is None and sheet.derived):
        return None
    line = line_of_screen(sheet, model)
    if desk.entity is None:
        return line
    name = desk.reader.names.name(desk.entity, desk.reader.language)
    return line._replace(left_out=(*line.left_out, Label(f"the limit to {name}", f"只看{name}这一限定")))
