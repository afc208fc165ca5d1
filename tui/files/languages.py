"""Finds the encoding of bytes by the language that could have written what they make in it.

Each encoding makes letters of the bytes. In the right one they are those of one language, capitals begin words, and no
other script stands within a word; in the wrong ones they are a jumble of several, with signs between them.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from tui.files.alphabets import ALPHABETS, EASTERN, Alphabet, Script

DAMAGE = "\ufffd"
_SIGNS = (
    "\u0080-\u009f\u00a1-\u00bf\u00d7\u00f7\u02c6\u02dc\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2116\u2122"
    f"\u2219-\u2265\u2320\u2321\u2500-\u25ff{DAMAGE}"
)
WORD = re.compile(rf"[^\W\d_]+(?:[{_SIGNS}]+[^\W\d_]*)*|[\u0080-\u009f\u2320\u2321\u2500-\u25ff{DAMAGE}]\S*")
"""Letters with whatever signs stand within them, and what no text begins with."""
MIXED = re.compile(r"[a-zA-Z][^\x00-\x7f\W\d_]|[^\x00-\x7f\W\d_][a-zA-Z]")
LONE = re.compile(r"(?<=[a-zA-Z])[\u2e80-\uffff](?![\u2e80-\uffff])|(?<![\u2e80-\uffff])[\u2e80-\uffff](?=[a-z])")
"""One East Asian character at a Latin letter: an accent that was taken for half of it."""
TYPOGRAPHIC = re.compile(
    rb"(?:[\x00-\x7f]|[\x80\x82\x84-\x87\x89\x8b\x91-\x97\x99\x9b](?![\x80-\xff])"
    rb"|(?<![a-zA-Z\x80-\xff])[\xa0-\xbf](?![a-zA-Z\x80-\xff]))*"
)
"""Signs of Windows among ASCII: quotes and dashes anywhere, currencies and fractions outside of words."""
UNCOMMON = 0.4
"""What a character says for its script that is not among the common ones."""
EASTERN_SHARE = 0.62
"""How much of what letters say East Asian characters must say: of those only the common ones are known."""


class _Words(NamedTuple):
    """What stands in the words of a text beyond ASCII."""

    letters: Counter[str]
    total: int
    oddly: float
    capitals: bool
    mixed: int


def _decoded(raw: bytes, encoding: str) -> str:
    """The text without a character that is cut at its end."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(raw)


def _words(text: str) -> _Words:
    letters: Counter[str] = Counter()
    total, oddly, capitals = 0, 0.0, False
    for word in WORD.findall(text):
        for place, letter in enumerate(word):
            if letter <= "\x7f":
                continue
            total += 1
            letters[letter] += 1
            if letter.isupper():
                capitals = capitals or not place
                # A capital behind a small letter is no writing; words of capitals are seldom.
                oddly += 0 if not place else 1 if word[place - 1].islower() else 0.1
    return _Words(letters, total, oddly + 5 * letters[DAMAGE], capitals, len(MIXED.findall(text)))


def _speaks_for(alphabet: Alphabet, words: _Words) -> float:
    """How far a language could have written the words, at most 1."""
    known = sum(count for letter, count in words.letters.items() if letter in alphabet.letters)
    against = words.oddly + (0 if alphabet.latin else words.mixed)
    # No Russian writes without capitals, where Hebrew has none.
    plain = 0.05 if alphabet.cased and not alphabet.latin and not words.capitals else 0
    return (known - against) / words.total - plain


def _speaks_for_script(script: Script, text: str) -> float:
    """How far an East Asian text is made of what its language writes, at most 1."""
    high = [character for character in text if character > "\x7f"]
    said = 0.0
    for character in high:
        if character in script.common:
            said += 1
        elif script.first <= character <= script.last:
            said += UNCOMMON
        elif character == DAMAGE:
            said -= 4
    return (said - len(LONE.findall(text))) / max(1, len(high))


def likeliest(raw: bytes) -> str | None:
    """The encoding of bytes of which some are beyond ASCII; None where they are no text in any that is known."""
    if TYPOGRAPHIC.fullmatch(raw):
        return "cp1252"
    words = cache(lambda encoding: _words(_decoded(raw, encoding)))
    best, letters = 0.0, None
    for alphabet in ALPHABETS:
        found = words(alphabet.encoding)
        said = _speaks_for(alphabet, found) if found.total else 0
        if said > best + 1e-9:
            best, letters = said, alphabet.encoding
    scripts = {script.encoding: _speaks_for_script(script, _decoded(raw, script.encoding)) for script in EASTERN}
    script = max(scripts, key=lambda encoding: scripts[encoding])
    return script if scripts[script] > EASTERN_SHARE * best else letters
