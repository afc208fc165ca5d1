"""The dispute in which a fact stands: its class, and what contradicts what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.contradictions import OPEN
from tui.corpus.disputes import APART_BY, written_in
from tui.corpus.lens import Row
from tui.corpus.tables import Column
from tui.language.words import word
from tui.pages.document import Item, Line, Span
from tui.pages.panel import Room, laid


@dataclass(frozen=True)
class Dispute:
    """What stands under the figures of a fact that is contradicted.

    Attributes:
        row: that of the table of disputes.
        classes: the column that says what its classes are called.
    """

    row: Row
    classes: Column
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(word("dispute", reader.language), "part"),)

    def draw(self, room: Room) -> list[Line]:
        language = room.reader.language
        role = "rival" if self.row["class"] in OPEN else "dim"
        told = self.row[written_in("arithmetic", language)].split(APART_BY)
        called = Span(self.classes.choice(self.row["class"], language), role)
        return laid([Item((called,), tuple(Span(line, "dim") for line in told))], room)
