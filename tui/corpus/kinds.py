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
        rule: says what good is.
        numeric: whether its values are numbers.
        schema: what Table Schema (Data Package 2.0) calls its type.
        pattern: of texts, what each of them matches as a whole.
    """

    valid: Valid
    rule: str
    numeric: bool = False
    schema: Mapping[str, Any] = _STRING
    pattern: str = ""


def _formed(pattern: str, rule: str, numeric: bool = False, schema: Mapping[str, Any] = _STRING) -> ValueKind:
    """A kind whose values match a pattern as a whole."""
    shown = pattern if schema is _STRING else ""
    return ValueKind(lambda cells, column, known: cells.str.contains(f"^(?:{pattern})$"), rule, numeric, schema, shown)


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
    "text": ValueKind(_short, "text without control characters, within the column's length"),
    "texts": ValueKind(_short, "texts divided by `;`, without control characters", schema=_LIST),
    "key": _formed("[a-z0-9][a-z0-9.+-]*", "a key of lower-case letters, digits and hyphens"),
    "entity": ValueKind(lambda c, _, known: _among(c, known.entities), "an id of entities.csv"),
    "entities": ValueKind(
        lambda c, _, known: _all_among(c, known.entities), "ids of entities.csv divided by `;`", schema=_LIST
    ),
    "source": ValueKind(lambda c, _, known: _among(c, known.sources), "an id of sources.csv"),
    "enum": ValueKind(lambda c, column, _: _among(c, _choices(column)), "one of the column's values in its TOML"),
    "enums": ValueKind(
        lambda c, column, _: _all_among(c, _choices(column)), "values of its TOML divided by `;`", schema=_LIST
    ),
    "number": _formed(r"-?\d+(\.\d+)?", "a plain number", True, {"type": "number"}),
    "money": _formed(r"\d{1,14}(\.\d+)?", "a plain amount in major units, below 10^14", True, {"type": "number"}),
    "currency": _formed("[A-Z]{3}", "an ISO 4217 code such as USD"),
    "country": _formed("[A-Z]{2}", "an ISO 3166 code such as CN"),
    "date": ValueKind(
        _dates,
        "a date such as 2025-02-04, 2025-02, 2025-Q1, 2025-H1, 2025 or 2024..2025-06",
        pattern=rf"({_DAY})?(\.\.({_DAY})?)?",
    ),
    "url": _formed(
        r"https?://[^\s]+",
        "an address that begins with http:// or https://",
        schema={"type": "string", "format": "uri"},
    ),
    "lines": _formed(
        r"\d+(;\d+)*", "line numbers divided by `;`", schema={"type": "list", "delimiter": ";", "itemType": "integer"}
    ),
}
