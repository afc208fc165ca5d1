"""What the values of a column mean where they are more than text: how a person names them and how they compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from tui.errors import Said, both
from tui.language.label import Label
from tui.language.words import label, listed
from tui.query.query import Filter, Operator
from tui.text.spelling import closest

EQUAL: frozenset[Operator] = frozenset(("=", "!="))
COMPARISONS: frozenset[Operator] = frozenset(("=", "!=", "<", "<=", ">", ">="))

Lower = Callable[[Operator, Any], tuple[Filter, ...]]


class Reading(NamedTuple):
    """A value that was read from what a person typed.

    Attributes:
        values: the values it may be, one of which must fit; plain, as a query holds them.
        told: in words what it was taken for, where that is not plain.
    """

    values: tuple[Any, ...]
    told: Said = ""


class NotRead(ValueError):
    """Why a text is no value of a column, and what to write."""

    def __init__(self, message: Said, hint: Said = "") -> None:
        super().__init__(both(message)[0])
        self.message, self.hint = message, hint


def spelled_like(
    name: str, known: Sequence[str], called: Mapping[str, str] | None = None, *, known_as: str = "filter.known"
) -> Label:
    """A hint that names what is spelled like something that is not known; `called` says what things are in Chinese."""
    close = closest(name, [*known, *(called or {}).values()])
    told = close or [*dict.fromkeys(known)][:_SHOWN]
    key = "filter.near" if close else known_as
    chinese = (called or {}).get
    return Label(label(key, listed(told, "en")).en, label(key, listed((chinese(t, t) for t in told), "zh")).zh)


_SHOWN = 16


class Meaning(NamedTuple):
    """The meaning of a column's values.

    Attributes:
        titles: what the column is called, in all languages.
        read: the value of a text; `NotRead` tells why it is none, and what is near.
        lower: an operator and a value as filters over plain columns, all of which must hold.
        operators: the operators that `lower` knows.
        known: the values there are, and what each is called; empty where they are too many.
        kind: what the values are, in one word.
        find: the values that some words may mean, the likeliest first, where that takes more than their titles.
        knows: whether a cell is one value that `read` gives back and `=` finds; not a list, nor an open date.
    """

    titles: tuple[str, ...]
    read: Callable[[str], Reading]
    lower: Lower
    operators: frozenset[Operator] = COMPARISONS
    known: Callable[[], tuple[tuple[str, str], ...]] = tuple
    kind: str = "text"
    find: Callable[[str], list[str]] | None = None
    knows: Callable[[Any], bool] = lambda cell: True
