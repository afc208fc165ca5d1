"""What words of a line may mean: the names of the corpus, its closed values, and the verbs of questions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tui.ask.words import keyed
from tui.corpus.lens import Lens
from tui.corpus.sounds import FILE
from tui.corpus.sounds import kept as sounds_of
from tui.corpus.tables import Choice, Table
from tui.language.roles import FORMER_ZH, OFFICES
from tui.language.vocabulary import (
    COUNTRY_WORDS,
    LETTER_ROUNDS,
    PLACE_WORDS,
    QUESTION_SILENT,
    QUESTION_VERBS,
    TOPIC_WORDS,
    WORD_OF_ROUND,
)

METRIC, KIND, ROUND, SECTOR, VERB, SILENT_WORD, NAME, TELLER, STATUS, COUNTRY, OFFICE = (
    "metric", "kind", "round", "sector", "verb", "silent", "name", "teller", "status", "country", "office",
)  # fmt: skip
"""What a phrase may be: a measure, the kind or the round of a deal, a sector, a verb, a word without weight, an entity,
one who only counts or prints, a status, a country that is no entity, an office that people hold."""
_HAN_FIRST, _HAN_LAST = 0x3400, 0x9FFF
_ALIKE_FROM = 5
_LONGEST = 24
_INITIALS = 3
"""Letters of an office that people write in Latin letters in a Chinese line: CTO."""
FORMER = "from"
"""The verb of those who held an office before."""


class Phrases(Mapping[str, list[list[Any]]]):
    """What each phrase may mean, read when it is asked for: a line of words asks for few of thousands."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self._written = written

    def __getitem__(self, phrase: str) -> list[list[Any]]:
        found: list[list[Any]] = json.loads(self._written[phrase])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


class Lexicon(NamedTuple):
    """The phrases of a corpus.

    Attributes:
        phrases: for each phrase as `keyed` makes it, what it may mean: a role and a value, and its number of words.
        sounds: for the pinyin of a name or a word, what it may mean.
        characters: traditional characters and the simplified ones that they become.
        longest: words of the longest phrase.
    """

    phrases: Phrases
    sounds: Phrases
    characters: Mapping[str, str]
    longest: int


def lexicon_of(lens: Lens) -> Lexicon:
    """The phrases of a corpus, kept from one start to the next."""
    phrases, sounds, characters, longest = lens.kept_plain("lexicon", lambda: _built(lens))
    return Lexicon(Phrases(_read(phrases)), Phrases(_read(sounds)), _read(characters), longest)


def _written(found: Mapping[str, str]) -> str:
    """What is kept of a mapping: one text is read far faster than thousands."""
    return "\n".join((*found, *found.values()))


def _read(text: str) -> dict[str, str]:
    parts = text.split("\n") if text else []
    half = len(parts) // 2
    return dict(zip(parts[:half], parts[half:], strict=True))


def _characters() -> dict[str, str]:
    from tui.text.folding import simplified

    text = "".join(map(chr, range(_HAN_FIRST, _HAN_LAST + 1)))
    # Letter by letter: by phrase, what a character becomes would hang on its neighbours.
    pairs = zip(text, (simplified(char) for char in text), strict=True)
    return {one: other for one, other in pairs if one != other and len(other) == 1}


def _built(lens: Lens) -> list[str | int]:
    characters = _characters()
    phrases: dict[str, list[list[Any]]] = {}
    sounds: dict[str, list[list[Any]]] = {}
    longest = 1
    heard = {each.folded: each for each in sounds_of(lens.corpus.file(FILE)).values()}
    for role, value, phrase in _phrases(lens):
        key, count = keyed(phrase, characters)
        if not key:
            continue
        meaning = [role, value, count]
        held = phrases.setdefault(key, [])
        if meaning not in held:
            held.append(meaning)
        longest = max(longest, count)
        if any(_HAN_FIRST <= ord(char) <= _HAN_LAST for char in key) and role != SILENT_WORD:
            from tui.corpus.sounds import sound

            known = heard.get(phrase.casefold())
            pinyin = known.pinyin if known else sound(phrase).pinyin
            if len(pinyin) >= _ALIKE_FROM:
                spoken = sounds.setdefault(pinyin, [])
                if [role, value, len(key)] not in spoken:
                    spoken.append([role, value, len(key)])
    meant = ({phrase: json.dumps(held) for phrase, held in each.items()} for each in (phrases, sounds))
    return [*map(_written, (*meant, characters)), min(longest, _LONGEST)]


def _phrases(lens: Lens) -> Iterator[tuple[str, str, str]]:
    yield from _of_names(lens)
    for name in lens.corpus.claimed:
        table = lens.table(name)
        for column in table.columns:
            if column.name == table.what and name != "departures":
                for choice in column.choices:
                    yield from ((KIND if name == "deals" else METRIC, choice.id, text) for text in _texts(choice))
            elif column.name == "round":
                for choice in column.choices:
                    yield from ((ROUND, choice.id, text) for text in _rounds(choice))
    yield from _sectors(lens.table("entities"))
    for verb, both in QUESTION_VERBS.items():
        yield from ((VERB, verb, text) for one in both for text in one.split("|") if text)
    for one in QUESTION_SILENT:
        yield from ((SILENT_WORD, "", text) for text in one.split("|") if text)
    yield from _offices()
    for code, words in COUNTRY_WORDS.items():
        yield from ((COUNTRY, code, text) for text in words.split("|"))


def _offices() -> Iterator[tuple[str, str, str]]:
    for id, office in OFFICES.items():
        chinese = (*office.zh.split("|"), *(one for one in office.en.split("|") if len(one) == _INITIALS))
        yield from ((OFFICE, id, text) for text in (*office.en.split("|"), *office.zh.split("|")))
        for before in FORMER_ZH:
            for text in chinese:
                yield OFFICE, id, before + text
                yield VERB, FORMER, before + text


def _texts(choice: Choice) -> Iterator[str]:
    yield choice.id.replace("_", " ")
    yield from choice.label
    yield from choice.words


def _rounds(choice: Choice) -> Iterator[str]:
    if choice.id == "undisclosed":
        return
    plain = choice.id.replace("_plus", "+").replace("_", "-")
    if len(plain.strip("+").split("-")[-1]) == 1:
        yield from (form.format(plain) for form in LETTER_ROUNDS)
        yield from (form.format(plain.replace("+", " plus")) for form in LETTER_ROUNDS if "+" in plain)
        # A1 and B2 are steps of their letter.
        yield from (form.format(f"{plain}{n}") for form in LETTER_ROUNDS for n in (1, 2, 3) if plain.isalpha())
        return
    yield from choice.words
    for text in {plain, choice.id.replace("_", " "), *choice.label}:
        if choice.id not in ("extension", "growth", "strategic", "bridge"):
            yield text
        yield f"{text} round"
        yield f"{text.removesuffix(WORD_OF_ROUND)}{WORD_OF_ROUND}"


def _sectors(entities: Table) -> Iterator[tuple[str, str, str]]:
    if "sector" not in entities.names:
        return
    for choice in entities.column("sector").choices:
        if choice.id != "other":
            for text in _texts(choice):
                yield SECTOR, choice.id, text
                if text.isascii() and not text.endswith("s"):
                    yield SECTOR, choice.id, f"{text}s"


def _of_names(lens: Lens) -> Iterator[tuple[str, str, str]]:
    kinds = dict(lens.corpus.frame("entities").select("id", "kinds").iter_rows())
    for entity, text, _ in lens.names.spellings():
        own = (kinds.get(entity) or "").split(";")
        if text == entity and lens.names.name(entity) != entity and not lens.names.named(entity, text):
            # An id is no name: `us` and `in` would be countries.
            continue
        yield (TELLER if own == ["publisher"] else NAME), entity, text
    for entity, words in (PLACE_WORDS | TOPIC_WORDS).items():
        if entity in kinds:
            yield from ((NAME, entity, text) for text in words.split("|"))
