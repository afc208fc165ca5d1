"""Which products have the most users: in China by one panel, in the world each by who counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.cells.kinds import shortened
from tui.cells.marks import trend
from tui.corpus import headlines
from tui.corpus.lens import Lens, Row
from tui.language.label import Label
from tui.language.words import word
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.figures import figure
from tui.text.visible import visible
from tui.text.widths import cell_width

_CHINA = Label("USERS RACE, CHINA", "用户之争：中国")
_WORLD = Label("USERS RACE, WORLD", "用户之争：全球")
_OF_APPS = Label("MAU of apps, {}", "应用月活，{}")
_EACH = Label("MAU, each by who counts it", "月活，各按其统计方")
TREND = 12
_FIGURE, _DATE, _TELLER = 9, 7, 13
"""Cells of a figure, of its period, and of who counts."""
_FRESH = 365
"""Days before the newest figure of a race up to which another one runs in it; older ones follow, marked."""


def _users(lens: Lens, rows: pl.DataFrame, metric: str) -> pl.DataFrame:
    """Figures of people that happened, of products that are no sector, over a month or a quarter at least."""
    sectors = [entity for entity, kinds in lens.kinds.items() if {"sector", "group"} & {*kinds}]
    return rows.filter(
        (pl.col("metric") == metric)
        & (pl.col("unit") == "people")
        & pl.col("versus").is_null()
        & lens.policy.happened("value")
        & ~pl.col("product").is_in(sectors)
    )


def _in_order(found: pl.DataFrame) -> pl.DataFrame:
    """One row a product, the greatest first; behind them those whose figure is of another time."""
    late = (pl.col("end").max() - pl.col("end")).dt.total_days() > _FRESH
    ordered = found.with_columns(late.alias("late")).sort("late", -pl.col("value"))
    return ordered.unique("product", keep="first", maintain_order=True)


def _is_stale(lens: Lens, row: Row) -> bool:
    return bool((lens.last_day - row["end"]).days > lens.policy.months_stale * headlines.MONTH_DAYS)


def _when(lens: Lens, row: Row, reader: Reader) -> str:
    """The period of a figure, and that it is stale."""
    told = shortened(row["period"])
    return word("aged", reader.language, told) if _is_stale(lens, row) else told


@dataclass(frozen=True)
class ChinaRace:
    """Apps in China by the panel that counts most of them now, the greatest first."""

    lens: Lens
    table: ClassVar[str] = "users"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        found = self._leading()
        counters = {reader.names.name(counter, reader.language) for counter in found["counter"]}
        return titled(reader.label(_CHINA), visible(reader.label(_OF_APPS).format(", ".join(sorted(counters)))))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        shown = self._leading().head(room.rows)
        date = max((cell_width(_when(self.lens, row, reader)) for row in shown.iter_rows(named=True)), default=_DATE)
        name_width = max(10, room.width - _FIGURE - TREND - date - 3)
        return [
            columns(
                (visible(reader.names.both(row["product"], reader.language)), name_width, "left", ""),
                (figure(row["value"], reader.figures, qualifier=row["value_qualifier"]), _FIGURE, "right", "figure"),
                (trend(row, reader.glyphs, TREND), TREND, "left", "figure"),
                (_when(self.lens, row, reader), date, "left", "dim"),
                door=Door(self.table, row["key"]),
            )
            for row in shown.iter_rows(named=True)
        ]

    def _leading(self) -> pl.DataFrame:
        found = _users(self.lens, self.lens.series(self.table), "mau").filter(
            (pl.col("region") == "cn") & (pl.col("channel") == "app") & (pl.col("precision") <= _QUARTER)
        )
        panels = found.filter(pl.col("said_by_kind").is_in(self.lens.policy.panels))
        late = (pl.col("end").max() - pl.col("end")).dt.total_days() > _FRESH
        fresh = panels.filter(~late).group_by("counter").agg(pl.col("product").n_unique().alias("many"))
        most = fresh.sort("many", "counter", descending=[True, False]).head(1)
        return _in_order(panels.filter(pl.col("counter").is_in(most["counter"].implode())))


_QUARTER = 2
"""The precision of a quarter."""


@dataclass(frozen=True)
class WorldRace:
    """Products in the world by their headlines, each with who counts it."""

    lens: Lens
    table: ClassVar[str] = "users"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return titled(reader.label(_WORLD), reader.label(_EACH))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        named = _users(self.lens, self.lens.headlines(self.table), "mau").filter(pl.col("region") == "world")
        shown = _in_order(named).head(room.rows)
        date = max((cell_width(_when(self.lens, row, reader)) for row in shown.iter_rows(named=True)), default=_DATE)
        name_width = max(10, room.width - _FIGURE - _TELLER - date - 3)
        return [
            columns(
                (visible(reader.names.both(row["product"], reader.language)), name_width, "left", ""),
                (figure(row["value"], reader.figures, qualifier=row["value_qualifier"]), _FIGURE, "right", "figure"),
                (visible(reader.names.name(row["teller"], reader.language)), _TELLER, "left", "said"),
                (_when(self.lens, row, reader), date, "left", "dim"),
                door=Door(self.table, row["key"]),
            )
            for row in shown.iter_rows(named=True)
        ]
