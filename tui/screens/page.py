"""A screen that shows one page of text: the sources of a figure, help, problems."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from tui.frames.catalog import Language
from tui.models.document import Block, layout
from tui.screens.keys import bindings
from tui.widgets.lines import KeyLine, TabStrip
from tui.widgets.page_view import PageView
from tui.widgets.roles import RoleScreen

WORDS = {"en": ("scroll", "page", "back"), "zh": ("滚动", "翻页", "返回")}


class PageScreen(RoleScreen):
    """One page, scrolled with the keys of a table; `q` or `Esc` goes back."""

    BINDINGS = [  # noqa: RUF012
        *bindings(["down", "up", "page.down", "page.up", "half.down", "half.up", "first", "last", "redraw"]),
        ("q,escape,s,question_mark", "app.pop_screen", ""),
        ("Q", "app.quit", ""),
        ("g", "first", ""),
    ]

    def __init__(self, title: str, blocks: Callable[[], list[Block]], language: Language) -> None:
        super().__init__()
        self._title = title
        self._blocks = blocks
        self._language = language

    def compose(self) -> ComposeResult:
        yield TabStrip("termsheet", [self._title], numbered=False, id="tabs")
        yield PageView(lambda width: layout(self._blocks(), width), id="page")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        scroll, page, back = WORDS[self._language]
        self.query_one(KeyLine).keys([("↑↓", scroll), ("PgDn", page), ("q", back)])
        self._page.focus()

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
