"""The cells that the columns of a table want, measured on the rows that are seen."""

from __future__ import annotations

from tui.engines.windows import WAITING
from tui.tables.model import TableModel
from tui.text.widths import cell_width
from tui.widgets.column_layout import Wanted

_NARROWEST = 3


class ColumnWidths:
    """What each column of a model wants; kept once its rows were seen, so that nothing shifts while rows scroll."""

    def __init__(self, model: TableModel, height: int) -> None:
        self._model, self._height = model, height
        self._known: dict[str, int] = {}

    @property
    def measured(self) -> bool:
        """Whether the rows of any column were seen."""
        return bool(self._known)

    def wanted(self, number: int) -> Wanted:
        """What a column wants: the width that a person gave it, else room for its title and what is seen of it."""
        column = self._model.columns[number]
        chosen = self._model.view.width(column.name)
        if chosen is not None:
            return Wanted(chosen, chosen=True, whole=column.whole, further=column.further)
        width = self._known.get(column.name)
        if width is None:
            widths, waiting = self._seen(number)
            width = max(min(column.width, max(widths, self._header(number))), _NARROWEST)
            if not waiting:
                self._known[column.name] = width
        return Wanted(width, whole=column.whole, least=column.least, further=column.further)

    def fitted(self, number: int) -> int:
        """The width at which nothing of a column's seen rows is cut."""
        return max(self._seen(number)[0], self._header(number), _NARROWEST)

    def grow(self, number: int, width: int) -> None:
        """Gives a column more room: something longer came to be seen."""
        name = self._model.columns[number].name
        self._known[name] = max(width, self._known.get(name, 0))

    def _seen(self, number: int) -> tuple[int, bool]:
        """The width of the longest cell that is seen, and whether any is still waited for or none is there yet."""
        model, top = self._model, self._model.cursor.top
        column = model.columns[number]
        texts = [model.text(row, column) for row in range(top, min(top + self._height, model.count))]
        return max(map(cell_width, texts), default=0), not texts or WAITING in texts

    def _header(self, number: int) -> int:
        """The width of a title with the marks of its reading and its sorting."""
        column, keys = self._model.columns[number], self._model.view.query.sort
        mark = (1 + (len(keys) > 1)) if any(key.column == column.name for key in keys) else 0
        return cell_width(column.title) + len(column.mark) + mark
