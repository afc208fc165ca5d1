"""A screen that shows one page of text: the sources of a figure, help, problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from tui.cells.cell import Reader
from tui.language.words import word
from tui.pages.document import Block, Heading, Item, Line, Pair
from tui.pages.panel import Panel, Room, Text, beside, stacked
from tui.screens.keys import bindings
from tui.widgets.lines import KeyLine, TabStrip
from tui.widgets.page_view import PageView
from tui.widgets.roles import RoleScreen


class PageScreen(RoleScreen):
    """One page, scrolled with the keys of a table; `q` or `Esc` goes back."""

    BINDINGS = [  # noqa: RUF012
        *bindings(["down", "up", "page.down", "page.up", "half.down", "half.up", "first", "last", "redraw"]),
        ("q,escape,s,question_mark", "app.pop_screen", ""),
        ("Q", "app.quit", ""),
        ("g", "first", ""),
    ]

    def __init__(self, title: str, panels: Callable[[], Sequence[Panel]], reader: Reader) -> None:
        super().__init__()
        self._title = title
        self._panels = panels
        self._reader = reader

    def _lines(self, width: int) -> list[Line]:
        return stacked(self._panels(), Room(width, self.size.height, self._reader))

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", [self._title], numbered=False, id="tabs")
        yield PageView(self._lines, id="page")
        yield KeyLine(id="keys")

    LEAVE = "q"

    def on_mount(self) -> None:
        scroll, page, back = (word(key, self._reader.language) for key in ("key.scroll", "key.page", "key.back"))
        self.query_one(KeyLine).keys([("↑↓", scroll), ("PgDn", page), (self.LEAVE, back)])
        self._typed_into.focus()

    @property
    def _typed_into(self) -> Widget:
        """What has the keys."""
        return self._page

    @property
    def _page(self) -> PageView:
        return self.query_one("#page", PageView)

    def action_down(self) -> None:
        self._page.move_by(1)

    def action_up(self) -> None:
        self._page.move_by(-1)

    def action_page(self, pages: int) -> None:
        self._page.page_by(pages)

    def action_half(self, pages: int) -> None:
        self._page.page_by(pages / 2)

    def action_first(self) -> None:
        self._page.move_to(0)

    def action_last(self) -> None:
        self._page.move_to(-1)

    def action_redraw(self) -> None:
        self.refresh(repaint=True, layout=True)


class Narrowing(Input):
    """What narrows a page; while nothing is typed, `q` and `?` leave it as they leave any page."""

    def on_key(self, event: events.Key) -> None:
        if event.character in ("q", "?") and not self.value:
            event.prevent_default()
            event.stop()
            self.app.pop_screen()


class HelpScreen(PageScreen):
    """The keys and words of the program, narrowed by typing."""

    BINDINGS = [  # noqa: RUF012
        *bindings(["page.down", "page.up", "redraw"]),
        ("escape,f1", "app.pop_screen", ""),
        ("down", "down", ""),
        ("up", "up", ""),
    ]

    def __init__(self, title: str, blocks: list[Block], reader: Reader) -> None:
        super().__init__(title, lambda: [Text(tuple(self._narrowed()))], reader)
        self._every = blocks
        self._wanted = ""

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", [self._title], numbered=False, id="tabs")
        yield Narrowing(compact=True, id="prompt-input", placeholder=word("screen.narrow", self._reader.language))
        yield PageView(self._lines, id="page")
        yield KeyLine(id="keys")

    LEAVE = "Esc"

    @property
    def _typed_into(self) -> Widget:
        return self.query_one(Input)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._wanted = event.value.casefold()
        self._page.show(self._lines)

    def _narrowed(self) -> list[Block]:
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
        return found or [Heading(word("screen.nothing", self._reader.language), "dim")]


def _text(block: Block) -> str:
    match block:
        case Pair(label, text):
            return f"{label} {text}"
        case Item(spans, under):
            return " ".join(span.text for span in (*spans, *under))
    return ""


class ComparisonScreen(PageScreen):
    """Two cards side by side, or one under the other where the screen is narrow."""

    def __init__(self, title: str, left: Sequence[Panel], right: Sequence[Panel], reader: Reader) -> None:
        super().__init__(title, lambda: left, reader)
        self._left, self._right = left, right

    def _lines(self, width: int) -> list[Line]:
        return beside(self._left, self._right, Room(width, self.size.height, self._reader))
