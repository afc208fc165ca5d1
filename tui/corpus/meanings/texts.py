"""Countries, currencies and plain texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from tui.corpus.matching import Matcher
from tui.corpus.meanings.comparing import EQUAL, ORDERED, titles_of
from tui.corpus.names import Names
from tui.corpus.tables import Column
from tui.engines.polars.text import same_text
from tui.query.meaning import Meaning, Reading
from tui.text import read_numbers

# Codes and texts


def country_meaning(column: Column, names: Names, matcher: Callable[[], Matcher]) -> Meaning:
    cells = pl.col(column.name)

    def read(text: str) -> Reading:
        if len(text) == 2 and text.isascii() and text.isalpha():
            return Reading((text.upper(),))
        place = next((m.entity for m in matcher().find(text) if len(m.entity) == 2), None)
        if place is None:
            raise ValueError(f"`{text}` is no country; write its code: CN, US, FR")
        return Reading((place.upper(),), names.name(place))

    return Meaning(titles_of(column), read, lambda o, v: ORDERED[o](cells, v), EQUAL, kind="code")


def currency_meaning(column: Column) -> Meaning:
    cells = pl.col(column.name)

    def read(text: str) -> Reading:
        code = read_numbers.currency(text)
        if code is None:
            raise ValueError(f"`{text}` is no currency; write its code: CNY, USD, EUR")
        return Reading((code,))

    return Meaning(titles_of(column), read, lambda o, v: ORDERED[o](cells, v), EQUAL, kind="code")


def text_meaning(column: Column) -> Meaning:
    cells = pl.col(column.name)

    def compare(operator: str, value: Any) -> pl.Expr:
        same = same_text(cells, str(value)).fill_null(False)
        return same if operator == "=" else ~same

    return Meaning(titles_of(column), lambda text: Reading((text,)), compare, EQUAL)
