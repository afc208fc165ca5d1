"""Who moved where, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, marked
from tui.corpus.lens import Lens, Row
from tui.language.label import Label
from tui.language.words import word
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.visible import visible

_TITLE = Label("WHO MOVED WHERE", "人员流向")
DATE = 12
"""Cells of the date and of the gaps."""
_APART = ("count", "promotion", "role_change", "approach")
"""What is no move from house to house: counts, roles within one, and offers."""
_MONTH = 1
"""The precision of a month."""


@dataclass(frozen=True)
class Moves:
    """People who went from one house to another, or left one, at a time that is known."""

    lens: Lens
    table: ClassVar[str] = "departures"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        name_width = min(22, max(10, (room.width - DATE) // 3))
        return [
            columns(
                (row["announced"], 10, "left", "dim"),
                (visible(reader.names.name(row["person"], reader.language)), name_width, "left", ""),
                (visible(_path(row, reader)), max(8, room.width - DATE - name_width), "left", "dim"),
                door=Door(self.table, row["key"]),
            )
            for row in self._moves.head(room.rows).iter_rows(named=True)
        ]

    @cached_property
    def _moves(self) -> pl.DataFrame:
        roots = self.lens.names.roots()
        root = [pl.col(name).replace(roots) for name in ("org", "to_org")]
        return self.lens.shown(self.table).filter(
            pl.col("person").is_not_null()
            & (pl.col("precision") <= _MONTH)
            & pl.col("start").is_not_null()
            & ~pl.col("kind").is_in(_APART)
            & (pl.col("org").is_not_null() | pl.col("to_org").is_not_null())
            & root[0].ne_missing(root[1])
            & self.lens.policy.happened("announced")
        )


def _path(row: Row, reader: Reader) -> str:
    """From where to where; of one who left, that they left, and where a later fact says that they went."""
    org, to_org = (reader.names.name(row[name], reader.language) if row[name] else "" for name in ("org", "to_org"))
    if org and to_org:
        return f"{org} → {marked(to_org, row[f'to_org{STANDING}'])}"
    if to_org:
        return marked(word("move.joined", reader.language, to_org), row[f"to_org{STANDING}"])
    left = word("move.left", reader.language, org)
    if not row.get("later_org"):
        return left
    house, teller = (reader.names.name(row[name], reader.language) for name in ("later_org", "later_teller"))
    return f"{left}, {word('later', reader.language, house, row['later_date'], teller)}"
