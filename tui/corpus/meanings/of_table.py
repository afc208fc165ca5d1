"""What the values of the corpus mean in a filter: entities with their products, money, partial dates, ordered terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from tui.corpus.matching import Matcher
from tui.corpus.meanings.comparing import titles_of
from tui.corpus.meanings.dates import date_meaning
from tui.corpus.meanings.entities import entity_meaning
from tui.corpus.meanings.money import money_meaning, number_meaning
from tui.corpus.meanings.states import NAMING, dispute_meaning, state_meaning
from tui.corpus.meanings.terms import term_meaning
from tui.corpus.meanings.texts import country_meaning, currency_meaning, text_meaning
from tui.corpus.meanings.words import word_meaning
from tui.corpus.names import Names
from tui.corpus.resolution import WITH_PART
from tui.corpus.tables import Column, Table
from tui.corpus.ways import DISPUTED
from tui.language.label import Label
from tui.query.meaning import Lower, Meaning
from tui.query.query import Condition, Filter, Operator


def meanings_of(
    table: Table,
    described: Callable[[str], Table],
    names: Names,
    matcher: Callable[[], Matcher],
    frame: pl.DataFrame,
    last_day: Callable[[], date],
) -> Mapping[str, Meaning]:
    """What can be asked of each column of a table of the corpus."""

    def present(column: str) -> Callable[[], set[str]]:
        @cache
        def found() -> set[str]:
            cells = frame[column].drop_nulls().str.split(";").explode().unique()
            return {str(cell) for cell in cells if cell}

        return found

    def meant(column: Column) -> Meaning | None:
        name = column.name
        currency = next((f.unit for f in table.parts if f.name == name and f.unit), f"{name}_currency")
        match column.type:
            case "enum" | "enums":
                return term_meaning(column)
            case "entity" | "entities":
                return entity_meaning(column, names, matcher, present(name))
            case "money" if currency in frame.columns:
                return money_meaning(column, currency, f"{name}_usd" if f"{name}_usd" in frame.columns else None)
            case "money" | "number":
                return number_meaning(name, titles_of(column))
            case "date":
                return date_meaning(column, last_day)
            case "country":
                return country_meaning(column, names, matcher)
            case "currency":
                return currency_meaning(column)
        if column.words:
            return word_meaning(column)
        return text_meaning(column) if frame.schema[name] == pl.String else None

    found = {c.name: values for c in _columns(table, described) if c.name in frame.columns and (values := meant(c))}
    for name, dtype in frame.schema.items():
        if name not in found and dtype.is_numeric():
            found[name] = number_meaning(name, ())
    for part in table.parts:
        if part.match == "interval" and f"{part.name}_flag" in frame.columns:
            for name in filter(None, (part.name, part.high, f"{part.name}_usd")):
                if name in found:
                    found[name] = found[name]._replace(lower=_unflagged(found[name].lower, f"{part.name}_flag"))
    status = next((c for c in table.columns if c.name == "status"), None)
    if table.rows == DISPUTED:
        found["is"] = dispute_meaning(table.column("classes"))
    elif status is not None and {"dispute", "status"} <= set(frame.columns):
        beside = [f"{table.parts[0].name}_status"] if table.parts else []
        found["is"] = state_meaning(status, beside, naming=NAMING in frame.columns)
    return found


def _unflagged(lower: Lower, flag: str) -> Lower:
    """What a filter on a figure asks: a figure that a flag speaks against does not meet it."""

    def lowered(operator: Operator, value: Any) -> tuple[Filter, ...]:
        found = lower(operator, value)
        return found if operator == "!=" else (*found, Condition(flag, "null"))

    return lowered


def _columns(table: Table, described: Callable[[str], Table]) -> Sequence[Column]:
    """The columns of a table, those of the view that other tables describe among them."""
    columns = {column.name: column for column in table.columns}
    for part in table.parts:
        for name in WITH_PART:
            if name in columns:
                own = f"{part.name}_{name}"
                columns[own] = columns[name]._replace(name=own, title=Label(own, own))
    for view in table.view.columns if table.view else ():
        title = view.title or Label(view.name, view.name)
        if view.of:
            other, _, name = view.of.partition(".")
            of = described(other).column(name)
            columns[view.name] = of._replace(name=view.name, title=view.title or of.title)
        elif view.name not in columns:
            columns[view.name] = Column(view.name, VIEWED.get(view.cell, "text"), title)
    return [*columns.values()]


VIEWED = {
    "name": "entity",
    "entity": "entity",
    "date": "date",
    "money": "money",
    "number": "number",
    "usd": "number",
    "sum": "number",
    "counted": "number",
    "change": "number",
    "more": "number",
    "month": "date",
}
"""The type of the columns that a view computes, by how they are drawn."""
