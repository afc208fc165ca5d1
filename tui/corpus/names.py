"""Names of entities in the language of the screen, and the way back from a name to its entity."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from tui.corpus.matching import Spelling

if TYPE_CHECKING:
    from tui.language.label import Language

WEIGHTS = {"company": 0, "product": 0, "model": 1, "person": 2, "investor": 1, "counter": 2}


def fold(text: str) -> str:
    """A name as it is compared: without case, and with runs of white space as one."""
    return " ".join(text.casefold().split())


class Names:
    """The names of all entities.

    An id that is not known is shown as it stands, so that a dangling reference is seen and not hidden.
    """

    def __init__(self, entities: pl.DataFrame) -> None:
        columns = ("id", "en", "zh_hans", "zh_hant", "aliases", "parent")
        self._rows = {row[0]: row for row in entities.select(columns).iter_rows() if row[0]}
        self._kinds = dict(entities.select("id", "kinds").iter_rows()) if "kinds" in entities.columns else {}
        self._found: dict[str, list[str]] | None = None

    @classmethod
    def none(cls) -> Names:
        """No names: for tables that name no entity of the corpus."""
        return cls(
            pl.DataFrame(schema=dict.fromkeys(("id", "en", "zh_hans", "zh_hant", "aliases", "parent"), pl.String))
        )

    def __contains__(self, entity: str) -> bool:
        return entity in self._rows

    def name(self, entity: str | None, language: Language = "en") -> str:
        """The name in one language, else in the other, else the id; empty for no entity."""
        if not entity:
            return ""
        row = self._rows.get(entity)
        if row is None:
            return entity
        _, en, zh, *_ = row
        return (zh or en or entity) if language == "zh" else (en or zh or entity)

    def both(self, entity: str | None, language: Language = "en") -> str:
        """The name, followed by the one in the other script where there is one."""
        if not entity:
            return ""
        first = self.name(entity, language)
        second = self.name(entity, "en" if language == "zh" else "zh")
        return first if second == first else f"{first}  {second}"

    def parent(self, entity: str) -> str | None:
        """The entity that owns this one."""
        row = self._rows.get(entity)
        return row[5] if row else None

    def parents(self) -> dict[str, str]:
        """For each entity that has one, the entity that owns it."""
        return {entity: row[5] for entity, row in self._rows.items() if row[5]}

    def root(self, entity: str) -> str:
        """The entity at the top of the chain of parents."""
        seen = {entity}
        while (parent := self.parent(entity)) and parent not in seen:
            seen.add(parent)
            entity = parent
        return entity

    def roots(self) -> dict[str, str]:
        """For each entity that has a parent, the top of its chain."""
        return {entity: self.root(entity) for entity, row in self._rows.items() if row[5]}

    def family(self, entity: str) -> list[str]:
        """The entity and everything below it."""
        found = [entity]
        for one in found:
            found += [part for part in self._parts.get(one, ()) if part not in found]
        return found

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for entity, row in self._rows.items():
            if row[5]:
                parts.setdefault(row[5], []).append(entity)
        return parts

    def spellings(self) -> list[Spelling]:
        """All ways to write the names of all entities; companies and products are meant before who writes of them."""
        found: list[Spelling] = []
        for entity, en, zh, hant, aliases, _ in self._rows.values():
            weight = WEIGHTS.get((self._kinds.get(entity) or "").split(";")[0], 3)
            names = dict.fromkeys(n for n in (en, zh, hant, *(aliases.split(";") if aliases else ())) if n)
            found += [Spelling(entity, name, weight) for name in names]
            if not names or entity.casefold() not in {name.casefold() for name in names}:
                found.append(Spelling(entity, entity, weight))
        return found

    def named(self, entity: str, text: str) -> bool:
        """Whether a text is a name of an entity, and not only its id."""
        _, en, zh, hant, aliases, _ = self._rows[entity]
        return fold(text) in {fold(name) for name in (en, zh, hant, *(aliases or "").split(";")) if name}

    def find(self, text: str) -> list[str]:
        """The entities of exactly this id, name or alias, in either script; without case."""
        if self._found is None:
            self._found = {}
            for entity, en, zh, hant, aliases, _ in self._rows.values():
                spellings = [entity, en, zh, hant, *(aliases.split(";") if aliases else ())]
                for spelling in {fold(s) for s in spellings if s}:
                    self._found.setdefault(spelling, []).append(entity)
        return self._found.get(fold(text), [])

    def nearest(self, text: str, most: int = 3) -> list[str]:
        """Spellings close to one that is not known: those that begin with it, then those that look like it."""
        from difflib import get_close_matches

        self.find("")
        wanted, known = fold(text), self._found or {}
        begin = sorted((s for s in known if s.startswith(wanted)), key=len)
        return list(dict.fromkeys([*begin, *get_close_matches(wanted, known, n=most, cutoff=0.6)]))[:most]
