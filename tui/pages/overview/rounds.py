"""The largest rounds of the last twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.figures import figure
from tui.text.visible import visible

_TITLE = Label("LARGEST ROUNDS", "最大融资")
_NOTE = Label("closed, last twelve months", "近十二个月完成")


@dataclass(frozen=True)
class Rounds:
    """Whole rounds that happened, the greatest in US dollars first."""

    lens: Lens
    table: ClassVar[str] = "deals"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE), reader.label(_NOTE))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        rounds = self.lens.table(self.table).column("round")
        name_width = max(12, room.width - 37)
        lines = []
        for row in self._largest().head(room.rows).iter_rows(named=True):
            amount = figure(row["amount"], reader.figures, currency=row["currency"], qualifier=row["amount_qualifier"])
            round_ = "" if row["round"] == "undisclosed" else rounds.choice(row["round"] or "", reader.language)
            lines.append(
                columns(
                    (row["announced"], 10, "left", "dim"),
                    (visible(reader.names.name(row["company"], reader.language)), name_width, "left", ""),
                    (amount, 12, "right", "figure"),
                    (round_, 10, "left", "dim"),
                    door=Door(self.table, row["key"]),
                )
            )
        return lines

    def _largest(self) -> pl.DataFrame:
        until = self.lens.last_day
        since = date(until.year - 1, until.month, 1)
        deals = self.lens.facts(self.table).filter(
            self.lens.policy.whole_round()
            & (pl.col("start") >= since)
            # "Up to" is a promise, not a round.
            & (pl.col("amount_qualifier") != "at_most")
        )
        return deals.sort("amount_usd", descending=True)
