"""Gives columns of text their values: what the whole column shows. A cell that is something else keeps its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from tui.files import evidence, numbers
from tui.files.cells import EARLY, LATE, PLAIN_DAY, PLAIN_DECIMAL, PLAIN_WHOLE, READERS, distinct_read, program_text
from tui.files.evidence import AS_WRITTEN, Manner
from tui.files.lists import are_lists, list_notice
from tui.files.source import MOST_TOLD, Notice
from tui.files.telling import NOTHING, ColumnTold, currencies_of, notices_of, rule_of, rule_told
from tui.language.label import Label
from tui.language.words import label
from tui.query.fields import CURRENCY, RAW, WRITTEN_OTHERWISE


class CellsRead(NamedTuple):
    """A column read.

    Attributes:
        values: null where a cell could not be read.
        raw: the texts of cells that are shown as they are written, else null: those that were not read, or read with
            doubt, or hold what their value does not.
        written: the texts of all other cells whose values are written otherwise by programs, else null.
        currency: the currency of each cell where there are several.
        told: what to tell of it, its cells by their place.
    """

    values: pl.Series
    raw: pl.Series
    written: pl.Series
    currency: pl.Series | None = None
    told: ColumnTold = NOTHING


def manner_of(name: str, cells: pl.Series, comma_divides: bool = False, kind: str = "") -> Manner:
    """How a column of text is read, from all of its cells; `kind` where a person says what it holds."""
    distinct = cells.drop_nulls().unique(maintain_order=True)
    how = evidence.decided(name, distinct, comma_divides=comma_divides, wanted=kind)
    return how._replace(listed=True) if how == AS_WRITTEN and not kind and are_lists(distinct) else how


def _as_programs_write(cells: pl.Series, how: Manner) -> pl.Series | None:
    """The values of a column of which every cell is written as programs do; None for any other."""
    if how.kind == "number" and not how.writing.decimal_comma:
        if cells.str.contains(PLAIN_WHOLE).all():
            return cells.cast(pl.Int64)
        if cells.str.contains(PLAIN_DECIMAL).all():
            return cells.cast(pl.Float64)
    if how.kind == "date" and cells.str.contains(PLAIN_DAY).all():
        values = cells.str.to_date("%Y-%m-%d", strict=False)
        years = values.dt.year()
        if values.null_count() == cells.null_count() and years.is_between(EARLY, LATE).all():
            return values
    return None


def read_cells(cells: pl.Series, how: Manner) -> CellsRead:
    """A text column as values, in the manner that was found for it."""
    none = pl.Series([None], dtype=pl.String).new_from_index(0, cells.len())
    if how.kind not in READERS:
        return CellsRead(cells, none, none)
    values = _as_programs_write(cells, how)
    if values is not None:
        written = none if not values.dtype.is_float() else _unlike(cells, program_text(values))
        return CellsRead(values, none, written)
    plain = numbers.plainly_written(cells)
    table = distinct_read(plain.drop_nulls().unique(maintain_order=True), how)
    joined = pl.DataFrame({"cell": cells, "text": plain}).join(table.frame, "text", "left", maintain_order="left")
    doubted = pl.col("doubted") | pl.col("shown")
    kept = joined.select(
        pl.when(doubted).then("cell").alias("raw"),
        pl.when(~doubted & (pl.col("cell") != pl.col("program"))).then("cell").alias("written"),
    )
    several = table.frame["currency"].dtype == pl.Enum
    currency = joined["currency"] if several else None
    return CellsRead(joined["value"], kept["raw"], kept["written"], currency, _told(joined, table.doubts, how))


NOT_READ = label("notice.not_read")


def _told(joined: pl.DataFrame, doubts: Mapping[str, Label], how: Manner) -> ColumnTold:
    gaps = joined["gap"].fill_null(False)
    doubted = joined["doubted"].fill_null(False) & ~gaps
    odd = joined["odd"].fill_null(False) & ~doubted
    cell, text = joined["cell"], joined["text"]
    first = doubted.arg_true().head(MOST_TOLD).to_list()
    gap, rule = gaps.arg_max() or 0, odd.arg_max() or 0
    return ColumnTold(
        [(n, cell[n], doubts.get(text[n], NOT_READ)) for n in first],
        int(doubted.sum()),
        (gap, cell[gap], int(gaps.sum())) if gaps.any() else None,
        (rule, cell[rule], rule_of(text, joined["value"][rule], int(odd.sum()), how)) if odd.any() else None,
        currencies_of(joined["currency"]),
    )


def _unlike(cells: pl.Series, program: pl.Series) -> pl.Series:
    """The texts that programs write otherwise, else null."""
    return cells.set((cells == program).fill_null(True), None)


class TextsRead(NamedTuple):
    """Text columns as values.

    Attributes:
        frame: the columns, with those that keep texts and currencies behind them.
        notices: what was not read, and what was read otherwise than it is written.
        readings: how each column is read.
        rules: how the cells of a column were read, where that is otherwise than they are written.
    """

    frame: pl.DataFrame
    notices: list[Notice]
    readings: dict[str, Manner]
    rules: dict[str, Label]


def with_types(
    texts: pl.DataFrame,
    rows: pl.Series,
    kinds: Mapping[str, str],
    comma_divides: bool = False,
    known: Mapping[str, Manner] | None = None,
    first: int | None = None,
) -> TextsRead:
    """Text columns as values; `kinds` are those that a person gave some, `known` how others were read before, `first`
    the rows that decide how columns are read where not all of them do."""
    columns: list[pl.Series] = []
    notices: list[Notice] = []
    found: dict[str, Manner] = {}
    rules: dict[str, Label] = {}
    for cells in texts.iter_columns():
        kind, how = kinds.get(cells.name, ""), (known or {}).get(cells.name)
        if kind or how is None:
            how = manner_of(cells.name, cells if first is None else cells.head(first), comma_divides, kind)
        read = read_cells(cells, how)
        if read.currency is not None and cells.name + CURRENCY in texts.columns:
            # There is no name for the column of its currencies, and without them its figures say nothing.
            how = AS_WRITTEN
            read = read_cells(cells, how)
        found[cells.name] = how
        columns += series_of(cells.name, read)
        rules |= rule_told(cells.name, read.told)
        told = notices_of(cells.name, read.told)
        if how.listed:
            notices.append(list_notice(cells.name))
        notices += [one._replace(row=None if one.row is None else rows[one.row]) for one in told]
    return TextsRead(pl.DataFrame(columns), notices, found, rules)


def series_of(name: str, read: CellsRead) -> list[pl.Series]:
    """A column that was read, and those behind it that hold something."""
    behind = [(RAW, read.raw), (WRITTEN_OTHERWISE, read.written), (CURRENCY, read.currency)]
    kept = [cells.alias(name + end) for end, cells in behind if cells is not None and cells.null_count() < cells.len()]
    return [read.values.alias(name), *kept]


def cast(frame: pl.LazyFrame, kinds: Mapping[str, str]) -> pl.LazyFrame:
    """TextsRead columns as other kinds: text is read, numbers become dates as `20240305` or as seconds since 1970."""
    schema = frame.collect_schema()
    changed: list[pl.Expr] = []
    gone: list[str] = []
    for name, kind in kinds.items():
        dtype = schema.get(name)
        if dtype is None:
            continue
        cells = pl.col(name)
        if kind == "text" and dtype != pl.String:
            behind = [pl.col(name + end) for end in (WRITTEN_OTHERWISE, RAW) if name + end in schema]
            program = cells.map_batches(program_text, return_dtype=pl.String, is_elementwise=True)
            changed.append(pl.coalesce(*behind, program).alias(name))
            gone += [name + end for end in (WRITTEN_OTHERWISE, RAW) if name + end in schema]
        elif dtype == pl.String and kind in READERS:
            wanted = {"date": pl.Date(), "time": pl.Datetime("us"), "truth": pl.Boolean()}.get(kind, pl.Float64())

            def read(c: pl.Series, kind: str = kind, wanted: pl.DataType = wanted) -> pl.Series:
                how = manner_of(c.name, c, kind=kind)._replace(zone="")
                return read_cells(c, how).values.cast(wanted, strict=False)

            changed.append(cells.map_batches(read, return_dtype=wanted))
        elif dtype.is_integer() and kind in ("date", "time"):
            day = cells.cast(pl.String).str.to_date("%Y%m%d", strict=False)
            # Seconds, or milliseconds where seconds would be after the year 5000.
            moment = pl.from_epoch(pl.when(cells.abs() > 10**11).then(cells // 1000).otherwise(cells), time_unit="s")
            plain = cells.is_between(18_000_101, 21_991_231)
            changed.append(pl.when(plain).then(day).otherwise(moment.cast(pl.Date)).alias(name))
        elif kind == "number" and dtype.is_temporal():
            changed.append(cells.to_physical())
    return frame.with_columns(changed).drop(gone) if changed else frame
