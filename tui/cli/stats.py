"""`stats`: statistics of all columns, or how often each value of one occurs."""

from __future__ import annotations

from typing import Any

from tui.cli.list import worked
from tui.cli.output import note, print_pieces
from tui.cli.tables import opened_table, print_aligned, query_of
from tui.errors import EXIT_NO_MATCH, EXIT_OK
from tui.query.reading import read_columns
from tui.query.syntax import SIGNS
from tui.writers.text import write

# Statistics


def statistics(arguments: Any) -> int:
    """Prints statistics of all columns, or how often each value of one column occurs."""
    return worked(arguments, _statistics)


def _statistics(arguments: Any) -> int:
    from tui.engines.statistics import EXACT, counted_as_drawn, describe, frequency
    from tui.tables.derived import frequency_sheet, statistics_sheet

    if arguments.column and any(sign in arguments.column for sign in SIGNS):
        # The column was left out, and the filter follows.
        arguments.filter, arguments.column = [arguments.column, *arguments.filter], None
    opened = opened_table(arguments)
    dataset, language = opened.dataset, opened.language
    query = query_of(arguments, dataset)._replace(limit=None)
    if arguments.column is None:
        told = describe(dataset, query, dataset.columns)
        sheet = statistics_sheet(told, dataset.columns, language, (dataset.height or 0) > EXACT)
    else:
        name = arguments.column if arguments.column in opened.names else read_columns(arguments.column, dataset)[0]
        told = frequency(dataset, query, name)
        sheet = frequency_sheet(told, opened.named(name), counted_as_drawn(dataset, name), language)
    if arguments.limit is not None and arguments.limit < told.height:
        note(f"{arguments.limit:,} of {told.height:,} rows; more with --limit")
        told = told.head(arguments.limit)
    if arguments.format:
        print_pieces(write(told, arguments.format, plain=True, header=not arguments.no_header))
    else:
        print_aligned(told, sheet.model().columns, arguments)
    return EXIT_OK if told.height else EXIT_NO_MATCH
