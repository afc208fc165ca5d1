"""Filtering: by a line that is typed with suggestions, counted and echoed; or by the value under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.assist import Recall, assisted
from tui.commands.desk import Desk, Timer
from tui.commands.lines import filter_by, names_in_line, query_of_line, read_line, show_query
from tui.commands.registry import on_table
from tui.commands.showing import show_narrowed, when_decided
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.language.words import listed, word
from tui.query.query import Query
from tui.query.writing import written
from tui.storage import own
from tui.tables import here
from tui.tables.dataset import ROWS
from tui.tables.model import TableModel
from tui.tables.suggestions import ValueList, column_of, suggest_columns, values_of

if TYPE_CHECKING:
    from tui.query.reading import FilterRead

_COUNT, _VALUES = "count", "values"
"""The purposes of what is looked up for a line that is being typed."""
COUNTING = Label("counting", "计数中")
PAUSE = 0.25
"""Seconds without a key after which a line on a large table is looked up."""
FILTER = Label("filter: ", "筛选： ")
NO_FILTER = Label("no filter is set", "没有筛选")
_OTHER_ROWS = Label("other rows are shown now: press the key once more", "所示的行已变：请再按一次")


class FilterLine:
    """A filter while it is typed: how it is read, how many rows it leaves, how it may go on."""

    def __init__(self, desk: Desk, model: TableModel) -> None:
        self._desk, self._model = desk, model
        self._pause: Timer | None = None
        self._recall = Recall("filter")

    def typed(self, text: str) -> None:
        """Looks a line up; in a large table at a pause in the typing: what half a word gives only delays."""
        if self._pause is not None:
            self._pause.stop()
        if self._model.dataset.resident:
            self._look_up(text)
        else:
            self._pause = self._desk.later(PAUSE, lambda: self._look_up(text))

    def taken(self, text: str) -> bool:
        """Shows the rows that the line leaves; where it cannot be read it stays open, and why is told."""
        desk, model = self._desk, self._model
        names = names_in_line(model, text)
        if not model.dataset.is_decided(names):
            own.add_line("filter", text)
            self._stop()
            when_decided(desk, model, names, lambda: filter_by(desk, model, text))
            return True
        try:
            read = read_line(model, text)
        except TermsheetError as error:
            desk.tell(Label(*error.said))
            return False
        if lost := own.add_line("filter", text):
            self._desk.tell(lost)
        # What was looked for while it was typed is what is asked for now.
        self._show(read)
        self._stop()
        return True

    def left(self) -> None:
        """Forgets what was looked up."""
        self._stop()
        self._desk.tell("")

    def assist(self, key: str, text: str) -> str | None:
        """What Tab and the arrows make of the line."""
        return assisted(key, self._desk.prompt.suggestions, self._recall)

    def suggest(self, text: str) -> None:
        """Shows the columns, or the values of a column, that may follow."""
        model, suggestions = self._model, self._desk.prompt.suggestions
        column = column_of(text, model.dataset)
        if column is None:
            found = suggest_columns(text, model.dataset, model.columns, model.column.name)
            suggestions.show(found if text.strip() or not model.view.query.filters else ())
            return
        if column in model.dataset.undecided:
            suggestions.show(())
            return
        if column not in model.known_values:
            self._find_values(column)
        values = model.known_values[column]
        suggestions.show(values.suggest(text) if values is not None else ())

    def _find_values(self, column: str) -> None:
        model, dataset, known = self._model, self._model.dataset, self._model.known_values
        known[column] = None

        def found(values: ValueList) -> None:
            known[column] = values
            line = self._desk.prompt.text
            if line is not None and column_of(line, dataset) == column:
                self._desk.prompt.suggestions.show(values.suggest(line))

        meant = dataset.schema.meanings.get(column)
        whole, find = model.view.query._replace(filters=()), meant.find if meant is not None else None
        model.tasks.start(
            _VALUES,
            Label(f"values of {column}", f"{column} 的值"),
            lambda token: ValueList(values_of(dataset, whole, column, token), find),
            found,
            quiet=True,
        )

    def _look_up(self, text: str) -> None:
        desk, model = self._desk, self._model
        if desk.prompt.text is None:
            return
        self.suggest(text)
        undecided = names_in_line(model, text) & model.dataset.undecided
        if undecided:
            titles = [column.title for column in model.dataset.columns if column.name in undecided]
            language = desk.reader.language
            desk.tell(word("screen.waits", language, listed(titles, language)))
            return
        try:
            read = read_line(model, text)
        except TermsheetError as error:
            desk.tell(Label(*error.said))
            return
        told = listed((desk.say(said) for said in read.told), desk.reader.language)

        def counted(number: int | None) -> None:
            if desk.prompt.text == text:
                rows = ROWS.counted(number, desk.reader.language) if number is not None else ""
                desk.tell(" · ".join(part for part in (rows, told) if part))

        desk.tell(told)
        engine, wanted = model.dataset.engine, query_of_line(model, read)
        if model.foresee(wanted, counted):
            return
        query = model.dataset.scope.query(model.view._replace(query=wanted))
        model.tasks.start(
            _COUNT,
            COUNTING,
            lambda token: engine.count(query, token=token),
            counted,
            lambda _: counted(None),
            quiet=True,
        )

    def _show(self, read: FilterRead) -> None:
        def changed(query: Query) -> Query:
            return query_of_line(self._model, read)

        show_query(self._desk, self._model, changed)
        if read.told and not self._model.pending:
            self._desk.tell(listed((self._desk.say(said) for said in read.told), self._desk.reader.language))

    def _stop(self) -> None:
        self._desk.prompt.suggestions.show(())
        if self._pause is not None:
            self._pause.stop()
        self._model.tasks.cancel(_COUNT, _VALUES)
        self._model.forget_foreseen()


@on_table(
    "filter",
    "f",
    Label("filter the rows by a line: company:kimi amount>=1b", "按一行条件筛选：公司:kimi 金额>=10亿"),
    short=Label("filter", "筛选"),
)
def filter_rows(desk: Desk, model: TableModel) -> None:
    typing = FilterLine(desk, model)
    line = written(model.view.query.filters, model.dataset.schema.meanings)
    start = f"{line} " if line else ""
    desk.prompt.ask(FILTER, start, typing.taken, typing.typed, typing.left, typing.assist, select=False)
    typing.suggest(start)


def _keep(desk: Desk, model: TableModel, keep: bool) -> None:
    name, row, query = model.column.name, model.cursor.row, model.view.query

    def narrowed() -> None:
        if model.view.query != query:
            desk.tell(_OTHER_ROWS)
            return
        condition = here.condition_at(model, row, name, keep)
        if condition is not None:
            show_narrowed(desk, model, condition)

    when_decided(desk, model, [name], narrowed)


@on_table("filter.keep", ",", Label("keep only rows with this value", "只留此值的行"))
def keep(desk: Desk, model: TableModel) -> None:
    _keep(desk, model, True)


@on_table("filter.drop", "\\", Label("drop the rows with this value", "去掉此值的行"))
def drop(desk: Desk, model: TableModel) -> None:
    _keep(desk, model, False)


@on_table("filter.put_away", "&", Label("take the filters away, or bring them back", "撤下或恢复筛选"))
def put_away(desk: Desk, model: TableModel) -> None:
    if model.put_away_filters():
        desk.requeried()
    else:
        desk.tell(NO_FILTER)
