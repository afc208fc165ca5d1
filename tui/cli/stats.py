"""`stats`: statistics of all columns, or how often each value of one occurs."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operand, operands
from tui.cli.parser import Verb
from tui.cli.shared import Coloured, Common, FileOptions, Printed
from tui.errors import EXIT_NO_MATCH, EXIT_OK, EXIT_USAGE, TermsheetError
from tui.language.label import Label


@dataclass(frozen=True)
class StatsRequest:
    """What `stats` takes; a column that looks like a filter is the first of the filters."""

    table: str = operand(
        "TABLE|FILE", Label("a table, or a file: `termsheet help tables`", "表名或文件：`termsheet help tables`")
    )
    column: str = operand("COLUMN", Label("how often each of its values occurs", "该列各值出现的次数"), optional=True)
    filters: tuple[str, ...] = operands("FILTER", Label("of these rows only", "只统计这些行"), signed=True)
    printed: Printed = group(Printed)
    coloured: Coloured = group(Coloured)
    file: FileOptions = group(FileOptions)
    common: Common = group(Common)


def statistics(request: StatsRequest) -> int:
    """Prints statistics of all columns, or how often each value of one column occurs."""
    from tui.cli.tables import reading

    with reading(request.table):
        return _print(request)


def _print(request: StatsRequest) -> int:
    from tui.cli.output import note, print_rows, terminal_glyphs
    from tui.cli.tables import opened_table, print_aligned, query_of, said_of
    from tui.language.words import label, word
    from tui.query.columns import read_columns
    from tui.query.syntax import SIGNS
    from tui.tables.derived import drawn_shapes, frequency_sheet, statistics_sheet
    from tui.tables.lists import rule_of_counts
    from tui.writers.registry import format_named

    column, filters = request.column, request.filters
    if any(sign in column for sign in SIGNS):
        column, filters = "", (column, *filters)
    if request.file.follow:
        raise TermsheetError(label("shell.apart", "--follow", "stats"), label("shell.list_or_explorer"), EXIT_USAGE)
    file = said_of(request.table, request.file, request.printed, request.common)
    opened = opened_table(request.table, "", file, request.common)
    dataset, language = opened.dataset, opened.language
    query = query_of(opened, filters)
    if not column:
        summary = dataset.engine.summary(query, dataset.fields(dataset.columns, query))
        told = drawn_shapes(summary)
        sheet = statistics_sheet(summary, dataset.columns, language)
    else:
        name = column if column in dataset.schema.names else read_columns(column, dataset.schema)[0]
        field = dataset.schema.field(name)
        as_text, each = field is not None and field.as_text, field.each if field is not None else ""
        told = dataset.engine.frequency(query, name, as_text=as_text)
        rule = rule_of_counts(told, each, opened.unit, language) if each else ""
        if rule:
            note(rule)
        sheet = frequency_sheet(told, opened.named(name), as_text, language, terminal_glyphs(), rule)
    printed = request.printed
    if printed.limit is not None and printed.limit < told.height:
        note(word("list.rows", language, f"{printed.limit:,}", f"{told.height:,}"))
        told = told.head(printed.limit)
    if printed.form:
        print_rows([told], format_named(printed.form), header=not printed.no_header, raw=request.file.raw)
    else:
        print_aligned(told, sheet.model().columns, printed, request.coloured, language)
    return EXIT_OK if told.height else EXIT_NO_MATCH


VERB = Verb("stats", Label("statistics or frequencies", "统计或频数"), StatsRequest, statistics)
