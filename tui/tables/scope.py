"""Which rows of a table stand on the screen before a person filters: those of one division, others folded away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.corpus.folds import HEAD_ROW, HEADLINE
from tui.corpus.tables import First, RowsWhere, Table
from tui.language.label import Label
from tui.query.fields import KEY
from tui.query.query import Condition, Either, Filter, Query, Without, columns_of
from tui.tables.view import ALL_DIVISIONS, View

OF_HEAD = f"{KEY}head"
"""Ends the name of a key by which unfolded rows are sorted: the cell of the row that they unfold under."""
EVERY_ROW = "*"
"""In the unfolded rows of a view, all of them."""


class TableScope(NamedTuple):
    """What a screen shows of a table.

    Attributes:
        divisions: the name of each division, and the filters that give its rows.
        spoken: the columns that say what division a row is of; a filter on one of them goes through all divisions.
        folds: the filter under which other rows are folded away, and the columns that lift it.
        sort_by: the keys that sort by a column, of each column.
    """

    divisions: tuple[tuple[Label, tuple[Filter, ...]], ...] = ()
    spoken: frozenset[str] = frozenset()
    folds: First = First()
    sort_by: Mapping[str, Sequence[str]] = {}

    def division(self, view: View) -> int | None:
        """The number of the division that a view shows; none where it shows all."""
        through = not self.divisions or view.query.only is not None or columns_of(view.query.filters) & self.spoken
        return None if through or view.division == ALL_DIVISIONS else min(view.division, len(self.divisions) - 1)

    def is_folded(self, view: View) -> bool:
        """Whether a view shows rows with others folded under them."""
        spoken = columns_of(view.query.filters) & {*self.folds.unless}
        return self.folds.folds and view.query.only is None and not spoken

    def filters(self, view: View) -> tuple[Filter, ...]:
        """The filters of a view and of the division that it shows."""
        number = self.division(view)
        return view.query.filters if number is None else (*view.query.filters, *self.divisions[number][1])

    def query(self, view: View) -> Query:
        """The query that gives the rows that a view shows."""
        query = view.query._replace(filters=self.filters(view))
        if not self.is_folded(view) or (EVERY_ROW in view.unfolded and not query.sort):
            return query
        heads = Condition(HEADLINE, "=", True)
        if not view.unfolded:
            return query._replace(filters=(*query.filters, heads))
        # What is unfolded stays under its row, by whatever the rows are sorted.
        sort = tuple(
            given._replace(column=f"{key}{OF_HEAD}")
            for given in query.sort
            for key in self.sort_by.get(given.column, (given.column,))
        )
        if EVERY_ROW in view.unfolded:
            return query._replace(sort=sort)
        shown = Either(((heads,), (Condition(HEAD_ROW, "in", view.unfolded),)))
        return query._replace(filters=(*query.filters, shown), sort=sort)


ALL_ROWS = TableScope()
"""All rows of a table."""


def scope_of(table: Table, sort_by: Mapping[str, Sequence[str]], names: Sequence[str]) -> TableScope:
    """The scope of a table of the corpus whose rows have columns of these names."""
    spoken = {name for division in table.divisions for name, _ in division.when}
    divisions = tuple(
        (division.title, _held(division.when) or tuple(Without(_held(one.when)) for one in table.divisions if one.when))
        for division in table.divisions
    )
    folds = table.first if table.first.folds and HEADLINE in names else First()
    return TableScope(divisions if spoken <= {*names} else (), frozenset((*spoken, "is")), folds, sort_by)


def _held(when: RowsWhere) -> tuple[Filter, ...]:
    return tuple(Either(tuple((Condition(name, "=", value),) for value in values)) for name, values in when)
