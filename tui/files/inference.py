"""Gives columns of text their types: what most cells are; a cell that is something else keeps its text and is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

import polars as pl

from tui.files.source import MOST_TOLD, Notice
from tui.query.fields import RAW
from tui.text import read_dates, read_numbers
from tui.text.numbers import full

LOOKED_AT = 2000
"""Distinct cells that a kind is guessed from."""
_NUMBERS, DATES = 0.6, 0.5
"""The share of cells that must read as numbers or dates for the column to be one."""
EARLY, LATE = 1800, 2100
"""Years outside are told: sentinels such as 9999 and slips such as 3201."""
TRUTHS = {"true": True, "false": False}
PADDED = re.compile(r"0\d")
LONG = re.compile(r"\d{19,40}$")
INTEGER = r"^[+-]?\d{1,18}$"
DECIMAL = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
PLAIN_DAY = r"^\d{4}-\d{2}-\d{2}$"
PLAIN_MOMENT = r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$"


class Manner(NamedTuple):
    """How a column writes what it holds: the order of day and month, a comma for decimals."""

    day_first: bool | None = None
    decimal_comma: bool = False


class CellsRead(NamedTuple):
    """A column read: its values, the texts that could not be read (else null), and what to tell of single cells."""

    values: pl.Series
    raw: pl.Series
    told: list[tuple[int, str, str]]


def _manner(cells: list[str]) -> Manner:
    orders = [order for cell in cells if (order := read_dates.writes_day_first(cell)) is not None]
    commas = [comma for cell in cells if (comma := read_numbers.writes_decimal_comma(cell)) is not None]
    # Where both orders occur the column has none, and only cells that tell theirs are certain.
    first = None if not orders else sum(orders) * 2 > len(orders)
    return Manner(first, bool(commas) and all(commas))


def manner(cells: pl.Series) -> Manner:
    """How a column of text writes its dates and numbers."""
    return _manner(cells.drop_nulls().unique(maintain_order=True).head(LOOKED_AT * 5).to_list())


def guess(cells: pl.Series) -> str:
    """The kind of most cells of a text column."""
    present = cells.drop_nulls().str.strip_chars()
    distinct = present.unique(maintain_order=True).head(LOOKED_AT)
    texts = [text for text in distinct.to_list() if text]
    if not texts:
        return "text"
    if all(text.lower() in TRUTHS for text in texts):
        return "truth"
    # Codes with leading zeros and numbers beyond eighteen digits would be damaged as numbers.
    if any((PADDED.match(text) and text.isdigit() and len(text) != 8) or LONG.match(text) for text in texts):
        return "text"
    plain = distinct.str.contains(DECIMAL).sum()
    if plain == len(texts):
        return "number"
    comma = _manner(texts).decimal_comma
    numbers = [read for text in texts if (read := read_numbers.number(text, comma))]
    if len(numbers) >= _NUMBERS * len(texts):
        percents = sum(number.percent for number in numbers)
        return "percent" if percents > 0.8 * len(numbers) else "number"
    days = [found for text in texts if (found := read_dates.day(text))]
    # A column of months is in order as text, and no day is made up for it.
    months = sum(day.partial for day in days)
    if len(days) >= DATES * len(texts) and months * 2 < len(days):
        return "time" if sum(day.moment is not None for day in days) > 0.5 * len(days) else "date"
    return "text"


def _residue(cells: pl.Series, done: pl.Series) -> dict[str, None]:
    """The distinct texts that the fast reading left."""
    return dict.fromkeys(cells.filter(done.is_null() & cells.is_not_null()).unique(maintain_order=True).to_list())


def _filled(
    cells: pl.Series, done: pl.Series, found: Mapping[str, object], dtype: type[pl.DataType] | pl.DataType
) -> pl.Series:
    if not found:
        return done
    late = cells.replace_strict(list(found), list(found.values()), default=None, return_dtype=dtype)
    return done.fill_null(late)


def _numbers(cells: pl.Series, how: Manner) -> tuple[pl.Series, list[tuple[str, str]]]:
    stripped = cells.str.strip_chars()
    # Where the point divides thousands, 1.500 is no decimal.
    plain = stripped.set(~stripped.str.contains(INTEGER if how.decimal_comma else DECIMAL), None)
    whole = plain.cast(pl.Int64, strict=False)
    if whole.null_count() == cells.null_count():
        return whole, []
    values = plain.cast(pl.Float64, strict=False)
    told = []
    found: dict[str, float] = {}
    for text in _residue(stripped, values):
        read = read_numbers.number(text, how.decimal_comma)
        if read:
            found[text] = read.value
            if read.approximate:
                told.append((text, f"is read as {full(read.value)}, approximate"))
        else:
            told.append((text, "is no number"))
    values = _filled(stripped, values, found, pl.Float64())
    exact = values.drop_nulls()
    if exact.len() and exact.is_finite().all() and (exact == exact.round()).all() and exact.abs().max() < 2**53:  # type: ignore[operator]
        return values.cast(pl.Int64), told
    return values, told


def _dates(cells: pl.Series, how: Manner) -> tuple[pl.Series, list[tuple[str, str]]]:
    stripped = cells.str.strip_chars()
    plain = stripped.set(~stripped.str.contains(PLAIN_DAY), None)
    values = plain.str.to_date("%Y-%m-%d", strict=False)
    found: dict[str, date] = {}
    told = []
    for text in _residue(stripped, values):
        read = read_dates.day(text, how.day_first)
        if read is None:
            told.append((text, "is no date"))
            continue
        found[text] = read.day
        if read.partial:
            told.append((text, f"is read as {read.day}: it names only the month"))
        elif how.day_first is None and read_dates.either_order(text):
            told.append((text, f"is read as {read.day}: nothing in the column tells day from month"))
    values = _filled(stripped, values, found, pl.Date())
    odd = values.filter((values.dt.year() < EARLY) | (values.dt.year() > LATE)).unique(maintain_order=True)
    if odd.len():
        far = stripped.filter(values.is_in(odd.implode())).unique(maintain_order=True)
        told += [(text, "is an unlikely date") for text in far.to_list()]
    return values, told


def _times(cells: pl.Series, how: Manner) -> tuple[pl.Series, list[tuple[str, str]]]:
    stripped = cells.str.strip_chars()
    plain = stripped.set(~stripped.str.contains(PLAIN_MOMENT), None).str.replace("T", " ")
    values = plain.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False, time_unit="us")
    found: dict[str, datetime] = {}
    told = []
    for text in _residue(stripped, values):
        read = read_dates.day(text, how.day_first)
        if read is None:
            told.append((text, "is no date"))
        else:
            found[text] = read.moment or datetime(read.day.year, read.day.month, read.day.day)
    return _filled(stripped, values, found, pl.Datetime("us")), told


def _truths(cells: pl.Series, how: Manner) -> tuple[pl.Series, list[tuple[str, str]]]:
    lowered = cells.str.strip_chars().str.to_lowercase()
    values = lowered.replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean)
    return values, [(text, "is neither true nor false") for text in _residue(lowered, values)]


READERS: dict[str, Callable[[pl.Series, Manner], tuple[pl.Series, list[tuple[str, str]]]]] = {
    "number": _numbers,
    "money": _numbers,
    "percent": _numbers,
    "date": _dates,
    "time": _times,
    "truth": _truths,
}


def read_cells(cells: pl.Series, kind: str, how: Manner | None = None) -> CellsRead:
    """A text column as values of a kind. The raw texts are those of cells that were not read, or read with doubt."""
    if kind not in READERS:
        return CellsRead(cells, pl.Series([None], dtype=pl.String).new_from_index(0, cells.len()), [])
    values, said = READERS[kind](cells, manner(cells) if how is None else how)
    doubted = {text for text, rule in said}
    stripped = cells.str.strip_chars()
    kept = stripped.is_in(list(doubted)) if doubted else pl.Series([False]).new_from_index(0, cells.len())
    if kind == "truth":
        kept = values.is_null() & cells.is_not_null()
    raw = cells.set(~kept.fill_null(False), None)
    rules = dict(said)
    first = kept.fill_null(False).arg_true().head(MOST_TOLD).to_list()
    told = [(n, cells[n], rules.get((cells[n] or "").strip(), "is not read")) for n in first]
    return CellsRead(values, raw, told)


def with_types(
    texts: pl.DataFrame, rows: pl.Series, kinds: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Notice], dict[str, str]]:
    """Text columns as values: the frame with its `RAW` columns, what was not read, and the kind of each column."""
    columns: list[pl.Series] = []
    notices: list[Notice] = []
    found: dict[str, str] = {}
    for cells in texts.iter_columns():
        kind = kinds.get(cells.name) or guess(cells)
        found[cells.name] = kind
        values, raw, told = read_cells(cells, kind)
        columns.append(values.alias(cells.name))
        if raw.null_count() < raw.len():
            columns.append(raw.alias(cells.name + RAW))
            unread = raw.len() - raw.null_count()
            notices += [Notice(rows[position], cells.name, text, rule) for position, text, rule in told]
            if unread > len(told):
                notices.append(Notice(None, cells.name, "", f"{unread - len(told)} further cells likewise"))
    return pl.DataFrame(columns), notices, found


def cast(frame: pl.LazyFrame, kinds: Mapping[str, str]) -> pl.LazyFrame:
    """Typed columns as other kinds: text is read, numbers become dates as `20240305` or as seconds since 1970."""
    schema = frame.collect_schema()
    changed: list[pl.Expr] = []
    for name, kind in kinds.items():
        dtype = schema.get(name)
        if dtype is None:
            continue
        cells = pl.col(name)
        if kind == "text" and dtype != pl.String:
            changed.append(cells.cast(pl.String) if not dtype.is_nested() else cells)
        elif dtype == pl.String and kind in READERS:
            wanted = {"date": pl.Date(), "time": pl.Datetime("us"), "truth": pl.Boolean()}.get(kind, pl.Float64())
            changed.append(
                cells.map_batches(
                    lambda c, kind=kind, wanted=wanted: read_cells(c, kind).values.cast(wanted, strict=False),  # type: ignore[misc]
                    return_dtype=wanted,
                )
            )
        elif dtype.is_integer() and kind in ("date", "time"):
            day = cells.cast(pl.String).str.to_date("%Y%m%d", strict=False)
            # Seconds, or milliseconds where seconds would be after the year 5000.
            moment = pl.from_epoch(pl.when(cells.abs() > 10**11).then(cells // 1000).otherwise(cells), time_unit="s")
            plain = cells.is_between(18_000_101, 21_991_231)
            changed.append(pl.when(plain).then(day).otherwise(moment.cast(pl.Date)).alias(name))
        elif kind == "number" and dtype.is_temporal():
            changed.append(cells.to_physical())
    return frame.with_columns(changed) if changed else frame
