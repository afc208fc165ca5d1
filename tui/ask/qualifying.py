"""Which rows a line names by their free words: the part, the basis, the whole and the role that a claim is told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tui.ask.answers import Shown
from tui.ask.requests import Scope
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Table
from tui.language.vocabulary import ASIDE_WORDS

_FREE = ("segment", "basis")
"""Columns of free words that tell of which part, or by which rule, a figure is."""
_WORD = re.compile(r"[a-z0-9&%]+")
_MORE = re.compile(ASIDE_WORDS)
_WEAK = frozenset(
    ("of", "the", "and", "in", "at", "for", "with", "a", "to", "by", "from", "list", "year", "month", "ai")
)
"""Words of a part that do not name it."""


def named_parts(row: Row, table: Table, said: str) -> int:
    """How many letters of the free words of a row the line has, part by part, in either language."""
    return sum(_letters(row.get(name) or "", table, name, said) for name in _FREE if name in table.names)


def _letters(text: str, table: Table, column: str, said: str) -> int:
    if not text or not said:
        return 0
    chinese = table.column(column).choice(text, "zh").casefold() if column in table.names else ""
    words = set(_WORD.findall(said))
    found = 0
    for part in _MORE.split(text.casefold())[0].split(","):
        own = [word for word in _WORD.findall(part) if word not in _WEAK]
        if own and all(_has(words, word) for word in own):
            found += sum(map(len, own))
    for part in re.split(r"[,\uff0c\u3001]", _MORE.split(chinese)[0]):
        if len(part.strip()) > 1 and part.strip() in said:
            found += 2 * len(part.strip())
    return found


def _has(words: set[str], word: str) -> bool:
    """Whether a line has a word, in the singular or the plural."""
    return word in words or f"{word}s" in words or word.removesuffix("s") in words


def most_named(pool: Sequence[Shown], lens: Lens, scope: Scope) -> list[Shown]:
    """Of some rows those of which the line names the most; all where it names none."""
    if not scope.said:
        return [*pool]
    told = [named_parts(one.row, lens.table(one.table), scope.said) for one in pool]
    most = max(told, default=0)
    return [one for one, how in zip(pool, told, strict=True) if how == most] if most else [*pool]


def explained(unread: Iterable[str], rows: Iterable[Row], table: Table, columns: Sequence[str] = _FREE) -> bool:
    """Whether each text that was not read stands among the free words of some rows."""
    texts = [text for text in unread if text]
    held = {str(row.get(name) or "").casefold() for row in rows for name in columns if name in table.names}
    told = held | {
        table.column(name).choice(text, "zh").casefold() for name in columns if name in table.names for text in held
    }
    return bool(texts) and all(any(_stands(text.casefold(), one) for one in told) for text in texts)


def _stands(text: str, told: str) -> bool:
    words = _WORD.findall(text)
    return all(_has(set(_WORD.findall(told)), word) for word in words) if words else text in told
