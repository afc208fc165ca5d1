"""A person's own note on a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.language.words import word
from tui.pages.document import Item, Line, Span
from tui.pages.panel import Room, laid, titled
from tui.storage import watching
from tui.text.visible import visible


@dataclass(frozen=True)
class Noted:
    """What a person noted on a fact, by its table and its key."""

    table: str
    key: str
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return titled(word("noted", reader.language))

    def draw(self, room: Room) -> list[Line]:
        note = watching.notes_on(self.table).get(self.key)
        return laid((Item((Span(visible(note), "said"),)),), room) if note else []
