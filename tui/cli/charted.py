"""`list --chart`: the rows of a table as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import EXIT_NO_MATCH, EXIT_OK, EXIT_USAGE, TermsheetError
from tui.language.words import label

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.cli.list import ListRequest
    from tui.cli.tables import Opened
    from tui.pages.graph import Graph
    from tui.query.query import Query

_WIDTH, _ROWS = 80, 18
"""Cells of a line where there is no terminal, and lines of a chart."""
_ENDINGS = (".svg", ".txt")
_MOST_ROWS = 12
"""Rows that are looked at for a comparison."""


def print_chart(request: ListRequest) -> int:
    """Prints the rows of a table as a chart, or writes it to a file; what cannot be charted is said on stderr."""
    from tui.cells.cell import Reader
    from tui.cli.output import has_colours, note, print_lines, terminal_glyphs, width_of_terminal
    from tui.cli.tables import opened_table, query_of
    from tui.corpus.names import Names
    from tui.pages.graph import first_look, graph_alone, graph_file
    from tui.pages.panel import Room
    from tui.query.columns import read_columns

    _fits(request)
    opened = opened_table(request.table, request.rows, request.file, request.common)
    reader = Reader(opened.language, opened.lens.names if opened.lens else Names.none(), terminal_glyphs())
    fields = read_columns(request.fields, opened.dataset.schema)
    query = query_of(opened, request.filters, request.sort, first=opened.first)
    graph = _graph(opened, query, request.table, fields, reader)
    if graph is None:
        note(label("chart.nothing", request.table).text(opened.language))
        return EXIT_NO_MATCH
    if request.svg:
        from tui.writers.saving import save_text

        path = Path(request.svg)
        save_text(graph_file(graph, first_look(graph), path.suffix.lower(), reader), path)
        return EXIT_OK
    room = Room(width_of_terminal() or _WIDTH, _ROWS, reader, first_look(graph))
    print_lines(graph_alone(graph, room), has_colours(request.coloured.color))
    return EXIT_OK


def _fits(request: ListRequest) -> None:
    """Raises `TermsheetError` where something is asked for that does not go with a chart."""
    from tui.cli.options import flags_given

    flags = (["--count"] if request.count else []) + flags_given(request.printed)
    if flags:
        raise TermsheetError(label("shell.apart", flags[0], "--chart"), label("shell.one_out"), EXIT_USAGE)
    if request.svg and Path(request.svg).suffix.lower() not in _ENDINGS:
        raise TermsheetError(label("chart.ending", request.svg), label("chart.ending.hint"), EXIT_USAGE)


def _graph(opened: Opened, query: Query, name: str, fields: Sequence[str], reader: Reader) -> Graph | None:
    """The series of rows of the corpus; else a column of the table, or two against each other."""
    from tui.query.fields import NUMBERS
    from tui.tables.charted import charts_of

    dataset, lens = opened.dataset, opened.lens
    if lens is not None:
        from tui.ask.charted import graph_of_rows
        from tui.language.label import Label

        rows = dataset.engine.page(query, 0, _MOST_ROWS).frame.iter_rows(named=True)
        found = graph_of_rows(lens, name, rows, fields[0] if fields else "", reader)
        if not isinstance(found, Label):
            return found
    numbers = [field.name for field in dataset.schema.fields if lens is None and field.kind in NUMBERS]
    names = fields or numbers
    if not names:
        return None
    against, column = (names[0], names[1]) if len(fields) > 1 else ("", names[0])
    columns = [opened.named(field) for field in names] if lens is not None else list(dataset.columns)
    return next(iter(charts_of(dataset, query, columns, column, against, reader)), None)
