"""Finding words in the table shown, while they are typed."""

from __future__ import annotations

from tui.commands.by_name import by_name
from tui.commands.desk import Desk
from tui.commands.registry import anywhere, on_table
from tui.commands.showing import show
from tui.language.label import Label
from tui.query.query import ANY, Condition, Operator
from tui.tables import view as views
from tui.tables.model import TableModel


def _to_hit(desk: Desk, model: TableModel, step: int, *, here: bool = False) -> None:
    row, top = model.cursor.row, model.cursor.top
    model.find_next(desk.table.page_height, step, here=here)
    desk.table.moved_from(row, top)
    desk.follow()


class Finding:
    """Looks anew, with each letter, from the row where the find began."""

    def __init__(self, desk: Desk, model: TableModel) -> None:
        self._desk, self._model = desk, model
        self._row = model.cursor.row
        self._moved = True

    def look(self, words: str) -> None:
        """Finds other words; for none, what was found is forgotten."""
        model, desk = self._model, self._desk
        if words == model.found.words:
            return
        row, top = model.cursor.row, model.cursor.top
        model.move_to(self._row, desk.table.page_height)
        desk.table.moved_from(row, top)
        self._moved = not words.strip()
        model.find(words, self._heard)
        desk.show_status()
        desk.wake()

    def _heard(self) -> None:
        """Puts the cursor on the first hit, as soon as there is one."""
        if not self._moved and self._model.found.hits and self._desk.model is self._model:
            self._moved = True
            _to_hit(self._desk, self._model, 1, here=True)

    def keep(self, words: str) -> None:
        """Makes a filter of the words."""
        model, desk = self._model, self._desk
        conditions = [Condition(ANY, self._found_by(word), word) for word in words.split()]
        desk.prompt.put_away()
        self.look("")
        view = model.view
        for condition in conditions:
            view = views.narrow(view, condition)
        show(desk, model, view)

    def _found_by(self, word: str) -> Operator:
        """What the row under the cursor was found by: the word as it is written there, or by how it sounds."""
        model = self._model
        sounds = model.dataset.schema.sounds
        if sounds is None or not sounds(word):
            return "contains"
        cells = (model.text(model.cursor.row, column) for column in model.columns)
        return "contains" if any(word.casefold() in cell.casefold() for cell in cells) else "sounds"


@anywhere(
    "find",
    "/",
    Label("find in every column, as you type; on a page, a name", "在各列中查找，随打随找；页面上按名查找"),
    short=Label("find", "查找"),
    rank=2,
    dear=True,
)
def find(desk: Desk) -> None:
    if desk.model is None:
        by_name(desk)
        return
    _find_in(desk, desk.model)


def _find_in(desk: Desk, model: TableModel) -> None:
    finding = Finding(desk, model)

    def assist(key: str, words: str) -> str | None:
        if key == "tab" and words.strip():
            desk.soon(lambda: finding.keep(words))
        return None

    def left() -> None:
        finding.look("")

    desk.prompt.ask(Label("/", "/"), model.found.words, finding.look, finding.look, left, assist)


@on_table("find.next", "n", Label("next row found", "下一处"), rank=3)
def find_next(desk: Desk, model: TableModel) -> None:
    if model.found.words:
        _to_hit(desk, model, 1)


@on_table("find.previous", "N", Label("row found before", "上一处"), rank=4)
def find_previous(desk: Desk, model: TableModel) -> None:
    if model.found.words:
        _to_hit(desk, model, -1)
