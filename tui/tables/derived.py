"""Tables made of tables: how often each value occurs, statistics of all columns, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from tui.cells.file_columns import file_columns
from tui.charts.bars import Bars
from tui.charts.glyphs import BRAILLE, Glyphs
from tui.charts.sparkline import Sparkline
from tui.engines.registry import engine_over
from tui.language.words import WORDS, label, word
from tui.query.grouping import FIGURE_WORDS
from tui.query.query import Condition, Either, Filter, Group, Query
from tui.tables.dataset import Dataset
from tui.tables.lists import drawn_alone
from tui.tables.model import TableModel
from tui.tables.of_files import record_page
from tui.tables.sheet import RowMeaning, TableSheet
from tui.text.numbers import cut_to, full
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.cells.cell import ShownColumn
    from tui.corpus.lens import Row
    from tui.engines.base import CancelToken, Summary
    from tui.language.label import Language

RESIDENT_ROWS = 100_000
"""Rows up to which a table is answered at once."""
BAR = 30
_EXACT = 15
"""Digits that every binary number keeps."""
_DIGITS, _PLACES = 6, 2
"""Significant digits after which a figure that was computed is cut, and places after its point that always stand."""
_SHARE = 3
"""Those of a share."""


def _dataset(found: pl.DataFrame, columns: Sequence[ShownColumn]) -> Dataset:
    return Dataset.over(engine_over(found), columns, resident=found.height <= RESIDENT_ROWS)


def frequency_sheet(
    counts: pl.DataFrame, column: ShownColumn, as_drawn: bool, language: Language, glyphs: Glyphs, each: str = ""
) -> TableSheet:
    """How often each value of a column occurs, as a table whose rows lead to the rows of that value.

    `as_drawn` says that the values were counted by how they are drawn; `each` is the rule where cells are lists whose
    values were counted one by one.
    """
    most = float(counts["share"].max() or 0)  # type: ignore[arg-type]
    value = file_columns({"value": counts.schema["value"]}, {}, language)[0]._replace(title=column.title, width=48)
    if each:
        column = drawn_alone(column, language)
    if each or not as_drawn:
        # Values look here as they look in their own table: an entity by its name, a code by its word.
        value = value._replace(draw=lambda frame: column.draw(frame.select(pl.col("value").alias(column.name))))
    number, share = file_columns({"count": pl.Int64(), "share": pl.Float64()}, {}, language)

    def shares(frame: pl.DataFrame) -> list[str]:
        return [f"{cut_to(given, _SHARE)}%" for given in frame["share"]]

    def bars(frame: pl.DataFrame) -> list[str]:
        drawn = Bars(tuple(frame["share"]), most).draw(BAR, frame.height, glyphs)
        return [line.rstrip() for line in drawn]

    columns = (
        value,
        number._replace(title=word("frequency.count", language)),
        share._replace(title=word("frequency.share", language), draw=shares),
        share._replace(name="bar", title="", draw=bars, right=False, width=BAR),
    )
    dataset = _dataset(counts, columns)

    def drill(row: Row) -> Filter:
        if as_drawn and not each and row["value"] is not None:
            return Condition(column.name, "drawn", row["value"])
        return _rows_with(column.name, row["value"], in_list=bool(each))

    return TableSheet(
        "frequency",
        label("tab.frequency"),
        lambda: TableModel(dataset, 1),
        RowMeaning(record_page, drill=drill),
        pane=False,
        derived=True,
        note=each,
    )


def _rows_with(name: str, value: Any, *, in_list: bool) -> Condition:
    """What rows satisfy that have a value in a column, or in the lists of one."""
    if value is None:
        return Condition(name, "null")
    if in_list:
        return Condition(name, "holds", (value,))
    return Condition(name, "=", value if isinstance(value, str | int | float | bool) else str(value))


def _figures(name: str, frame: pl.DataFrame) -> list[str]:
    """Figures of a column, cut behind the places that tell something."""
    return ["" if v is None else cut_to(v, _DIGITS, _PLACES) for v in frame[name]]


def _range_end(name: str, frame: pl.DataFrame) -> list[str]:
    """The least or greatest value; those of numbers are written like all numbers."""
    numbers = frame["type"].is_in(["number", "money", "percent"])
    cells = []
    for value, number in zip(frame[name], numbers, strict=True):
        cells.append("" if value is None else _digits_kept(value) if number else visible(value))
    return cells


def _digits_kept(number: str) -> str:
    """A number in full, with the digits that a binary one would lose."""
    try:
        exact = Decimal(number)
    except InvalidOperation:
        return full(float(number))
    return f"{exact:,f}" if len(exact.as_tuple().digits) > _EXACT and exact.is_finite() else full(float(number))


def _most_frequent(described: Mapping[str, ShownColumn], frame: pl.DataFrame) -> list[str]:
    """The most frequent values as their own columns draw them: an entity by its name."""
    cells = []
    for name, value in frame.select("column", "top").iter_rows():
        column = described.get(name)
        if value is not None and column is not None and column.coded and name in column.inputs:
            given = {one: [value if one == name else None] for one in column.inputs}
            cells += column.draw(pl.DataFrame(given, schema=dict.fromkeys(given, pl.String)))
        else:
            cells.append(visible(value or ""))
    return cells


def summary_to_read(
    dataset: Dataset, query: Query, columns: Sequence[ShownColumn], token: CancelToken | None = None
) -> Summary:
    """Statistics of columns for people: of one that is drawn from others alone, of its texts as they are drawn."""
    of_others = {column.name for column in columns if column.coded and column.name not in column.inputs}
    fields = dataset.fields(columns, query)
    drawn = {f.search_by: f.name for f in fields if f.stored and f.search_by and f.name in of_others}
    asked = [field._replace(name=field.search_by) if field.search_by in drawn else field for field in fields]
    found = dataset.engine.summary(query, asked, token=token)
    return found._replace(frame=found.frame.with_columns(pl.col("column").replace(drawn))) if drawn else found


def drawn_shapes(summary: Summary) -> pl.DataFrame:
    """Statistics as they are read: the shape of each column as bars."""
    shapes = [None if counts is None else _bars(counts) for counts in summary.frame["shape"].to_list()]
    return summary.frame.with_columns(pl.Series("shape", shapes, dtype=pl.String))


def _bars(counts: Sequence[int]) -> str:
    return Sparkline(tuple(map(float, counts))).draw(len(counts), 1, BRAILLE)[0] if counts else ""


def statistics_sheet(summary: Summary, described: Sequence[ShownColumn], language: Language) -> TableSheet:
    """The statistics of all columns as a table."""
    told = drawn_shapes(summary)
    titles = {column.name: column.title for column in described}
    columns = []
    for column in file_columns(told.schema, {}, language):
        name = column.name
        title = _word(f"statistic.{name}", name, language)
        if name == "distinct" and summary.estimated:
            title = f"~{title}"
        if name == "column":
            column = column._replace(draw=lambda frame: [titles.get(given, given) for given in frame["column"]])
        if name == "type":
            column = column._replace(
                draw=lambda frame: [_word(f"type.{given}", given, language) for given in frame["type"]]
            )
        if name == "top":
            column = column._replace(draw=partial(_most_frequent, {c.name: c for c in described}))
        if name in ("min", "max"):
            column = column._replace(right=True, width=26, draw=partial(_range_end, name))
        if name in ("q1", "median", "mean", "q3"):
            column = column._replace(draw=partial(_figures, name))
        columns.append(column._replace(title=title))
    dataset = _dataset(told, columns)
    return TableSheet(
        "statistics",
        label("tab.statistics"),
        lambda: TableModel(dataset, 1),
        RowMeaning(record_page),
        pane=False,
        derived=True,
    )


def _word(key: str, name: str, language: Language) -> str:
    """What something is called; its name where it is called nothing else."""
    return word(key, language) if key in WORDS else name


def group_sheet(
    found: pl.DataFrame,
    group: Group,
    known: Sequence[ShownColumn],
    language: Language,
    listed: Sequence[str] = (),
    rule: str = "",
) -> TableSheet:
    """The groups of a table, its columns drawn and called as in the table they come from.

    `listed` are the columns of lists that rows were grouped by, `rule` how: it is told of the figures, which count a
    row once for each value.
    """
    by_name = {column.name: column for column in known}
    figures = {figure.name: figure for figure in group.aggregates}
    columns = []
    for column in file_columns(found.schema, {}, language):
        source, figure = by_name.get(column.name), figures.get(column.name)
        if column.name in group.by and source is not None:
            # Values look here as they look in their own table, unless they are drawn from others beside them.
            if column.name in listed:
                source = drawn_alone(source, language)
            alone = source.inputs == (source.name,)
            column = source if alone else column._replace(title=source.title)
        elif figure is not None:
            of = by_name[figure.column].title if figure.column in by_name else figure.column
            title = f"{FIGURE_WORDS[figure.function].text(language)} {of}".strip()
            column = column._replace(title=title, rule=rule)
        if column.right and found.schema[column.name].is_float():
            column = column._replace(draw=partial(_figures, column.name))
        columns.append(column)
    dataset = _dataset(found, columns)

    def drill(row: Row) -> Filter:
        return Either((tuple(_rows_with(name, row[name], in_list=name in listed) for name in group.by),))

    return TableSheet(
        "groups",
        label("tab.groups"),
        lambda: TableModel(dataset, 1),
        RowMeaning(record_page, drill=drill),
        pane=False,
        derived=True,
        note=rule,
    )
