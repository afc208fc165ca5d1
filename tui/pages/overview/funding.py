"""What went into the industry, by year and by region, as bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
from tui.text.widths import cell_width

BY_YEAR = Label("FUNDING BY YEAR", "各年融资")
BY_REGION = Label("FUNDING BY REGION", "各地融资")
_FIGURE = 10
"""Cells of a figure."""
_YEAR = 4
"""The precision of a year."""


def funding(lens: Lens, table: str) -> pl.DataFrame:
    """What was invested in the industry over some time, by region and by who counts."""
    return lens.facts(table).filter(
        (pl.col("subject") == "ai")
        & (pl.col("metric") == "funding")
        & (pl.col("unit") == "money")
        & (pl.col("currency") == "USD")
        & pl.col("segment").is_null()
        & pl.col("whole").is_null()
        & pl.col("versus").is_null()
        & lens.policy.happened("value")
        & pl.col("start").is_not_null()
        & pl.col("end").is_not_null()
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
    """A line a row: its label, its bar, its figure and what is said beside it."""
    note_width = max([8, *map(cell_width, beside)])
    width = max(6, room.width - label_width - note_width - _FIGURE - 3)
    largest = max(rows["value"].to_list(), default=1.0)
    bars = Bars(tuple(rows["value"]), largest).draw(width, rows.height, room.reader.glyphs)
    figures = (
        figure(value, room.reader.figures, currency="USD", qualifier=qualifier)
        for value, qualifier in rows.select("value", "value_qualifier").iter_rows()
    )
    return [
        columns(
            (visible(label), label_width, "left", ""),
            (bar, width, "left", "bar"),
            (value, _FIGURE, "right", "figure"),
            (note, note_width, "left", "dim"),
            door=Door("market", key),
        )
        for key, label, bar, value, note in zip(rows["key"], labels, bars, figures, beside, strict=True)
    ]


def to_date(rows: pl.DataFrame) -> pl.DataFrame:
    """The years that one counter tells, and what it tells of the time behind them, no day twice: the longer first."""
    kept: list[int] = []
    until: date | None = None
    ordered = rows.with_row_index("_row").sort("start", -pl.col("end").dt.epoch("d"))
    years = ordered.filter(pl.col("precision") == _YEAR)
    last = years["end"].max()
    for row in ordered.filter((pl.col("precision") == _YEAR) | (pl.col("start") > pl.lit(last))).iter_rows(named=True):
        if until is None or row["start"] > until:
            kept.append(row["_row"])
            until = row["end"]
    return rows[kept]


@dataclass(frozen=True)
class FundingByYear:
    """The world's years by one counter, with what each grew by, and the newest that any counter tells."""

    lens: Lens
    table: ClassVar[str] = "market"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return _title(BY_YEAR, self._rows, reader)

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        every = self._rows.with_columns(pl.col("value").pct_change().alias("grown"))
        rows = every.tail(max(1, room.rows - self._newest.height))
        years = [precision == _YEAR for precision in rows["precision"]]
        grown = [
            rounded_percent(change * 100, signed=True) if change is not None and year else ""
            for change, year in zip(rows["grown"], years, strict=True)
        ]
        newest = self._newest
        told = [reader.names.name(counter, reader.language) for counter in newest["counter"]]
        every = pl.concat([rows.drop("grown"), newest])
        labels = every["period"].to_list()
        return _bars(every, labels, [*grown, *map(visible, told)], max([5, *map(cell_width, labels)]), room)

    @cached_property
    def _every(self) -> pl.DataFrame:
        return funding(self.lens, self.table).filter(pl.col("region") == "world")

    @cached_property
    def _rows(self) -> pl.DataFrame:
        of_years = self._every.filter(pl.col("precision") == _YEAR)
        counter = _of_one_counter(of_years, "start")["counter"].unique()
        return to_date(self._every.filter(pl.col("counter").is_in(counter.implode())))

    @cached_property
    def _newest(self) -> pl.DataFrame:
        """The newest figure of a named counter that goes on behind the others; none where there is none."""
        last = self._rows["end"].max()
        behind = self._every.filter(pl.col("said_by").is_not_null() & (pl.col("start") > pl.lit(last)))
        return behind.sort("end", "start", descending=[True, False]).head(1)


@dataclass(frozen=True)
class FundingByRegion:
    """The regions of the newest year for which more than one is known."""

    lens: Lens
    table: ClassVar[str] = "market"
    door: ClassVar[Door] = Door(table)

    def title(self, reader: Reader) -> Line:
        return _title(BY_REGION, self._rows, reader)

    def draw(self, room: Room) -> list[Line]:
        rows, names = self._rows.head(room.rows), room.reader.names
        labels = [names.name(region, room.reader.language) for region in rows["region"]]
        return _bars(rows, labels, rows["period"].to_list(), 14, room)

    @cached_property
    def _rows(self) -> pl.DataFrame:
        every = funding(self.lens, self.table)
        rows = every.filter((pl.col("region") != "world") & (pl.col("precision") == _YEAR))
        if rows.is_empty():
            return rows
        years = rows.group_by("counter", "start").agg(pl.len().alias("many"))
        newest = years.sort(pl.col("many") > 1, "start", "many", "counter", descending=True).row(0, named=True)
        of_year = rows.filter((pl.col("counter") == newest["counter"]) & (pl.col("start") == newest["start"]))
        return of_year.sort("value", descending=True)
