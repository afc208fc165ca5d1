"""What the newest version of the data added, table by table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.language.words import listed
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.visible import visible

_TITLE = Label("ADDED {}", "{} 新增")
_ROWS = Label("{:,} claims", "{:,} 条")
_TABLE, _COUNT = 12, 14
"""Cells of the name of a table and of how many rows it got."""
_NAMED = 6
"""Subjects named beside a table."""


@dataclass(frozen=True)
class Added:
    """One line a table: how many claims came on the last day on which any did, and of whom most of them are."""

    lens: Lens
    table: ClassVar[str] = ""
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE).format(self._day or ""))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        lines = []
        for name in self.lens.corpus.claimed if self._day else ():
            table, rows = self.lens.table(name), self._claims(name)
            if rows.is_empty():
                continue
            subjects = rows[table.subject[0]].drop_nulls().value_counts(sort=True)
            ranked = subjects.sort("count", table.subject[0], descending=[True, False])[table.subject[0]]
            names = (reader.names.name(subject, reader.language) for subject in ranked.head(_NAMED))
            lines.append(
                columns(
                    (reader.label(table.title), _TABLE, "left", ""),
                    (reader.label(_ROWS).format(rows.height), _COUNT, "left", "figure"),
                    (visible(listed(names, reader.language)), max(8, room.width - _TABLE - _COUNT - 2), "left", "dim"),
                    door=Door(name),
                )
            )
        return lines[: room.rows]

    @cached_property
    def _day(self) -> str | None:
        days = (self.lens.corpus.frame(name)["added"].max() for name in self.lens.corpus.claimed)
        return max((str(day) for day in days if day), default=None)

    def _claims(self, name: str) -> pl.DataFrame:
        return self.lens.corpus.frame(name).filter(pl.col("added") == self._day)
