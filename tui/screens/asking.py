"""What lies over the tabs and has a line of its own: a page, help, a chart, on which anything can be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from tui.commands.by_name import by_name
from tui.commands.desk import Desk
from tui.commands.paging import page_keys
from tui.commands.registry import Command
from tui.language.label import Label
from tui.language.words import word
from tui.pages.document import Line, Span
from tui.screens.over import OverScreen
from tui.screens.prompting import Prompting
from tui.widgets.lines import KeyLine, PromptMark, StatusLine, TabStrip
from tui.widgets.page_view import PageView
from tui.widgets.roles import Box
from tui.widgets.suggestion_list import SuggestionList

_ASKED_BY = ("palette", "find")
"""The commands that ask for a line here: there are no rows to find words in."""


class AskingScreen(OverScreen):
    """A page under a title, a line that tells and one that asks, and the keys.

    Args:
        desk: that of the tabs beneath.
        heading: what it is called; the first of several is in front.
    """

    def __init__(self, desk: Desk, heading: Sequence[str]) -> None:
        super().__init__(desk)
        self.heading = heading
        self.prompting = Prompting(self, desk.say, lambda: self.typed_into)

    def keys_here(self) -> list[tuple[str, str]]:
        """What can be done here: keys and words."""
        keys, language = self.desk.keys, self.desk.reader.language
        back = (keys.key(self.leaves), word("key.back", language))
        asking = [(keys.key("palette"), word("key.ask", language))] if keys.of("palette") else []
        return [*page_keys(keys, language, self.part), *self.own_keys(), back, *asking]

    leaves = "back"
    """The command whose key leaves it."""

    def own_keys(self) -> list[tuple[str, str]]:
        """What can be done on this kind alone."""
        return []

    def body(self) -> ComposeResult:
        """What stands between the line that tells and the one that asks."""
        yield PageView(id="page")

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", self.heading, numbered=False, id="tabs")
        yield StatusLine(id="status")
        yield from self.body()
        yield SuggestionList(id="suggestions")
        with Box(id="prompt"):
            yield PromptMark(id="prompt-mark")
        with Box(id="foot"):
            yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one("#prompt").display = self.prompting.suggestions.display = False
        self._show_told("")
        self.set_focus(self.typed_into)
        self.show_keys()

    def show_keys(self) -> None:
        """Says what can be done here: known when the page has its width."""
        self.query_one(KeyLine).keys(self.keys_here)

    @property
    def part(self) -> PageView:
        return self.query_one("#page", PageView)

    @property
    def page(self) -> PageView:
        return self.part

    @property
    def typed_into(self) -> Widget:
        """What has the keys."""
        return self.part

    @property
    def subject(self) -> Line:
        """What the line that tells says where there is nothing to tell."""
        return ()

    def tell(self, message: str | Label) -> None:
        """Says something until the next key; the line has no room where there is nothing to say."""
        text = message if isinstance(message, str) else self.desk.say(message)
        if self.is_mounted:
            self._show_told(text)
        else:
            # What runs beside the keys may end while the screen is being begun.
            self.call_later(self._show_told, text)

    def _show_told(self, text: str) -> None:
        status = self.query_one(StatusLine)
        told = (Span(text, "warn"),) if text else self.subject
        status.show(told)
        status.display = bool(told) or self.prompting.text is not None

    def on_key(self, event: events.Key) -> None:
        if self.prompting.text is not None:
            # The line saw it.
            return
        self.tell("")
        super().on_key(event)

    def carry_out(self, command: Command) -> None:
        if command.id in _ASKED_BY:
            by_name(self.desk)
        else:
            super().carry_out(command)
