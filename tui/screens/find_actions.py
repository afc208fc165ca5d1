"""What `/`, `n` and `N` do: words are found in the table while they are typed."""

from __future__ import annotations

from tui.cells.cell import Reader
from tui.query.query import ANY, Condition
from tui.screens.table_screen import TableScreen
from tui.tables import view as views
from tui.tables.model import TableModel


class FindActions(TableScreen):
    """Finding in the table shown."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._find_from = 0
        self._finding = False

    def _to_hit(self, model: TableModel, step: int, *, here: bool = False) -> None:
        row, top = model.cursor.row, model.cursor.top
        model.find_next(self._table.page_height, step, here=here)
        self._table.moved_from(row, top)
        self.follow()

    def action_find(self) -> None:
        model = self.model
        if model is None:
            self.tell(self._word("screen.no_find"))
            return
        self._find_from = model.cursor.row

        def taken(words: str) -> None:
            if words != model.found.words:
                self._find_words(words)

        def assist(key: str, words: str) -> str | None:
            if key == "tab" and words.strip():
                self.call_later(self._keep_found, words)
            return None

        self.ask("/", model.found.words, taken, self._find_words, lambda: self._find_words(""), assist)

    def _keep_found(self, words: str) -> None:
        """Turns a find into a filter."""
        model = self.model
        if model is None:
            return
        self.put_prompt_away()
        self._find_words("")
        view = model.view
        for word in words.split():
            view = views.narrow(view, Condition(ANY, "contains", word))
        model.show(view)
        self.requeried()

    def _find_words(self, words: str) -> None:
        """Finds while the words are typed: each letter looks anew from where the find began."""
        model = self.model
        if model is None or words == model.found.words:
            return
        row, top = model.cursor.row, model.cursor.top
        model.move_to(self._find_from, self._table.page_height)
        self._table.moved_from(row, top)
        self._finding = bool(words.strip())
        model.find(words)
        self.move_to_found()
        self.show_status()
        self.wake()

    def move_to_found(self) -> None:
        """Puts the cursor on the first hit, as soon as there is one."""
        model = self.model
        if not self._finding or model is None:
            return
        self._finding = not model.found.hits and model.found.share < 1
        if not model.found.hits:
            return
        self._to_hit(model, 1, here=True)

    def action_find_next(self, step: int) -> None:
        model = self.model
        if model is None or not model.found.words:
            return
        self._to_hit(model, step)
