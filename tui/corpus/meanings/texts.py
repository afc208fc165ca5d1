"""Countries, currencies and plain texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tui.corpus.matching import Matcher
from tui.corpus.meanings.comparing import plainly, titles_of
from tui.corpus.names import Names
from tui.corpus.tables import Column
from tui.language.words import label
from tui.query.meaning import EQUAL, Meaning, NotRead, Reading
from tui.query.query import Condition, Filter, Operator, Without
from tui.text import read_numbers

# Codes and texts


def country_meaning(column: Column, names: Names, matcher: Callable[[], Matcher]) -> Meaning:
    def read(text: str) -> Reading:
        if len(text) == 2 and text.isascii() and text.isalpha():
            return Reading((text.upper(),))
        place = next((m.entity for m in matcher().find(text, alike=False) if len(m.entity) == 2), None)
        if place is None:
            raise NotRead(label("filter.country", text), label("filter.country.hint"))
        return Reading((place.upper(),), (names.name(place), names.name(place, "zh")))

    return Meaning(titles_of(column), read, plainly(column.name), EQUAL, kind="code")


def currency_meaning(column: Column) -> Meaning:
    def read(text: str) -> Reading:
        code = read_numbers.currency(text)
        if code is None:
            raise NotRead(label("filter.currency", text), label("filter.currency.hint"))
        return Reading((code,))

    return Meaning(titles_of(column), read, plainly(column.name), EQUAL, kind="code")


def text_meaning(column: Column) -> Meaning:
    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        same = Condition(column.name, "like", str(value))
        return (same,) if operator == "=" else (Without((same,)),)

    return Meaning(titles_of(column), lambda text: Reading((text,)), lower, EQUAL)
