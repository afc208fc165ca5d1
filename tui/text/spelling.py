"""Spellings close to one that is not known."""

from __future__ import annotations

from collections.abc import Sequence

_ALIKE = 0.7
"""From this ratio on one word may be a slip of the pen for another."""


def alike(one: str, other: str) -> bool:
    """Whether two words are spelled nearly the same."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() > _ALIKE


def closest(name: str, known: Sequence[str]) -> list[str]:
    """The spellings closest to one that is not known; none where none is close."""
    from difflib import get_close_matches

    return get_close_matches(name, known, n=3, cutoff=0.5)
