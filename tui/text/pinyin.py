"""How Chinese characters sound: the order of texts by pinyin, and patterns that find texts by pinyin and its initials.

`pinyin.txt` has a line for each syllable with its tone: the characters that are read so as a rule, by which texts are
sorted, and those that may be read so, by which they are found too. Characters stand by their code points.

python -m tui.text.pinyin        builds that file anew from the readings of pypinyin
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from unicodedata import combining, normalize

from tui.text.folding import HAN

SYLLABLES = "pinyin.txt"
_FIRST_KEY = 0xF0000
"""Keys of characters are of a private plane, so that what is not Chinese stands before what is."""
MOST_LETTERS, LEAST_LETTERS = 32, 2
"""Letters of a word that is looked for by its sound."""
_MOST_WAYS, _MOST_PARTS = 12, 24
"""Ways to divide a word into syllables and initials, and parts of all ways together, that are looked for: those of the
fewest parts. A part is a class of up to thousands of characters."""
_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)*")


class Syllable(NamedTuple):
    """A syllable without its tone, the characters read so as a rule, and those that may be."""

    plain: str
    usual: str
    others: str


@cache
def syllables() -> tuple[Syllable, ...]:
    """All syllables, by letters and tones."""
    lines = files("tui.text").joinpath(SYLLABLES).read_text(encoding="utf-8").splitlines()
    parts = (line.split("\t") for line in lines if line[:1].isalpha())
    return tuple(Syllable(sound.rstrip("01234"), usual, others) for sound, usual, others in parts)


# Sorting


@cache
def sort_keys() -> tuple[list[str], list[str]]:
    """Each Chinese character, and the character that stands for it where texts are sorted by pinyin."""
    ordered = [char for syllable in syllables() for char in syllable.usual]
    return ordered, [chr(_FIRST_KEY + place) for place in range(len(ordered))]


# Finding


@cache
def _read_as(beginning: str) -> str:
    """A class of the characters of which a reading begins so."""
    return _class(char for one in syllables() if one.plain.startswith(beginning) for char in one.usual + one.others)


@cache
def _read(syllable: str) -> str:
    """A class of the characters that have a reading."""
    return _class(char for one in syllables() if one.plain == syllable for char in one.usual + one.others)


def _class(chars: Iterable[str]) -> str:
    """A class of a regular expression, its neighbours as ranges."""
    runs: list[list[int]] = []
    for code in sorted({ord(char) for char in chars}):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "[" + "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs) + "]"


@cache
def _known() -> tuple[frozenset[str], frozenset[str], int]:
    """The syllables, what syllables begin with, initials among that, and the longest."""
    plain = frozenset(one.plain for one in syllables())
    return plain, frozenset(one[:n] for one in plain for n in range(1, len(one))), max(map(len, plain))


class _Way(NamedTuple):
    """A word divided: its parts, and whether all of them are whole syllables."""

    parts: tuple[str, ...] = ()
    whole: bool = True


def _initial(part: str) -> bool:
    return len(part) == 1 or part in ("zh", "ch", "sh")


def _ways(given: str) -> list[_Way]:
    """The ways to divide a word into syllables and initials; the last part may be the beginning of a syllable.

    An apostrophe stands between two parts, `xi'an`.
    """
    whole, beginnings, longest = _known()
    word = given.replace("'", "")
    ways: list[list[_Way]] = [[_Way()], *([] for _ in word)]
    divided = {len(given[:place].replace("'", "")) for place, char in enumerate(given) if char == "'"}
    begun = 0
    for end in range(1, len(word) + 1):
        found: list[_Way] = []
        begun = end - 1 if end - 1 in divided else begun
        for start in range(max(begun, end - longest), end):
            part = word[start:end]
            if part in whole:
                found += [way._replace(parts=(*way.parts, part)) for way in ways[start]]
            elif part in beginnings and (_initial(part) or end == len(word)):
                found += [_Way((*way.parts, part), False) for way in ways[start]]
        ways[end] = sorted(found, key=lambda way: (len(way.parts), not way.whole))[:_MOST_WAYS]
    return ways[-1]


def pattern(word: str) -> str:
    """A regular expression for Chinese texts that sound like a word of Latin letters; empty for any other word.

    Two whole syllables may stand anywhere, `shidai`; initials and a single syllable stand at the beginning of a run of
    characters, `zj` or `zijietd`.
    """
    letters = word.lower()
    if not LEAST_LETTERS <= len(letters) <= MOST_LETTERS or not _LETTERS.fullmatch(letters):
        return ""
    options: list[str] = []
    parts = 0
    for way in _ways(letters):
        parts += len(way.parts)
        options += [_of_way(way)] if parts <= _MOST_PARTS else []
    return "|".join(dict.fromkeys(options))


def _of_way(way: _Way) -> str:
    whole, _, _ = _known()
    chars = [_read(part) if part in whole and not _initial(part) else _read_as(part) for part in way.parts]
    anywhere = way.whole and len(way.parts) > 1
    return ("" if anywhere else rf"(?:^|[^{_HAN_RANGES}])") + "".join(chars)


_HAN_RANGES = HAN.pattern.strip("[]")


# Building


def syllable_lines() -> Iterator[str]:
    """The lines of the file."""
    from pypinyin.constants import PINYIN_DICT

    usual: dict[str, str] = {}
    others: dict[str, str] = {}
    for code in sorted(PINYIN_DICT):
        char = chr(code)
        if not HAN.match(char):
            continue
        readings = list(dict.fromkeys(filter(None, map(_numbered, PINYIN_DICT[code].split(",")))))
        for place, reading in enumerate(readings):
            told = others if place else usual
            told[reading] = told.get(reading, "") + char
    for sound in sorted({*usual, *others}):
        yield f"{sound}\t{usual.get(sound, '')}\t{others.get(sound, '')}"


_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


def _numbered(reading: str) -> str:
    """`zhòng` as `zhong4`, `lǜ` as `lv4`, without a tone as `de0`; empty where a reading has no letters of ASCII."""
    apart = normalize("NFD", reading).replace("u\u0308", "v")
    tone = next((_TONES[char] for char in apart if char in _TONES), "0")
    plain = "".join(char for char in apart if not combining(char))
    return f"{plain}{tone}" if plain.isascii() and plain.isalpha() else ""


if __name__ == "__main__":
    Path(__file__).with_name(SYLLABLES).write_text("\n".join(syllable_lines()) + "\n", encoding="utf-8")
