"""Columns of a large file: tried as what its beginning holds, read again from all of it where a cell is not that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from tui.engines.base import Runner
from tui.files import cells, evidence, inference, numbers
from tui.files.evidence import Manner
from tui.files.source import MOST_TOLD
from tui.files.telling import NOTHING, ColumnTold, currencies_of, rule_of
from tui.query.fields import CURRENCY, RAW, WRITTEN_OTHERWISE

MOST_DISTINCT = 200_000
"""Distinct cells written as programs write numbers that are weighed against the others."""


def first_types(
    readings: Mapping[str, Manner], whole: Collection[str], empty: Collection[str]
) -> dict[str, pl.DataType]:
    """The types that columns are first tried as, from the beginning of the file; none for those that hold words."""
    types: dict[str, pl.DataType] = {}
    for name, how in readings.items():
        if how.kind == "date":
            types[name] = pl.Date()
        elif how.kind == "time" and not how.zone:
            types[name] = pl.Datetime("us")
        elif how.kind != "text" or name in empty:
            types[name] = pl.Int64() if name in whole else pl.Float64()
    return types


def tried(name: str, dtype: pl.DataType) -> list[pl.Expr]:
    """A text column as values that programs write, and the texts of all other cells: of those that may be the same
    value written otherwise, and of those that are left."""
    text = pl.col(name)
    written: pl.Expr | None = None
    if dtype == pl.Int64:
        value = pl.when(text.str.contains(cells.PLAIN_WHOLE)).then(text).cast(pl.Int64, strict=False)
    elif dtype == pl.Float64:
        # A longer number may be another one in binary, and is looked at with all others.
        short = text.str.contains(cells.WITH_POINT) & (text.str.len_bytes() <= numbers.EXACT_DIGITS + 1)
        value = pl.when(short).then(text).cast(pl.Float64, strict=False)
        written = pl.when(value.is_not_null() & ~text.str.contains(cells.AS_WRITTEN_BACK)).then(text)
    elif dtype == pl.Date:
        value = text.str.to_date("%Y-%m-%d", strict=False)
        likely = value.dt.year().is_between(cells.EARLY, cells.LATE) & (text.str.len_bytes() == len("2024-01-01"))
        value = pl.when(likely).then(value)
    else:
        value = text.str.replace("T", " ", literal=True)
        # A leap second would become the next minute.
        likely = (text.str.len_bytes() >= len("2024-01-01 00:00:00")) & ~text.str.contains(":60", literal=True)
        value = pl.when(likely).then(value)
        value = value.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False, time_unit="us")
        written = pl.when(value.is_not_null()).then(text)
    left = [pl.when(value.is_null()).then(text).alias(name + RAW)]
    return [value.alias(name), *([] if written is None else [written.alias(name + WRITTEN_OTHERWISE)]), *left]


def _as_written(name: str, dtype: pl.DataType, behind: Collection[str]) -> pl.Expr:
    """The texts of a column that was tried."""
    value = pl.col(name)
    program = value.cast(pl.String).str.strip_suffix(".0") if dtype == pl.Float64 else value.cast(pl.String)
    text = pl.coalesce(*(pl.col(name + end) for end in (WRITTEN_OTHERWISE, RAW) if name + end in behind), program)
    return pl.when(text.str.strip_chars() != "").then(text)


class ColumnAgain(NamedTuple):
    """A column that was not read at the first try: how it is read, and its distinct texts."""

    name: str
    how: Manner
    table: cells.Distinct | None


def _read_again(column: ColumnAgain, written: pl.Expr) -> list[pl.Expr]:
    """A column by what all of it shows, with those behind it."""
    name, how, table = column
    if table is None:
        return [written.alias(name)]
    known = table.frame.schema
    shape = pl.Struct(
        {"value": known["value"], "raw": pl.String(), "written": pl.String(), "currency": known["currency"]}
    )

    def read(texts: pl.Series) -> pl.Series:
        found = inference.read_cells(texts, how)
        currency = pl.Series([None], dtype=known["currency"]).new_from_index(0, texts.len())
        if found.currency is not None and known["currency"] == pl.Enum:
            currency = found.currency.cast(pl.String).cast(known["currency"])
        elif known["currency"] == pl.Enum:
            # A piece of a column with several currencies may hold a single one.
            currency = cells.currency_of(texts, how).cast(known["currency"])
        parts = [
            found.values.cast(known["value"], strict=False).alias("value"), found.raw.alias("raw"),
            found.written.alias("written"), currency.alias("currency"),
        ]  # fmt: skip
        return pl.DataFrame(parts).to_struct()

    both = written.map_batches(read, return_dtype=shape, is_elementwise=True)
    parts = [(name, "value"), (name + RAW, "raw"), (name + WRITTEN_OTHERWISE, "written")]
    parts += [(name + CURRENCY, "currency")] if known["currency"] == pl.Enum else []
    return [both.struct.field(part).alias(alias) for alias, part in parts]


def read_from_all(name: str, dtype: pl.DataType, frame: pl.LazyFrame, comma_divides: bool, run: Runner) -> ColumnAgain:
    """How a column is read whose cells are not all written as programs do, from all of its distinct cells."""
    texts = _as_written(name, dtype, frame.collect_schema()).alias(name)
    left = pl.col(name + RAW).is_not_null()
    odd = run(frame.filter(left).select(texts).unique()).to_series()
    plain = run(frame.filter(~left).select(texts).unique().head(MOST_DISTINCT)).to_series()
    distinct = pl.concat([odd, plain]).drop_nulls()
    how = evidence.decided(name, distinct, comma_divides=comma_divides)
    if how.kind == "text":
        return ColumnAgain(name, how, None)
    plainly = numbers.plainly_written(distinct).unique()
    table = cells.distinct_read(plainly, how)
    if table.frame["currency"].dtype == pl.Enum and name + CURRENCY in frame.collect_schema():
        return ColumnAgain(name, evidence.AS_WRITTEN, None)
    return ColumnAgain(name, how, table)


def told_of(column: ColumnAgain, record: Callable[[int], int], frame: pl.LazyFrame, run: Runner) -> ColumnTold:
    """What is told of a column that was read again; `record` says which one of the file a row is."""
    name, how, table = column
    if table is None:
        return NOTHING
    schema = frame.collect_schema()
    behind = [pl.col(name + end) for end in (RAW, WRITTEN_OTHERWISE) if name + end in schema]
    text = pl.coalesce(*behind).alias("text") if behind else pl.lit(None, pl.String).alias("text")
    plain = pl.col("text").map_batches(numbers.plainly_written, return_dtype=pl.String, is_elementwise=True)
    rows = frame.select(text, pl.col(name).alias("value")).with_row_index("row")
    rows = rows.filter(pl.col("text").is_not_null()).with_columns(plain.alias("plain"))

    def found(condition: pl.Expr) -> tuple[pl.DataFrame, int]:
        texts = table.frame.filter(condition)["text"]
        if not texts.len():
            return pl.DataFrame(), 0
        those = rows.filter(pl.col("plain").is_in(texts.implode()))
        some = run(those.head(MOST_TOLD))
        return some, some.height if some.height < MOST_TOLD else int(run(those.select(pl.len())).item())

    unread, doubted = found(pl.col("doubted") & ~pl.col("gap"))
    gaps, missing = found(pl.col("gap"))
    odd, others = found(pl.col("odd") & ~pl.col("doubted"))
    return ColumnTold(
        [(record(row), cell, table.doubts[key]) for row, cell, _, key in unread.iter_rows()],
        doubted,
        (record(gaps["row"][0]), gaps["text"][0], missing) if missing else None,
        (record(odd["row"][0]), odd["text"][0], rule_of(odd["plain"], odd["value"][0], others, how))
        if others
        else None,
        currencies_of(table.frame["currency"]),
    )


def all_again(frame: pl.LazyFrame, again: Sequence[ColumnAgain], types: Mapping[str, pl.DataType]) -> pl.LazyFrame:
    """The rows with some columns read again."""
    by_name = {column.name: column for column in again}
    names = frame.collect_schema().names()
    shown: list[pl.Expr] = []
    for name in names:
        own = name.removesuffix(RAW).removesuffix(WRITTEN_OTHERWISE)
        if own not in by_name:
            shown.append(pl.col(name))
        elif own == name:
            shown += _read_again(by_name[name], _as_written(name, types[name], names))
    return frame.select(shown)
