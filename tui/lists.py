"""`list` and `stats`: tables of the corpus and of files, printed for people and for programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from tui.errors import EXIT_NO_MATCH, EXIT_OK, EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.frames.cells import ShownColumn
from tui.frames.engines import run
from tui.frames.engines.in_polars import Dataset, compiled, unknown
from tui.frames.export import aligned, write
from tui.frames.query import Query, parse_sort
from tui.shell import note, open_corpus, print_pieces, reader_of, unreadable, warn, width_of_terminal

if TYPE_CHECKING:
    from tui.frames.catalog import Language
    from tui.frames.cells import Reader
    from tui.frames.files.source import Source
    from tui.frames.resolved import Resolved

CORPUS = ("deals", "users", "departures", "companies", "market", "facts", "entities", "sources")
CLAIMED = ("deals", "users", "departures", "market", "facts")
HIDDEN = ("_line", "start", "end", "origin", "voice", "teller", "aside", "series", "axis_start", "axis_end")
"""Columns that serve the comparison and say nothing of their own."""
PRINTED = 1000
"""Rows of a file that are printed for people where no limit is given; what is cut is told."""
BATCH = 65_536


def list_table(arguments: Any) -> int:
    """Prints a table of the corpus or of a file."""
    return _list_corpus(arguments) if arguments.table in CORPUS else _of_file(_list_file, arguments)


def _of_file(work: Callable[[Any], int], arguments: Any) -> int:
    """Does something with a file that may turn out damaged only while its rows are read."""
    try:
        return work(arguments)
    except pl.exceptions.PolarsError as error:
        told = f"{arguments.table}: {unreadable(error)}"
        raise TermsheetError(told, "fetch or write the file again", EXIT_UNREADABLE) from None


# The corpus


def _rows(resolved: Resolved, name: str, rows: str | None) -> pl.DataFrame:
    if rows is None:
        return resolved.shown(name)
    if name not in CLAIMED:
        raise TermsheetError(f"`{name}` holds no claims", f"--{rows} goes with {', '.join(CLAIMED)}", EXIT_USAGE)
    return resolved.claims(name) if rows == "claims" else resolved.facts(name)


def _with_addresses(resolved: Resolved, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds the address of each row's source, so that a figure can be followed from the shell."""
    if "source" not in frame.columns or "url" in frame.columns:
        return frame
    sources = resolved.corpus.frame("sources")
    url = pl.col("source").replace_strict(sources["id"], sources["url"], default=None).alias("url")
    return frame.with_columns(url)


def _drawable(view: Any, table: Any, frame: pl.DataFrame) -> bool:
    """Whether the frame has what a column of the view is made of: claims have no marks, facts no trend."""
    from tui.frames.cells import BY_TYPE, CELLS

    column = next((c for c in table.columns if c.name == view.name), None)
    kind = CELLS[view.cell or BY_TYPE.get(column.type if column else "text", "text")]
    return all(name in frame.columns for name in kind.inputs(view.name))


def _fields(arguments: Any) -> list[str]:
    return [field.strip() for field in arguments.fields.split(",") if field.strip()]


def _list_corpus(arguments: Any) -> int:
    from tui.frames.catalog import ViewColumn
    from tui.frames.cells import shown_columns

    name: str = arguments.table
    resolved = open_corpus()
    frame = _with_addresses(resolved, _rows(resolved, name, arguments.rows))
    table = resolved.table(name)
    reader = reader_of(resolved, arguments.lang)
    assert table.view is not None
    views = [view for view in table.view.columns if _drawable(view, table, frame)]
    columns = shown_columns(views, table, reader, resolved.table)
    known = [column for column in frame.columns if column not in HIDDEN]
    fields = _fields(arguments)
    for field in fields:
        if field not in known and field not in (column.name for column in columns):
            raise unknown(field, known)
    dataset = Dataset(frame.lazy(), columns, frame.height)
    query = Query(sort=parse_sort(arguments.sort), limit=arguments.limit)
    found = run(compiled(dataset, query))
    warn(resolved, *(CLAIMED if name == "companies" else (name,)))
    if arguments.count:
        print_pieces([f"{found.height}\n"])
        return EXIT_OK if found.height else EXIT_NO_MATCH
    if found.height < frame.height:
        note(f"{found.height} of {frame.height} rows; more with --limit")
    if arguments.format:
        chosen = [field for field in fields if field in known] or known
        print_pieces(write(found.select(chosen), arguments.format))
        return EXIT_OK if frame.height else EXIT_NO_MATCH
    if fields:
        by_name = {view.name: view for view in table.view.columns}
        wanted = [by_name.get(field, ViewColumn(field, width=60)) for field in fields]
        columns = shown_columns(wanted, table, reader, resolved.table)
    _print_aligned(found, columns)
    return EXIT_OK if frame.height else EXIT_NO_MATCH


def _print_aligned(frame: pl.DataFrame, columns: Sequence[ShownColumn]) -> None:
    lines, dropped = aligned(frame, columns, width_of_terminal())
    print_pieces(f"{line}\n" for line in lines)
    if dropped:
        note(f"no room for {', '.join(dropped)}; widen the terminal, pipe, or choose with --fields")


# Files


def _open_file(arguments: Any) -> Source:
    from tui.frames.files.opening import open_file
    from tui.frames.files.source import Options

    name: str = arguments.table
    options = Options(arguments.encoding, arguments.delimiter or "", arguments.header, arguments.table_name)
    if name == "-":
        from tui.streamed import spooled

        name = str(spooled())
    elif not os.path.exists(name) and "://" not in name and not any(mark in name for mark in "*?/."):
        raise TermsheetError(f"`{name}` is neither a table nor a file", f"tables: {', '.join(CORPUS)}", EXIT_USAGE)
    sources = open_file(name, options)
    if len(sources) > 1:
        others = ", ".join(source.told[0] for source in sources if source.told)
        note(f"shows the first of {others}; choose with --table")
    source = sources[0]
    if source.whole is not None:
        source = source.whole(run)
    if source.notices:
        more = f", the first: {source.notices[0]}" if len(source.notices) > 1 else f": {source.notices[0]}"
        note(f"{source.name}: {len(source.notices)} notice{'s' if len(source.notices) > 1 else ''}{more}")
    guessed = [told for told in source.told if "guessed" in told]
    if guessed:
        note(f"{source.name}: {', '.join(guessed)}")
    return source


def _language(arguments: Any) -> Language:
    from tui.text import locale

    return locale.language(arguments.lang, os.environ)


def _machine(frame: pl.LazyFrame, form: str) -> Iterator[str]:
    """Rows for programs, in pieces, so that ten million are never in memory as text."""
    from tui.frames.saving import flat

    if form in ("json", "md"):
        yield from write(run(flat(frame)), form, plain=True)  # type: ignore[arg-type]
        return
    frame = flat(frame)
    height = int(run(frame.select(pl.len())).item())
    for start in range(0, max(height, 1), BATCH):
        part = run(frame.slice(start, BATCH))
        if form == "jsonl":
            yield part.write_ndjson()
        else:
            yield part.write_csv(include_header=start == 0, separator="," if form == "csv" else "\t")


def _list_file(arguments: Any) -> int:
    from tui.frames.files.source import RAW
    from tui.models.file_sheets import file_dataset

    if arguments.rows:
        raise TermsheetError(f"--{arguments.rows} goes with tables of the corpus", "leave it out", EXIT_USAGE)
    source = _open_file(arguments)
    if arguments.engine == "duckdb":
        return _list_elsewhere(arguments, source)
    dataset = file_dataset(source, {}, _language(arguments))
    fields = _fields(arguments)
    names = [column.name for column in dataset.columns]
    for field in fields:
        if field not in names:
            raise unknown(field, names)
    query = Query(sort=parse_sort(arguments.sort), limit=arguments.limit)
    total = dataset.height or 0
    if arguments.count:
        count = min(total, arguments.limit) if arguments.limit is not None else total
        compiled(dataset, query)
        print_pieces([f"{count}\n"])
        return EXIT_OK if count else EXIT_NO_MATCH
    frame = compiled(dataset, query)
    if query.sort and arguments.format:
        frame = run(frame).lazy()
    if arguments.limit is not None and arguments.limit < total:
        note(f"{arguments.limit:,} of {total:,} rows; more with --limit")
    if arguments.format:
        wanted = fields or [name for name in frame.collect_schema().names() if RAW not in name]
        print_pieces(_machine(frame.select(wanted), arguments.format))
        return EXIT_OK if total else EXIT_NO_MATCH
    if arguments.limit is None and total > PRINTED:
        note(f"{PRINTED:,} of {total:,} rows; more with --limit, all with --csv")
        frame = compiled(dataset, query._replace(limit=PRINTED))
    columns = [c for f in fields for c in dataset.columns if c.name == f] or list(dataset.columns)
    _print_aligned(run(frame), columns)
    return EXIT_OK if total else EXIT_NO_MATCH


def _list_elsewhere(arguments: Any, source: Source) -> int:
    """The same rows from the engine that was asked for."""
    from tui.frames.engines.in_duckdb import DuckDbEngine
    from tui.frames.file_columns import file_columns

    engine = DuckDbEngine.over(source.frame)
    fields = tuple(_fields(arguments)) or None
    query = Query(sort=parse_sort(arguments.sort), limit=arguments.limit, columns=fields)
    if arguments.count:
        count = engine.count(query)
        print_pieces([f"{count}\n"])
        return EXIT_OK if count else EXIT_NO_MATCH
    found = engine.rows(query, 0, PRINTED if arguments.limit is None and not arguments.format else 1 << 31)
    if arguments.format:
        print_pieces(_machine(found.lazy(), arguments.format))
    else:
        _print_aligned(found, file_columns(found.schema, {}, _language(arguments)))
    return EXIT_OK if found.height else EXIT_NO_MATCH


# Statistics


def _corpus_dataset(name: str, arguments: Any) -> tuple[Dataset, Reader]:
    from tui.frames.cells import shown_columns

    resolved = open_corpus()
    reader = reader_of(resolved, arguments.lang)
    table = resolved.table(name)
    frame = resolved.shown(name)
    assert table.view is not None
    return Dataset(frame.lazy(), shown_columns(table.view.columns, table, reader, resolved.table), frame.height), reader


def statistics(arguments: Any) -> int:
    """Prints statistics of all columns, or how often each value of one column occurs."""
    return _statistics(arguments) if arguments.table in CORPUS else _of_file(_statistics, arguments)


def _statistics(arguments: Any) -> int:
    from tui.frames.statistics import EXACT, counted_as_drawn, describe, frequency
    from tui.models.derived_sheets import frequency_sheet, statistics_sheet
    from tui.models.file_sheets import file_dataset

    if arguments.table in CORPUS:
        dataset, reader = _corpus_dataset(arguments.table, arguments)
        language = reader.language
    else:
        language = _language(arguments)
        dataset = file_dataset(_open_file(arguments), {}, language)
    if arguments.column is None:
        told = describe(dataset, Query(), dataset.columns)
        sheet = statistics_sheet(told, dataset.columns, language, (dataset.height or 0) > EXACT)
    else:
        told = frequency(dataset, Query(), arguments.column)
        names = [*(c.name for c in dataset.columns)]
        column = dataset.columns[names.index(arguments.column)] if arguments.column in names else None
        if column is None:
            from tui.frames.file_columns import file_columns

            schema = dataset.frame.collect_schema()
            column = file_columns({arguments.column: schema[arguments.column]}, {}, language)[0]
        sheet = frequency_sheet(told, column, counted_as_drawn(dataset, arguments.column), language)
    if arguments.limit is not None and arguments.limit < told.height:
        note(f"{arguments.limit:,} of {told.height:,} rows; more with --limit")
        told = told.head(arguments.limit)
    if arguments.format:
        print_pieces(write(told, arguments.format, plain=True))
    else:
        _print_aligned(told, sheet.model().columns)
    return EXIT_OK if told.height else EXIT_NO_MATCH
