"""How people write magnitudes and currencies: the words of `money.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

_WORDS = tomllib.loads(files("tui.text").joinpath("money.toml").read_text(encoding="utf-8"))

MAGNITUDES: Mapping[str, float] = {word: float(size) for size, words in _WORDS["magnitudes"].items() for word in words}
"""What digits before each word are multiplied by."""
CHINESE_SIGNS: tuple[str, ...] = tuple(_WORDS["signs"]["added"])
"""Signs of magnitudes of which several make one amount, in Chinese."""
CURRENCIES: Mapping[str, str | None] = {
    **{word: code for code, words in _WORDS["currencies"].items() for word in words},
    **{word: None for words in _WORDS["several"].values() for word in words},
}
"""The ISO 4217 code that each word means; None where it is the sign of several currencies."""
CODES: tuple[str, ...] = tuple(dict.fromkeys(code for code in CURRENCIES.values() if code))
"""The currencies that have words, by their ISO 4217 codes."""
KEPT_AS: Mapping[str, str] = {
    **{word: code for code, words in (*_WORDS["currencies"].items(), *_WORDS["several"].items()) for word in words}
}
"""What each word is kept as: a code, or the sign itself where it is that of several currencies."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
