"""What went into the industry, by year and by region, as bars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.charts.bars import Bars
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.document import Door, Line
from tui.pages.panel import Room, columns, titled
from tui.text.figures import figure
from tui.text.numbers import rounded_percent
from tui.text.visible import visible

BY_YEAR = Label("FUNDING BY YEAR", "各年融资")
BY_REGION = Label("FUNDING BY REGION", "各地融资")
_MOST = 6
"""Bars of a panel: years and regions are few."""
BESIDE = 24
"""Cells beside the label and the bar."""


def funding(lens: Lens, table: str) -> pl.DataFrame:
    """What was invested in the industry in each year, by region and by who counts."""
    return lens.facts(table).filter(
        (pl.col("subject") == "ai")
        & (pl.col("metric") == "funding")
        & (pl.col("unit") == "money")
        & (pl.col("currency") == "USD")
        & pl.col("segment").is_null()
        & pl.col("whole").is_null()
        & pl.col("versus").is_null()
        & lens.policy.happened("value")
        & (pl.col("precision") == 4)
    )


def _of_one_counter(rows: pl.DataFrame, of: str) -> pl.DataFrame:
    """The figures of one counter, as two never join: a named one, that tells the newest year and the most."""
    if rows.is_empty():
        return rows
    told = rows.group_by("counter").agg(
        pl.col("end").max(), pl.col(of).n_unique().alias("many"), pl.col("said_by").is_not_null().any().alias("named")
    )
    best = told.sort("named", "end", "many", "counter", descending=[True] * 3 + [False])["counter"][0]
    return rows.filter(pl.col("counter") == best)


def _title(label: Label, rows: pl.DataFrame, reader: Reader) -> Line:
    said = sorted({reader.names.name(v, reader.language) for v in rows["counter"]})
    return titled(reader.label(label), visible(", ".join(said)))


def _bars(rows: pl.DataFrame, labels: list[str], beside: list[str], label_width: int, room: Room) -> list[Line]:
    """The last rows, each with its label, its bar, its figure and what is said beside it."""
    width = max(6, room.width - label_width - BESIDE)
    shown = rows.tail(_MOST)
    largest = max(rows["value"].to_list(), default=1.0)
    bars = Bars(tuple(shown["value"]), largest).draw(width, _MOST, room.reader.glyphs)
    figures = (
        figure(value, room.reader.figures, currency="USD", qualifier=qualifier)
        for value, qualifier in shown.select("value", "value_qualifier").iter_rows()
    )
    return [
        columns(
            (visible(label), label_width, "left", ""),
            (bar, width, "left", "bar"),
            (value, 12, "right", "figure"),
            (note, 8, "left", "dim"),
            door=Door("market", key),
        )
        for key, label, bar, value, note in zip(
            shown["key"], labels[-_MOST:], bars, figures, beside[-_MOST:], strict=True
        )
    ]


@dataclass(frozen=True)
class FundingByYear:
    """The world's years, each with what it grew by."""

    lens: Lens
    table: ClassVar[str] = "market"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return _title(BY_YEAR, self._rows, reader)

    def draw(self, room: Room) -> list[Line]:
        changes = self._rows["value"].tail(_MOST).pct_change()
        grown = ["" if change is None else rounded_percent(change * 100, signed=True) for change in changes]
        return _bars(self._rows, self._rows["period"].to_list(), grown, 5, room)

    @cached_property
    def _rows(self) -> pl.DataFrame:
        rows = funding(self.lens, self.table).filter(pl.col("region") == "world")
        return _of_one_counter(rows, "start").sort("start")


@dataclass(frozen=True)
class FundingByRegion:
    """The regions of the newest year for which more than one is known."""

    lens: Lens
    table: ClassVar[str] = "market"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return _title(BY_REGION, self._rows, reader)

    def draw(self, room: Room) -> list[Line]:
        rows, names = self._rows, room.reader.names
        labels = [names.name(region, room.reader.language) for region in rows["region"]]
        return _bars(rows, labels, rows["period"].to_list(), 14, room)

    @cached_property
    def _rows(self) -> pl.DataFrame:
        rows = funding(self.lens, self.table).filter(pl.col("region") != "world")
        if rows.is_empty():
            return rows
        years = rows.group_by("counter", "start").agg(pl.len().alias("many"))
        newest = years.sort(pl.col("many") > 1, "start", "many", "counter", descending=True).row(0, named=True)
        of_year = rows.filter((pl.col("counter") == newest["counter"]) & (pl.col("start") == newest["start"]))
        return of_year.sort("value", descending=True)
