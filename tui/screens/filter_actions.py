"""What `f` does: a filter is typed with suggestions, its rows counted and its reading echoed; and the lines of it."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer

from tui.cells.cell import Reader
from tui.errors import TermsheetError
from tui.language.words import label
from tui.query.query import Query
from tui.query.reading import FilterRead, read_columns, read_filter, read_sort
from tui.query.syntax import SIGNS, quoted
from tui.query.writing import written
from tui.screens.table_screen import TableScreen
from tui.storage import own
from tui.tables.dataset import Dataset
from tui.tables.line import CommandLine, line_of_screen
from tui.tables.model import TableModel
from tui.tables.sheet import ROWS, TableSheet
from tui.tables.suggestions import Suggestion, ValueList, column_of, columns, values_of
from tui.widgets.suggestion_list import SuggestionList

COUNT, VALUES = "count", "values"
"""The purposes of what is looked up for a line that is being typed."""
PAUSE = 0.25
"""Seconds without a key after which a line on a large table is looked up."""


class Recall:
    """Walks through the lines typed before, from the newest."""

    def __init__(self, kind: str) -> None:
        self._lines = [*own.typed(kind), ""]
        self._place = len(self._lines) - 1

    def step(self, by: int) -> str:
        """The line before or after."""
        self._place = max(0, min(self._place + by, len(self._lines) - 1))
        return self._lines[self._place]


class FilterActions(TableScreen):
    """Filtering the table shown by a line of the filter language."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._valued: Dataset | None = None
        self._values: dict[str, ValueList | None] = {}
        self._pause: Timer | None = None

    @property
    def suggestions(self) -> SuggestionList:
        """The suggestions above the prompt."""
        return self.query_one(SuggestionList)

    def assisted(self, key: str, line: str, recall: Recall) -> str | None:
        """What Tab and the arrows make of a line, with suggestions above it and older lines behind it."""
        shown = self.suggestions
        if key == "tab":
            chosen = shown.here or (shown.items[0] if shown.items else None)
            return chosen.line if chosen else None
        if key == "enter":
            return shown.here.line if shown.here is not None else None
        if key == "up" and shown.chosen < 0:
            return recall.step(-1)
        if key == "down" and not shown.items:
            return recall.step(1)
        shown.move(-1 if key == "up" else 1)
        return None

    # The filter line

    def action_filter(self) -> None:
        model = self.model
        if model is None or not model.columns:
            self.tell(self._word("screen.no_table"))
            return
        line = written(model.view.query.filters, model.dataset.schema.meanings)
        recall = Recall("filter")

        def taken(text: str) -> bool:
            try:
                read = self._read(model, text)
            except TermsheetError as error:
                self.tell(str(error))
                return False
            own.add_typed("filter", text)
            self._stop_typing(model)
            self._show_filters(model, read)
            return True

        def left() -> None:
            self._stop_typing(model)
            self.tell("")

        start = f"{line} " if line else ""
        self.ask(
            f"{self._word('screen.filter')} ",
            start,
            taken,
            lambda text: self._typed(model, text),
            left,
            lambda key, text: self.assisted(key, text, recall),
            select=False,
        )
        self._suggest(model, start)

    def _read(self, model: TableModel, text: str) -> FilterRead:
        """Reads a line; one that begins with an operator is about the column under the cursor: `~kimi`, `>5`."""
        if text.lstrip().startswith(SIGNS) and model.columns:
            text = f"{quoted(model.column.name)}{text.lstrip()}"
        return read_filter(text, model.dataset.schema_of(model.view.query))

    def filter_by(self, model: TableModel, text: str) -> None:
        """Shows the rows that a line leaves."""
        self.show_query(model, lambda query: self._query(model, self._read(model, text)))

    def _query(self, model: TableModel, read: FilterRead) -> Query:
        only = tuple(sorted(model.selection.numbers)) if read.selected else None
        return model.view.query._replace(filters=read.filters, only=only)

    def _show_filters(self, model: TableModel, read: FilterRead) -> None:
        self.show_query(model, lambda query: self._query(model, read))
        if read.told and not model.pending:
            self.tell(", ".join(read.told))

    def _stop_typing(self, model: TableModel) -> None:
        self.suggestions.show(())
        if self._pause is not None:
            self._pause.stop()
        model.tasks.cancel(COUNT, VALUES)

    def _typed(self, model: TableModel, text: str) -> None:
        """Echoes how a line is read, counts its rows, and suggests how it goes on.

        In a large table that waits for a pause in the typing: what is looked up for half a word only delays.
        """
        if self._pause is not None:
            self._pause.stop()
        if model.dataset.resident:
            self._look_up(model, text)
        else:
            self._pause = self.set_timer(PAUSE, lambda: self._look_up(model, text))

    def _look_up(self, model: TableModel, text: str) -> None:
        if self._prompt is None:
            return
        self._suggest(model, text)
        try:
            read = self._read(model, text)
        except TermsheetError as error:
            self.tell(str(error))
            return
        told = ", ".join(read.told)

        def counted(number: int | None) -> None:
            if self._prompt is not None and self._prompt.value == text:
                rows = ROWS.counted(number, self._reader.language) if number is not None else ""
                self.tell(" · ".join(part for part in (rows, told) if part))

        self.tell(told)
        dataset, query = model.dataset, self._query(model, read)
        model.tasks.start(
            COUNT,
            label("task.counting"),
            lambda token: dataset.engine.count(query, token=token),
            counted,
            lambda _: counted(None),
            quiet=True,
        )

    def _suggest(self, model: TableModel, text: str) -> None:
        column = column_of(text, model.dataset)
        if column is None:
            found = columns(text, model.dataset, model.columns, model.column.name)
            self.suggestions.show(found if text.strip() or not model.view.query.filters else ())
            return
        if self._valued is not model.dataset:
            self._valued, self._values = model.dataset, {}
        if column not in self._values:
            self._values[column] = None
            dataset, query = model.dataset, model.view.query

            def known(values: ValueList) -> None:
                if self._valued is dataset:
                    self._values[column] = values
                if self._prompt is not None and column_of(self._prompt.value, dataset) == column:
                    self.suggestions.show(values.suggest(self._prompt.value))

            meant = dataset.schema.meanings.get(column)
            whole, find = query._replace(filters=()), meant.find if meant is not None else None
            model.tasks.start(
                VALUES,
                label("task.values", column),
                lambda token: ValueList(values_of(dataset, whole, column, token), find),
                known,
                quiet=True,
            )
        values = self._values[column]
        found_values: list[Suggestion] = values.suggest(text) if values is not None else []
        self.suggestions.show(found_values)

    # Lines of the screen

    def line_of(self) -> CommandLine | None:
        """The line of the table shown; none where there is none, or where no line gives it."""
        model, sheet = self.model, self.sheet
        if model is None or not isinstance(sheet, TableSheet) or (sheet.file is None and sheet.derived):
            return None
        return line_of_screen(sheet, model)

    def show_query(self, model: TableModel, changed: Callable[[Query], Query]) -> None:
        """Shows a table under another query, or tells why it cannot be."""
        try:
            model.show(model.view._replace(query=changed(model.view.query)))
        except TermsheetError as error:
            self.tell(str(error))
            return
        self.requeried()

    def show_line(self, line: CommandLine) -> None:
        """Shows the table as a line says."""
        model = self.model
        if model is None:
            return

        def changed(query: Query) -> Query:
            schema = model.dataset.schema_of(query)
            sort, fields = read_sort(line.sort, schema), read_columns(line.fields, schema)
            return self._query(model, self._read(model, line.filter))._replace(sort=sort, columns=fields or None)

        self.show_query(model, changed)
