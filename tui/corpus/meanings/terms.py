"""Terms of a closed list, in their order."""

from __future__ import annotations

import operator as compare
from collections.abc import Callable
from typing import Any

from tui.corpus.meanings.comparing import held_in, titles_of
from tui.corpus.tables import Column
from tui.language.label import Label
from tui.language.words import label
from tui.query.meaning import COMPARISONS, EQUAL, Meaning, NotRead, Reading, spelled_like
from tui.query.query import Condition, Filter, Operator

BEYOND: dict[Operator, Callable[[int, int], bool]] = {
    "<": compare.lt,
    "<=": compare.le,
    ">": compare.gt,
    ">=": compare.ge,
}


def term_meaning(column: Column) -> Meaning:
    ranks = {choice.id: rank for rank, choice in enumerate(column.choices)}
    words = {
        word.casefold(): choice.id
        for choice in column.choices
        for word in (*choice.words, choice.label.zh, choice.label.en, choice.id.replace("_", " "), choice.id)
    }
    several = column.type == "enums"

    def read(text: str) -> Reading:
        folded = " ".join(text.casefold().split())
        found = words.get(folded) or words.get(folded.replace("-", "_")) or words.get(folded.removesuffix("轮") + "轮")
        if found is None:
            called = {choice.id: choice.label.zh for choice in column.choices}
            what = Label(column.name, column.title.zh)
            raise NotRead(label("filter.term", text, what), spelled_like(text, [*ranks], called))
        return Reading((found,))

    def in_order(operator: Operator, value: Any) -> tuple[Filter, ...]:
        if operator in EQUAL:
            return (Condition(column.name, operator, value),)
        here = ranks.get(value, -1)
        beyond = tuple(term for term, rank in ranks.items() if BEYOND[operator](rank, here))
        return (Condition(column.name, "in", beyond),)

    lower = held_in(column.name) if several else in_order
    known = tuple((choice.id, f"{choice.label.en}  {choice.label.zh}") for choice in column.choices)
    operators = EQUAL if several else COMPARISONS
    return Meaning(titles_of(column), read, lower, operators, lambda: known, "term", knows=ranks.__contains__)
