"""What the overview, the pane, cards and pages are made of: panels, each a title and lines for the room it is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol

from tui.cells.cell import Reader
from tui.pages.document import Block, Door, Line, Span, flow, layout
from tui.pages.look import Look
from tui.text.figures import pad_figure
from tui.text.widths import pad


class Room(NamedTuple):
    """What a panel is drawn for: so many cells a line, about so many lines where it may choose, who reads and how."""

    width: int
    rows: int
    reader: Reader
    look: Look = Look()


class Panel(Protocol):
    """One part of a page; a value that holds what it shows."""

    @property
    def door(self) -> Door | None:
        """Where the title leads."""
        ...

    def title(self, reader: Reader) -> Line:
        """What it is called; nothing where it goes on from the panel before."""
        ...

    def draw(self, room: Room) -> list[Line]:
        """Its lines, laid out for the room; nothing where it has nothing to say."""
        ...


def titled(title: str, note: str = "") -> Line:
    """The title of a panel and what is said beside it."""
    return (Span(title, "part"), Span("  "), Span(note, "dim"))


def columns(*cells: tuple[str, int, str, str], door: Door | None = None) -> Line:
    """One line of cells side by side: text, width, alignment and role of each; `door` is where the line leads.

    What stands at the right of its cell is a figure, and cut as one.
    """
    spans = []
    for text, width, align, role in cells:
        padded = pad_figure(text, width) if align == "right" else pad(text, width)
        spans += [Span(padded, role, door), Span(" ")]
    return tuple(spans[:-1])


@dataclass(frozen=True)
class Text:
    """Blocks that are known already, as a panel."""

    blocks: tuple[Block, ...]
    heading: Line = ()
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return self.heading

    def draw(self, room: Room) -> list[Line]:
        return laid(self.blocks, room)


def laid(blocks: Iterable[Block], room: Room) -> list[Line]:
    """Blocks as lines of a room."""
    return layout(blocks, room.width, room.reader.glyphs)


@dataclass(frozen=True)
class Still:
    """A panel as it was drawn for one room."""

    heading: Line
    lines: tuple[Line, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return self.heading

    def draw(self, room: Room) -> list[Line]:
        return [*self.lines]


def drawn(panel: Panel, room: Room) -> Still:
    """A panel that is put beside others several times, drawn once."""
    lines = panel.draw(room)
    return Still(panel.title(room.reader) if lines else (), tuple(lines))


def stacked(panels: Iterable[Panel], room: Room) -> list[Line]:
    """Panels one under the other, an empty line between them; those with nothing to say are left out."""
    lines: list[Line] = []
    for panel in panels:
        drawn = panel.draw(room)
        if drawn:
            lines += [()] if lines else []
            lines += flow(panel.title(room.reader), room.width)
            lines += drawn
    return lines
