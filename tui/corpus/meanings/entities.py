"""Entities with what belongs to them, by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from tui.corpus.matching import Matcher
from tui.corpus.meanings.comparing import EQUAL, titles_of
from tui.corpus.names import Names
from tui.corpus.tables import Column
from tui.query.meaning import Meaning, Reading

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


def entity_meaning(
    column: Column, names: Names, matcher: Callable[[], Matcher], present: Callable[[], set[str]]
) -> Meaning:
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

    return Meaning(titles_of(column), read, compare, EQUAL, known, "entity", find, names.__contains__)


def named(
    values: Mapping[str, Meaning], columns: Sequence[str], names: Names, matcher: Callable[[], Matcher]
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
