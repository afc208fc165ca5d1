"""Spans of a document as segments: the stylesheet gives each role its look, through component classes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.pages.document import Span

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
)


PLAIN = Style.null()
"""The terminal's own text. A segment always has a style: Textual's filters read it."""


class RoleScreen(Screen[None]):
    """A screen that knows the looks of the roles: resolved once here, not once for each of its widgets."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in _ROLES}

    _looks: dict[str, Style] | None = None

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


class RoleWidget(Widget):
    """A widget that draws spans line by line, on a `RoleScreen`."""

    def role_style(self, role: str) -> Style:
        """The look of a role on this screen."""
        return cast(RoleScreen, self.screen).role_style(role)

    def segments(self, spans: Iterable[Span]) -> list[Segment]:
        """One segment for each run of one look."""
        found: list[Segment] = []
        for span in spans:
            style = self.role_style(span.role)
            if span.role == "link":
                style = style + Style(link=span.text)
            if found and found[-1].style == style:
                found[-1] = Segment(found[-1].text + span.text, style)
            elif span.text:
                found.append(Segment(span.text, style))
        return found

    def strip(self, spans: Iterable[Span], width: int) -> Strip:
        """Spans as a line of exactly `width` cells."""
        return Strip(self.segments(spans)).adjust_cell_length(width, PLAIN)
