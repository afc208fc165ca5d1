"""Which apps have the most users in a month, and how they came there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.cells.marks import trend
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.figures import figure
from tui.text.visible import visible

_TITLE = Label("THE USERS RACE", "用户之争")
_NOTE = Label("MAU of apps, China, QuestMobile", "应用月活，中国，QuestMobile")
TREND = 12
_FIGURE = 9
"""Cells of a figure."""


@dataclass(frozen=True)
class Race:
    """One counter's figures, the greatest first."""

    lens: Lens
    table: ClassVar[str] = "users"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_TITLE), reader.label(_NOTE))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        name_width = max(10, room.width - _FIGURE - TREND - 8 - 6)
        return [
            columns(
                (visible(reader.names.both(row["product"], reader.language)), name_width, "left", ""),
                (figure(row["value"], reader.figures, qualifier=row["value_qualifier"]), _FIGURE, "right", "figure"),
                (trend(row, reader.glyphs, TREND), TREND, "left", "figure"),
                (row["period"], 8, "left", "dim"),
                door=Door(self.table, row["key"]),
            )
            for row in self._leading().head(room.rows).iter_rows(named=True)
        ]

    def _leading(self) -> pl.DataFrame:
        """The best series of each product that is no sector."""
        found = self.lens.shown(self.table).filter(
            (pl.col("metric") == "mau")
            & (pl.col("counter") == "questmobile")
            & (pl.col("region") == "cn")
            & (pl.col("channel") == "app")
            & (pl.col("unit") == "people")
            & pl.col("versus").is_null()
            & (pl.col("precision") <= 1)
            & self.lens.policy.happened("value")
        )
        sectors = self.lens.corpus.frame("entities").filter(pl.col("kinds").str.contains("sector|group"))["id"]
        found = found.filter(~pl.col("product").is_in(sectors.to_list())).sort("real", "value", descending=True)
        return found.unique("product", keep="first", maintain_order=True).sort("value", descending=True)
