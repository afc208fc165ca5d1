"""What else happened around the time of a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Table
from tui.language.words import word
from tui.pages.document import Block, Item, Line, Span
from tui.pages.panel import Room, laid
from tui.pages.stated import marked_figure
from tui.text.visible import visible

AROUND = timedelta(days=45)
MOST_NEIGHBOURS = 5


@dataclass(frozen=True)
class Around:
    """What else happened to the same company around that date."""

    lens: Lens
    table: Table
    row: Row
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(word("also", reader.language), "part"),)

    def draw(self, room: Room) -> list[Line]:
        row = self.row
        entity = row.get(self.table.around) if self.table.around else self.table.subject_of(row)
        if not entity or row["start"] is None or row["end"] is None:
            return []
        family = self.lens.names.family(self.lens.names.root(entity))
        blocks: list[Block] = []
        for table in (table for table in self.lens.corpus.tables if table.around):
            near = self._near(table, family).head(MOST_NEIGHBOURS)
            blocks += [_item(table, other, room.reader) for other in near.iter_rows(named=True)]
        return laid(blocks, room)

    def _near(self, table: Table, family: Sequence[str]) -> pl.DataFrame:
        """What a table says of a family within that time, apart from the fact itself."""
        near = self.lens.facts_of(table.name, table.around, *family)
        if near.is_empty():
            return near
        return near.filter(
            (pl.col("key") != self.row["key"])
            & (pl.col("start") >= self.row["start"] - AROUND)
            & (pl.col("end") <= self.row["end"] + AROUND)
            & ~pl.col("status").is_in(self.lens.policy.refuting)
        )


def _item(table: Table, row: Row, reader: Reader) -> Item:
    kind = table.column(table.what).choice(row[table.what], reader.language)
    who = reader.names.name(table.subject_of(row), reader.language)
    spans = (
        Span(row[table.date] or "", "dim"),
        Span(visible(f"{who} {kind}")),
        Span(marked_figure(table, row, table.parts[0].name, reader), "figure"),
    )
    return Item(tuple(span for span in spans if span.text))
