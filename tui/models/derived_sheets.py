"""Tables made of tables: how often each value occurs, statistics of all columns, groups."""

from __future__ import annotations

from functools import partial

import polars as pl

from tui.charts.bars import bar
from tui.frames.catalog import Label, Language
from tui.frames.cells import ShownColumn
from tui.frames.engines.in_polars import Dataset
from tui.frames.file_columns import file_columns
from tui.frames.query import Condition
from tui.models.file_sheets import record_page
from tui.models.sheets import Meaning, Row, TableSheet
from tui.models.table import TableModel
from tui.text.numbers import percent

RESIDENT_ROWS = 100_000
"""Rows up to which a table is answered at once."""
BAR = 30
EXACT = 1000
"""From this size on, two places after the point are enough; below, six significant digits."""

FREQUENCY = Label("Frequency", "频次")
STATISTICS = Label("Statistics", "统计")
GROUPS = Label("Groups", "分组")


def frequency_sheet(counts: pl.DataFrame, column: ShownColumn, language: Language) -> TableSheet:
    """How often each value of a column occurs, as a table whose rows lead to the rows of that value."""
    most = float(counts["share"].max() or 0)  # type: ignore[arg-type]
    value = file_columns({"value": counts.schema["value"]}, {}, language)[0]._replace(title=column.title, width=48)
    if column.inputs == (column.name,):
        # Values look here as they look in their own table: an entity by its name, a code by its word.
        value = value._replace(draw=lambda frame: column.draw(frame.select(pl.col("value").alias(column.name))))
    words = {"en": ("count", "share"), "zh": ("次数", "占比")}[language]
    number, share = file_columns({"count": pl.Int64(), "share": pl.Float64()}, {}, language)

    def shares(frame: pl.DataFrame) -> list[str]:
        return [percent(given) for given in frame["share"]]

    def bars(frame: pl.DataFrame) -> list[str]:
        return [bar(given, most, BAR).rstrip() for given in frame["share"]]

    columns = (
        value,
        number._replace(title=words[0]),
        share._replace(title=words[1], draw=shares),
        share._replace(name="bar", title="", draw=bars, right=False, width=BAR),
    )
    dataset = Dataset(counts.lazy(), columns, counts.height, resident=counts.height <= RESIDENT_ROWS)

    def drill(row: Row) -> Condition:
        given = row["value"]
        if given is None:
            return Condition(column.name, "null")
        return Condition(column.name, "=", given if isinstance(given, str | int | float | bool) else str(given))

    return TableSheet(
        "frequency", FREQUENCY, lambda: TableModel(dataset, 1), Meaning(record_page, drill=drill), pane=False
    )


def _figures(name: str, frame: pl.DataFrame) -> list[str]:
    """Figures of a column, to the places that tell something."""
    return [
        "" if v is None else f"{v:,.2f}".removesuffix(".00") if abs(v) >= EXACT else f"{v:.6g}" for v in frame[name]
    ]


def statistics_sheet(told: pl.DataFrame, language: Language, estimated: bool) -> TableSheet:
    """The statistics of all columns as a table."""
    columns = []
    for column in file_columns(told.schema, {}, language):
        title = STATISTIC_WORDS.get(column.name, Label(column.name, column.name)).text(language)
        if column.name == "distinct" and estimated:
            title = f"~{title}"
        if column.name in ("min", "max"):
            column = column._replace(right=True, width=26)
        if column.name in ("q1", "median", "mean", "q3"):
            column = column._replace(draw=partial(_figures, column.name))
        columns.append(column._replace(title=title))
    dataset = Dataset(told.lazy(), tuple(columns), told.height)
    return TableSheet("statistics", STATISTICS, lambda: TableModel(dataset, 1), Meaning(record_page), pane=False)


def table_sheet(frame: pl.DataFrame, title: Label, language: Language) -> TableSheet:
    """Any frame as a table."""
    dataset = Dataset(
        frame.lazy(), file_columns(frame.schema, {}, language), frame.height, frame.height <= RESIDENT_ROWS
    )
    return TableSheet("groups", title, lambda: TableModel(dataset, 1), Meaning(record_page), pane=False)


STATISTIC_WORDS = {
    "column": Label("column", "列"),
    "type": Label("type", "类型"),
    "nulls": Label("nulls", "空值"),
    "distinct": Label("distinct", "不同值"),
    "min": Label("min", "最小"),
    "q1": Label("25 %", "25%"),
    "median": Label("median", "中位"),
    "mean": Label("mean", "平均"),
    "q3": Label("75 %", "75%"),
    "max": Label("max", "最大"),
    "shape": Label("shape", "分布"),
    "top": Label("most frequent", "最常见"),
    "top_share": Label("its share %", "其占比%"),
}
