"""Screens that show a page of text: the sources of a figure, two cards, help, problems and what runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from tui.commands.by_name import by_name
from tui.commands.desk import Desk
from tui.commands.keys import pressed
from tui.commands.opening import follow_door
from tui.commands.paging import page_keys
from tui.commands.registry import Command, Where
from tui.engines.task import Task
from tui.language.words import word
from tui.pages.document import Block, Door, Gap, Heading, Item, Line, Pair, Span
from tui.pages.look import Look, TimeSpan
from tui.pages.panel import Room, laid
from tui.screens.over import OverScreen
from tui.screens.prompting import Prompting
from tui.tables.status import running
from tui.widgets.line_input import LineInput
from tui.widgets.lines import KeyLine, PromptMark, StatusLine, TabStrip
from tui.widgets.page_view import PageView
from tui.widgets.roles import Box
from tui.widgets.suggestion_list import SuggestionList

LOOK = 0.5
"""Seconds between looks at what runs."""
ASKED_BY = ("palette", "find")
"""The commands that ask for a line here: there are no rows to find words in."""
MOST_STOPPED = 9
"""Tasks that have a digit."""


class PageScreen(OverScreen):
    """One page, scrolled with the keys of a table; the key that goes back leaves it.

    Args:
        desk: that of the tabs beneath.
        title: what it is called.
        draw: what stands on it, for a room.
        axis, choices: the time that is zoomed on it, and how many ways to count are switched.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        draw: Callable[[Room], Sequence[Line]],
        axis: TimeSpan | None = None,
        choices: int = 1,
    ) -> None:
        super().__init__(desk)
        self.prompting = Prompting(self, desk.say, lambda: self.part)
        self._title = title
        self._draw = draw
        self._axis, self._choices = axis, choices

    asks: ClassVar[bool] = True
    """Whether a line can be typed on it."""

    def lines(self, width: int, look: Look) -> Sequence[Line]:
        """What stands on it, for a width and a look."""
        return self._draw(Room(width, self.size.height, self.desk.reader, look))

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", [self._title], numbered=False, id="tabs")
        yield StatusLine(id="status")
        yield PageView(id="page")
        yield SuggestionList(id="suggestions")
        with Box(id="prompt"):
            yield PromptMark(id="prompt-mark")
        with Box(id="foot"):
            yield KeyLine(id="keys")

    def on_mount(self) -> None:
        if self.asks:
            self.tell("")
            self.query_one("#prompt").display = self.prompting.suggestions.display = False
        self.part.show(self.lines, axis=self._axis, choices=self._choices)
        self.set_focus(self.typed_into)
        # Which doors there are is known when the page has its width.
        self.call_after_refresh(self.show_keys)

    def show_keys(self) -> None:
        """Says what can be done here."""
        self.query_one(KeyLine).keys(self.keys_here())

    def keys_here(self) -> list[tuple[str, str]]:
        """The key line: keys and words."""
        keys, language = self.desk.keys, self.desk.reader.language
        arrows = "↑↓" if ("up",) in keys.of("up") else f"{keys.key('up')} {keys.key('down')}"
        told = ((keys.key(self.leaves), "key.back"), (arrows, "key.scroll"), (keys.key("page.down"), "key.page"))
        reading = page_keys(
            keys, language, doors=bool(self.part.ways), over_time=self._axis is not None, choices=self._choices
        )
        asking = [(keys.key("palette"), word("key.ask", language))] if self.asks and keys.of("palette") else []
        return [*reading, *((key, word(what, language)) for key, what in told), *asking]

    def tell(self, message: str) -> None:
        """Says something until the next key; the line has no room where there is nothing to say."""
        status = self.query_one(StatusLine)
        status.show((Span(message, "warn"),) if message else ())
        status.display = bool(message) or self.prompting.text is not None

    def on_key(self, event: events.Key) -> None:
        if self.asks:
            if self.prompting.text is not None:
                # The line saw it.
                return
            self.tell("")
        super().on_key(event)

    leaves = "back"
    """The command whose key leaves it."""

    @property
    def part(self) -> PageView:
        return self.query_one("#page", PageView)

    @property
    def page(self) -> PageView:
        return self.part

    def carry_out(self, command: Command) -> None:
        if command.id == "open":
            self._follow(self.part.door)
        elif command.id in ASKED_BY:
            if self.asks:
                by_name(self.desk)
        elif command.id == "help" and not isinstance(self, HelpScreen):
            # A page has keys of its own, which are told over it.
            command.carry_out(self.desk)
        else:
            super().carry_out(command)

    @on(PageView.Opened)
    def _opened(self, event: PageView.Opened) -> None:
        self._follow(event.door)

    def _follow(self, door: Door | None) -> None:
        if door is not None:
            follow_door(self.desk, door)

    @property
    def typed_into(self) -> Widget:
        """What has the keys."""
        return self.part


class Narrowing(LineInput):
    """What narrows a page; while nothing is typed, the keys that leave any page leave this one."""

    def on_key(self, event: events.Key) -> None:
        screen = self.screen
        if not self.value and event.is_printable and isinstance(screen, HelpScreen) and screen.left_by(event):
            event.prevent_default()
            event.stop()
            screen.leave()


class HelpScreen(PageScreen):
    """The keys and words of the program, narrowed by typing."""

    leaves = "clear"
    asks = False

    def __init__(self, desk: Desk, title: str, blocks: Sequence[Block]) -> None:
        super().__init__(desk, title, self._laid_out)
        self._every = blocks
        self._wanted = ""

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", [self._title], numbered=False, id="tabs")
        yield Narrowing(id="prompt-input", placeholder=word("screen.narrow", self.desk.reader.language))
        yield PageView(id="page")
        yield KeyLine(id="keys")

    @property
    def typed_into(self) -> Widget:
        return self.query_one(Input)

    def left_by(self, event: events.Key) -> bool:
        """Whether a key goes back where nothing is typed."""
        command = self.desk.keys.command((pressed(event.key, event.character),), Where.OVER)
        return command is not None and command.id in ("back", "help")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._wanted = event.value.casefold()
        self.part.show(self.lines)

    def _laid_out(self, room: Room) -> Sequence[Line]:
        return laid(self._narrowed(), room)

    def _narrowed(self) -> Sequence[Block]:
        """The blocks that hold what is typed; headings stay where something under them does."""
        words = self._wanted.split()
        if not words:
            return self._every
        found: list[Block] = []
        heading: Block | None = None
        for block in self._every:
            if isinstance(block, Heading):
                heading = block
                continue
            text = _text(block).casefold()
            if text and all(wanted in text for wanted in words):
                found += [heading, block] if heading is not None else [block]
                heading = None
        return found or [Heading(word("screen.nothing", self.desk.reader.language), "dim")]


def _text(block: Block) -> str:
    match block:
        case Pair(label, text):
            return f"{label} {text}"
        case Item(spans, under):
            return " ".join(span.text for span in (*spans, *under))
    return ""


class WorkScreen(PageScreen):
    """What runs, each to be given up by its digit, over a page."""

    def __init__(
        self, desk: Desk, title: str, blocks: Sequence[Block], running: Callable[[], Sequence[Task[Any]]]
    ) -> None:
        super().__init__(desk, title, self._laid_out)
        self._blocks, self._what_runs = blocks, running
        self._tasks: list[Task[Any]] = []

    def on_mount(self) -> None:
        self._tasks = [*self._what_runs()]
        super().on_mount()
        self.set_interval(LOOK, self._update)

    def _update(self) -> None:
        """Shows what runs now; nothing is drawn where nothing ran and nothing runs."""
        before, self._tasks = self._tasks, [*self._what_runs()]
        if before or self._tasks:
            self.part.show(self.lines, stay=True)
            self.show_keys()

    def keys_here(self) -> list[tuple[str, str]]:
        last = min(len(self._tasks), MOST_STOPPED)
        digits = [(f"1-{last}" if last > 1 else "1", word("key.stop", self.desk.reader.language))] if last else []
        return [*digits, *super().keys_here()]

    def on_key(self, event: events.Key) -> None:
        number = "123456789".find(event.character or "-")
        if 0 <= number < len(self._tasks):
            self._tasks[number].cancel()
            self._update()
            event.stop()
            event.prevent_default()
        else:
            super().on_key(event)

    def _laid_out(self, room: Room) -> Sequence[Line]:
        language, now = self.desk.reader.language, time.monotonic()
        blocks: list[Block] = []
        if self._tasks:
            blocks.append(Heading(word("screen.running", language), "part"))
            for number, task in enumerate(self._tasks, 1):
                digit = str(number) if number <= MOST_STOPPED else " "
                blocks.append(Item((Span(digit, "figure"), Span(running(task, language, now)))))
            blocks.append(Gap())
        return laid([*blocks, *self._blocks], room)
