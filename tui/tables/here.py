"""What the row under the cursor gives: the filter that keeps it, and what was said against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cells.cell import ShownColumn
from tui.cells.marks import STANDING
from tui.corpus.folds import HEAD_ROW, HEADLINE
from tui.engines.windows import Window
from tui.query.fields import RAW
from tui.query.meaning import Meaning
from tui.query.query import Condition, Group, Query
from tui.tables.dataset import Dataset
from tui.tables.scope import EVERY_ROW
from tui.tables.view import ALL_DIVISIONS, View

if TYPE_CHECKING:
    from tui.tables.model import TableModel


def condition(
    row: dict[str, Any], column: ShownColumn, meant: Meaning | None, drawn: str, keep: bool, *, listed: bool = False
) -> Condition:
    """The filter that keeps, or drops, the rows with the value that a row has in a column and that is drawn so.

    Where cells are lists, `listed`, one that holds a single value asks for that value.
    """
    value, raw = row.get(column.name), column.name + RAW
    as_drawn = len(column.inputs) > 1 and not listed and (raw not in row or row[raw] is not None)
    as_drawn = as_drawn or (meant is not None and value is not None and not meant.knows(value))
    if as_drawn and drawn:
        return Condition(column.name, "drawn" if keep else "undrawn", row.get(raw) or drawn)
    if value is None:
        return Condition(column.name, "null" if keep else "present")
    plain = value if isinstance(value, str | int | float | bool) else str(value)
    return Condition(column.name, "=" if keep else "!=", plain)


def condition_at(model: TableModel, place: int, name: str, keep: bool) -> Condition | None:
    """The filter that keeps, or drops, the rows with the value that a column has in a row of the table shown; none
    where there is no such row or column."""
    row = model.window.row(place)
    column = next((column for column in model.columns if column.name == name), None)
    if row is None or column is None:
        return None
    meant = model.dataset.schema.meanings.get(name)
    field = model.dataset.schema.field(name)
    listed = field is not None and bool(field.each)
    return condition(row, column, meant, model.text(place, column), keep, listed=listed)


def go_to(model: TableModel, column: str, value: str) -> bool:
    """Puts the cursor on the first row with a value; whether there is one. For small tables.

    Where the rows shown have none, the table is looked at as it was opened, in the division that has it and unfolded.
    """
    return _found(model, column, value) or (_turned_to(model, column, value) and _found(model, column, value))


def _found(model: TableModel, column: str, value: str) -> bool:
    for row in range(model.count):
        if model.window.value(row, column) == value:
            model.cursor = model.cursor._replace(row=row)
            return True
    return False


def _turned_to(model: TableModel, column: str, value: str) -> bool:
    """Shows a view that has the row; whether there is one."""
    engine, wanted = model.dataset.engine, Condition(column, "=", value)
    page = engine.page(Query((wanted,)), 0, 1).frame
    if page.is_empty():
        return False
    divisions = model.dataset.scope.divisions
    of = next((n for n, (_, given) in enumerate(divisions) if engine.count(Query((wanted, *given)))), 0)
    head = page[HEAD_ROW][0] if HEAD_ROW in page.columns else None
    unfolded = (head,) if head is not None and not page[HEADLINE][0] else ()
    model.show(model.first_view._replace(division=of, unfolded=unfolded))
    return True


def may_be_struck(column: ShownColumn) -> bool:
    """Whether a column holds figures that may have been denied or withdrawn."""
    return column.right and any(name.endswith(STANDING) for name in column.inputs)


def struck(column: ShownColumn, window: Window, row: int) -> bool:
    """Whether the figure in a cell of such a column has been denied or withdrawn."""
    standing = next(name for name in column.inputs if name.endswith(STANDING))
    return bool(window.value(row, standing) == "refuted")


class Disputed:
    """How many of the facts shown are disputed, counted once for each state of the table."""

    def __init__(self) -> None:
        self._counted: tuple[Window, int] | None = None

    def count(self, dataset: Dataset, window: Window) -> int:
        """The facts of the rows of a window that are disputed; several rows may be of one fact."""
        if not dataset.claimed:
            return 0
        if self._counted is None or self._counted[0] is not window:
            disputed = (*window.query.filters, Condition("dispute", "present"))
            facts = Query(filters=disputed, only=window.query.only, derived=window.query.derived, group=Group(("key",)))
            self._counted = (window, dataset.engine.count(facts))
        return self._counted[1]


class Divided:
    """How many rows of each division a view's filter leaves, counted once for each state of the table."""

    def __init__(self) -> None:
        self._counted: tuple[Query, list[int]] | None = None

    def counts(self, dataset: Dataset, view: View, *, unfolded: bool = False) -> list[int]:
        """The rows of each division, those folded away too with `unfolded`; nothing where a view goes through all."""
        scope = dataset.scope
        if scope.division(view) is None and view.division != ALL_DIVISIONS:
            return []
        view = view._replace(unfolded=(EVERY_ROW,) if unfolded else ())
        every = scope.query(view._replace(division=ALL_DIVISIONS))
        if self._counted is None or self._counted[0] != every:
            queries = (scope.query(view._replace(division=number)) for number in range(len(scope.divisions)))
            self._counted = (every, [dataset.engine.count(query) for query in queries])
        return self._counted[1]
