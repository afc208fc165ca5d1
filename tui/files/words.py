"""The words by which cells and columns of a person's own files are known: those of `words.toml`."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from tui.text.money import CURRENCIES, MAGNITUDES, any_of

_WORDS = tomllib.loads(files("tui.files").joinpath("words.toml").read_text(encoding="utf-8"))

GAPS = frozenset(_WORDS["gaps"])
"""What stands in a cell for which there is no value, in small letters."""
ABOUT = any_of(_WORDS["about"])
"""A pattern for what stands before a figure that is not exact."""
VAGUE = rf"(?i)^(?:(?:{any_of(_WORDS['vague'])})\s*)+(?:{any_of(MAGNITUDES)})?\s*(?:{any_of(CURRENCIES)})?$"
"""A pattern for an amount of which only the size is told."""
UNTOLD = rf"(?i)^(?:{any_of(word for word in _WORDS['gaps'] if len(word) > 1)})\s*(?:{any_of(CURRENCIES)})$"
"""A pattern for a gap of which the currency is told: `未透露人民币`."""
_LATIN = re.compile(r"[^\W\d_]+")


def _speaks_of(header: str, subject: str) -> bool:
    """Whether words of a subject stand in a header: whole ones in Latin letters, parts of others."""
    small = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).lower()
    words = " ".join(_LATIN.findall(small))
    return any(f" {word} " in f" {words} " if word.isascii() else word in small for word in _WORDS[subject])


def speaks_of_money(header: str) -> bool:
    """Whether a column's name speaks of money."""
    return _speaks_of(header, "money") or any(sign in header for sign in "$€£¥₹")


def speaks_of_counts(header: str) -> bool:
    """Whether a column's name speaks of something counted."""
    return _speaks_of(header, "counts")
