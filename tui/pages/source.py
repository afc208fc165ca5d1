"""The page of one source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Row
from tui.language.words import word
from tui.pages.document import Gap, Heading, Line, Pair, Span
from tui.pages.panel import Panel, Room, laid
from tui.pages.stated import in_full
from tui.text.visible import visible


@dataclass(frozen=True)
class About:
    """What is known of a source, and how many claims of each table rest on it. One panel, since its labels line up."""

    lens: Lens
    row: Row
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(visible(self.row["title"] or self.row["id"]), "heading"),)

    def draw(self, room: Room) -> list[Line]:
        claims = Heading(word("claims", room.reader.language), "part")
        return laid([*self._columns(room.reader), Gap(), claims, *self._resting(room.reader)], room)

    def _columns(self, reader: Reader) -> Iterator[Pair]:
        for column in self.lens.table("sources").columns:
            value = self.row[column.name]
            if value is not None and column.name != "title":
                role = "link" if column.type == "url" else ""
                yield Pair(reader.label(column.title), in_full(column, value, reader), role)

    def _resting(self, reader: Reader) -> Iterator[Pair]:
        for name in self.lens.corpus.claimed:
            claims = self.lens.corpus.frame(name).filter(pl.col("source") == self.row["id"]).height
            if claims:
                yield Pair(reader.label(self.lens.table(name).title), str(claims))


def source_page(lens: Lens, source: str) -> list[Panel]:
    """What is known of one source; empty if there is no such source."""
    row = lens.source(source)
    return [] if row is None else [About(lens, row)]
