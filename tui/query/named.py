"""What a line of the filter language speaks of, before it is known what its columns hold."""

from __future__ import annotations

from tui.query.columns import column_called, column_titles
from tui.query.fields import Schema
from tui.query.syntax import All, Any_, FilterError, Node, Not, Term, parse_line


def columns_named(text: str, schema: Schema) -> set[str]:
    """The columns that a line compares, whatever they hold; none of a line that cannot be read."""
    from tui.query.reading import SINCE

    try:
        tree = parse_line(text)
    except FilterError:
        return set()
    titles = column_titles(schema)
    found: set[str] = set()
    parts: list[Node] = [] if tree is None else [tree]
    while parts:
        match parts.pop():
            case All(inner) | Any_(inner):
                parts += inner
            case Not(part):
                parts.append(part)
            case Term(column):
                called = column_called(titles, column)
                # Which date `since` speaks of is told by all columns.
                found |= {called} if called is not None else set(schema.names) if column.casefold() in SINCE else set()
    return found
