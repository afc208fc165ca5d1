"""The largest rounds of the last twelve months, in one currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.cells.kinds import event_cell
from tui.corpus.lens import Lens, Row
from tui.corpus.money import SEEN
from tui.language.label import Label
from tui.pages.beside import DOLLARS, called
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.figures import converted, figure
from tui.text.visible import visible
from tui.text.widths import cell_width

_TITLE = Label("LARGEST ROUNDS", "最大融资")
_NOTE = Label("twelve months, in {}", "近十二个月，折合{}")
_FIGURE, _EVENT, _STATUS, _DATE = 10, 10, 9, 10
"""Cells of the amount, of the round, of its status and of its date."""


@dataclass(frozen=True)
class Rounds:
    """Whole rounds that happened, the greatest in US dollars first, each with how sure it is."""

    lens: Lens
    table: ClassVar[str] = "deals"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        currency = called(reader.currency or DOLLARS, reader)
        return titled(reader.label(_TITLE), reader.label(_NOTE).format(currency))

    def draw(self, room: Room) -> list[Line]:
        reader, table = room.reader, self.lens.table(self.table)
        event, status = event_cell(table).write(reader, None), table.column("status")
        name_width = max(12, room.width - _FIGURE - _EVENT - _STATUS - _DATE - 4)
        lines = []
        for row in self._largest.head(room.rows).iter_rows(named=True):
            amount = self._amount(row, reader)
            lines.append(
                columns(
                    (row["announced"], _DATE, "left", "dim"),
                    (visible(reader.names.name(row["company"], reader.language)), name_width, "left", ""),
                    (amount, max(_FIGURE, min(cell_width(amount), _FIGURE + 2)), "right", "figure"),
                    (event(row["kind"], row["round"], row["standing"]), _EVENT, "left", "dim"),
                    (status.choice(row["status"], reader.language), _STATUS, "left", "dim"),
                    door=Door(self.table, row["key"]),
                )
            )
        return lines

    @staticmethod
    def _amount(row: Row, reader: Reader) -> str:
        """The amount in the currency that is asked for, else in US dollars; as it was printed where it is in that."""
        seen, bound = row.get(f"amount{SEEN}"), row["amount_qualifier"]
        if row["currency"] == (reader.currency or DOLLARS):
            return figure(
                row["amount"], reader.figures, high=row["amount_high"], currency=row["currency"], qualifier=bound
            )
        if seen is not None:
            return converted(seen, reader.figures, bound, currency=reader.currency)
        return converted(row["amount_usd"], reader.figures, bound)

    @cached_property
    def _largest(self) -> pl.DataFrame:
        until = self.lens.last_day
        since = date(until.year - 1, until.month, 1)
        deals = self.lens.facts(self.table).filter(
            self.lens.policy.equity_round()
            & (pl.col("start") >= since)
            # "Up to" is a promise, not a round.
            & (pl.col("amount_qualifier") != "at_most")
        )
        return deals.sort("amount_usd", descending=True, nulls_last=True)
