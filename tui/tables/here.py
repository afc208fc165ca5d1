"""What the row under the cursor gives: the filter that keeps it, and what was said against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cells.cell import ShownColumn
from tui.cells.marks import STANDING
from tui.engines.windows import Window
from tui.query.fields import RAW
from tui.query.meaning import Meaning
from tui.query.query import Condition, Group, Query
from tui.tables.dataset import Dataset

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


def condition_here(model: TableModel, keep: bool) -> Condition | None:
    """The filter that keeps, or drops, the rows with the value under the cursor; none where there is no row."""
    row, column = model.row(), model.column
    if row is None:
        return None
    meant = model.dataset.schema.meanings.get(column.name)
    field = model.dataset.schema.field(column.name)
    drawn, listed = model.text(model.cursor.row, column), field is not None and bool(field.each)
    return condition(row, column, meant, drawn, keep, listed=listed)


def go_to(model: TableModel, column: str, value: str) -> bool:
    """Puts the cursor on the first row with a value; whether there is one. For small tables."""
    for row in range(model.count):
        if model.window.value(row, column) == value:
            model.cursor = model.cursor._replace(row=row)
            return True
    return False


def struck(column: ShownColumn, window: Window, row: int) -> bool:
    """Whether the figure in a cell has been denied or withdrawn."""
    standing = next((name for name in column.inputs if name.endswith(STANDING)), None)
    return column.right and standing is not None and window.value(row, standing) == "refuted"


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
