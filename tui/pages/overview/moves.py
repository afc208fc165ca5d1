"""Who moved where, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, marked
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.visible import visible

_TITLE = Label("LATEST MOVES", "最新人事")
DATE = 12
"""Cells of the date and of the gaps."""


@dataclass(frozen=True)
class Moves:
    """People whose move happened on a day that is known."""

    lens: Lens
    table: ClassVar[str] = "departures"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        name_width = max(10, (room.width - DATE) // 2)
        moves = self.lens.facts(self.table).filter(
            pl.col("person").is_not_null() & (pl.col("precision") == 0) & self.lens.policy.happened("announced")
        )
        lines = []
        for row in moves.head(room.rows).iter_rows(named=True):
            names = {name: reader.names.name(row[name], reader.language) for name in ("org", "to_org")}
            names["to_org"] = marked(names["to_org"], row[f"to_org{STANDING}"])
            path = " → ".join(filter(None, names.values()))
            lines.append(
                columns(
                    (row["announced"], 10, "left", "dim"),
                    (visible(reader.names.name(row["person"], reader.language)), name_width, "left", ""),
                    (visible(path), max(8, room.width - DATE - name_width), "left", "dim"),
                    door=Door(self.table, row["key"]),
                )
            )
        return lines
