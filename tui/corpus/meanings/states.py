"""What is said of rows as a whole: disputed, flagged, or a status."""

from __future__ import annotations

from typing import Any

import polars as pl

from tui.corpus.meanings.comparing import EQUAL
from tui.corpus.tables import Column
from tui.language.words import label
from tui.query.meaning import Meaning, Reading
from tui.text.spelling import nearest

STATES = {"disputed": label("state.disputed"), "flagged": label("state.flagged")}


def state_meaning(status: Column) -> Meaning:
    words = {choice.id: choice.label for choice in status.choices} | STATES

    def read(text: str) -> Reading:
        folded = text.casefold()
        found = next((state for state, called in words.items() if folded in (state, called.en, called.zh)), None)
        if found is None:
            raise ValueError(f"nothing is `is:{text}`; {nearest(text, [*words, 'selected'])}")
        return Reading((found,))

    def compare(operator: str, value: Any) -> pl.Expr:
        match value:
            case "disputed":
                held = pl.col("rivals") > 0
            case "flagged":
                held = pl.col("flag").is_not_null()
            case _:
                held = pl.col("status") == value
        held = held.fill_null(False)
        return held if operator == "=" else ~held

    known = tuple((state, called.en) for state, called in words.items())
    return Meaning(("is",), read, compare, EQUAL, lambda: known, "state")
