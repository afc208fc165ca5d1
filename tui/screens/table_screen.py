"""What all screens of tables have in common: a reader, a status line, and a line in which something is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Container
from textual.widget import Widget

from tui.cells.cell import Reader
from tui.language.words import word
from tui.query.query import Condition
from tui.tables.model import TableModel
from tui.tables.sheet import Sheet, TableSheet
from tui.widgets.frame_table import FrameTable
from tui.widgets.lines import PromptMark
from tui.widgets.roles import RoleScreen
from tui.widgets.suggestion_list import SuggestionList

if TYPE_CHECKING:
    from tui.widgets.prompt_line import PromptLine

LEAVING = 0.12
"""Seconds that an answered prompt stays."""


class TableScreen(RoleScreen):
    """A screen that shows tables and can ask for a line; what its keys do is mixed in.

    Args:
        reader: the language and names.
    """

    _table: FrameTable
    _foot: Container
    _prompt_row: Container

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self._prompt: PromptLine | None = None
        self._leaving: Widget | None = None

    def _word(self, key: str) -> str:
        return word(key, self._reader.language)

    # What the screen itself gives

    @property
    def sheet(self) -> Sheet:
        """The tab shown."""
        raise NotImplementedError

    @property
    def model(self) -> TableModel | None:
        """The table shown; none on a page."""
        raise NotImplementedError

    def tell(self, message: str) -> None:
        """Says something in the status line until the next key that changes it."""
        raise NotImplementedError

    def open_sheet(self, sheet: TableSheet, title: str, drill: Callable[[Condition], None] | None = None) -> None:
        """Shows a table over this screen."""
        raise NotImplementedError

    def show_status(self) -> None:
        """Writes the status line anew."""
        raise NotImplementedError

    def requeried(self) -> None:
        """Draws a table whose rows or columns changed."""
        raise NotImplementedError

    def follow(self) -> None:
        """Says where the cursor is, and lets the pane follow."""
        raise NotImplementedError

    def wake(self) -> None:
        """Tells how long work takes, from now until it is done."""
        raise NotImplementedError

    def deliver(self, call: Callable[[], None]) -> None:
        """Brings a call from the thread of a task into that of the screen."""
        self.call_later(call)

    def write(self, sequence: str) -> None:
        """Writes to the terminal, beside the screen."""
        driver = self.app._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    # The prompt

    def ask(
        self,
        mark: str,
        text: str,
        taken: Callable[[str], bool | None],
        changed: Callable[[str], None] | None = None,
        left: Callable[[], None] | None = None,
        assist: Callable[[str, str], str | None] | None = None,
        *,
        select: bool = True,
    ) -> None:
        """Asks for a line: `taken` is given it, `changed` what is typed so far, `left` is called where it was left.

        Where `taken` gives False the line stays open. `assist` changes the line for Tab and the arrows.
        """
        from tui.widgets.prompt_line import PromptLine

        if self._prompt is not None:
            return
        self._leave_prompt()
        self._foot.display = False
        self._prompt_row.display = True
        self.query_one(PromptMark).show(mark)

        def done(given: str | None) -> bool | None:
            if self._prompt is None:
                return None
            line, self._prompt = self._prompt, None
            # What was asked for runs while the prompt is put away.
            if given is not None:
                if taken(given) is False:
                    self._prompt = line
                    return False
            elif left is not None:
                left()
            # The rows that were asked for are drawn before the prompt goes: that lays out the whole screen.
            self._leaving = line
            if given is None or changed is not None:
                self._leave_prompt()
            else:
                self.set_timer(LEAVING, self._leave_prompt)
            return None

        # It has the keys from now on: what is typed ahead is its text, no command.
        self._prompt = PromptLine(text, changed, done, assist, select=select)
        self._prompt_row.mount(self._prompt)
        self.set_focus(self._prompt)

    def _leave_prompt(self) -> None:
        """Puts away a prompt that was answered."""
        if self._leaving is None:
            return
        self._leaving.remove()
        self._leaving = None
        self.query_one(SuggestionList).show(())
        self._prompt_row.display = False
        self._foot.display = True
        self.set_focus(self._table)

    def put_prompt_away(self) -> None:
        """Ends a prompt that was answered by another key than Enter."""
        if self._prompt is not None:
            self._leaving, self._prompt = self._prompt, None
            self._leave_prompt()

    def prompted(self, event: events.Key) -> bool:
        """Hands a key to the prompt that was opened before it was typed; whether there is one."""
        if self._prompt is None:
            return False
        if event is not self._prompt.received:
            self._prompt.post_message(events.Key(event.key, event.character))
            event.stop()
            event.prevent_default()
        return True
