"""The kinds of values that a column can hold: which texts are valid, and whether they are numbers.

A new kind is one entry of `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

import polars as pl

from tui.corpus.tables import Column
from tui.text import dates


class References(NamedTuple):
    """What a cell may name: the ids of entities and sources, and the currencies with a rate."""

    entities: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


Valid = Callable[[pl.Expr, Column, References], pl.Expr]


_STRING: Mapping[str, Any] = {"type": "string"}
_LIST: Mapping[str, Any] = {"type": "list", "delimiter": ";", "itemType": "string"}


class ValueKind(NamedTuple):
    """A kind of value.

    Attributes:
        valid: marks the good cells of a text column.
        numeric: whether its values are numbers.
        schema: what Table Schema (Data Package 2.0) calls its type.
        pattern: of texts, what each of them matches as a whole.
    """

    valid: Valid
    numeric: bool = False
    schema: Mapping[str, Any] = _STRING
    pattern: str = ""


def _formed(pattern: str, numeric: bool = False, schema: Mapping[str, Any] = _STRING) -> ValueKind:
    """A kind whose values match a pattern as a whole."""
    shown = pattern if schema is _STRING else ""
    return ValueKind(lambda cells, column, known: cells.str.contains(f"^(?:{pattern})$"), numeric, schema, shown)


def _among(cells: pl.Expr, allowed: Collection[str]) -> pl.Expr:
    return cells.is_in(list(allowed))


def _all_among(cells: pl.Expr, allowed: Collection[str]) -> pl.Expr:
    def good(texts: pl.Series) -> pl.Series:
        marks = [text is None or all(part in allowed for part in text.split(";")) for text in texts]
        return pl.Series(marks, dtype=pl.Boolean)

    return cells.map_batches(good, return_dtype=pl.Boolean)


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return True


def _dates(cells: pl.Expr, column: Column, known: References) -> pl.Expr:
    def good(texts: pl.Series) -> pl.Series:
        return ~texts.is_in([text for text in texts.unique() if text is not None and not _is_date(text)])

    return cells.map_batches(good, return_dtype=pl.Boolean)


def _short(cells: pl.Expr, column: Column, known: References) -> pl.Expr:
    clean = ~cells.str.contains(r"[\x00-\x1f\x7f-\x9f]")
    return clean if column.max_length is None else clean & (cells.str.len_chars() <= column.max_length)


def _choices(column: Column) -> set[str]:
    return {choice.id for choice in column.choices}


_DAY = r"\d{4}(-(Q[1-4]|H[12]|\d{2}(-\d{2})?))?"

KINDS: dict[str, ValueKind] = {
    "text": ValueKind(_short),
    "texts": ValueKind(_short, schema=_LIST),
    "key": _formed("[a-z0-9][a-z0-9.+-]*"),
    "entity": ValueKind(lambda c, _, known: _among(c, known.entities)),
    "entities": ValueKind(lambda c, _, known: _all_among(c, known.entities), schema=_LIST),
    "source": ValueKind(lambda c, _, known: _among(c, known.sources)),
    "enum": ValueKind(lambda c, column, _: _among(c, _choices(column))),
    "enums": ValueKind(lambda c, column, _: _all_among(c, _choices(column)), schema=_LIST),
    "number": _formed(r"-?\d+(\.\d+)?", True, {"type": "number"}),
    "money": _formed(r"\d{1,14}(\.\d+)?", True, {"type": "number"}),
    "currency": _formed("[A-Z]{3}"),
    "country": _formed("[A-Z]{2}"),
    "date": ValueKind(_dates, pattern=rf"({_DAY})?(\.\.({_DAY})?)?"),
    "url": _formed(r"https?://[^\s]+", schema={"type": "string", "format": "uri"}),
    "lines": _formed(r"\d+(;\d+)*", schema={"type": "list", "delimiter": ";", "itemType": "integer"}),
}
"""What good is of each is said by the words of `rule.` and its name."""
