"""The state of one table on the screen: the view, the rows it gives, the cursor, what is found, what is selected."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from tui.cells.cell import ShownColumn
from tui.corpus.policy import POLICY
from tui.engines.base import Runner
from tui.engines.dataset import Dataset
from tui.engines.lane import Background, Inline, Lane
from tui.engines.polars.compile import computed
from tui.engines.polars.pages import count as count_rows
from tui.engines.polars.pages import matches
from tui.engines.windows import Progress, Window
from tui.errors import TermsheetError
from tui.files.source import RAW
from tui.query.query import Condition, Derived, Query, columns_of
from tui.tables import view as views
from tui.tables.view import View

BATCH = 262_144
"""Rows looked through at a time, so that the first hit comes at once."""
MOST_SELECTED = 1_000_000
MOST_UNDONE = 200

Deliver = Callable[[Callable[[], None]], None]


class Cursor(NamedTuple):
    """The cell under the cursor and the first row and column on the screen."""

    row: int = 0
    column: int = 0
    top: int = 0
    left: int = 0


class Found(NamedTuple):
    """A search in a table: the words, the rows that hold them as they stand on the screen, and how far it got."""

    words: str = ""
    rows: tuple[int, ...] | pl.Series = ()
    share: float = 1.0

    @property
    def hits(self) -> int:
        """How many rows were found."""
        return len(self.rows)


class Step(NamedTuple):
    """What undo goes back to."""

    view: View
    cursor: Cursor


class TableModel:
    """A dataset under a view, and a cursor in it. Methods are what keys ask for; nothing here draws.

    A small table answers at once. A large one answers later: `changed` is then called, through `deliver`, which
    brings a call into the thread of the screen.

    Attributes:
        view: how the table is looked at.
        window: the rows that result, on demand.
        columns: the columns shown; the first `frozen` of them stay on the screen.
        cursor: where the cursor stands; changed by the methods.
        found: the last search.
        selected: the numbers of the rows selected, in the table as it lies.
        failure: why the last request came to nothing.
    """

    def __init__(
        self,
        dataset: Dataset,
        frozen: int = 1,
        view: View | None = None,
        typed: Callable[[Mapping[str, str]], Dataset] | None = None,
    ) -> None:
        self.dataset = dataset
        self.first_view = View(frozen=frozen)
        self.view = view or self.first_view
        self.cursor = Cursor()
        self.found = Found()
        self.selected: set[int] = set()
        self.anchor: int | None = None
        self.failure = ""
        self._disputed: tuple[Window, int] | None = None
        self._sought = ""
        self.written: Path | None = None
        self.changed: Callable[[], None] = lambda: None
        self.deliver: Deliver = lambda call: call()
        self._typed = typed
        self._past: list[Step] = []
        self._future: list[Step] = []
        self._put_away: View | None = None
        self._coming: Window | None = None
        self._take_lanes()
        self._derived: dict[tuple[Derived, ...], dict[str, ShownColumn]] = {(): {}}
        self.window = self._window(View(frozen=frozen))
        self.columns: tuple[ShownColumn, ...] = ()
        self._choose_columns()
        if dataset.resident or self.view.query != self.first_view.query:
            self._ask(self.view, None)

    def _take_lanes(self) -> None:
        """Views, pages and searches of a large table are answered beside the keys, and beside each other."""
        lane: type[Inline | Background] = Inline if self.dataset.resident else Background
        self._lane: Lane = lane()
        self._pages: Lane = lane()
        self._searches: Lane = lane()
        self._previews: Lane = lane()
        self._hints: Lane = lane()

    # What is seen

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
        return tuple(column.name for column in self.dataset.columns)

    @property
    def has_past(self) -> bool:
        """Whether the view was changed since the table was opened."""
        return bool(self._past)

    @property
    def pending(self) -> bool:
        """Whether rows were asked for that are not there yet; those on the screen are of the view before."""
        return self._coming is not None

    @property
    def busy_since(self) -> float | None:
        """When the work that runs was begun, if any does."""
        found = [lane.since for lane in (self._lane, self._searches) if lane.since is not None]
        return min(found, default=None)

    def text(self, row: int, column: ShownColumn) -> str:
        return self.window.text(row, column)

    def row(self) -> dict[str, Any] | None:
        """The values of the row under the cursor; none where there are none, or none yet."""
        return self.window.row(self.cursor.row)

    def value(self) -> Any:
        """The value under the cursor."""
        return self.window.value(self.cursor.row, self.column.name) if self.count else None

    def condition_here(self, keep: bool) -> Condition | None:
        """The filter that keeps, or drops, the rows with the value under the cursor; none where there is no row."""
        row = self.row()
        if row is None:
            return None
        column, value = self.column, self.value()
        as_drawn = len(column.inputs) > 1 and (column.name + RAW not in row or row[column.name + RAW] is not None)
        if as_drawn and (drawn := self.text(self.cursor.row, column)):
            return Condition(column.name, "drawn" if keep else "undrawn", row.get(column.name + RAW) or drawn)
        if value is None:
            return Condition(column.name, "null" if keep else "present")
        plain = value if isinstance(value, str | int | float | bool) else str(value)
        return Condition(column.name, "=" if keep else "!=", plain)

    def struck(self, row: int) -> bool:
        """Whether what the row states has been denied or withdrawn."""
        return self.dataset.claimed and self.window.value(row, "status") in POLICY.refuting

    @property
    def disputed(self) -> int:
        """How many of the claims shown are contradicted, counted once for each state of the table."""
        if not self.dataset.claimed:
            return 0
        if self._disputed is None or self._disputed[0] is not self.window:
            rivals = self.dataset.frame.select("rivals").collect().to_series()
            order = self.window.order
            shown = rivals if order is None else rivals.gather(order)
            self._disputed = (self.window, int((shown > 0).sum()))
        return self._disputed[1]

    def is_selected(self, row: int) -> bool:
        """Whether a row of the screen is selected."""
        return bool(self.selected) and self.window.number(row) in self.selected

    # Movement

    def move_to(self, row: int, height: int) -> None:
        """Puts the cursor on a row and scrolls only as far as it takes to see it; `height` rows are seen."""
        row = max(0, min(row, self.count - 1))
        top = min(max(self.cursor.top, row - height + 1), row)
        self.cursor = self.cursor._replace(row=row, top=max(0, top))

    def move_by(self, rows: int, height: int) -> None:
        self.move_to(self.cursor.row + rows, height)

    def page_by(self, rows: int, height: int) -> None:
        """Moves the cursor and the screen together, so that the cursor keeps its place on the screen."""
        last_top = max(0, self.count - height)
        top = max(0, min(self.cursor.top + rows, last_top))
        self.cursor = self.cursor._replace(top=top)
        self.move_to(self.cursor.row + rows, height)
        self.window.ahead(self.cursor.row + 5 * rows)

    def scroll_by(self, rows: int, height: int) -> None:
        """Moves the screen, and the cursor only where it would leave it."""
        top = max(0, min(self.cursor.top + rows, max(0, self.count - height)))
        row = min(max(self.cursor.row, top), max(top, top + height - 1))
        self.cursor = self.cursor._replace(top=top, row=min(row, max(0, self.count - 1)))

    def column_to(self, column: int) -> None:
        """Puts the cursor on a column; the widget scrolls to it, since it alone knows the widths."""
        self.cursor = self.cursor._replace(column=max(0, min(column, len(self.columns) - 1)))

    def column_named(self, name: str) -> None:
        """Puts the cursor on the column of this name, as soon as it is shown."""
        place = next((n for n, column in enumerate(self.columns) if column.name == name), None)
        self._sought = name if place is None else ""
        if place is not None:
            self.column_to(place)

    def left_to(self, left: int) -> None:
        self.cursor = self.cursor._replace(left=max(0, left))

    def go_to(self, column: str, value: str) -> bool:
        """Puts the cursor on the first row with this value; whether there is one. For small tables."""
        for row in range(self.count):
            if self.window.value(row, column) == value:
                self.cursor = self.cursor._replace(row=row)
                return True
        return False

    # The view and its history

    def show(self, view: View) -> None:
        """Looks at the table otherwise; undo comes back."""
        if view == self.view:
            return
        step = Step(self.view, self.cursor)
        if self._can_be(view):
            self._past = [*self._past[-MOST_UNDONE:], step]
            self._future.clear()
            self._turn_to(view, None)

    def _can_be(self, view: View) -> bool:
        """Whether a view's kinds and computed columns can be; what hinders them is told."""
        self.failure = ""
        try:
            if view.kinds != self.view.kinds and self._typed is not None:
                self._typed(dict(view.kinds))
            self._computed(view)
        except TermsheetError as error:
            self.failure = str(error)
        return not self.failure

    def undo(self) -> bool:
        """Goes back one change; whether there was one."""
        return self._travel(self._past, self._future)

    def redo(self) -> bool:
        """Takes back one undo; whether there was one."""
        return self._travel(self._future, self._past)

    def _travel(self, source: list[Step], target: list[Step]) -> bool:
        if not source:
            return False
        step = source.pop()
        target.append(Step(self.view, self.cursor))
        self._turn_to(step.view, step.cursor)
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
        query = self.view.query._replace(filters=kept.filters, only=kept.only)
        self.show(self.view._replace(query=query))
        return True

    def _turn_to(self, view: View, cursor: Cursor | None) -> None:
        before = self.view
        self.view = view
        self.failure = ""
        if view.kinds != before.kinds and self._typed is not None:
            self.dataset = self._typed(dict(view.kinds))

        def rows(given: View) -> Any:
            return given.query._replace(columns=None), given.kinds

        if rows(view) != rows(before):
            self._ask(view, cursor)
        if self._coming is None or view.query.derived == before.query.derived:
            self._choose_columns()
        if cursor is not None and self._coming is None:
            self.cursor = cursor
        self.column_to(self.cursor.column)

    def _choose_columns(self) -> None:
        known = {column.name: column for column in self.dataset.columns} | self._computed(self.view)
        self.columns = tuple(known[name] for name in views.shown(self.view, self.names) if name in known)
        last = max(0, len(self.columns) - 1)
        self.cursor = self.cursor._replace(column=min(self.cursor.column, last), left=min(self.cursor.left, last))
        if self._sought:
            self.column_named(self._sought)

    def _computed(self, view: View) -> dict[str, ShownColumn]:
        """The columns that a view computes, ready to draw. Raises `TermsheetError` where one cannot be."""
        derived = view.query.derived
        if derived not in self._derived:
            from tui.cells.file_columns import file_columns

            schema = computed(self.dataset, Query(derived=derived)).collect_schema()
            found = file_columns({name: schema[name] for name, _ in derived}, dict(view.kinds), "en")
            self._derived[derived] = {column.name: column for column in found}
        return self._derived[derived]

    def _window(self, view: View) -> Window:
        return Window(self.dataset, view.query, self._pages, lambda: self.deliver(self.changed))

    def _ask(self, view: View, cursor: Cursor | None) -> None:
        """Asks for the rows of a view; they are shown when the first of them are there."""
        window = self._coming = self._window(view)
        self.found = Found()

        def report(known: Progress) -> None:
            self.deliver(lambda: self._took(window, known, cursor))

        future = self._lane.submit(lambda run: window.answer(run, report))
        future.add_done_callback(lambda finished: self._ended(window, finished))

    def _took(self, window: Window, known: Progress, cursor: Cursor | None) -> None:
        if window is not self._coming and window is not self.window:
            return
        window.take(known)
        if window is self._coming:
            self._coming = None
            self.window = window
            self._choose_columns()
            self.cursor = cursor or self.cursor._replace(row=0, top=0)
        self.changed()

    def _ended(self, window: Window, finished: Future[None]) -> None:
        error: BaseException | None = CancelledError() if finished.cancelled() else finished.exception()
        if error is not None:
            self.deliver(lambda: self._failed(window, error))
        elif not self.dataset.resident:
            self.deliver(self.changed)

    def _failed(self, window: Window, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self.failure = ""
        else:
            self.failure = str(error).strip().splitlines()[0]
        if window is self._coming:
            # What is on the screen stays, and the view is that of what is on the screen.
            self._coming = None
            if self._past:
                self.view = self._past.pop().view
                self._choose_columns()
        self.changed()

    def cancel(self) -> bool:
        """Gives up the work that runs; whether any did."""
        searching = self._searches.cancel()
        if searching:
            self.found = self.found._replace(share=1.0)
        stopped = self._lane.cancel()
        if stopped and self._coming is None and not self.window.indexed:
            # Only the first rows of this view can be reached: back to the one before.
            self.undo()
        return stopped or searching

    @property
    def can_retype(self) -> bool:
        """Whether columns can be read as other kinds: those of files can."""
        return self._typed is not None

    def shown_query(self) -> Query:
        """The query that gives what is shown: its rows, in its order, with the columns that hold values."""
        names = self.dataset.frame.collect_schema().names()
        derived = [d.name for d in self.view.query.derived]
        inputs = dict.fromkeys(
            name
            for column in self.columns
            for name in column.inputs
            if name in (*names, *derived) and "\x1f" not in name
        )
        return self.view.query._replace(columns=tuple(inputs))

    def work(self, work: Callable[[Runner], Any], done: Callable[[Any], None]) -> None:
        """Does long work beside the keys; `done` is given its result in the thread of the screen."""
        self.failure = ""

        def ended(finished: Future[Any]) -> None:
            if finished.cancelled():
                return
            error = finished.exception()
            self.written = None
            if error is None:
                self.deliver(lambda: done(finished.result()))
            elif not isinstance(error, CancelledError):
                self.failure = str(error).strip().splitlines()[0]
            self.deliver(self.changed)

        self._lane.submit(work).add_done_callback(ended)
        self.changed()

    def preview(self, query: Query, done: Callable[[int | None], None]) -> None:
        """Counts the rows of another query beside the keys, for a line that is being typed; the newest wins."""

        def ended(finished: Future[int]) -> None:
            if not finished.cancelled() and not isinstance(error := finished.exception(), CancelledError):
                self.deliver(lambda: done(finished.result() if error is None else None))

        dataset = self.dataset
        self._previews.submit(lambda run: count_rows(dataset, query, run)).add_done_callback(ended)

    def hints(self, work: Callable[[Runner], Any], done: Callable[[Any], None]) -> None:
        """Looks something up beside the keys, for suggestions; trouble with it is not told."""

        def ended(finished: Future[Any]) -> None:
            if not finished.cancelled() and finished.exception() is None:
                self.deliver(lambda: done(finished.result()))

        self._hints.submit(work).add_done_callback(ended)

    def forget_previews(self) -> None:
        """Gives up what was looked up for a line that is no longer typed."""
        self._previews.cancel()
        self._hints.cancel()

    def writing(self, path: Path) -> None:
        """Says which file an export grows in."""
        self.written = path

    def replace(self, dataset: Dataset, typed: Callable[[Mapping[str, str]], Dataset] | None = None) -> None:
        """Shows another state of the same table: more rows have come, or the file changed. The cursor stays."""
        self._typed = typed or self._typed
        was_resident = self.dataset.resident
        self.dataset = dataset
        if dataset.resident != was_resident:
            self._take_lanes()
        self._derived = {(): {}}
        if not self._still_can_be():
            # A column that the view speaks of is gone: the table is shown as it is.
            self.view = self.first_view
            self._past.clear()
            self._future.clear()
        self._choose_columns()
        self._ask(self.view, self.cursor)

    def _still_can_be(self) -> bool:
        query = self.view.query
        try:
            there = {*self.names, *self._computed(self.view)}
        except TermsheetError:
            return False
        return there >= columns_of(query.filters) | {key.column for key in query.sort}

    # Find

    def find(self, words: str) -> int:
        """Looks for words in every column as it is drawn, without case; returns how many rows are found so far."""
        self.found = Found(words, (), 0.0 if words.strip() else 1.0)
        if not words.strip():
            self._searches.cancel()
            return 0
        window, dataset = self.window, self.dataset
        height = dataset.height if dataset.height is not None else window.count
        begin = 0 if window.order is not None else max(0, self.cursor.row)

        def look(run: Runner) -> None:
            parts: list[pl.Series] = []
            starts = [*range(begin, height, BATCH), *range(0, begin, BATCH)]
            for number, start in enumerate(starts, 1):
                end = min(begin, start + BATCH) if start < begin else min(height, start + BATCH)
                part = matches(dataset, words, start, end - start, window.query, run)
                parts.append(part)
                # Of a sorted table, where the rows stand is still to be looked up.
                share = number / (len(starts) + (window.order is not None))
                if window.order is None and (part.len() or share == 1):
                    self.deliver(partial(self._found, words, pl.concat(parts).sort(), share))
                elif not dataset.resident:
                    self.deliver(partial(self._looked, words, share))
            if window.order is not None:
                hit = pl.concat(parts) if parts else pl.Series([], dtype=pl.UInt32)
                places = run(window.order.to_frame("n").lazy().select(pl.col("n").is_in(hit.implode()).arg_true()))
                self.deliver(lambda: self._found(words, places.to_series(), 1.0))

        def ended(finished: Future[None]) -> None:
            if not finished.cancelled() and (error := finished.exception()) and not isinstance(error, CancelledError):
                self.failure = str(error).splitlines()[0]
                self.deliver(self.changed)

        self._searches.submit(look).add_done_callback(ended)
        return self.found.hits

    def _found(self, words: str, rows: pl.Series, share: float) -> None:
        if words == self.found.words:
            self.found = Found(words, rows, share)
            self.changed()

    def _looked(self, words: str, share: float) -> None:
        if words == self.found.words:
            self.found = self.found._replace(share=max(share, self.found.share))
            self.changed()

    def find_next(self, height: int, step: int = 1, *, here: bool = False) -> bool:
        """Moves to the next row found, or the one before, round the end; whether there is one."""
        rows = self.found.rows
        if not len(rows):
            return False
        row = self.cursor.row
        if step > 0:
            place = (bisect_left if here else bisect_right)(rows, row)
            target = rows[place] if place < len(rows) else rows[0]
        else:
            place = bisect_left(rows, row)
            target = rows[place - 1] if place else rows[-1]
        self.move_to(int(target), height)
        return True

    # Selection

    def toggle(self) -> bool:
        """Selects the row under the cursor or lets it go; whether its number is known."""
        number = self.window.number(self.cursor.row) if self.count else None
        if number is None:
            return False
        self.selected ^= {number}
        self.anchor = self.cursor.row
        return True

    def select_range(self) -> bool:
        """Selects from where the last selection was made to the cursor."""
        anchor = self.anchor if self.anchor is not None else self.cursor.row
        first, last = sorted((anchor, self.cursor.row))
        return self._select(first, last)

    def select_shown(self) -> bool:
        """Selects all rows shown, or lets all go if they are all selected; whether there are not too many."""
        if self.count > MOST_SELECTED or not self.window.counted:
            return False
        if len(self.selected) >= self.count > 0:
            self.selected.clear()
            return True
        return self._select(0, self.count - 1)

    def _select(self, first: int, last: int) -> bool:
        if last - first >= MOST_SELECTED:
            return False
        order = self.window.order
        if order is not None:
            self.selected.update(order.slice(first, last - first + 1).to_list())
            return True
        numbers = [self.window.number(row) for row in range(first, last + 1)]
        if None in numbers:
            return False
        self.selected.update(n for n in numbers if n is not None)
        return True

    def show_selected(self) -> bool:
        """Shows only the rows selected, or all again; whether any are selected."""
        if self.view.query.only is not None:
            self.show(self.view._replace(query=self.view.query._replace(only=None)))
            return True
        if not self.selected:
            return False
        self.show(self.view._replace(query=self.view.query._replace(only=tuple(sorted(self.selected)))))
        return True
