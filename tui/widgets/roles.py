"""Spans of a document as segments: the stylesheet gives each role its look, through component classes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import ClassVar, cast

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.renderables.blank import Blank
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.charts.chart import SERIES
from tui.pages.document import Span
from tui.text.visible import safe_address

_ROLES = (
    "heading",
    "part",
    "label",
    "figure",
    "dim",
    "good",
    "rival",
    "struck",
    "said",
    "source",
    "link",
    "warn",
    "bar",
    "rule",
    "cursor",
    *SERIES,
)


PLAIN = Style.null()
"""The terminal's own text. A segment always has a style: Textual's filters read it."""


class SizedOnce(Widget):
    """What is painted once when its size is another: with the layout that gives it the size.

    Textual marks such a widget to be painted anew, and lays it out again for scrollbars, which ours have not.
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        # There is no public hook between the layout and the paint that follows from it.
        before = self._size
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self._size != before:
            self.fit()
            self._exchange_repaint_regions()
        return changed

    def fit(self) -> None:
        """Gets ready to be painted in another size: what is laid out to a size is so here."""


class RoleScreen(SizedOnce, Screen[None]):
    """A screen that knows the looks of the roles: resolved once here, not once for each of its widgets.

    It is first painted when it is laid out and has its focus. Textual paints a screen as it is laid out, once more
    as it is shown, and in whole whenever another widget has the focus.

    Attributes:
        ready: whether all that is on it is there, so that keys may come.
        types_on: whether another letter was typed behind the key that is handed to it.
    """

    class Ready(Message):
        """All that is on a screen is there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in _ROLES}

    def render(self) -> RenderableType:
        """Its own ground alone.

        The terminal's colour counts as translucent: all screens beneath would be drawn with each frame, one within the
        other, until there are too many.
        """
        return Blank(self.styles.background)  # type: ignore[return-value]

    AUTO_FOCUS = ""

    focused = Reactive[Widget | None](None, repaint=False)

    _looks: dict[str, Style] | None = None

    def __init__(self) -> None:
        super().__init__()
        self._unpainted = ExitStack()
        self.ready = self.types_on = False

    def on_mount(self) -> None:
        self._unpainted.enter_context(self.app.batch_update())
        # Called behind what each kind of screen does here.
        self.ready = True
        self.post_message(self.Ready())

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        # Styles hang on nothing that changes while it is not in front.
        event.refresh_styles = False
        # What Textual puts off while nothing is painted comes first.
        self.call_later(self.call_later, self._unpainted.close)

    def on_unmount(self) -> None:
        self._unpainted.close()

    def notify_style_update(self) -> None:
        self._looks = None
        super().notify_style_update()

    def role_style(self, role: str) -> Style:
        """The look of a role: only what differs from the terminal's own text, to write few bytes."""
        if self._looks is None:
            self._looks = {name: self._look(name) for name in _ROLES}
        return self._looks.get(role, PLAIN)

    def _look(self, role: str) -> Style:
        style = self.get_component_rich_style(f"role--{role}", partial=True)
        color = style.color if style.color and not style.color.is_default else None
        back = style.bgcolor if style.bgcolor and not style.bgcolor.is_default else None
        return Style(
            color=color,
            bgcolor=back,
            bold=style.bold or None,
            dim=style.dim or None,
            italic=style.italic or None,
            underline=style.underline or None,
            reverse=style.reverse or None,
            strike=style.strike or None,
        )


class Box(SizedOnce, Container):
    """Widgets side by side or one under the other."""


class RoleWidget(SizedOnce):
    """A widget that draws spans line by line, on a `RoleScreen`."""

    def role_style(self, role: str) -> Style:
        """The look of a role on this screen."""
        return cast(RoleScreen, self.screen).role_style(role)

    def segments(self, spans: Iterable[Span]) -> list[Segment]:
        """One segment for each run of one look."""
        found: list[Segment] = []
        for span in spans:
            style = self.role_style(span.role)
            if span.role == "link" and safe_address(span.text):
                style = style + Style(link=span.text)
            if found and found[-1].style == style:
                found[-1] = Segment(found[-1].text + span.text, style)
            elif span.text:
                found.append(Segment(span.text, style))
        return found

    def strip(self, spans: Iterable[Span], width: int) -> Strip:
        """Spans as a line of exactly `width` cells."""
        return Strip(self.segments(spans)).adjust_cell_length(width, PLAIN)
