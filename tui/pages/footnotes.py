"""The sources of a page, numbered: a table names the number, and the list under it says publisher, title and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Door, Line, Span
from tui.pages.panel import Room
from tui.text.visible import visible
from tui.text.widths import cell_width, cut

SOURCES_TITLE = Label("SOURCES", "来源")


def numbered(sources: Iterable[str | None]) -> dict[str, int]:
    """Sources with their numbers, in the order in which they are first named."""
    return {source: number for number, source in enumerate(dict.fromkeys(s for s in sources if s), 1)}


@dataclass(frozen=True)
class Footnotes:
    """Each source in a line: its number, publisher, title and date; a door to its page."""

    lens: Lens
    sources: tuple[str, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(SOURCES_TITLE)}  {len(self.sources)}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        return [self._line(number, source, room) for number, source in enumerate(self.sources, 1)]

    def _line(self, number: int, source: str, room: Room) -> Line:
        reader = room.reader
        row = self.lens.source(source) or {}
        publisher = visible(reader.names.name(row.get("publisher"), reader.language) or source)
        head, end = f"[{number}] ".rjust(5), f" {row.get('published') or '?'}"
        publisher = cut(publisher, max(8, room.width // 3))
        left = room.width - cell_width(head) - cell_width(publisher) - cell_width(end) - 1
        title = cut(visible(row.get("title") or ""), max(0, left))
        door = Door("sources", source)
        return (
            Span(head, "dim"),
            Span(publisher, "said", door),
            Span(" "),
            Span(title, "source", door),
            Span(end, "dim"),
        )
