"""The line at the foot of a screen in which something is typed, and the suggestions above it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from tui.language.label import Label
from tui.widgets.lines import PromptMark
from tui.widgets.suggestion_list import SuggestionList

if TYPE_CHECKING:
    from tui.widgets.prompt_line import PromptLine

_LEAVING = 0.12
"""Seconds that an answered line stays."""


class Prompting:
    """Asks for lines on a screen that has a `#foot` and, hidden, a `#prompt` with its mark.

    Args:
        screen: where.
        say: brings a label into the person's language.
        home: what has the keys when nothing is asked; none where they are for the screen itself.
    """

    def __init__(self, screen: Screen[None], say: Callable[[Label], str], home: Callable[[], Widget | None]) -> None:
        self._screen, self._say, self._home = screen, say, home
        self._line: PromptLine | None = None
        self._leaving: Widget | None = None
        self._then: Callable[[], object] | None = None

    @property
    def suggestions(self) -> SuggestionList:
        """The suggestions above the line."""
        return self._screen.query_one(SuggestionList)

    @property
    def text(self) -> str | None:
        """What is typed so far; None where nothing is asked."""
        return self._line.value if self._line is not None else None

    def put(self, text: str) -> None:
        """Writes another text into the line."""
        if self._line is not None:
            self._line.value = text

    def ask(
        self,
        mark: Label,
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

        if not self._screen.is_mounted:
            self._screen.call_later(partial(self.ask, mark, text, taken, changed, left, assist, select=select))
            return
        if self._line is not None:
            return
        self._leave()
        self._turn(True)
        self._screen.query_one(PromptMark).show(self._say(mark))

        def done(given: str | None) -> bool | None:
            if self._line is None:
                return None
            line, self._line = self._line, None
            then, self._then = self._then, None
            # The next key is for the screen, or for a line that is asked for now.
            self._screen.set_focus(self._home())
            if given is not None:
                if taken(given) is False:
                    self._line, self._then = line, then
                    self._screen.set_focus(line)
                    return False
            elif left is not None:
                left()
            # The rows that were asked for are drawn before the line goes: that lays out the whole screen.
            self._leaving = line
            if given is None or changed is not None:
                self._leave()
            else:
                self._screen.set_timer(_LEAVING, self._leave)
            if given is None and then is not None:
                then()
            return None

        # It has the keys from now on: what is typed ahead is its text, no command.
        self._line = PromptLine(text, changed, done, assist, select=select)
        self._screen.query_one("#prompt").mount(self._line)
        self._screen.set_focus(self._line)

    def when_left(self, call: Callable[[], object]) -> None:
        """Calls when nothing is asked: at once, or when the line is left, never where it is answered.

        The newest call wins.
        """
        if self._line is None:
            call()
        else:
            self._then = call

    def put_away(self) -> None:
        """Ends a line that was answered by another key than Enter."""
        if self._line is not None:
            self._leaving, self._line, self._then = self._line, None, None
            self._screen.set_focus(self._home())
            self._leave()

    def _turn(self, asking: bool) -> None:
        self._screen.query_one("#foot").display = not asking
        self._screen.query_one("#prompt").display = asking

    def _leave(self) -> None:
        """Puts away a line that was answered."""
        if self._leaving is None:
            return
        self._leaving.remove()
        self._leaving = None
        self.suggestions.show(())
        self._turn(False)
