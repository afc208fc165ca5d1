"""Which facts are contradicted, and by which figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.contradictions import OPEN
from tui.corpus.disputes import written_in
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Door, Line, Span
from tui.pages.panel import Room, columns
from tui.text.figures import cut_figure
from tui.text.visible import visible
from tui.text.widths import ELLIPSIS, cell_width

_TITLE = Label("OPEN DISPUTES", "未决分歧")
_RIVALS = " ≠ "
SHARES = {"users": 2, "deals": 3}
"""Which part of the lines a table has at most, those named first; the others have a sixth."""
OTHER_SHARE = 6


@dataclass(frozen=True)
class Disputes:
    """One line a fact: whom it is about, what is shown and its rival."""

    lens: Lens
    table: ClassVar[str] = "disputes"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(_TITLE)}  {self._open.height}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        kept = self._open.with_row_index("_row")
        first = [
            kept.filter(pl.col("table") == name).head(max(1, room.rows // SHARES.get(name, OTHER_SHARE)))
            for name in dict.fromkeys([*SHARES, *kept["table"]])
        ]
        dealt = pl.concat([kept.clear(), *first])
        # What no table has use for goes to the weightiest of all.
        others = kept.filter(~pl.col("_row").is_in(dealt["_row"].implode()))
        return [self._line(row, room) for row in pl.concat([dealt, others]).head(room.rows).iter_rows(named=True)]

    @cached_property
    def _open(self) -> pl.DataFrame:
        return self.lens.disputes.filter(pl.col("class").is_in(OPEN))

    def _line(self, row: dict[str, Any], room: Room) -> Line:
        reader = room.reader
        shown, rival, what = (row[written_in(name, reader.language)] for name in ("shown", "rival", "what"))
        who = visible(reader.names.name(row["subject"], reader.language))
        told = rivals_told([shown, rival], room.width // 2)
        told_width = cell_width(told)
        return columns(
            (f"{who} {what} {row['period'] or ''}", max(8, room.width - told_width - 1), "left", ""),
            (told, told_width, "left", "rival"),
            door=Door(self.table, row["key"]),
        )


def rivals_told(sides: Sequence[str], width: int) -> str:
    """Figures that contradict each other, as many as fit whole; `…` stands for the others."""
    for number in range(len(sides), 0, -1):
        told = _RIVALS.join([*sides[:number], *([ELLIPSIS] if number < len(sides) else ())])
        if cell_width(told) <= width:
            return told
    return cut_figure(sides[0], width) if sides else ""
