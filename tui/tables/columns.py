"""The columns of a view: those of the table and those it computes, and the query that gives what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cells.cell import ShownColumn
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.language.words import label
from tui.query.fields import KEY
from tui.query.query import Derived, Query, columns_of
from tui.tables import view as views
from tui.tables.dataset import Dataset
from tui.tables.view import View
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.tables.suggestions import ValueList


class Columns:
    """A table and its columns, ready to draw; those that a view computes are worked out once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.values: dict[str, ValueList | None] = {}
        self._derived: dict[tuple[Derived, ...], dict[str, ShownColumn]] = {(): {}}

    @property
    def names(self) -> tuple[str, ...]:
        """All columns there are, but those computed."""
        return tuple(column.name for column in self.dataset.columns)

    def computed(self, view: View) -> dict[str, ShownColumn]:
        """The columns that a view computes. Raises `TermsheetError` where one cannot be."""
        derived = view.query.derived
        if derived not in self._derived:
            from tui.cells.file_columns import file_columns

            schema = self.dataset.engine.schema(derived)
            found = file_columns({name: schema[name] for name, _ in derived}, dict(view.kinds), "en")
            self._derived[derived] = {column.name: column for column in found}
        return self._derived[derived]

    def shown(self, view: View) -> tuple[ShownColumn, ...]:
        """The columns of a view in its order."""
        known = {column.name: column for column in self.dataset.columns} | self.computed(view)
        if view.units:
            from tui.cells.file_columns import in_units

            known |= {name: in_units(known[name], unit) for name, unit in view.units if name in known}
        return tuple(known[name] for name in views.shown(view, self.names) if name in known)

    def has_all(self, view: View) -> bool:
        """Whether the columns that a view speaks of are there."""
        return not self.lacking(view)

    def lacking(self, view: View) -> Label | None:
        """Why a view cannot be shown: what a computed column lacks, or the columns that are not there; else none."""
        try:
            there = {*self.dataset.engine.schema(), *self.names, *self.computed(view)}
        except TermsheetError as error:
            return Label(*error.said)
        asked = columns_of(view.query.filters) | {key.column for key in view.query.sort} | {*view.query.filled}
        names = ", ".join(f"`{visible(name)}`" for name in sorted(asked - there))
        return label("view.no_column", names) if names else None

    def query(self, view: View, shown: Sequence[ShownColumn]) -> Query:
        """The query that gives what is shown: its rows, in its order, with the columns that hold values."""
        names = self.dataset.engine.schema(view.query.derived).names()
        inputs = dict.fromkeys(name for column in shown for name in column.inputs if name in names and KEY not in name)
        return self.dataset.scope.query(view)._replace(columns=tuple(inputs))
