"""Free texts that have a Chinese word as well: both mean the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from tui.corpus.meanings.comparing import titles_of
from tui.corpus.tables import Column
from tui.query.meaning import EQUAL, Meaning, Reading
from tui.query.query import Condition, Either, Filter, Operator, Without
from tui.text.folding import simplified


def _plain(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())


def word_meaning(column: Column) -> Meaning:
    """A text by itself or by its Chinese word, whole; what is neither stays the text that was typed."""

    def read(text: str) -> Reading:
        wanted = {_plain(text), _plain(simplified(text))}
        found = tuple(en for en, zh in column.words.items() if _plain(en) in wanted or _plain(zh) in wanted)
        told = ", ".join(found)
        return Reading(found or (text,), "" if _plain(told) in wanted else told)

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        match operator:
            case "contains" | "lacks":
                held: Filter = Condition(column.name, "contains", value)
                if called := _called(column.words, str(value)):
                    held = Either(((held,), (Condition(column.name, "in", called),)))
            case _:
                held = Condition(column.name, "like", str(value))
        return (held,) if operator in ("=", "contains") else (Without((held,)),)

    known = tuple((en, f"{en}  {zh}") for en, zh in column.words.items())
    operators: frozenset[Operator] = EQUAL | {"contains", "lacks"}
    return Meaning(titles_of(column), read, lower, operators, lambda: known, "word")


def _called(words: Mapping[str, str], part: str) -> tuple[str, ...]:
    """The texts that hold some words, or whose Chinese word does."""
    wanted = {_plain(part), _plain(simplified(part))}
    return tuple(en for en, zh in words.items() if any(one in _plain(en) or one in _plain(zh) for one in wanted))


def worded(columns: Sequence[Column]) -> Callable[[str], Sequence[Filter]]:
    """The rows in which one of some columns holds words in the language that is not on the screen."""

    def filters(words: str) -> Sequence[Filter]:
        found = ((column.name, _called(column.words, words)) for column in columns)
        return [Condition(name, "in", texts) for name, texts in found if texts]

    return filters
