"""Entities with what belongs to them, by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tui.corpus.matching import Matcher
from tui.corpus.meanings.comparing import titles_of
from tui.corpus.names import Names
from tui.corpus.tables import Column
from tui.language.label import Label
from tui.language.words import label, listed
from tui.query.meaning import EQUAL, Meaning, NotRead, Reading
from tui.query.query import Condition, Either, Filter, Operator, Without

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
    def told_of(entities: Sequence[str], text: str) -> Reading:
        told = listed((names.name(entity) for entity in entities), "en")
        chinese = listed((names.name(entity, "zh") for entity in entities), "zh")
        return Reading(tuple(entities), "" if text in (told, chinese) else (told, chinese))

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
            close = [m.entity for m in found[:3]]
            like = Label(*(listed((names.name(e, lang) for e in close), lang) for lang in ("en", "zh")))
            hint = label("filter.near", like) if close else label("filter.name.hint")
            raise NotRead(label("filter.name", text), hint)
        best = [m.entity for m in hits if m.reason == hits[0].reason]
        return told_of([*dict.fromkeys(best[:1] if hits[0].reason == "exact" else best)], text)

    within: Operator = "holds" if column.type == "entities" else "in"

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        family = tuple(names.family(str(value)))
        held: Filter = Condition(column.name, within, family)
        if column.includes:
            held = Either(((held,), *((Condition(name, within, family),) for name in column.includes)))
        return (held,) if operator == "=" else (Without((held,)),)

    def known() -> tuple[tuple[str, str], ...]:
        return tuple((entity, names.both(entity)) for entity in sorted(present()) if entity in names)

    def find(text: str) -> list[str]:
        return [match.entity for match in matcher().find(text, most=500)]

    return Meaning(titles_of(column), read, lower, EQUAL, known, "entity", find, names.__contains__)


def named(
    meanings: Mapping[str, Meaning], columns: Sequence[str], names: Names, matcher: Callable[[], Matcher]
) -> Callable[[str], Sequence[Filter]]:
    """The rows in which one of some columns names an entity by any of its names: in pinyin, by an alias."""
    asked = [name for name in columns if name in meanings and meanings[name].kind == "entity"]

    def filters(words: str) -> Sequence[Filter]:
        if len(words) < _LEAST:
            return ()
        found = [m.entity for m in matcher().find(words, most=50, alike=False) if m.reason in _NAMED]
        if not found:
            return ()
        family = {inner for entity in found for inner in names.family(entity)}
        owners = {names.root(entity) for entity in found}
        first = asked[0] if asked else ""
        return [Condition(name, "holds", tuple(sorted(family | owners if name == first else family))) for name in asked]

    return filters


_LEAST = 2
"""Letters from which on a word is looked for among names."""
_NAMED = ("exact", "prefix", "initials")
