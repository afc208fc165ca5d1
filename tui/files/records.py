"""Loose records as columns: nested records become columns of their own, what is of several types is text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from tui.files.decoding import whole_characters

LooseRecord = Mapping[str, Any]
_EXACT = 1 << 53
"""Whole numbers from here on lose digits as decimals."""
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
    return json.dumps(value, default=str)


def _decimals(name: str, values: list[Any]) -> pl.Series | None:
    """Numbers with all of their digits; None where no type holds them."""
    exact = [None if value is None else Decimal(str(value)) for value in values]
    parts = [value.as_tuple() for value in exact if value is not None]
    places = max(max(-int(part.exponent), 0) for part in parts)
    whole = max(len(part.digits) + int(part.exponent) for part in parts)
    return pl.Series(name, exact, dtype=pl.Decimal(38, places)) if max(whole, 1) + places <= 38 else None


def _texts(name: str, texts: list[str | None]) -> pl.Series:
    try:
        return pl.Series(name, texts, dtype=pl.String)
    except UnicodeEncodeError:
        return pl.Series(name, [None if text is None else whole_characters(text) for text in texts], dtype=pl.String)


def column(name: str, values: list[Any]) -> pl.Series:
    """One column of loose values: of their one type, else of text."""
    plain = [_plain(value) for value in values]
    types = {type(value) for value in plain if value is not None}
    if types == {int, float} and any(isinstance(value, int) and abs(value) > _EXACT for value in plain):
        return _texts(name, [_text(value) for value in plain])
    if Decimal in types and types <= {int, float, Decimal}:
        exact = _decimals(name, plain)
        return exact if exact is not None else _texts(name, [None if value is None else str(value) for value in plain])
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


def together(frames: Iterable[pl.DataFrame]) -> pl.LazyFrame:
    """Records that were made columns in parts: a column of several types is text, as if they were read at once."""
    parts = list(frames)
    types: dict[str, set[pl.DataType]] = {}
    for part in parts:
        for name, dtype in part.schema.items():
            types.setdefault(name, set()).add(dtype)
    mixed = [
        name
        for name, met in types.items()
        if len(met) > 1 and not all(dtype.is_numeric() and not dtype.is_decimal() for dtype in met)
    ]
    texts = [part.with_columns(pl.col(n).cast(pl.String) for n in mixed if n in part.schema).lazy() for part in parts]
    return pl.concat(texts, how="diagonal_relaxed")
