"""Places that a text tells by the order of names and not by a number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.text.folding import squeezed

_CLAUSE = re.compile(r"[,:;。!?]")
_ITEM = re.compile(r"[、和及与]|\band\b")
_ASIDE = re.compile(r"\([^()]*\)")
_FOLLOWING = "紧随其后"
"""Those whom a list with this word names stand behind the first, who is named before it."""


def told_places(text: str, names: Iterable[str]) -> set[tuple[int, int]]:
    """The places, from and to, that the lists of a folded text give to what is called by one of the squeezed `names`.

    In a list of four the second has place 2, or any of 1 to 4 where the list is of no order.
    """
    called = tuple(names)
    found: set[tuple[int, int]] = set()
    for clause in _CLAUSE.split(_ASIDE.sub("", text)):
        items = [squeezed(item) for item in _ITEM.split(clause)]
        # A bracket that only closes: the list begins before the text does, and gives no place.
        if len(items) < 2 or ")" in clause:
            continue
        behind = 1 if _FOLLOWING in clause else 0
        for number, item in enumerate(items, 1):
            if any(name in item for name in called):
                found |= {(number + behind, number + behind), (1, len(items))}
    return found
