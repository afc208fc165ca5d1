"""The state of one table on the screen: the view, the rows it gives, the cursor, what is found, what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.engines.base import Can
from tui.engines.lane import Background, Inline
from tui.engines.task import Deliver, Tasks
from tui.query.query import ANY, Condition, Query
from tui.tables import here
from tui.tables import view as views
from tui.tables.columns import Columns
from tui.tables.cursor import Cursor
from tui.tables.dataset import Dataset
from tui.tables.found import Found, Search
from tui.tables.past import Past, Step
from tui.tables.rows import FORESEEN, Rows
from tui.tables.selection import Selection
from tui.tables.view import View

if TYPE_CHECKING:
    from tui.cells.cell import ShownColumn
    from tui.engines.windows import Window
    from tui.tables.suggestions import ValueList

Typed = Callable[[Mapping[str, str]], Dataset]
"""The table with some columns read as other kinds."""


class _Seen(NamedTuple):
    """What the rows on the screen belong to, while those of another view are asked for."""

    dataset: Dataset
    view: View
    past: Past


class Wait(NamedTuple):
    """What is to be done as soon as some columns are decided.

    Attributes:
        names: the columns; None for all.
        run: does it.
        view: the view that it shows, where it was remembered.
    """

    names: frozenset[str] | None
    run: Callable[[], object]
    view: View | None = None


class TableModel:
    """A dataset under a view, and a cursor in it. Methods are what keys ask for; nothing here draws.

    A small table answers at once. A large one answers later: `changed` is then called in the thread of the screen.

    Attributes:
        view: how the table is looked at.
        columns: the columns shown; the first `frozen` of them stay on the screen.
        cursor: where the cursor stands; changed by the methods.
        selection: the rows selected.
        against: the column that is marked to be charted against another.
        noted: the keys of the rows that a person's notes stand on.
        overwrites: a file that is there, and that an export writes over if it is named once more.
        warned: the commands that were said to be dear here, by their ids.
        waits: what is to be done when columns are decided.
        tasks: what runs for this table.
    """

    def __init__(self, dataset: Dataset, frozen: int = 1, view: View | None = None, typed: Typed | None = None) -> None:
        self.first_view = View(frozen=frozen)
        self.view = view or self.first_view
        self.past = Past()
        self.cursor = Cursor()
        self.selection = Selection()
        self.against = ""
        self.noted: frozenset[str] = frozenset()
        self.overwrites: Path | None = None
        self.warned: set[str] = set()
        self.waits: Wait | None = None
        self.changed: Callable[[], None] = lambda: None
        self._typed = typed
        self._sought = ""
        self._put_away: View | None = None
        self._table = Columns(dataset)
        self._disputed = here.Disputed()
        self._divided, self._found_apart = here.Divided(), here.Divided()
        self.tasks = Tasks(self._lane())
        self._rows = Rows(self.tasks, dataset, dataset.scope.query(self.first_view), self._tell)
        self._search = Search(self.tasks, self._tell)
        self._seen = _Seen(dataset, self.first_view, self.past)
        self.columns: tuple[ShownColumn, ...] = ()
        self._choose_columns()
        if dataset.resident or dataset.height is None or self.view.query != self.first_view.query:
            self._ask(None)

    def _lane(self) -> type[Inline | Background]:
        return Inline if self.dataset.resident else Background

    def attach(self, deliver: Deliver, changed: Callable[[], None]) -> None:
        """Tells a screen of what comes to be known, in its thread."""
        self.tasks.deliver = deliver
        self.changed = changed

    def _tell(self) -> None:
        self.changed()

    # What is seen

    @property
    def dataset(self) -> Dataset:
        return self._table.dataset

    @property
    def window(self) -> Window:
        """The rows that result, on demand."""
        return self._rows.window

    @property
    def query(self) -> Query:
        """The query that gives the rows shown: that of the view, in the division and under the fold that it shows."""
        return self.dataset.scope.query(self.view)

    @property
    def pending(self) -> bool:
        """Whether rows were asked for that are not there yet; those on the screen are of the view before."""
        return self._rows.pending

    @property
    def count(self) -> int:
        return self.window.count

    @property
    def frozen(self) -> int:
        return min(self.view.frozen, max(0, len(self.columns) - 1))

    @property
    def column(self) -> ShownColumn:
        return self.columns[self.cursor.column]

    @property
    def names(self) -> tuple[str, ...]:
        """All columns there are, but those computed."""
        return self._table.names

    @property
    def can_retype(self) -> bool:
        """Whether columns can be read as other kinds: those of files can."""
        return self._typed is not None

    def text(self, row: int, column: ShownColumn) -> str:
        return self.window.text(row, column)

    def texts(self, row: int, columns: Sequence[ShownColumn]) -> list[str]:
        """The texts of a row's cells in some columns."""
        return self.window.texts(row, columns)

    def row(self) -> dict[str, Any] | None:
        """The values of the row under the cursor; none where there are none, or none yet."""
        return self.window.row(self.cursor.row)

    @property
    def disputed(self) -> int:
        """How many of the facts shown are disputed."""
        return self._disputed.count(self.dataset, self.window)

    @property
    def divided(self) -> Sequence[int]:
        """How many rows each division of the table has under the view's filter; nothing where it shows all of them."""
        return self._divided.counts(self.dataset, self.view)

    @property
    def found_apart(self) -> Sequence[int]:
        """How many rows of each division hold the words of the last search, those folded away too."""
        words = tuple(Condition(ANY, "sounds", word) for word in self.found.words.split())
        query = self.view.query._replace(filters=(*self.view.query.filters, *words))
        return self._found_apart.counts(self.dataset, self.view._replace(query=query), unfolded=True)

    def shown_query(self) -> Query:
        """The query that gives what is shown: its rows, in its order, with the columns that hold values."""
        return self._table.query(self.view, self.columns)

    # Movement; `height` rows are seen

    def move_to(self, row: int, height: int) -> None:
        self.cursor = self.cursor.to(row, self.count, height)

    def move_by(self, rows: int, height: int) -> None:
        self.move_to(self.cursor.row + rows, height)

    def page_by(self, rows: int, height: int) -> None:
        self.cursor = self.cursor.paged(rows, self.count, height)
        self.window.ahead(self.cursor.row, rows)

    def scroll_by(self, rows: int, height: int) -> None:
        self.cursor = self.cursor.scrolled(rows, self.count, height)

    def column_to(self, column: int) -> None:
        """Puts the cursor on a column; the widget scrolls to it, since it alone knows the widths."""
        self.cursor = self.cursor.across(column, len(self.columns))

    def column_named(self, name: str) -> None:
        """Puts the cursor on the column of this name, as soon as it is shown."""
        place = next((n for n, column in enumerate(self.columns) if column.name == name), None)
        self._sought = name if place is None else ""
        if place is not None:
            self.column_to(place)

    def left_to(self, left: int) -> None:
        self.cursor = self.cursor._replace(left=max(0, left))

    # The view and its past

    def show(self, view: View) -> None:
        """Looks at the table otherwise; undo comes back. Raises `TermsheetError` where it cannot be looked at so."""
        if view == self.view:
            return
        if view.kinds != self.view.kinds and self._typed is not None:
            self._typed(dict(view.kinds))
        self._table.computed(view)
        self._turn_to(view, None, self.past.add(Step(self.view, self.cursor)))

    def undo(self) -> bool:
        """Goes back one change; whether there was one."""
        return self._travel(self.past.back(Step(self.view, self.cursor)))

    def redo(self) -> bool:
        """Takes back one undo; whether there was one."""
        return self._travel(self.past.forth(Step(self.view, self.cursor)))

    def _travel(self, travelled: tuple[Step, Past] | None) -> bool:
        if travelled is None:
            return False
        step, past = travelled
        self._turn_to(step.view, step.cursor, past)
        return True

    def reset(self) -> None:
        """Looks at the table as it was opened; undo comes back."""
        self.show(self.first_view)

    def put_away_filters(self) -> bool:
        """Takes all filters away, or brings back those taken away last; whether there were any."""
        if self.view.query.narrowed:
            self._put_away = self.view
            self.show(views.widen(self.view))
            return True
        if self._put_away is None:
            return False
        kept = self._put_away.query
        self.show(self.view._replace(query=self.view.query._replace(filters=kept.filters, only=kept.only)))
        return True

    def _turn_to(self, view: View, cursor: Cursor | None, past: Past) -> None:
        before = self.view
        if not self.pending:
            self._seen = _Seen(self.dataset, before, self.past)
        self.view, self.past = view, past
        self.tasks.failure = None
        if view.kinds != before.kinds and self._typed is not None:
            self._table = Columns(self._typed(dict(view.kinds)))

        def rows(given: View) -> Any:
            return self.dataset.scope.query(given)._replace(columns=None), given.kinds

        if rows(view) != rows(before):
            self._ask(cursor)
        if not self.pending or view.query.derived == before.query.derived:
            self._choose_columns()
        if cursor is not None and not self.pending:
            self.cursor = cursor
        self.column_to(self.cursor.column)

    def _choose_columns(self) -> None:
        self.columns = self._table.shown(self.view)
        self.cursor = self.cursor.inside(len(self.columns))
        if self._sought:
            self.column_named(self._sought)

    def _ask(self, cursor: Cursor | None, *, again: bool = False, same: bool = False) -> None:
        """Asks for the rows of the view; they are shown when the first of them are there. Of the `same` table the
        cursor stays where it is by then."""
        self._search.forget()

        def came() -> None:
            self._choose_columns()
            if not same:
                self.cursor = cursor or self.cursor._replace(row=0, top=0)

        self._rows.ask(self.dataset, self.query, came, lambda: self._stay(again), self._come_back)

    def foresee(self, query: Query, counted: Callable[[int | None], None]) -> bool:
        """Looks for the rows that the table would show by a query, which may be asked for next; whether it does.

        Not where that is more work than counting them: `counted` is told how many there are.
        """
        cheap = Can.ROW_NUMBERS in self.dataset.engine.can and not self.dataset.resident
        wanted = self.dataset.scope.query(self.view._replace(query=query))
        if not cheap or wanted.sort or wanted.group or not wanted.narrowed:
            return False
        self._rows.foresee(self.dataset, wanted, counted)
        return True

    def forget_foreseen(self) -> None:
        """No longer looks for rows that nobody asked for."""
        self.tasks.cancel(FORESEEN)

    def _come_back(self) -> None:
        """Goes back to the view before one of which only the first rows came; why they did stays told."""
        failure = self.tasks.failure
        self.undo()
        self.tasks.failure = failure

    def _stay(self, again: bool) -> None:
        """Stays with the rows on the screen: those of the view asked for never came."""
        dataset, self.view, self.past = self._seen
        self._table = Columns(dataset)
        self._choose_columns()
        if not self.window.indexed and not again:
            # The index of these rows was given up for those that never came.
            failure = self.tasks.failure
            self._ask(self.cursor, again=True)
            self.tasks.failure = failure

    @property
    def known_values(self) -> dict[str, ValueList | None]:
        """The values of columns as they were looked up for suggestions; None while they are."""
        return self._table.values

    def replace(self, dataset: Dataset, typed: Typed | None = None) -> None:
        """Shows another state of the same table: more rows have come, or the file changed. The cursor stays."""
        self._typed = typed or self._typed
        was_resident = self.dataset.resident
        self._table = Columns(dataset)
        if dataset.resident != was_resident:
            self.tasks.take_lanes(self._lane())
        if not self._table.has_all(self.view):
            # A column that the view speaks of is gone: the table is shown as it is.
            self.view, self.past = self.first_view, Past()
        self._seen = _Seen(dataset, self.view, self.past)
        self._ask(None, same=True)
        if not self.pending:
            # The rows on the screen have the columns that they had.
            self._choose_columns()

    # Columns that are undecided

    def wait(self, names: Iterable[str] | None, run: Callable[[], object], view: View | None = None) -> None:
        """Does something as soon as some columns are decided, or all; what was to be done before is given up."""
        self.waits = Wait(None if names is None else frozenset(names) & self.dataset.undecided, run, view)

    @property
    def to_keep(self) -> View:
        """The view that is remembered: one that still waits to be shown is not given up by leaving."""
        return (self.waits.view if self.waits is not None else None) or self.view

    def give_up(self) -> bool:
        """Waits no longer; whether anything was waited for."""
        waited, self.waits = self.waits, None
        return waited is not None

    def go_on(self) -> None:
        """Does what waited, if what it waits for is decided."""
        waited = self.waits
        if waited is not None and self.dataset.is_decided(waited.names):
            self.waits = None
            waited.run()

    # Find

    @property
    def found(self) -> Found:
        """The last search."""
        return self._search.found

    def find(self, words: str, heard: Callable[[], None] = lambda: None) -> int:
        """Looks for words in every column as it is drawn, without case; returns how many rows are found so far.

        `heard` is called whenever more were found.
        """
        column = self.column.name if self.columns else ""
        self._search.begin(self.dataset, self.window, words, self.cursor.row, column, heard)
        return self.found.hits

    def find_next(self, height: int, step: int = 1, *, here: bool = False) -> bool:
        """Moves to the next row found, or the one before, round the end; whether there is one."""
        row = self.found.next(self.cursor.row, step, here=here)
        if row is not None:
            self.move_to(row, height)
        return row is not None
