"""Finds what a person means by a name: in any script, by pinyin or its initials, by alias, parent, or with typos.

One matcher for entities and for the values of a column. Best first: exact, prefix, word, initials, substring, by the
parent's name, and what is only alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from tui.corpus.sounds import Sound, sound
from tui.text.folding import HAN, folded, squeezed, words

Reason = Literal["exact", "prefix", "word", "initials", "substring", "parent", "fuzzy"]
REASONS: tuple[Reason, ...] = ("exact", "prefix", "word", "initials", "substring", "parent", "fuzzy")
_ALIKE = 0.7
"""How alike a word must be, where 1 is the same, for a typo; a swap of neighbours counts as one change."""
FUZZY_FROM = 4
"""Letters from which on typos are looked for: shorter words are alike too many."""
FUZZY_MOST = 5
FUZZY_WORD, FUZZY_LINE = 32, 200
"""Letters of a word, and of a line, up to which typos are looked for: what is longer is no name with a slip in it."""
_SLIPS = 8
_READ = 1000
"""Letters of a text that are read at all."""
_KEPT = 512
"""Answers that are kept: what is asked for was sought already while it was typed."""
ABBREVIATION = 4
"""Letters of an abbreviation at most."""
HARDLY_MEANT = 3
"""The weight from which on a name is seldom meant: publishers, groups, places."""
CAPITALS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class Spelling(NamedTuple):
    """One way to write the name of an item; `weight` is smaller for what is more likely meant."""

    item: str
    text: str
    weight: int = 0


class Match(NamedTuple):
    """An item that was found, why, and by which spelling of its name."""

    entity: str
    reason: Reason
    spelling: str
    sounds: bool = False


class Key(NamedTuple):
    """A spelling as it is compared."""

    item: str
    text: str
    plain: str
    parts: tuple[str, ...]
    initials: str
    sounds: bool
    weight: int


def keys_of(spellings: Iterable[Spelling], known: Mapping[str, Sound] | None = None) -> list[Key]:
    """Names as they are compared. How they sound stands in `known`, or is found out, which is slow."""
    return [key for spelling in spellings for key in _keys(spelling, known or {})]


def _keys(spelling: Spelling, known: Mapping[str, Sound]) -> Iterable[Key]:
    item, text, weight = spelling
    heard = known.get(text)
    if heard is None and HAN.search(text):
        heard = sound(text)
    plain = heard.folded if heard else folded(text)
    parts = tuple(words(plain))
    yield Key(item, text, squeezed(plain), parts, "" if HAN.search(plain) else _letters(text), False, weight)
    if heard:
        yield Key(item, text, heard.pinyin, (), heard.initials, True, weight)


def _letters(text: str) -> str:
    """The first letters of a Latin name: `DeepSeek` is ds, `OpenAI` is oai."""
    parts = CAPITALS.findall(text)
    return "".join(part if part.isupper() else part[0] for part in parts).casefold() if len(parts) > 1 else ""


class Matcher:
    """Finds items by their names.

    Args:
        keys: the names, several for an item.
        family: the items that belong to one: its products, its parts.
    """

    def __init__(self, keys: Sequence[Key], family: Callable[[str], list[str]] | None = None) -> None:
        self._keys = keys
        # Nothing longer than the longest name, and a slip more, can mean one.
        self._longest = max((len(key.plain) for key in keys), default=0) + _SLIPS
        self._family = family
        self._found: dict[tuple[str, int, bool], tuple[Match, ...]] = {}

    @cached_property
    def _whole(self) -> Mapping[str, Sequence[Key]]:
        """The names by how they are compared as a whole."""
        found: dict[str, list[Key]] = {}
        for key in self._keys:
            found.setdefault(key.plain, []).append(key)
        return found

    def find(self, text: str, most: int = 20, *, alike: bool = True) -> list[Match]:
        """The items that a text may mean, the likeliest first; without `alike` none that is only similar."""
        asked = (text[:_READ], most, alike)
        found = self._found.get(asked)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[asked] = tuple(self._find(*asked))
        return [*found]

    def _find(self, text: str, most: int, alike: bool) -> list[Match]:
        plain = folded(text)
        wanted = squeezed(plain)
        if not wanted or len(wanted) > self._longest:
            return []
        # The likeliest is called so as a whole, where anything is.
        keys = self._whole.get(wanted, self._keys) if most == 1 else self._keys
        best: dict[str, tuple[tuple[float, ...], Match]] = {}
        for key in keys:
            reason = _reason(key, wanted, plain)
            if reason is None:
                continue
            rank = _rank(key, reason, wanted)
            if key.item not in best or rank < best[key.item][0]:
                best[key.item] = (rank, Match(key.item, reason, key.text, key.sounds))
        if alike and not any(match.reason == "exact" for _, match in best.values()):
            for rank, match in self._alike(wanted, plain):
                best.setdefault(match.entity, (rank, match))
        found = [match for _, match in sorted(best.values(), key=lambda pair: (pair[0], pair[1].entity))]
        return self._with_families(found)[:most]

    def _with_families(self, found: list[Match]) -> list[Match]:
        """With what belongs to those that were meant by their name, behind what was found by its own."""
        if self._family is None:
            return found
        seen = {match.entity for match in found}
        parts: list[Match] = []
        for match in found:
            if match.reason in ("exact", "prefix"):
                for item in self._family(match.entity):
                    if item not in seen:
                        seen.add(item)
                        parts.append(Match(item, "parent", match.spelling))
        place = next((n for n, match in enumerate(found) if match.reason == "fuzzy"), len(found))
        return found[:place] + parts + found[place:]

    def _alike(self, wanted: str, text: str) -> list[tuple[tuple[float, ...], Match]]:
        """Names that differ by a slip of the finger, or that sound the same in other characters."""
        if len(wanted) > FUZZY_LINE or any(len(word) > FUZZY_WORD for word in words(text)):
            return []
        from rapidfuzz.distance import OSA

        tried = [wanted]
        chinese = HAN.search(wanted) is not None
        if chinese and len(wanted) > 1:
            tried.append(sound(wanted).pinyin)
        elif len(wanted) < FUZZY_FROM:
            return []
        found: dict[str, tuple[tuple[float, ...], Match]] = {}
        for attempt in tried:
            for key in self._keys:
                spoken = HAN.search(attempt) is None
                likeness = max(
                    (
                        OSA.normalized_similarity(attempt, part, score_cutoff=_ALIKE if spoken else 0.5)
                        for part in {key.plain, *(part for part in key.parts if len(part) >= FUZZY_FROM)}
                    ),
                    default=0.0,
                )
                if not likeness:
                    continue
                rank = (REASONS.index("fuzzy"), 1 - likeness, key.weight, len(key.plain))
                if key.item not in found or rank < found[key.item][0]:
                    found[key.item] = (rank, Match(key.item, "fuzzy", key.text, key.sounds))
        return sorted(found.values())[:FUZZY_MOST]


def _rank(key: Key, reason: Reason, wanted: str) -> tuple[float, ...]:
    """Less is better."""
    place: float = REASONS.index(reason)
    if reason == "initials":
        whole = key.initials == wanted
        # All first letters of a company or product are its abbreviation: db, ds, yzam.
        place = 0.5 if whole and key.weight == 0 and len(wanted) <= ABBREVIATION else place
        return (place, not whole, key.weight, len(key.plain))
    if reason != "exact" and key.weight >= HARDLY_MEANT:
        place += 3
    return (place, key.sounds, key.weight, len(key.plain))


def _reason(key: Key, wanted: str, plain: str) -> Reason | None:
    """Why a key is what is wanted."""
    if key.plain == wanted:
        return "exact"
    if key.plain.startswith(wanted):
        return "prefix"
    if not key.sounds and (wanted in key.parts or any(part.startswith(plain) for part in key.parts[1:])):
        return "word"
    if key.initials and key.initials.startswith(wanted) and len(wanted) > 1:
        return "initials"
    if len(wanted) > (1 if HAN.search(wanted) else 2) and wanted in key.plain:
        return "substring"
    return None
