"""Facts of the same subject, metric and time that are defined otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Table
from tui.language.words import word
from tui.pages.claims import RELATION_MARK
from tui.pages.document import Item, Line, Span
from tui.pages.panel import Room, laid
from tui.pages.stated import in_full, marked_figure
from tui.text.visible import visible

MOST_APART = 8
WORLD = "world"


def _part_above_whole(part: Row, whole: Row, figure: str) -> bool:
    """Whether one region's figure is above the world's: a sign that the two are counted differently."""
    if part.get("region") in (None, WORLD) or whole.get("region") != WORLD or part.get("unit") != whole.get("unit"):
        return False
    additive = part.get("unit") != "percent" and part[figure] is not None and whole[figure] is not None
    return additive and bool(part[figure] > whole[figure])


@dataclass(frozen=True)
class Apart:
    """What a fact is not compared with, and how that differs."""

    lens: Lens
    table: Table
    row: Row
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(word("apart", reader.language), "part"),)

    def draw(self, room: Room) -> list[Line]:
        near = self._near()
        others = () if near is None else near.head(MOST_APART).iter_rows(named=True)
        return laid((self._item(other, room.reader) for other in others), room)

    def _near(self) -> pl.DataFrame | None:
        """Facts of the same subject and metric that overlap in time."""
        table, row = self.table, self.row
        start, end = row["start"], row["end"]
        # A deal and a departure are known by a key: nothing else is the same thing defined otherwise.
        if table.what not in table.identity or start is None or end is None:
            return None
        subject = table.subject[0]
        near = self.lens.facts_of(table.name, subject, row[subject])
        if near.height == 1:
            return None
        return near.filter(
            (pl.col(table.what) == row[table.what])
            & (pl.col("key") != row["key"])
            & (pl.col("start") <= end)
            & (pl.col("end") >= start)
        )

    def _item(self, other: Row, reader: Reader) -> Item:
        table, row, figure = self.table, self.row, self.table.parts[0].name
        differs = [
            f"{reader.label(table.column(c).title)} {in_full(table.column(c), other[c], reader) or '–'}"
            for c in table.identity
            if other[c] != row[c]
        ]
        said = reader.names.name(other["said_by"], reader.language)
        under = [Span(visible("; ".join(differs)), "dim")]
        if _part_above_whole(row, other, figure) or _part_above_whole(other, row, figure):
            under.append(Span(word("part_above", reader.language), "warn"))
        spans = (Span(marked_figure(table, other, figure, reader), "figure"), Span(visible(said), "said"))
        return Item(spans, tuple(under), RELATION_MARK["apart"])
