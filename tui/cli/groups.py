"""Rows put together in groups, printed: league tables, sums by year."""

from __future__ import annotations

from tui.cli.output import note, print_pieces, print_rows
from tui.cli.shared import Coloured, Printed
from tui.cli.tables import Opened, print_aligned
from tui.engines.base import answer
from tui.errors import EXIT_NO_MATCH, EXIT_OK, EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.query.columns import column_called, column_titles
from tui.query.grouping import parse_group
from tui.query.lowering import listed_in
from tui.query.meaning import spelled_like
from tui.query.query import Group, Query, SortKey
from tui.tables.derived import group_sheet
from tui.tables.lists import blanks_last, rule_of_groups
from tui.writers.registry import format_named


def print_groups(
    opened: Opened,
    query: Query,
    line: str,
    sort: str,
    only_count: bool,
    printed: Printed,
    coloured: Coloured,
    *,
    raw: bool,
) -> int:
    """Prints the groups of a query's rows as a line says: `lead: count, sum amount_usd`."""
    dataset = opened.dataset
    titles = {name: name for name in dataset.schema.names}
    titles |= {column.name: column.title for column in dataset.columns}
    group = parse_group(line, titles)
    first = () if group.across else (SortKey(group.aggregates[0].name, True), *map(SortKey, group.by))
    grouped = query._replace(group=group, sort=_sort(sort, group, opened) or first, limit=None)
    if rule := rule_of_groups(dataset.engine, grouped, dataset.schema, opened.unit, opened.language):
        note(rule)
    listed = listed_in(group, dataset.schema)
    found = answer(dataset.engine, grouped)
    found = found if sort else blanks_last(found, [name for name in listed if name in group.by])
    if only_count:
        print_pieces([f"{found.height}\n"])
        return EXIT_OK if found.height else EXIT_NO_MATCH
    if query.limit is not None and query.limit < found.height:
        note(label("group.more", f"{query.limit:,}", f"{found.height:,}").text(opened.language))
        found = found.head(query.limit)
    if printed.form:
        print_rows([found], format_named(printed.form), header=not printed.no_header, raw=raw)
    else:
        known = {column.name: column for column in dataset.columns}
        known |= {name: opened.named(name) for name in group.by}
        sheet = group_sheet(found, group, [*known.values()], opened.language, listed)
        print_aligned(found, sheet.model().columns, printed, coloured, opened.language)
    return EXIT_OK if found.height else EXIT_NO_MATCH


def _sort(text: str, group: Group, opened: Opened) -> tuple[SortKey, ...]:
    """The keys of `-sum amount_usd,lead`, by what the columns of groups are called."""
    titles = column_titles(opened.dataset.schema)
    names = [*group.by, *(figure.name for figure in group.aggregates)]
    keys = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        word = part.removeprefix("-")
        name = word if word in names else column_called(titles, word)
        if name is None or name not in names:
            raise TermsheetError(label("group.no_column", word), spelled_like(word, names), EXIT_USAGE)
        keys.append(SortKey(name, part.startswith("-")))
    return tuple(keys)
