"""The kinds of values that a column can hold: which texts are valid, and whether they are numbers.

A new kind is one entry of `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

import polars as pl

from tui.corpus.tables import Column
from tui.text import dates


class References(NamedTuple):
    """What a cell may name: the ids of entities and sources, and the currencies with a rate."""

    entities: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


Valid = Callable[[pl.Expr, Column, References], pl.Expr]


class ValueKind(NamedTuple):
    """A kind of value: `valid` marks the good cells of a text column, `rule` says what good is."""

    valid: Valid
    rule: str
    numeric: bool = False


def _matches(pattern: str) -> Valid:
    return lambda cells, column, known: cells.str.contains(pattern)


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


KINDS: dict[str, ValueKind] = {
    "text": ValueKind(_short, "text without control characters, within the column's length"),
    "texts": ValueKind(_short, "texts divided by `;`, without control characters"),
    "key": ValueKind(_matches(r"^[a-z0-9][a-z0-9.+-]*$"), "a key of lower-case letters, digits and hyphens"),
    "entity": ValueKind(lambda c, _, known: _among(c, known.entities), "an id of entities.csv"),
    "entities": ValueKind(lambda c, _, known: _all_among(c, known.entities), "ids of entities.csv divided by `;`"),
    "source": ValueKind(lambda c, _, known: _among(c, known.sources), "an id of sources.csv"),
    "enum": ValueKind(lambda c, column, _: _among(c, _choices(column)), "one of the column's values in its TOML"),
    "enums": ValueKind(lambda c, column, _: _all_among(c, _choices(column)), "values of its TOML divided by `;`"),
    "number": ValueKind(_matches(r"^-?\d+(\.\d+)?$"), "a plain number", numeric=True),
    "money": ValueKind(_matches(r"^\d{1,14}(\.\d+)?$"), "a plain amount in major units, below 10^14", numeric=True),
    "currency": ValueKind(_matches(r"^[A-Z]{3}$"), "an ISO 4217 code such as USD"),
    "country": ValueKind(_matches(r"^[A-Z]{2}$"), "an ISO 3166 code such as CN"),
    "date": ValueKind(_dates, "a date such as 2025-02-04, 2025-02, 2025-Q1, 2025-H1, 2025 or 2024..2025-06"),
    "url": ValueKind(_matches(r"^https?://[^\s]+$"), "an address that begins with http:// or https://"),
    "lines": ValueKind(_matches(r"^\d+(;\d+)*$"), "line numbers divided by `;`"),
}
