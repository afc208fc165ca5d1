"""Names of an export as entities: known ones by their exact name or alias, all others new; what is unsure is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from tui.corpus.names import Names, fold
from tui.text.folding import HAN, folded, squeezed

LONGEST_ID = 60
"""Letters of an id that is made of a name."""


def slug(text: str) -> str:
    """A name as a key: its letters and digits with hyphens, Chinese as pinyin; empty where it has none of them."""
    if HAN.search(text):
        from pypinyin import lazy_pinyin

        text = "-".join(lazy_pinyin(folded(text), v_to_u=False))
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")


def _alike(text: str, firms: Sequence[str]) -> str:
    """A name without what firms have behind their names, to find those that may be meant."""
    whole = plain = folded(text).rstrip(".")
    for firm in firms:
        if HAN.search(firm):
            plain = plain.removesuffix(firm)
        elif plain.removesuffix(firm)[-1:] in (" ", ","):
            plain = plain.removesuffix(firm).rstrip(" ,.")
    return squeezed(plain) or squeezed(whole)


class New(NamedTuple):
    """An entity that the corpus has not: its id, its name as it is written, the kinds that it stands for."""

    id: str
    name: str
    kinds: tuple[str, ...]


class Unsure(NamedTuple):
    """A name that was left as new, and the known entities that it may mean."""

    name: str
    id: str
    may_be: tuple[str, ...]


class Naming:
    """Gives the names of an export their entities, the same name the same one.

    Args:
        names: those of the corpus.
        kinds: of each known entity, divided by `;`.
        given: entities that a person gave names.
        firms: what firms have behind their names.
    Attributes:
        known: the names that the corpus has, with their entities.
        unsure: the new names that may be known ones.
    """

    def __init__(
        self,
        names: Names,
        kinds: Mapping[str, str],
        given: Mapping[str, str] | None = None,
        firms: Sequence[str] = (),
    ) -> None:
        self._names, self._kinds, self._firms = names, kinds, firms
        self._given = {fold(name): entity for name, entity in (given or {}).items()}
        self._new: dict[str, New] = {}
        self._ids: set[str] = set()
        self.known: dict[str, str] = {}
        self.unsure: list[Unsure] = []
        self._like: dict[str, set[str]] | None = None

    @property
    def new(self) -> list[New]:
        """The new entities, by their ids."""
        return sorted(self._new.values())

    def entity(self, name: str, kinds: Sequence[str]) -> str:
        """The entity of a name in a column where entities of some kinds stand; a new one is of the first kind."""
        text = fold(name)
        if text in self._given:
            self.known[name] = self._given[text]
            return self._given[text]
        found = self._names.find(name)
        fitting = [one for one in found if not kinds or set(self._kinds.get(one, "").split(";")) & set(kinds)]
        best = self._best(fitting, kinds)
        if best is not None:
            self.known[name] = best
            return best
        new = self._new.get(text)
        if new is None:
            new = New(self._free_id(name), " ".join(name.split()), ())
            may_be = found or sorted(self._similar(name))
            if may_be:
                self.unsure.append(Unsure(new.name, new.id, tuple(may_be)))
        if kinds and kinds[0] not in new.kinds:
            new = new._replace(kinds=(*new.kinds, kinds[0]))
        self._new[text] = new
        return new.id

    def _best(self, fitting: Sequence[str], kinds: Sequence[str]) -> str | None:
        """The only one of the kind that is named first; none where several are."""
        for kind in kinds:
            of_kind = [one for one in fitting if kind in self._kinds.get(one, "").split(";")]
            if of_kind:
                return of_kind[0] if len(of_kind) == 1 else None
        return fitting[0] if len(fitting) == 1 else None

    def _similar(self, name: str) -> Iterable[str]:
        if self._like is None:
            self._like = {}
            for spelling in self._names.spellings():
                self._like.setdefault(_alike(spelling.text, self._firms), set()).add(spelling.item)
        return self._like.get(_alike(name, self._firms), ())

    def _free_id(self, name: str) -> str:
        stem = slug(name) or f"name-{len(self._ids) + 1}"
        free, number = stem, 1
        while free in self._names or free in self._ids:
            number += 1
            free = f"{stem}-{number}"
        self._ids.add(free)
        return free
