"""What the meanings of several kinds of columns share."""

from __future__ import annotations

from tui.corpus.tables import Column
from tui.query.meaning import Lower
from tui.query.query import Condition, Without


def titles_of(column: Column) -> tuple[str, ...]:
    return (column.title.en, column.title.zh)


def plainly(column: str) -> Lower:
    """Compares the plain column itself."""
    return lambda operator, value: (Condition(column, operator, value),)


def held_in(column: str) -> Lower:
    """Whether a cell that is a list holds a value, by `=` and `!=`."""

    def lower(operator: str, value: str) -> tuple[Condition | Without, ...]:
        holds = Condition(column, "holds", (value,))
        return (holds,) if operator == "=" else (Without((holds,)),)

    return lower
