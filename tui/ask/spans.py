"""The words of a line as spans of phrases that are known, the longest first; slips, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.ask.lexicon import NAME, SILENT_WORD, VERB, Lexicon
from tui.ask.words import SLIP_LETTERS, Token
from tui.language.vocabulary import PARTICLES
from tui.text.folding import HAN

_JOINED = 5
"""Letters from which on words that are written apart, or together, may be one phrase."""
_SLIP = 6
"""Letters of a Latin word, as it was meant or as it was typed, from which on one edit is a slip."""


class Meant(NamedTuple):
    """One thing that a span may mean: a role and a value."""

    role: str
    value: str


class Phrase(NamedTuple):
    """A run of words: where it stands, what it may mean, and for a slip what it was read as."""

    start: int
    end: int
    text: str
    meanings: tuple[Meant, ...]
    capital: bool = False
    slip: str = ""

    def values(self, role: str) -> list[str]:
        return [one.value for one in self.meanings if one.role == role]


def phrases(line: str, words: Sequence[Token], lexicon: Lexicon) -> tuple[list[Phrase], list[Phrase]]:
    """The known phrases of a line, and the runs of words that are not known, in order."""
    found = _longest(line, words, lexicon, _known(line, lexicon))
    found = _respoken(line, words, found, lexicon)
    rest = _rests(line, words, found)
    for unknown in rest:
        inside = words[unknown.start : unknown.end]
        spoken = _longest(line, inside, lexicon, _spoken(lexicon))
        found += [one._replace(start=one.start + unknown.start, end=one.end + unknown.start) for one in spoken]
    return sorted(found), _rests(line, words, found)


def _respoken(line: str, words: Sequence[Token], found: list[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """The phrases of a line where pinyin goes on beyond one of them: `baichuan zhineng` is one name in pinyin."""
    look = _spoken(lexicon)
    for unknown in _rests(line, words, found):
        for start in range(max(0, unknown.start - 2), unknown.end):
            for end in range(min(len(words), unknown.end + 2), start + 1, -1):
                covers = start < unknown.end and end > unknown.start
                meanings = look(words[start:end])[0] if covers else []
                cut = any(one.start < start < one.end or one.start < end < one.end for one in found)
                if meanings and not cut and any(one.role == NAME for one in meanings):
                    whole = Phrase(start, end, _text(line, words, start, end), tuple(meanings))
                    kept = [one for one in found if one.end <= start or one.start >= end]
                    return _respoken(line, words, sorted([*kept, whole]), lexicon)
    return found


def _text(line: str, words: Sequence[Token], start: int, end: int) -> str:
    return line[words[start].start : words[end - 1].end]


_Lookup = Callable[[Sequence[Token]], tuple[list[Meant], str]]


def _known(line: str, lexicon: Lexicon) -> _Lookup:
    def look(run: Sequence[Token]) -> tuple[list[Meant], str]:
        if _parted(line, run):
            return [], ""
        key = "".join(token.text for token in run)
        held = lexicon.phrases.get(key, ())
        fit = [Meant(role, value) for role, value, count in held if count == len(run) or len(key) >= _JOINED]
        return list(dict.fromkeys(fit)), ""

    return look


def _parted(line: str, run: Sequence[Token]) -> bool:
    """Whether Chinese characters stand apart: people put a blank where a word ends."""
    return any(
        line[one.end : other.start].isspace() and HAN.match(one.text) is not None and HAN.match(other.text) is not None
        for one, other in pairwise(run)
    )


def _spoken(lexicon: Lexicon) -> _Lookup:
    """Pinyin typed in Latin letters that belongs to one name or word."""

    def look(run: Sequence[Token]) -> tuple[list[Meant], str]:
        key = "".join(token.text for token in run)
        if not key.isascii() or not key.isalpha():
            return [], ""
        held = [Meant(role, value) for role, value, _ in lexicon.sounds.get(key, ())]
        named = {one.value for one in held if one.role == NAME}
        return (held, "") if len(named) <= 1 else ([], "")

    return look


def _longest(line: str, words: Sequence[Token], lexicon: Lexicon, look: _Lookup) -> list[Phrase]:
    """Phrases that do not overlap, longer ones first, then what stands further left."""
    candidates = []
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + lexicon.longest) + 1):
            meanings, _ = look(words[start:end])
            if meanings:
                # Of two that are as long a name stands before a word without weight.
                length = sum(2 if HAN.match(token.text) else len(token.text) for token in words[start:end])
                silent = all(one.role == SILENT_WORD for one in meanings)
                candidates.append((-length, silent, start, end, meanings))
    taken = [False] * len(words)
    found = []
    for _, _, start, end, meanings in sorted(candidates, key=lambda one: one[:4]):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append(
                Phrase(
                    start,
                    end,
                    _text(line, words, start, end),
                    tuple(meanings),
                    any(t.capital for t in words[start:end]),
                )
            )
    return sorted(found)


def _rests(line: str, words: Sequence[Token], found: Sequence[Phrase]) -> list[Phrase]:
    """The runs of words that no phrase covers; a run ends where the script changes."""
    covered = {place for phrase in found for place in range(phrase.start, phrase.end)}
    runs: list[list[int]] = []
    for place in range(len(words)):
        if place in covered:
            continue
        joins = runs and runs[-1][-1] == place - 1
        if joins and bool(HAN.match(words[place].text)) == bool(HAN.match(words[place - 1].text)):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [
        Phrase(run[0], run[-1] + 1, _text(line, words, run[0], run[-1] + 1), (), any(words[n].capital for n in run))
        for run in runs
    ]


def unknown_run(line: str, words: Sequence[Token], run: Phrase, known: Sequence[Phrase]) -> Phrase:
    """Chinese words that are not known with the single characters around them that belong to no longer phrase."""
    loose = {one.start for one in known if one.end - one.start == 1 and one.text not in PARTICLES
             and all(m.role == SILENT_WORD for m in one.meanings) and HAN.match(one.text)}  # fmt: skip
    start, end = run.start, run.end
    while start - 1 in loose and words[start - 1].end == words[start].start:
        start -= 1
    while end in loose and words[end].start == words[end - 1].end:
        end += 1
    return run._replace(start=start, end=end, text=_text(line, words, start, end))


def slips(
    line: str,
    words: Sequence[Token],
    unknown: Sequence[Phrase],
    known: Sequence[Phrase],
    lexicon: Lexicon,
    is_person: Callable[[str], bool],
) -> list[Phrase]:
    """Phrases that were meant by words with one slip in them, with the words around that belong to them."""
    found: list[Phrase] = []
    for run in unknown:
        if HAN.match(words[run.start].text):
            found += _same_sound(line, words, run, known, lexicon, is_person)
            continue
        for place in range(run.start, run.end):
            if any(one.start <= place < one.end for one in found):
                continue
            slip = _one_edit(line, words, place, lexicon)
            if slip is not None:
                found.append(slip)
    return found


def _one_edit(line: str, words: Sequence[Token], place: int, lexicon: Lexicon) -> Phrase | None:
    """The phrase of several words, or of one, that is this with one edit in the word at a place."""
    from rapidfuzz.distance import OSA

    word = words[place].text
    if not _SLIP - 1 <= len(word) <= SLIP_LETTERS or HAN.match(word):
        return None
    for start in range(max(0, place - 3), place + 1):
        for end in range(min(len(words), place + 4), place, -1):
            run = [token.text for token in words[start:end]]
            if any(HAN.match(text) for text in run):
                continue
            head, tail = "".join(run[: place - start]), "".join(run[place - start + 1 :])
            near: dict[str, int] = {}
            for key, held in lexicon.phrases.items():
                if (
                    not (key.startswith(head + word[0]) and key.endswith(tail))
                    or abs(len(key) - len(head + word + tail)) > 2
                ):
                    continue
                middle = key[len(head) : len(key) - len(tail) if tail else len(key)]
                if max(len(middle), len(word)) >= _SLIP and any(count == len(run) for _, _, count in held):
                    distance = OSA.distance(word, middle, score_cutoff=2)
                    if distance <= 2:
                        near[key] = distance
            values = {value for key in near for role, value, _ in lexicon.phrases[key]}
            best = [key for key, distance in near.items() if distance == 1]
            if (len(best) >= 1 and len(values) == 1) or (len(near) == 1 and best):
                held = lexicon.phrases[best[0]]
                meanings = tuple(Meant(role, value) for role, value, _ in held)
                return Phrase(start, end, _text(line, words, start, end), meanings, slip=best[0])
    return None


def _same_sound(
    line: str,
    words: Sequence[Token],
    run: Phrase,
    known: Sequence[Phrase],
    lexicon: Lexicon,
    is_person: Callable[[str], bool],
) -> list[Phrase]:
    """Names that sound as Chinese words do and differ from them in one character; persons never."""
    from tui.corpus.sounds import sound

    found: list[Phrase] = []
    loose = [one for one in known if one.end - one.start == 1]
    silent = {one.start for one in loose if all(m.role in (SILENT_WORD, VERB) for m in one.meanings)}
    for start in range(run.end - 1, max(-1, run.start - 3), -1):
        if start < run.start and start not in silent:
            break
        for end in range(min(len(words), run.end + 3), start + 1, -1):
            outside = [p for p in range(start, end) if not run.start <= p < run.end]
            if any(p not in silent for p in outside) or not all(HAN.match(t.text) for t in words[start:end]):
                continue
            text = "".join(token.text for token in words[start:end])
            held = [(role, value, count) for role, value, count in lexicon.sounds.get(sound(text).pinyin, ())
                    if role == NAME and count == len(text) and not is_person(value)]  # fmt: skip
            if len({value for _, value, _ in held}) != 1:
                continue
            value = held[0][1]
            keys = [
                key
                for key, all_ in lexicon.phrases.items()
                if len(key) == len(text) and any(v == value for _, v, _ in all_)
            ]
            if any(sum(a != b for a, b in zip(key, text, strict=True)) == 1 for key in keys):
                found.append(Phrase(start, end, _text(line, words, start, end), (Meant(NAME, value),), slip=value))
                return found
    return found
