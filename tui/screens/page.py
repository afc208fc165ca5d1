"""Screens that show a page of text: the sources of a figure, two cards, help, problems and what runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from tui.commands.desk import Again, Desk
from tui.commands.keys import pressed
from tui.commands.opening import follow_door
from tui.commands.registry import Command, Where
from tui.engines.task import Task
from tui.language.words import word
from tui.pages.document import Block, Door, Gap, Heading, Item, Line, Pair, Span
from tui.pages.look import Look
from tui.pages.page import PanelPage
from tui.pages.panel import Room, laid, stacked
from tui.screens.asking import AskingScreen
from tui.tables.status import running
from tui.widgets.line_input import LineInput
from tui.widgets.lines import TabStrip
from tui.widgets.page_view import PageView

LOOK = 0.5
"""Seconds between looks at what runs."""
MOST_STOPPED = 9
"""Tasks that have a digit."""


class PageScreen(AskingScreen):
    """One page, scrolled with the keys of a table; the key that goes back leaves it.

    Args:
        desk: that of the tabs beneath.
        page: what stands on it, the time that is zoomed on it, and how many ways to count are switched.
        again: makes it of a corpus that is read otherwise; None where that would be nothing else.
    """

    def __init__(self, desk: Desk, page: PanelPage, again: Again | None = None) -> None:
        super().__init__(desk, [page.title])
        self._shown, self.again = page, again

    def lines(self, width: int, look: Look) -> Sequence[Line]:
        """What stands on it, for a width and a look."""
        return self.drawn(Room(width, self.size.height, self.desk.reader, look))

    def drawn(self, room: Room) -> Sequence[Line]:
        """What stands on it, for a room."""
        return stacked(self._shown.panels, room)

    def on_mount(self) -> None:
        super().on_mount()
        self.part.show(self.lines, page=self._shown)

    def take_page(self, page: PanelPage | None) -> None:
        """Shows it as it is made anew, read as it was; one that is not there any more stays as it was."""
        if not self.is_mounted:
            self.call_later(self.take_page, page)
        elif page is not None:
            self._shown, self.heading = page, [page.title]
            self.part.show(self.lines, page=page, kept=self.part.kept)
            self.query_one(TabStrip).rename(self.heading)

    def keys_here(self) -> list[tuple[str, str]]:
        keys, language = self.desk.keys, self.desk.reader.language
        arrows = "↑↓" if ("up",) in keys.of("up") else f"{keys.key('up')} {keys.key('down')}"
        scroll = [(arrows, word("key.scroll", language)), (keys.key("page.down"), word("key.page", language))]
        return [*super().keys_here(), *scroll]

    def carry_out(self, command: Command) -> None:
        if command.id == "open":
            self._follow(self.part.door)
        elif command.id == "help" and not isinstance(self, HelpScreen):
            # A page has keys of its own, which are told over it.
            command.carry_out(self.desk, Where.PAGE)
        else:
            super().carry_out(command)

    @on(PageView.Opened)
    def _opened(self, event: PageView.Opened) -> None:
        self._follow(event.door)

    def _follow(self, door: Door | None) -> None:
        if door is not None:
            follow_door(self.desk, door)


class Narrowing(LineInput):
    """What narrows a page; while nothing is typed, the keys that leave any page leave this one, or ask."""

    def on_key(self, event: events.Key) -> None:
        screen = self.screen
        if not self.value and event.is_printable and isinstance(screen, HelpScreen) and screen.takes_empty(event):
            event.prevent_default()
            event.stop()


class HelpScreen(PageScreen):
    """The keys and words of the program, narrowed by typing."""

    leaves = "clear"

    def __init__(self, desk: Desk, title: str, blocks: Sequence[Block]) -> None:
        super().__init__(desk, PanelPage(title, ()))
        self._every = blocks
        self._wanted = ""

    def body(self) -> ComposeResult:
        yield Narrowing(id="prompt-input", placeholder=word("screen.narrow", self.desk.reader.language))
        yield from super().body()

    @property
    def typed_into(self) -> Widget:
        return self.query_one("#prompt-input", Input)

    def takes_empty(self, event: events.Key) -> bool:
        """Does what a key is for where nothing is typed; whether it is for more than to be typed."""
        command = self.desk.keys.command((pressed(event.key, event.character),), Where.OVER)
        if command is None or command.id not in ("back", "help", "palette"):
            return False
        self.carry_out(command)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self.typed_into:
            self._wanted = event.value.casefold()
            self.part.show(self.lines)

    def drawn(self, room: Room) -> Sequence[Line]:
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
        super().__init__(desk, PanelPage(title, ()))
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

    def drawn(self, room: Room) -> Sequence[Line]:
        language, now = self.desk.reader.language, time.monotonic()
        blocks: list[Block] = []
        if self._tasks:
            blocks.append(Heading(word("screen.running", language), "part"))
            for number, task in enumerate(self._tasks, 1):
                digit = str(number) if number <= MOST_STOPPED else " "
                blocks.append(Item((Span(digit, "figure"), Span(running(task, language, now)))))
            blocks.append(Gap())
        return laid([*blocks, *self._blocks], room)
