"""The one-line parts of the screen: the strip of tabs, the status line, the line of keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.pages.document import Line, Span
from tui.text.widths import cell_width, pad
from tui.widgets.roles import PLAIN, RoleWidget
from tui.widgets.tab_layout import TabLayout, layout_tabs


class TabStrip(RoleWidget):
    """The names of the tabs with their numbers; on a narrow screen only the numbers of those not shown."""

    class Clicked(Message):
        """A tab was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(
        self, title: str, tabs: Sequence[str], note: str = "", *, numbered: bool = True, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._numbered = numbered
        self._title, self._tabs, self._note = title, tuple(tabs), note
        self._active = 0

    def activate(self, number: int) -> None:
        """Marks a tab as the one shown."""
        if number != self._active:
            self._active = number
            self.refresh()

    def rename(self, tabs: Sequence[str]) -> None:
        """Shows other names."""
        self._tabs = tuple(tabs)
        self.refresh()

    def _laid(self) -> TabLayout:
        return layout_tabs(self._title, self._tabs, self._active, self.size.width, numbered=self._numbered)

    def render_line(self, y: int) -> Strip:
        laid, width = self._laid(), self.size.width
        segments = [Segment(laid.title, self.role_style("heading"))] if laid.title else []
        for number, place in enumerate(laid.places):
            style = self.role_style("cursor" if number == self._active else "label")
            segments += [Segment(place.label, style), Segment(" " * laid.gap, PLAIN)]
        room = width - laid.end - 1
        if cell_width(self._note) <= room:
            segments.append(Segment(pad(self._note, room, "right"), self.role_style("dim")))
        return Strip(segments).adjust_cell_length(width, PLAIN)

    def on_click(self, event: events.Click) -> None:
        number = self._laid().at(event.x)
        if number is not None:
            self.post_message(self.Clicked(number))


class StatusLine(RoleWidget):
    """What is shown, how it is sorted, what was found, what is wrong: one line, the most pressing first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._spans: Line = ()

    def show(self, spans: Line) -> None:
        """Shows another text; nothing is written if it is the same."""
        if spans != self._spans:
            self._spans = spans
            self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.strip(self._spans, self.size.width)


class PromptMark(RoleWidget):
    """What is asked for, before the line in which it is typed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Shows another text, as wide as it is."""
        self._text = text
        self.styles.width = cell_width(text)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.strip((Span(self._text, "heading"),), self.size.width)


class KeyLine(RoleWidget):
    """What can be done here. Keys give way from the right; none wraps."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: tuple[tuple[str, str], ...] = ()
        self._asked: Callable[[], Sequence[tuple[str, str]]] | None = None

    def keys(self, keys: Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Shows other keys: pairs of key and word, or what gives them when they are drawn."""
        self._asked = keys if callable(keys) else None
        if callable(keys) or tuple(keys) != self._keys:
            self._keys = () if callable(keys) else tuple(keys)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        spans: list[Span] = []
        used = 0
        if self._asked is not None:
            self._keys, self._asked = tuple(self._asked()), None
        for key, label in self._keys:
            size = cell_width(key) + 1 + cell_width(label) + 2
            if used + size > self.size.width:
                break
            spans += [Span(key, "heading"), Span(f" {label}  ", "dim")]
            used += size
        return self.strip(spans, self.size.width)


class RowPlace(RoleWidget):
    """Where the cursor is, at the right of the key line; a part of its own, so that a step writes only this."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Shows another place."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.strip((Span(pad(self._text, self.size.width, "right"), "dim"),), self.size.width)
