"""Terms of a closed list, in their order."""

from __future__ import annotations

from typing import Any

import polars as pl

from tui.corpus.meanings.comparing import EQUAL, ORDERED, titles_of
from tui.corpus.tables import Column
from tui.query.meaning import COMPARISONS, Meaning, Reading
from tui.text.spelling import nearest

# Terms of a closed list, in their order


def term_meaning(column: Column) -> Meaning:
    ranks = {choice.id: rank for rank, choice in enumerate(column.choices)}
    words = {
        word.casefold(): choice.id
        for choice in column.choices
        for word in (choice.label.zh, choice.label.en, choice.id.replace("_", " "), choice.id)
    }
    cells = pl.col(column.name)
    rank = cells.replace_strict(ranks, default=None, return_dtype=pl.Int16)
    several = column.type == "enums"

    def read(text: str) -> Reading:
        folded = " ".join(text.casefold().split())
        found = words.get(folded) or words.get(folded.replace("-", "_")) or words.get(folded.removesuffix("轮") + "轮")
        if found is None:
            raise ValueError(f"`{text}` is no {column.name}; {nearest(text, [*ranks])}")
        return Reading((found,))

    def compare(operator: str, value: Any) -> pl.Expr:
        if several:
            held = cells.str.split(";").list.contains(value)
            return held if operator == "=" else ~held.fill_null(False)
        if operator in EQUAL:
            return ORDERED[operator](cells, value)
        return ORDERED[operator](rank, ranks.get(value, -1))

    known = tuple((choice.id, f"{choice.label.en}  {choice.label.zh}") for choice in column.choices)
    operators = EQUAL if several else COMPARISONS
    return Meaning(titles_of(column), read, compare, operators, lambda: known, "term", knows=ranks.__contains__)
