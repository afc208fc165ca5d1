"""Texts as they are compared: without case, width and script; traditional characters become simplified (OpenCC)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from unicodedata import normalize

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_GAPS = re.compile(r"[\W_]+")


@cache
def _converter(way: str) -> Any:
    # Its dictionaries are loaded for the first Chinese text only.
    import opencc

    return opencc.OpenCC(way)


def simplified(text: str) -> str:
    """A text in simplified characters; other scripts stay."""
    return str(_converter("t2s").convert(text)) if HAN.search(text) else text


def variants(text: str) -> list[str]:
    """A text as it may be written: as it is, in simplified and in traditional characters."""
    if not HAN.search(text):
        return [text]
    return [*dict.fromkeys((text, simplified(text), str(_converter("s2t").convert(text))))]


def folded(text: str) -> str:
    """A text without case, full-width forms and traditional characters, its white space as single blanks."""
    return " ".join(simplified(normalize("NFKC", text)).casefold().split())


def squeezed(text: str) -> str:
    """A folded text without blanks and punctuation: `01.AI` and `01 ai` are the same."""
    return _GAPS.sub("", text)


def words(text: str) -> list[str]:
    """The words of a folded text."""
    return [word for word in _GAPS.split(text) if word]


def caseless(text: str) -> bool:
    """Whether none but the letters of ASCII in a text have a small and a large form."""
    return all(char.isascii() or char.lower() == char.upper() for char in text)
