"""A line of words as it is compared: bounded, folded, and cut into words of Latin letters and single characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import normalize

READ_LETTERS = 200
"""Letters of a line that are read."""
SLIP_LETTERS = 32
"""Letters of a word that may be a slip."""
_TOKEN = re.compile(r"[a-z0-9à-öø-ÿа-я]+\+?|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_]")
_QUOTED = re.compile(r"[\"“”「」『』]")


class Token(NamedTuple):
    """A word of a line: as it is compared, where it stands, and whether it was written as a name is."""

    text: str
    start: int
    end: int
    capital: bool


def bounded(line: str) -> tuple[str, bool]:
    """A line in compatible forms with its white space as single blanks, and whether it was cut."""
    plain = " ".join(normalize("NFKC", line[: 4 * READ_LETTERS]).split())
    return plain[:READ_LETTERS], len(plain) > READ_LETTERS or len(line) > 4 * READ_LETTERS


def simple(text: str, characters: Mapping[str, str]) -> str:
    """A text without case and in simplified characters, letter by letter, as long as it was."""
    return "".join(characters.get(char, char if len(char.lower()) > 1 else char.lower()) for char in text)


def tokens(line: str, plain: str) -> list[Token]:
    """The words of a line; `plain` is the same line as it is compared."""
    quoted, open_ = set[int](), False
    for found in _QUOTED.finditer(line):
        open_ = not open_
        quoted.add(found.end() if open_ else -1)
    return [
        Token(found[0], found.start(), found.end(), line[found.start()].isupper() or found.start() in quoted)
        for found in _TOKEN.finditer(plain)
    ]


def keyed(text: str, characters: Mapping[str, str]) -> tuple[str, int]:
    """How a phrase is looked up: its words without what stands between them, and how many there are."""
    plain = simple(normalize("NFKC", text), characters)
    found = [each[0] for each in _TOKEN.finditer(plain)]
    return "".join(found), len(found)
