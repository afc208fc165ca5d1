"""A table of the command line: of the corpus or of a file, and how it is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from tui.cells.cell import ShownColumn
from tui.cli.corpus import open_corpus, reader_of, warn
from tui.cli.options import flags_given
from tui.cli.output import has_colours, note, print_lines, width_of_terminal
from tui.cli.shared import Coloured, Common, FileOptions, Looks, Printed
from tui.corpus.tables import ANY_ROW, First
from tui.engines.base import Unanswered
from tui.engines.names import is_address
from tui.engines.registry import runner
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError, both, reason
from tui.language.label import Label, Language
from tui.language.words import label, listed, word
from tui.pages.document import Line, Span
from tui.query.columns import read_columns, read_sort
from tui.query.query import Condition, Query
from tui.query.reading import read_filter
from tui.storage.corpora import described_tables
from tui.tables.dataset import ROWS, Dataset
from tui.tables.first import with_first
from tui.tables.outgoing import Outgoing
from tui.text.spelling import closest
from tui.writers.aligned import aligned

if TYPE_CHECKING:
    from tui.corpus.lens import Lens
    from tui.corpus.scheme import Listed
    from tui.files.source import Notice, Source
    from tui.language.label import Noun


PRINTED = 1000
"""Rows of a file that are printed for people where no limit is given; what is cut is told."""


STREAMED = 0
"""Of a file that is printed while it is read no rows need be there before."""


class Opened(NamedTuple):
    """A table to print.

    Attributes:
        dataset: its rows, and the columns that people are shown.
        language: of those who read it.
        named: any column by its name, ready to draw.
        outgoing: what programs are given: of columns by their names, else of all that are always told.
        most: so many rows are printed for people where they ask for no number.
        first: the filter that goes before those asked for.
        source: the file, if it is one.
        whole: whether all of its rows are there, or as many of the first as were wanted.
        lens: the corpus, if it is a table of one.
        unit: what its rows are called.
    """

    dataset: Dataset
    language: Language
    named: Callable[[str], ShownColumn]
    outgoing: Callable[[Sequence[str]], Outgoing]
    most: int | None = None
    first: First = ANY_ROW
    source: Source | None = None
    whole: bool = True
    lens: Lens | None = None
    unit: Noun = ROWS


# The corpus


def _rows(lens: Lens, name: str, rows: str) -> pl.DataFrame:
    from tui.corpus.scheme import ways_listed

    if not rows:
        return lens.shown(name)
    if name not in lens.corpus.claimed:
        claimed = lens.corpus.claimed
        goes = Label(*(label("shell.goes", f"--{rows}", listed(claimed, lang)).text(lang) for lang in _BOTH))
        raise TermsheetError(label("list.no_claims", name), goes, EXIT_USAGE)
    if rows == "series":
        if rows not in ways_listed(lens.table(name)):
            raise TermsheetError(label("list.no_series", name), label("list.no_series.hint"), EXIT_USAGE)
        return lens.series(name)
    return lens.claims(name) if rows == "claims" else lens.with_dispute(name, lens.facts(name))


def _table_of_corpus(name: str, rows: str, common: Common, looks: Looks | None) -> Opened:
    from tui.cells.columns import drawable, shown_columns
    from tui.corpus.tables import ViewColumn
    from tui.storage import watching
    from tui.tables.of_corpus import corpus_dataset
    from tui.tables.programs import notes_among, outgoing, told_columns, with_notes

    lens = open_corpus(common.corpus, looks)
    if name not in lens.corpus.listed:
        raise _neither(name, common)
    reader = reader_of(lens, common, looks)
    frame = lens.with_addresses(_rows(lens, name, rows))
    table = lens.table(name)
    listed: Listed | None = rows or None  # type: ignore[assignment]
    dataset = corpus_dataset(lens, name, frame, reader, listed)
    told = told_columns(table, frame.columns, listed)
    assert table.view is not None
    views = {view.name: view for view in table.view.columns}
    warn(lens, reader.language, *(table.of or (name,)))

    def named(field: str) -> ShownColumn:
        plain = ViewColumn(field, width=60)
        view = drawable(views.get(field, plain), table, frame.columns) or plain
        return shown_columns([view], table, reader, lens.table)[0]

    def going(columns: Sequence[str]) -> Outgoing:
        by_column = {one.of: one for one in reversed(told)}
        drawn = [column for column in columns if column not in by_column]
        if drawn and len(drawn) == len(columns):
            raise TermsheetError(label("list.drawn", drawn[0]), label("list.drawn.hint"), EXIT_USAGE)
        for column in drawn:
            note(label("list.drawn.out", column).text(reader.language))
        wanted = [by_column[column] for column in columns if column in by_column]
        if wanted:
            return outgoing(lens, wanted, frame.columns)
        every = outgoing(lens, [one for one in told if one.always], frame.columns)
        return with_notes(every, notes_among(watching.notes_on(name), frame) if table.claims else {})

    first, unit = ANY_ROW if rows else table.first, table.unit or ROWS
    return Opened(dataset, reader.language, named, going, first=first, lens=lens, unit=unit)


# Files


def _neither(name: str, common: Common) -> TermsheetError:
    tables = open_corpus(common.corpus).corpus.listed
    close = closest(name, tables)
    hint = label("filter.near" if close else "list.tables", Label(*(listed(close or tables, lang) for lang in _BOTH)))
    return TermsheetError(label("list.neither", name), hint, EXIT_USAGE)


_BOTH: tuple[Language, Language] = ("en", "zh")


def _is_enough(source: Source, wanted: int | None) -> bool:
    """Whether the beginning of a file holds as many rows as are wanted."""
    if wanted is None or (wanted == STREAMED and source.pieces is not None):
        return wanted is not None
    from tui.files.beginning import FIRST_ROWS

    return wanted <= min(FIRST_ROWS, int(source.frame.select(pl.len()).collect().item()))


def _source(name: str, file: FileOptions, common: Common, first: int | None) -> Source:
    from tui.files.open import open_copy, open_file
    from tui.files.source import STREAM_ROWS

    common.grants.ask_to_read(name)
    # Whoever prints looks for later rows himself.
    few = STREAM_ROWS if file.follow or name == "-" else None
    options = file.reading._replace(follow=False, first=few, in_place=True)
    if name == "-":
        from tui.cli.stdin import spooled

        sources = open_copy(spooled(), "stdin", options)
    elif not (os.path.exists(name) or is_address(name) or any(mark in name for mark in "*?/.")):
        raise _neither(name, common)
    else:
        sources = open_file(name, options)
    if len(sources) > 1:
        named = (both(source.told[0])[common.language == "zh"] for source in sources if source.told)
        others = listed(named, common.language)
        note(label("list.first_of", others).text(common.language))
    source = sources[0]
    if source.whole is not None and not _is_enough(source, first):
        source = source.whole(runner())
    if source.undecided and source.begun is not None:
        begun = source.begun()
        source = begun._replace(whole=source.whole, options=source.options)
        note(label("list.begun", source.name, f"{begun.height or 0:,}").text(common.language))
    if source.pieces is None or first != STREAMED:
        tell_notices(source.name, source.notices, common.language)
    # What was guessed is told in two languages, what a file says of itself is its own text.
    guessed = [both(told)[common.language == "zh"] for told in source.told if "guessed" in both(told)[0]]
    if guessed:
        note(label("list.told", source.name, listed(guessed, common.language)).text(common.language))
    return source


def _table_of_file(name: str, file: FileOptions, common: Common, first: int | None) -> Opened:
    from tui.cells.file_columns import file_columns
    from tui.tables.of_files import file_dataset, file_outgoing

    language = common.language
    source = _source(name, file, common, first)
    dataset = file_dataset(source, {}, language)
    by_name = {column.name: column for column in dataset.columns}
    schema = dataset.engine.schema()

    def named(field: str) -> ShownColumn:
        return by_name.get(field) or file_columns({field: schema[field]}, {}, language)[0]

    def going(columns: Sequence[str]) -> Outgoing:
        return file_outgoing(columns, schema)

    return Opened(dataset, language, named, going, PRINTED, source=source, whole=source.whole is None)


def tell_notices(name: str, notices: Sequence[Notice], language: Language) -> None:
    """Says how many notices a file has, and the first."""
    if notices:
        key = "list.notices" if len(notices) > 1 else "list.notice"
        note(label(key, name, f"{len(notices)}", notices[0].said).text(language))


# Printing


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Tells what a library finds wrong with a table: a file may turn out damaged only while its rows are read."""
    try:
        yield
    except (Unanswered, pl.exceptions.PolarsError) as error:
        if isinstance(error, Unanswered) and error.hint:
            raise
        raise TermsheetError(f"{name}: {reason(error)}", label("file.again"), EXIT_UNREADABLE) from None


def opened_table(
    name: str, rows: str, file: FileOptions, common: Common, first: int | None = None, looks: Looks | None = None
) -> Opened:
    """A table of the corpus, its `rows` or `facts` or `claims`, or that of a file.

    Of a file no more than the `first` rows need be there.
    """
    if name in described_tables(common.corpus):
        for flag in flags_given(file):
            raise TermsheetError(label("shell.files_only", flag, f"`{name}`"), label("filter.leave"), EXIT_USAGE)
        return _table_of_corpus(name, rows, common, looks)
    for flag in flags_given(looks) if looks is not None else ():
        raise TermsheetError(label("shell.corpus_not_files", flag), label("filter.leave"), EXIT_USAGE)
    if rows:
        raise TermsheetError(label("shell.corpus_only", f"--{rows}"), label("filter.leave"), EXIT_USAGE)
    return _table_of_file(name, file, common, first)


def said_of(name: str, file: FileOptions, printed: Printed, common: Common) -> FileOptions:
    """What is said of a file; of a table of the corpus `--raw` has to do with its format alone."""
    return replace(file, raw=False) if printed.form and name in described_tables(common.corpus) else file


def query_of(
    opened: Opened, filters: Sequence[str], sort: str = "", limit: int | None = None, first: First = ANY_ROW
) -> Query:
    """The query of a command line, under the filter that a table is first seen under."""
    dataset, language = opened.dataset, opened.language
    read = read_filter(" ".join(filters), dataset.schema)
    if read.selected:
        raise TermsheetError(label("filter.selected"), label("filter.leave"), EXIT_USAGE)
    if read.told:
        note(word("filter.read_as", language, listed((said.text(language) for said in read.told), language)))
    every = with_first(first, read.filters, dataset.schema)
    return Query(every, sort=read_sort(sort, dataset.schema), limit=limit)


def with_filled(opened: Opened, query: Query, columns: str, name: str) -> Query:
    """A query with the blanks of some columns of a file filled down; how many these are is told."""
    if opened.source is None:
        raise TermsheetError(label("shell.files_only", "--fill-down", f"`{name}`"), label("filter.leave"), EXIT_USAGE)
    names = read_columns(columns, opened.dataset.schema)
    engine = opened.dataset.engine
    for column in names:
        blank = Query((Condition(column, "null"),))
        number = engine.count(blank) - engine.count(blank._replace(filled=names))
        note(label("list.filled", column, f"{number:,}").text(opened.language))
    return query._replace(filled=names)


def tell_left_out(opened: Opened, query: Query, total: int) -> None:
    """Says how many rows the filter leaves out that a table is first seen under."""
    first = with_first(opened.first, (), opened.dataset.schema)
    if not first or query.filters[: len(first)] != first:
        return
    every = query._replace(filters=query.filters[len(first) :], limit=None)
    others = opened.dataset.engine.count(every) - total
    if others and opened.first.folds:
        note(label("list.other_series", f"{others:,}").text(opened.language))
    elif others:
        asked = " / ".join(f"{name}:" for name in opened.first.unless)
        note(word("list.left_out", opened.language, f"{others:,}", opened.first.filter, asked))


def print_aligned(
    frame: pl.DataFrame, columns: Sequence[ShownColumn], printed: Printed, coloured: Coloured, language: Language
) -> None:
    """Prints rows for people: their columns aligned, as many as the terminal has room for."""
    (titles, *lines), dropped = aligned(frame, columns, width_of_terminal())
    shown: list[Line | str] = [] if printed.no_header else [(Span(titles, "heading"),)]
    print_lines([*shown, *lines], has_colours(coloured.color))
    if dropped:
        note(word("list.narrow", language, listed(dropped, language)))
