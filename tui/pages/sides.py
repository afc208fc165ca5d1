"""The sides of a comparison in a line of words: `doubao vs deepseek vs kimi`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.corpus.lens import Lens

VERSUS = re.compile(r"\s+(?:vs\.?|versus|pk|对比|對比|对|對)\s+", re.IGNORECASE)
"""What stands between the sides of a comparison."""
_WHOLE = ("exact", "prefix", "initials")
"""How a name is found that stands for itself."""


def entity_called(lens: Lens | None, words: str, *, whole: bool = False) -> str | None:
    """Who is meant by a name, its pinyin or its initials; nobody by what is only similar."""
    found = lens.matcher.find(words, 1, alike=False) if lens is not None and words.strip() else []
    return found[0].entity if found and (not whole or found[0].reason in _WHOLE) else None


def sides_of(text: str, lens: Lens | None) -> list[tuple[str, str | None]]:
    """The sides of a line, each with who is meant by it, if anybody is; nothing where it compares nothing."""
    sides = [side.strip() for side in VERSUS.split(text)]
    if len(sides) < 2 or not all(sides):
        return []
    return [(side, entity_called(lens, side, whole=True)) for side in sides]
