"""A file as claims of a table: read, mapped, told apart; nothing is written yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

import polars as pl

from tui.corpus.lens import Lens
from tui.corpus.tables import Table
from tui.errors import EXIT_USAGE, TermsheetError
from tui.files.cells import program_text
from tui.importing.claims import Origin, RowReader
from tui.importing.columns import ReadColumn, read_columns_of
from tui.importing.distinct import EVENT_KEY, ToldApart, distinct
from tui.importing.mapping import Given, Mapped, mapped, nothing_to_read
from tui.importing.naming import Naming, New, Unsure, slug
from tui.importing.words import Rules, Target
from tui.language.words import label
from tui.text.folding import HAN


class Provenance(NamedTuple):
    """The file as a source: what a person says of it; its publisher by name, else it is its own."""

    name: str
    published: str = ""
    publisher: str = ""
    url: str = ""
    title: str = ""


class Imported(NamedTuple):
    """A file as claims.

    Attributes:
        name: of the file.
        rows: how many it has.
        how: how its columns were mapped, `columns`: and read.
        found: its claims, and what became of each row.
        known: the names that the corpus has, with their entities.
        new, unsure: the entities that it has not; those of them that may be known ones.
        source: the file as a row of the sources.
    """

    name: str
    table: Table
    rows: int
    how: Mapped
    columns: Sequence[ReadColumn]
    found: ToldApart
    known: Mapping[str, str]
    new: Sequence[New]
    unsure: Sequence[Unsure]
    source: Mapping[str, str]


def imported(
    frame: pl.DataFrame,
    rows: Sequence[int],
    page: Provenance,
    target: Target,
    rules: Rules,
    lens: Lens,
    given: Given,
    today: str,
    *,
    own: bool = False,
    above: Sequence[str] = (),
) -> Imported:
    """The rows of a file as claims; `rows` are their numbers in it, `today` is the day on which they are added.

    `above` is what stands in the rows above the header, which may give the unit of the figures.

    With `own` they go beside the rows that the corpus has.

    Raises `TermsheetError` in one line where the file lacks what the table needs, or what was said cannot be.
    """
    table = lens.corpus.table(target.table)
    if frame.height == 0:
        raise nothing_to_read(page.name)
    texts = {name: program_text(frame[name]).to_list() for name in frame.columns}
    if target.dated_by_file and page.published:
        given = given._replace(said={target.period: page.published, **given.said})
    how = mapped(frame.columns, target, table, given, page.name, above)
    columns = read_columns_of(texts, how, target, table, rules, given)
    entities = lens.corpus.frame("entities")
    naming = Naming(lens.names, dict(entities.select("id", "kinds").iter_rows()), given.names, rules.firms)
    unknown = next((entity for entity in given.names.values() if entity not in lens.names), None)
    if unknown is not None:
        close = lens.names.nearest(unknown)
        hint = label("filter.near", ", ".join(close)) if close else label("import.find")
        raise TermsheetError(label("import.no_entity", unknown), hint, EXIT_USAGE)
    sources = lens.corpus.frame("sources")
    if own and (page.title or page.name) in sources["title"].to_list():
        raise TermsheetError(label("import.before", page.name), label("import.before.hint"), EXIT_USAGE)
    source = _source(page, rules, naming, sources["id"].to_list(), frame.columns)
    origin = Origin(source["id"], page.published, today)
    stated = RowReader(target, table, how, columns, rows, given, naming, origin).stated()
    there = lens.corpus.frame(table.name) if own and table.name in lens.corpus.own else None
    taken = there[EVENT_KEY].to_list() if there is not None and EVENT_KEY in there.columns else ()
    found = distinct(stated, frame.height, target, table, taken)
    return Imported(
        page.name, table, frame.height, how, columns, found, naming.known, naming.new, naming.unsure, source
    )  # fmt: skip


def _source(
    page: Provenance, rules: Rules, naming: Naming, taken: Sequence[str], headers: Sequence[str]
) -> dict[str, str]:
    """The row of the file among the sources."""
    stem = slug(PurePath(page.name).stem) or "import"
    free, number = stem, 1
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    publisher = naming.entity(page.publisher or page.name, ("publisher",))
    return {
        "id": free,
        "publisher": publisher,
        "title": page.title or page.name,
        "published": page.published,
        # The person says when; the file does not print it.
        "published_basis": "inferred" if page.published else "",
        "url": page.url,
        "language": "zh" if any(HAN.search(header) for header in headers) else "en",
        **rules.source,
    }
