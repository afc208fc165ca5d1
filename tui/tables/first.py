"""The filter under which a table of the corpus is opened and listed."""

from __future__ import annotations

from tui.corpus.tables import First
from tui.query.fields import Schema
from tui.query.query import Filter, columns_of


def with_first(first: First, filters: tuple[Filter, ...], schema: Schema) -> tuple[Filter, ...]:
    """The filters of a line, behind those of the table, unless the line speaks of what they are about."""
    if not first.filter or columns_of(filters) & set(first.unless):
        return filters
    from tui.query.reading import read_filter

    return (*read_filter(first.filter, schema).filters, *filters)
