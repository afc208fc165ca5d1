"""The tabs of a screen, which of them is shown, and the models of those that were opened."""

from __future__ import annotations

from collections.abc import Sequence

from tui.tables import here
from tui.tables.model import TableModel
from tui.tables.sheet import Sheet, TableSheet


class Tabs:
    """Some sheets side by side.

    Attributes:
        sheets: the tabs; those of files are replaced as more of a file is read.
        number: the one shown, counted from 0.
        models: the tables that were shown so far, by the number of their tab.
        came_from: the tab from which a door led to the one shown.
    """

    def __init__(self, sheets: Sequence[Sheet], start: str = "") -> None:
        self.sheets = list(sheets)
        self.number = self.named(start) or 0
        self.models: dict[int, TableModel] = {}
        self.came_from: int | None = None

    @property
    def sheet(self) -> Sheet:
        """The tab shown."""
        return self.sheets[self.number]

    @property
    def model(self) -> TableModel | None:
        """The table shown; none on a page."""
        return self.models.get(self.number) if isinstance(self.sheet, TableSheet) else None

    @property
    def derived(self) -> bool:
        """Whether some tab is made of another table."""
        return any(isinstance(sheet, TableSheet) and sheet.derived for sheet in self.sheets)

    def take(self, sheets: Sequence[Sheet]) -> None:
        """Takes other sheets of the same tables; the views and the cursors of those that were opened stay."""
        shown, models = self.sheet.name, {self.sheets[number].name: model for number, model in self.models.items()}
        self.sheets, self.models = list(sheets), {}
        self.number = self.named(shown) or 0
        for number, sheet in enumerate(self.sheets):
            before = models.get(sheet.name)
            if before is None or not isinstance(sheet, TableSheet):
                continue
            model = self.models[number] = sheet.model()
            row, cursor = before.row(), before.cursor
            model.show(before.view)
            key = row.get("key") if row else None
            if not (isinstance(key, str) and here.go_to(model, "key", key)):
                model.move_to(cursor.row, 1)
            model.column_to(cursor.column)

    def named(self, name: str) -> int | None:
        """The number of the tab of a name."""
        return next((number for number, sheet in enumerate(self.sheets) if sheet.name == name), None)

    def called(self, name: str) -> str:
        """The tab of a file that people call so: by its name, its title, or the name without an ending; else empty."""
        wanted = name.strip().casefold()
        files = (sheet for sheet in self.sheets if isinstance(sheet, TableSheet) and sheet.file is not None)
        return next((sheet.name for sheet in files if wanted in sheet.called), "")

    def go(self, number: int | None) -> bool:
        """Turns to a tab; whether there is one."""
        if number is None or not 0 <= number < len(self.sheets):
            return False
        self.number, self.came_from = number, None
        return True
