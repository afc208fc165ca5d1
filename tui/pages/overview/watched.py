"""The entities that a person watches, each with what was said of it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Table
from tui.language.label import Label
from tui.pages.document import Door, Line
from tui.pages.line import written_parts
from tui.pages.panel import Room, columns, titled
from tui.storage import watching
from tui.text.visible import visible

_TITLE = Label("WATCHED", "关注")
_NOTE = Label("w on any name watches it", "在任一名称上按 w 关注")
_DATE = 10


class Last(NamedTuple):
    """The latest fact of an entity."""

    day: date
    table: Table
    row: Row


@dataclass(frozen=True)
class Watched:
    """One line for each entity: its name, and its latest fact that happened, with its date."""

    lens: Lens
    table: ClassVar[str] = ""
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE), reader.label(_NOTE)) if self._entities() else ()

    def _entities(self) -> list[str]:
        return [entity for entity in watching.watched() if entity in self.lens.names]

    def draw(self, room: Room) -> list[Line]:
        reader, lines = room.reader, []
        name_width = max(10, (room.width - _DATE) // 3)
        for entity in self._entities()[: room.rows]:
            last = self._last(entity)
            states = written_parts(last.table, last.table.cite, last.row, reader, marks_standing=True) if last else ""
            lines.append(
                columns(
                    (visible(reader.names.name(entity, reader.language)), name_width, "left", ""),
                    ((last.row[last.table.date] or "") if last else "", _DATE, "left", "dim"),
                    (states, max(8, room.width - _DATE - name_width - 2), "left", "figure"),
                    door=Door(last.table.name, last.row["key"]) if last else None,
                )
            )
        return lines

    def _last(self, entity: str) -> Last | None:
        """The latest fact of any table that is about an entity, or what belongs to it."""
        found: list[Last] = []
        for name in self.lens.corpus.claimed:
            table = self.lens.table(name)
            facts = self.lens.facts_of(name, table.subject[0], *self.lens.names.family(entity))
            plain = facts.filter((pl.col("start") <= self.lens.last_day) & ~pl.col("aside").fill_null(False))
            newest = plain.sort("start", descending=True).head(1).iter_rows(named=True)
            found.extend(Last(row["start"], table, row) for row in newest)
        return max(found, key=lambda last: last.day, default=None)
