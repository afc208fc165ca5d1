"""What is said of rows as a whole: disputed, flagged, or a status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from tui.corpus.contradictions import OPEN
from tui.corpus.tables import Column
from tui.language.label import Label
from tui.language.words import label
from tui.query.meaning import EQUAL, Meaning, NotRead, Reading, spelled_like
from tui.query.query import Condition, Either, Filter, Operator, Without

STATES = {"disputed": label("state.disputed"), "flagged": label("state.flagged")}


_OPEN = "open"


def dispute_meaning(classes: Column) -> Meaning:
    """States of disputes: open, or one of which a class is told beside others."""
    words = {choice.id: choice.label for choice in classes.choices} | {_OPEN: label("state.open")}

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        held = Condition("class", "in", OPEN) if value == _OPEN else Condition(classes.name, "holds", (value,))
        return (held,) if operator == "=" else (Without((held,)),)

    known = tuple((state, called.en) for state, called in words.items())
    return Meaning(("is",), partial(_read, words), lower, EQUAL, lambda: known, "state")


def _read(words: Mapping[str, Label], text: str) -> Reading:
    folded = text.casefold().replace("-", "_").replace(" ", "_")
    plain = text.casefold()
    found = next((state for state, called in words.items() if state == folded or plain in (called.en, called.zh)), None)
    if found is None:
        called = {state: one.zh for state, one in words.items()}
        raise NotRead(label("filter.state", text), spelled_like(text, [*words, "selected"], called))
    return Reading((found,))


def state_meaning(status: Column, beside: Sequence[str]) -> Meaning:
    """States of rows; a status is that of the row, or of one of the columns `beside` it."""
    words = {choice.id: choice.label for choice in status.choices} | STATES

    def lower(operator: Operator, value: Any) -> tuple[Filter, ...]:
        held: Filter
        match value:
            case "disputed":
                held = Condition("dispute", "present")
            case "flagged":
                held = Condition("flag", "present")
            case _:
                held = Either(tuple((Condition(name, "=", value),) for name in ("status", *beside)))
        return (held,) if operator == "=" else (Without((held,)),)

    known = tuple((state, called.en) for state, called in words.items())
    return Meaning(("is",), partial(_read, words), lower, EQUAL, lambda: known, "state")
