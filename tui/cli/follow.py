"""`list --follow`: the rows of a file, and those that come behind them, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.cli.output import note, print_rows
from tui.cli.tables import opened_table, query_of
from tui.engines.base import BATCH
from tui.errors import EXIT_OK, EXIT_USAGE, TermsheetError
from tui.files.following import followed
from tui.language.words import label
from tui.query.columns import read_columns
from tui.query.fields import KEY
from tui.tables.of_files import file_dataset, file_outgoing
from tui.writers.registry import format_named

if TYPE_CHECKING:
    import polars as pl

    from tui.cli.list import ListRequest
    from tui.files.following import Growing
    from tui.files.source import Source
    from tui.language.label import Language

PAUSE_S = 0.25
"""Seconds between looks at whether rows came."""
FOLLOWED = ("csv", "tsv", "jsonl")
"""The formats that a row can be added to."""


def _refused(request: ListRequest) -> None:
    given = [("--sort", request.sort), ("--count", request.count), ("--limit", request.printed.limit is not None)]
    for flag, there in given:
        if there:
            raise TermsheetError(label("shell.apart", flag, "--follow"), label("shell.one_out"), EXIT_USAGE)
    if request.printed.form and request.printed.form not in FOLLOWED:
        allowed = ", ".join(f"--{form}" for form in FOLLOWED)
        raise TermsheetError(
            label("shell.apart", f"--{request.printed.form}", "--follow"), label("shell.take", allowed), EXIT_USAGE
        )
    if request.table == "-":
        raise TermsheetError(label("shell.files_not_pipe", "--follow"), label("filter.leave"), EXIT_USAGE)


def follow(request: ListRequest) -> int:
    """Prints rows as they come; CSV where no format is named."""
    _refused(request)
    opened = opened_table(request.table, request.rows, request.file, request.common)
    if opened.source is None:
        raise TermsheetError(
            label("shell.files_only", "--follow", f"`{request.table}`"), label("filter.leave"), EXIT_USAGE
        )
    source, growing = followed(opened.source)
    query = query_of(opened, request.filters)
    form = format_named(request.printed.form or "csv")
    typed = form.typed or request.printed.values
    first = opened.outgoing(read_columns(request.fields, opened.dataset.schema))
    names = [name for name in first.read(typed) if KEY not in name]

    def pages() -> Iterator[pl.DataFrame]:
        for part in _parts(source, growing, opened.language):
            engine = file_dataset(part, {}, opened.language).engine
            # A later part may keep texts, or tell currencies, where those before it did not.
            going = file_outgoing(names, engine.schema())
            for page in engine.export(query._replace(columns=going.read(typed)), BATCH):
                if page.height or part is source:
                    yield _in_columns(going.rows(page, typed), names)

    print_rows(pages(), form, header=not request.printed.no_header, raw=request.file.raw)
    return EXIT_OK


def _in_columns(page: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Rows with the columns that were printed first; those that a later part has not are empty."""
    import polars as pl

    return page.select(pl.col(n) if n in page.columns else pl.lit(None, pl.String).alias(n) for n in names)


def _parts(source: Source, growing: Growing, language: Language) -> Iterator[Source]:
    """The rows there are, and those that come, as tables of their own."""
    yield source
    while True:
        came = growing.more()
        if came is None:
            time.sleep(PAUSE_S)
            continue
        for notice in came.notices:
            note(f"{source.name}: {notice.text(language)}")
        yield source._replace(frame=came.frame.lazy(), height=came.frame.height, texts=None)
