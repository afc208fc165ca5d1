"""Which figures are contradicted, and by which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Door, Line, Span
from tui.pages.panel import Room, columns
from tui.pages.stated import figure_of
from tui.text.figures import cut_figure
from tui.text.visible import visible
from tui.text.widths import ELLIPSIS, cell_width

_TITLE = Label("OPEN DISPUTES", "未决分歧")
_RIVALS = " ≠ "
SIDES = 3
"""Figures of a dispute that are told."""
SHARES = {"users": 2, "deals": 3}
"""Which part of the lines a table has at most, those named first; the others have a sixth."""
OTHER_SHARE = 6


@dataclass(frozen=True)
class Disputes:
    """One line a fact: whom it is about, the figure shown and its rivals."""

    lens: Lens
    table: ClassVar[str] = ""
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(_TITLE)}  {self.lens.disputes.height}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        disputes = self.lens.disputes
        lines: list[Line] = []
        for name in dict.fromkeys([*SHARES, *disputes["table"]]):
            most = max(1, room.rows // SHARES.get(name, OTHER_SHARE))
            first = disputes.filter(pl.col("table") == name).head(most)
            lines += [self._line(row, room) for row in first.iter_rows(named=True)]
        return lines[: room.rows]

    def _line(self, row: dict[str, Any], room: Room) -> Line:
        reader, table = room.reader, self.lens.table(row["table"])
        claims = [self.lens.claim(table.name, side) for side in row["sides"][:SIDES]]
        sides = [figure_of(table, claim, table.parts[0].name, reader) for claim in claims if claim]
        what = table.column(table.what).choice(row["what"] or "", reader.language)
        who = visible(reader.names.name(row["subject"], reader.language))
        told = rivals_told(sides, room.width // 2)
        told_width = cell_width(told)
        return columns(
            (f"{who} {what} {row['when'] or ''}", max(8, room.width - told_width - 1), "left", ""),
            (told, told_width, "left", "rival"),
            door=Door(table.name, row["key"]),
        )


def rivals_told(sides: Sequence[str], width: int) -> str:
    """Figures that contradict each other, as many as fit whole; `…` stands for the others."""
    for number in range(len(sides), 0, -1):
        told = _RIVALS.join([*sides[:number], *([ELLIPSIS] if number < len(sides) else ())])
        if cell_width(told) <= width:
            return told
    return cut_figure(sides[0], width) if sides else ""
