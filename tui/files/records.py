"""Loose records as columns: nested records become columns of their own, what is of several types is text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from tui.files.decoding import whole_characters
from tui.files.exact import EXACT_FLOATS

LooseRecord = Mapping[str, Any]
_DEEPEST = 5
"""Levels of nested records that become columns."""
_MOST_COLUMNS = 2000
"""Columns that nested records may become; what is wider, as with ids for keys, stays JSON text."""
_MANY_KEYS = 100
"""Keys of nested records from which they must be met in half of the records to be columns."""


def _plain(value: Any) -> Any:
    """A nested value as JSON text; a whole number beyond 64 bits as its digits."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, int) and not isinstance(value, bool) and not -(1 << 63) <= value < 1 << 63:
        return str(value)
    return value


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, default=str)


def _room(values: Iterable[Any]) -> tuple[int, int] | None:
    """The digits before and behind the point that numbers have at most; None where some are no numbers."""
    parts = [Decimal(str(value)).as_tuple() for value in values if value is not None]
    ends = [part.exponent for part in parts if isinstance(part.exponent, int)]
    if len(ends) < len(parts):
        return None
    whole = max((len(part.digits) + end for part, end in zip(parts, ends, strict=True)), default=1)
    return max(whole, 1), max((-end for end in ends if end < 0), default=0)


def _exact_type(rooms: Iterable[tuple[int, int] | None]) -> pl.Decimal | None:
    """The type of numbers with all of their digits; None where no type holds them."""
    known = list(rooms)
    found = [room for room in known if room is not None]
    whole, places = (max(sizes) for sizes in zip(*found, strict=True)) if found else (39, 0)
    return pl.Decimal(38, places) if len(found) == len(known) and whole + places <= 38 else None


def _decimals(name: str, values: Iterable[Any], dtype: pl.Decimal) -> pl.Series:
    return pl.Series(name, [None if value is None else Decimal(str(value)) for value in values], dtype=dtype)


def _texts(name: str, texts: list[str | None]) -> pl.Series:
    try:
        return pl.Series(name, texts, dtype=pl.String)
    except UnicodeEncodeError:
        return pl.Series(name, [None if text is None else whole_characters(text) for text in texts], dtype=pl.String)


def column(name: str, values: list[Any]) -> pl.Series:
    """One column of loose values: of their one type, else of text."""
    plain = [_plain(value) for value in values]
    types = {type(value) for value in plain if value is not None}
    if types == {int, float} and any(isinstance(value, int) and abs(value) > EXACT_FLOATS for value in plain):
        return _texts(name, [_text(value) for value in plain])
    if Decimal in types and types <= {int, float, Decimal}:
        exact = _exact_type([_room(plain)])
        if exact is not None:
            return _decimals(name, plain, exact)
        return _texts(name, [_text(value) for value in plain])
    if types <= {int, float} and float in types:
        return pl.Series(name, plain, dtype=pl.Float64, strict=False)
    if len(types) == 1:
        only = types.pop()
        if only in (bool, int, float, bytes):
            return pl.Series(name, plain)
        return _texts(name, [None if value is None else str(value) for value in plain])
    return _texts(name, [_text(value) for value in plain])


def _inner(values: list[Any], room: int) -> list[str] | None:
    """The keys of nested records that are columns; none where not all values are records, or their keys are data."""
    filled = [value for value in values if value is not None]
    if not filled or not all(isinstance(value, dict) and value for value in filled):
        return None
    keys = list(dict.fromkeys(key for value in filled for key in value))
    met = sum(len(value) for value in filled) / len(filled)
    return keys if len(keys) <= room and (len(keys) <= _MANY_KEYS or met * 2 > len(keys)) else None


def _columns(name: str, values: list[Any], taken: set[str], depth: int) -> list[pl.Series]:
    keys = _inner(values, _MOST_COLUMNS - len(taken)) if depth < _DEEPEST else None
    names = [f"{name}.{key}" for key in keys or ()]
    if not keys or not taken.isdisjoint(names):
        return [column(name, values)]
    taken.update(names)
    parts = ([None if value is None else value.get(key) for value in values] for key in keys)
    return [each for inner, part in zip(names, parts, strict=True) for each in _columns(inner, part, taken, depth + 1)]


def record_columns(records: Iterable[LooseRecord]) -> pl.DataFrame:
    """Records as columns, in the order in which their keys are first met; keys that a record lacks are null.

    A key under which all records hold a record is a column for each of its keys: `user.name`.
    """
    found = list(records)
    names = dict.fromkeys(key for record in found for key in record)
    taken = set(names)
    return pl.DataFrame(
        [each for name in names for each in _columns(name, [record.get(name) for record in found], taken, 0)]
    )


def _as_text(cells: pl.Series) -> pl.Series:
    """Cells as the text that they are where a column is of several types."""
    return _texts(cells.name, [_text(value) for value in cells]) if cells.dtype.is_float() else cells.cast(pl.String)


def _of_one_type(parts: list[pl.Series]) -> list[pl.Series]:
    """The parts of a column in the type that `column` gives all of it."""
    filled = [cells for cells in parts if cells.null_count() < cells.len()]
    types = {cells.dtype for cells in filled}
    if len(types) < 2:
        only = filled[0].dtype if filled else pl.String()
        return [cells.cast(only) for cells in parts]
    if types == {pl.Int64, pl.Float64}:
        whole = [cells for cells in filled if cells.dtype == pl.Int64]
        if not any(((cells > EXACT_FLOATS) | (cells < -EXACT_FLOATS)).any() for cells in whole):
            return [cells.cast(pl.Float64) for cells in parts]
    elif all(dtype.is_numeric() for dtype in types):
        exact = _exact_type(_room(cells) for cells in filled)
        if exact is not None:
            return [_decimals(cells.name, cells, exact) for cells in parts]
    return [_as_text(cells) for cells in parts]


def together(frames: Iterable[pl.DataFrame]) -> pl.LazyFrame:
    """Records that were made columns in parts: a column of several types is of one, as if they were read at once."""
    parts = list(frames)
    met: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for name in part.columns:
            met.setdefault(name, []).append(number)
    for name, numbers in met.items():
        cells = [parts[number][name] for number in numbers]
        if len({each.dtype for each in cells}) > 1:
            for number, each in zip(numbers, _of_one_type(cells), strict=True):
                parts[number] = parts[number].with_columns(each)
    return pl.concat([part.lazy() for part in parts], how="diagonal")
