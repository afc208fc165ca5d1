"""`list`: a table, filtered, sorted and cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from tui.cli.output import note, print_pieces, unreadable
from tui.cli.tables import opened_table, print_aligned, query_of
from tui.engines.base import run
from tui.errors import EXIT_NO_MATCH, EXIT_OK, EXIT_UNREADABLE, TermsheetError
from tui.query.query import Condition, Either, Filter
from tui.query.reading import read_columns


def worked(arguments: Any, work: Callable[[Any], int]) -> int:
    """Does something with a table; a file may turn out damaged only while its rows are read."""
    try:
        return work(arguments)
    except pl.exceptions.PolarsError as error:
        told = f"{arguments.table}: {unreadable(error)}"
        raise TermsheetError(told, "fetch or write the file again", EXIT_UNREADABLE) from None


def list_table(arguments: Any) -> int:
    """Prints a table of the corpus or of a file."""
    return worked(arguments, _list)


def _list(arguments: Any) -> int:
    opened = opened_table(arguments)
    fields = read_columns(arguments.fields, opened.dataset)
    query = query_of(arguments, opened.dataset)
    total = opened.count(query._replace(limit=None))
    most = opened.most if query.limit is None and not arguments.format else query.limit
    if arguments.count:
        count = total if query.limit is None else min(total, query.limit)
        print_pieces([f"{count}\n"])
        return EXIT_OK if count else EXIT_NO_MATCH
    if most is not None and most < total:
        more = "more with --limit" + (", all with --csv" if query.limit is None else "")
        note(f"{most:,} of {total:,} rows; {more}")
    rows = opened.answer(query._replace(limit=most))
    if arguments.format:
        wanted = [field for field in fields if field in opened.names] or opened.names
        print_pieces(opened.write(rows.select(wanted), arguments.format, not arguments.no_header))
    else:
        shown = [opened.named(field) for field in fields] or opened.dataset.columns
        print_aligned(run(rows), shown, arguments)
    if total == 0:
        _tell_nothing(query.filters)
    return EXIT_OK if total else EXIT_NO_MATCH


def _tell_nothing(filters: Sequence[Filter]) -> None:
    """Says what may have been meant where no row is left: `:` compares whole cells, `~` looks inside."""
    for given in filters:
        inner = given.options[0][0] if isinstance(given, Either) and given.options[0] else given
        if isinstance(inner, Condition) and inner.operator == "like":
            note(f"no rows; {inner.column}~{inner.value} looks inside of cells")
            return
    if filters:
        note("no rows")
