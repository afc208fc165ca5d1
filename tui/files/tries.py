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
from tui.language.label import Label
from tui.query.fields import CURRENCY, NUMBERS, RAW, WRITTEN_OTHERWISE

_LOOKED_AT = 1000
"""Rows that tell at once of most columns of decimals that they are none of thousands."""
MOST_DISTINCT = 200_000
"""Distinct cells written as programs write numbers that are weighed against the others."""
_SLICE = 100_000
"""Distinct cells that are taken apart at a time."""


def first_types(texts: pl.DataFrame, comma_divides: bool) -> dict[str, pl.DataType]:
    """The types that columns are first tried as, by their cells at the beginning of the file."""
    types: dict[str, pl.DataType] = {}
    for text in texts.iter_columns():
        how = inference.manner_of(text.name, text, comma_divides)
        filled = text.drop_nulls()
        if how.kind == "date":
            types[text.name] = pl.Date()
        elif how.kind == "time" and not how.zone:
            types[text.name] = pl.Datetime("us")
        else:
            types[text.name] = pl.Int64() if filled.str.contains(cells.PLAIN_WHOLE).all() else pl.Float64()
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
    """A column that was not read at the first try: how it is read, and its distinct cells.

    Attributes:
        table: `cell`, its `text` without what is around it, `value`, `odd`, `doubted`, `gap` as a `Distinct` has them,
            `kept` (whether it is shown as it is written), `same` (whether programs write it so), `currency`; None for a
            column of text.
        doubts: what is told of the texts that are doubted.
    """

    name: str
    how: Manner
    table: pl.DataFrame | None = None
    doubts: Mapping[str, Label] = {}


def _lookup(distinct: pl.Series, how: Manner) -> tuple[pl.DataFrame, dict[str, Label]]:
    """The table of a column's distinct cells."""
    plain = pl.DataFrame({"cell": distinct, "text": numbers.plainly_written(distinct)})
    read = cells.distinct_read(plain["text"].unique(maintain_order=True), how)
    known = read.frame.with_columns((pl.col("doubted") | pl.col("shown")).alias("kept"))
    joined = plain.join(known, "text", "left", maintain_order="left")
    same = (pl.col("cell") == pl.col("program")).fill_null(True).alias("same")
    return joined.with_columns(same).drop("program", "shown"), read.doubts


def _looked_up(distinct: pl.Series, how: Manner) -> tuple[pl.DataFrame, dict[str, Label]]:
    """The same a slice at a time, which takes less memory, where all slices give the same types."""
    slices = [distinct.slice(start, _SLICE) for start in range(0, distinct.len(), _SLICE)]
    if len(slices) > 1:
        parts: list[pl.DataFrame] = []
        doubts: dict[str, Label] = {}
        for part in slices:
            found, doubted = _lookup(part, how)
            if parts and found.schema != parts[0].schema:
                break
            parts.append(found)
            doubts |= doubted
        else:
            return pl.concat(parts, rechunk=True), doubts
    return _lookup(distinct, how)


def decided_by_slices(name: str, distinct: pl.Series, comma_divides: bool) -> Manner:
    """How a column is read: where its distinct cells are many, by slices of them, which takes less memory.

    Only numbers are decided so, where all slices agree, and the cells alike but for their digits with them: together
    these show what is decided by all cells at once. Else all are weighed at once.
    """
    if distinct.len() > _SLICE:
        slices = (distinct.slice(start, _SLICE) for start in range(0, distinct.len(), _SLICE))
        alike = distinct.str.replace_all("[2-9]", "1").unique(maintain_order=True)
        first: Manner | None = None
        for part in (alike, *slices):
            how = evidence.decided(name, part, comma_divides=comma_divides)
            if how.kind not in NUMBERS or (first is not None and how != first):
                break
            first = how
        else:
            assert first is not None
            return first
    return evidence.decided(name, distinct, comma_divides=comma_divides)


def has_either_mark(name: str, dtype: pl.DataType, frame: pl.LazyFrame, run: Runner) -> bool:
    """Whether all points of a column that was tried as decimals may stand between thousands."""
    if not dtype.is_float():
        return False
    texts = _as_written(name, dtype, frame.collect_schema()).alias(name)
    # What the first rows deny no others can make true.
    several = (frame.head(_LOOKED_AT), frame)
    return all(evidence.either_mark(run(rows.select(texts).unique()).to_series().drop_nulls()) for rows in several)


def read_from_all(
    name: str, dtype: pl.DataType, frame: pl.LazyFrame, comma_divides: bool, first: int | None, run: Runner
) -> ColumnAgain:
    """How a column is read whose cells are not all written as programs do: by the distinct ones of all its cells, or of
    the `first` rows."""
    texts = _as_written(name, dtype, frame.collect_schema()).alias(name)
    left = pl.col(name + RAW).is_not_null()
    odd = run(frame.filter(left).select(texts).unique()).to_series()
    plain = run(frame.filter(~left).select(texts).unique().head(MOST_DISTINCT)).to_series()
    distinct = pl.concat([odd, plain]).drop_nulls()
    shown = distinct if first is None else run(frame.head(first).select(texts).unique()).to_series().drop_nulls()
    how = decided_by_slices(name, shown, comma_divides)
    if how.kind == "text":
        return ColumnAgain(name, how)
    if plain.len() == MOST_DISTINCT:
        distinct = run(frame.select(texts).unique()).to_series().drop_nulls()
    table, doubts = _looked_up(distinct, how)
    if table["currency"].dtype == pl.Enum and name + CURRENCY in frame.collect_schema():
        return ColumnAgain(name, evidence.AS_WRITTEN)
    return ColumnAgain(name, how, table, doubts)


def told_of(column: ColumnAgain, record: Callable[[int], int], frame: pl.LazyFrame, run: Runner) -> ColumnTold:
    """What is told of a column that was read again; `record` says which one of the file a row is."""
    name, how, table, doubts = column
    if table is None:
        return NOTHING
    schema = frame.collect_schema()
    behind = [pl.col(name + end) for end in (RAW, WRITTEN_OTHERWISE) if name + end in schema]
    text = pl.coalesce(*behind).alias("text") if behind else pl.lit(None, pl.String).alias("text")
    rows = frame.select(text, pl.col(name).alias("value")).with_row_index("row").filter(pl.col("text").is_not_null())

    def found(condition: pl.Expr) -> tuple[pl.DataFrame, int]:
        those = table.filter(condition)
        if not those.height:
            return pl.DataFrame(), 0
        wanted = rows.filter(pl.col("text").is_in(those["cell"].implode()))
        some = run(wanted.head(MOST_TOLD)).join(those.select("cell", plain="text"), left_on="text", right_on="cell")
        some = some.sort("row")
        return some, some.height if some.height < MOST_TOLD else int(run(wanted.select(pl.len())).item())

    unread, doubted = found(pl.col("doubted") & ~pl.col("gap"))
    gaps, missing = found(pl.col("gap"))
    odd, others = found(pl.col("odd") & ~pl.col("doubted"))
    return ColumnTold(
        [(record(row), cell, doubts[key]) for row, cell, _, key in unread.iter_rows()],
        doubted,
        (record(gaps["row"][0]), gaps["text"][0], missing) if missing else None,
        (record(odd["row"][0]), odd["text"][0], rule_of(odd["plain"], odd["value"][0], others, how))
        if others
        else None,
        currencies_of(table["currency"]),
    )


_CELL = "\x1fcell"
"""Ends the name of the column that holds the cells of another one while they are looked up."""


def all_again(frame: pl.LazyFrame, again: Sequence[ColumnAgain], types: Mapping[str, pl.DataType]) -> pl.LazyFrame:
    """The rows with some columns read again: each cell is looked up among the distinct ones."""
    by_name = {column.name: column for column in again}
    names = frame.collect_schema().names()
    shown: list[pl.Expr] = []
    for name in names:
        own = name.removesuffix(RAW).removesuffix(WRITTEN_OTHERWISE)
        if own not in by_name:
            shown.append(pl.col(name))
        elif own == name:
            cell = _as_written(name, types[name], names)
            table = by_name[name].table
            if table is None:
                shown.append(cell.alias(name))
                continue
            several = ["currency"] if table["currency"].dtype == pl.Enum else []
            wanted = ["value", "kept", "same", *several]
            key = name + _CELL
            known = table.lazy().select(pl.col("cell").alias(key), *(pl.col(c).alias(key + c) for c in wanted))
            frame = frame.with_columns(cell.alias(key)).join(known, key, "left", maintain_order="left")
            raw = pl.when(pl.col(key + "kept")).then(key)
            written = pl.when(~pl.col(key + "kept") & ~pl.col(key + "same")).then(key)
            shown += [pl.col(key + "value").alias(name), raw.alias(name + RAW), written.alias(name + WRITTEN_OTHERWISE)]
            shown += [pl.col(key + "currency").alias(name + CURRENCY)] if several else []
    return frame.select(shown)
