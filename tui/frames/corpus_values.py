"""What the values of the corpus mean in a filter: entities with their products, money, partial dates, ordered terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl

from tui.frames.catalog import Column, Label, Table
from tui.frames.engines.in_polars import same_text
from tui.frames.matching import Matcher
from tui.frames.names import Names
from tui.frames.query import nearest
from tui.frames.values import COMPARISONS, Reading, Values
from tui.text import dates, readings
from tui.text.numbers import compact, money

EQUAL = frozenset(("=", "!="))
ORDERED: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "=": lambda cells, value: cells.eq(value),
    "!=": lambda cells, value: ~cells.eq(value).fill_null(False),
    "<": lambda cells, value: cells.lt(value),
    "<=": lambda cells, value: cells.le(value),
    ">": lambda cells, value: cells.gt(value),
    ">=": lambda cells, value: cells.ge(value),
}
CURRENCIES = {"amount": "currency", "valuation": "valuation_currency", "raised": "raised_currency"}
STATES = {
    "disputed": Label("disputed", "有分歧"),
    "flagged": Label("flagged", "有标记"),
}


def _titles(column: Column) -> tuple[str, ...]:
    return (column.title.en, column.title.zh)


# Terms of a closed list, in their order


def _terms(column: Column) -> Values:
    ranks = {choice.id: rank for rank, choice in enumerate(column.choices)}
    words = {
        word.casefold(): choice.id
        for choice in column.choices
        for word in (choice.label.zh, choice.label.en, choice.id.replace("_", " "), choice.id)
    }
    cells = pl.col(column.name)
    rank = cells.replace_strict(ranks, default=None, return_dtype=pl.Int16)
    several = column.type == "enums"

    def read(text: str) -> Reading:
        folded = " ".join(text.casefold().split())
        found = words.get(folded) or words.get(folded.replace("-", "_")) or words.get(folded.removesuffix("轮") + "轮")
        if found is None:
            raise ValueError(f"`{text}` is no {column.name}; {nearest(text, [*ranks])}")
        return Reading((found,))

    def compare(operator: str, value: Any) -> pl.Expr:
        if several:
            held = cells.str.split(";").list.contains(value)
            return held if operator == "=" else ~held.fill_null(False)
        if operator in EQUAL:
            return ORDERED[operator](cells, value)
        return ORDERED[operator](rank, ranks.get(value, -1))

    known = tuple((choice.id, f"{choice.label.en}  {choice.label.zh}") for choice in column.choices)
    return Values(_titles(column), read, compare, EQUAL if several else COMPARISONS, lambda: known, "term")


# Entities


def there_as(entity: str, names: Names, there: set[str]) -> str | None:
    """The entity, or the nearest owner of it, that a column speaks of: money is raised by the owner of Kimi."""
    seen: set[str] = set()
    above: str | None = entity
    while above and above not in seen:
        if there.intersection(names.family(above)):
            return above
        seen.add(above)
        above = names.parent(above)
    return None


def _entities(column: Column, names: Names, matcher: Callable[[], Matcher], present: Callable[[], set[str]]) -> Values:
    cells = pl.col(column.name)

    def told_of(entities: Sequence[str], text: str) -> Reading:
        told = ", ".join(names.name(entity) for entity in entities)
        return Reading(tuple(entities), "" if told == text else told)

    def read(text: str) -> Reading:
        there = present()
        if text in names:
            return told_of([there_as(text, names, there) or text], text)
        found = matcher().find(text, most=200)
        # Of those that fit best, the ones that the column speaks of.
        hits = [
            match._replace(entity=entity)
            for match in found
            if (entity := there_as(match.entity, names, there)) is not None
        ] or found[:1]
        if not hits or hits[0].reason == "fuzzy":
            close = [names.name(m.entity) for m in found[:3]]
            hint = f"did you mean {', '.join(close)}?" if close else "`termsheet list entities` prints all names"
            raise ValueError(f"nothing is called `{text}`; {hint}")
        best = [m.entity for m in hits if m.reason == hits[0].reason]
        return told_of([*dict.fromkeys(best[:1] if hits[0].reason == "exact" else best)], text)

    def compare(operator: str, value: Any) -> pl.Expr:
        family = names.family(str(value))
        held = _holds(cells, family) if column.type == "entities" else cells.is_in(family)
        return held if operator == "=" else ~held.fill_null(False)

    def known() -> tuple[tuple[str, str], ...]:
        return tuple((entity, names.both(entity)) for entity in sorted(present()) if entity in names)

    def find(text: str) -> list[str]:
        return [match.entity for match in matcher().find(text, most=500)]

    return Values(_titles(column), read, compare, EQUAL, known, "entity", find)


# Money


def _money(column: Column, currency: str, dollars: str | None) -> Values:
    amount = pl.col(column.name)

    def read(text: str) -> Reading:
        found = readings.number(text)
        if found is None:
            raise ValueError(f"`{text}` is no amount; write 1b, 100m, 10亿 or 5b cny")
        code = found.currency or ("CNY" if "¥" in text or "￥" in text else None)
        if code:
            return Reading((f"{_digits(found.value)} {code}",), f"{money(found.value, code)}, as printed in {code}")
        plain = "" if dollars else ", where printed in USD"
        return Reading((found.value,), f"${compact(found.value)}, in US dollars{plain}")

    def compare(operator: str, value: Any) -> pl.Expr:
        if isinstance(value, str):
            number, _, code = value.partition(" ")
            printed = pl.col(currency).eq(code)
            if operator == "!=":
                return ~(printed & amount.eq(float(number))).fill_null(False)
            return printed & ORDERED[operator](amount, float(number))
        if dollars:
            return ORDERED[operator](pl.col(dollars), float(value))
        return pl.col(currency).eq("USD") & ORDERED[operator](amount, float(value))

    return Values(_titles(column), read, compare, kind="money")


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def _number(name: str, titles: tuple[str, ...]) -> Values:
    cells = pl.col(name)

    def read(text: str) -> Reading:
        found = readings.number(text)
        if found is None:
            raise ValueError(f"`{text}` is no number; write digits, or 1b 100m 10亿")
        plain = text.replace(".", "").replace("-", "").isdecimal()
        return Reading((found.value,), "" if plain else compact(found.value))

    return Values(titles, read, lambda operator, value: ORDERED[operator](cells, value), kind="number")


# Partial dates


@cache
def _ends(text: str) -> tuple[Any, Any]:
    try:
        found = dates.parse(text)
    except ValueError:
        return None, None
    return found.start, found.end


def _end(name: str, which: int) -> pl.Expr:
    def apply(cells: pl.Series) -> pl.Series:
        ends = {cell: _ends(cell)[which] for cell in cells.unique() if cell is not None}
        return cells.replace_strict(ends, default=None, return_dtype=pl.Date)

    return pl.col(name).map_batches(apply, return_dtype=pl.Date)


def _date(column: Column) -> Values:
    """What lies within a date lies in it as a whole: a row of `2024` is not in `2024-03`."""

    def read(text: str) -> Reading:
        plain = dates.dashed(text)
        if _ends(plain) == (None, None):
            raise ValueError(f"`{text}` is no date; write 2024, 2024-Q3, 2024-03 or 2024-03-05")
        return Reading((plain,))

    def compare(operator: str, value: Any) -> pl.Expr:
        start, end = _ends(str(value))
        first, last = _end(column.name, 0), _end(column.name, 1)
        within = ((first >= start) & (last <= end)).fill_null(False)
        compared: dict[str, pl.Expr] = {
            ">": first > end,
            ">=": first >= start,
            "<": last < start,
            "<=": last <= end,
            "=": within,
            "!=": ~within,
        }
        return compared[operator]

    return Values(_titles(column), read, compare, kind="date")


# Codes and texts


def _country(column: Column, names: Names, matcher: Callable[[], Matcher]) -> Values:
    cells = pl.col(column.name)

    def read(text: str) -> Reading:
        if len(text) == 2 and text.isascii() and text.isalpha():
            return Reading((text.upper(),))
        place = next((m.entity for m in matcher().find(text) if len(m.entity) == 2), None)
        if place is None:
            raise ValueError(f"`{text}` is no country; write its code: CN, US, FR")
        return Reading((place.upper(),), names.name(place))

    return Values(_titles(column), read, lambda o, v: ORDERED[o](cells, v), EQUAL, kind="code")


def _currency(column: Column) -> Values:
    cells = pl.col(column.name)

    def read(text: str) -> Reading:
        code = readings.currency(text)
        if code is None:
            raise ValueError(f"`{text}` is no currency; write its code: CNY, USD, EUR")
        return Reading((code,))

    return Values(_titles(column), read, lambda o, v: ORDERED[o](cells, v), EQUAL, kind="code")


def _text(column: Column) -> Values:
    cells = pl.col(column.name)

    def compare(operator: str, value: Any) -> pl.Expr:
        same = same_text(cells, str(value)).fill_null(False)
        return same if operator == "=" else ~same

    return Values(_titles(column), lambda text: Reading((text,)), compare, EQUAL)


def _states(status: Column) -> Values:
    words = {choice.id: choice.label for choice in status.choices} | STATES

    def read(text: str) -> Reading:
        folded = text.casefold()
        found = next((state for state, label in words.items() if folded in (state, label.en, label.zh)), None)
        if found is None:
            raise ValueError(f"nothing is `is:{text}`; {nearest(text, [*words, 'selected'])}")
        return Reading((found,))

    def compare(operator: str, value: Any) -> pl.Expr:
        match value:
            case "disputed":
                held = pl.col("rivals") > 0
            case "flagged":
                held = pl.col("flag").is_not_null()
            case _:
                held = pl.col("status") == value
        held = held.fill_null(False)
        return held if operator == "=" else ~held

    known = tuple((state, label.en) for state, label in words.items())
    return Values(("is",), read, compare, EQUAL, lambda: known, "state")


def named(
    values: Mapping[str, Values], columns: Sequence[str], names: Names, matcher: Callable[[], Matcher]
) -> Callable[[str], pl.Expr | None]:
    """The rows in which one of some columns names an entity by any of its names: in pinyin, by an alias."""
    asked = [name for name in columns if name in values and values[name].kind == "entity"]

    def expression(words: str) -> pl.Expr | None:
        if len(words) < LEAST:
            return None
        found = [match.entity for match in matcher().find(words, most=50) if match.reason in NAMED]
        family = {inner for entity in found for inner in names.family(entity)}
        owners = {names.root(entity) for entity in found}
        if not found:
            return None
        first = asked[0] if asked else ""
        wanted = [(name, sorted(family | owners if name == first else family)) for name in asked]
        return pl.any_horizontal([_holds(pl.col(name), ids) for name, ids in wanted]).fill_null(False)

    return expression


def _holds(cells: pl.Expr, ids: Sequence[str]) -> pl.Expr:
    return cells.str.split(";").list.set_intersection(pl.Series(ids).implode()).list.len() > 0


LEAST = 2
"""Letters from which on a word is looked for among names."""
NAMED = ("exact", "prefix", "initials")


def corpus_values(
    table: Table,
    described: Callable[[str], Table],
    names: Names,
    matcher: Callable[[], Matcher],
    frame: pl.DataFrame,
) -> Mapping[str, Values]:
    """What can be asked of each column of a table of the corpus."""

    def present(column: str) -> Callable[[], set[str]]:
        @cache
        def found() -> set[str]:
            cells = frame[column].drop_nulls().str.split(";").explode().unique()
            return {str(cell) for cell in cells if cell}

        return found

    def meant(column: Column) -> Values | None:
        name = column.name
        currency = CURRENCIES.get(name, f"{name}_currency")
        match column.type:
            case "enum" | "enums":
                return _terms(column)
            case "entity" | "entities":
                return _entities(column, names, matcher, present(name))
            case "money" if currency in frame.columns:
                return _money(column, currency, f"{name}_usd" if f"{name}_usd" in frame.columns else None)
            case "money" | "number":
                return _number(name, _titles(column))
            case "date":
                return _date(column)
            case "country":
                return _country(column, names, matcher)
            case "currency":
                return _currency(column)
        return _text(column) if frame.schema[name] == pl.String else None

    found = {c.name: values for c in _columns(table, described) if c.name in frame.columns and (values := meant(c))}
    for name, dtype in frame.schema.items():
        if name not in found and dtype.is_numeric():
            found[name] = _number(name, ())
    status = next((c for c in table.columns if c.name == "status"), None)
    if status is not None and {"rivals", "status"} <= set(frame.columns):
        found["is"] = _states(status)
    return found


def _columns(table: Table, described: Callable[[str], Table]) -> Sequence[Column]:
    """The columns of a table, those of the view that other tables describe among them."""
    columns = {column.name: column for column in table.columns}
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
    "amount": "money",
    "valuation": "money",
    "raised": "money",
    "number": "number",
    "usd": "number",
    "sum": "number",
    "users": "number",
    "change": "number",
}
"""The type of the columns that a view computes, by how they are drawn."""
