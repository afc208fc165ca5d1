"""The tabs of the corpus and of an entity's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

import polars as pl

from tui.corpus.ways import DISPUTED
from tui.language.words import word
from tui.pages import tabs
from tui.pages.document import Door
from tui.pages.naming import entity_door, page_of_figure
from tui.query.query import Query
from tui.storage import watching
from tui.tables.dataset import ROWS
from tui.tables.first import with_first
from tui.tables.model import TableModel
from tui.tables.of_corpus import corpus_dataset
from tui.tables.outgoing import Outgoing
from tui.tables.programs import (
    asked,
    notes_among,
    outgoing,
    told_columns,
    with_names,
    with_notes,
)
from tui.tables.sheet import PageSheet, RowMeaning, Sheet, TableSheet
from tui.tables.view import View

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.corpus.lens import Lens, Row
    from tui.corpus.tables import Table
    from tui.pages.citation import Citation
    from tui.pages.panel import Panel


def corpus_sheets(lens: Lens, reader: Reader) -> tuple[Sheet, ...]:
    """The tabs of the corpus, pages and tables in one order."""
    pages: list[tuple[int, Sheet]] = [(tab.order, PageSheet(tab, lens)) for tab in tabs.OF_CORPUS]
    tables = [
        (lens.table(name).order, _corpus_sheet(lens, name, partial(lens.shown, name), reader))
        for name in lens.corpus.tabs
    ]
    return tuple(sheet for _, sheet in sorted([*pages, *tables], key=itemgetter(0)))


def corpus_tabs(lens: Lens) -> tuple[str, ...]:
    """The names of the tabs of the corpus."""
    places = [(tab.order, tab.name) for tab in tabs.OF_CORPUS]
    places += [(lens.table(name).order, name) for name in lens.corpus.tabs]
    return tuple(name for _, name in sorted(places, key=itemgetter(0)))


def entity_sheets(lens: Lens, entity: str, reader: Reader) -> tuple[Sheet, ...]:
    """The tabs of one entity's page: its card, and each table that says something of it."""
    from tui.pages.card import entity_frames
    from tui.pages.entity_tabs import OF_ENTITY

    frames = entity_frames(lens, entity)
    made = [(tab, tab.page(lens, entity, reader, frames) if tab.page else None) for tab in OF_ENTITY]
    pages = [PageSheet(tab, lens, entity, page) for tab, page in made]
    tables = [
        _corpus_sheet(lens, name, partial(pl.DataFrame.clone, frame), reader)
        for name, frame in frames.items()
        if name in lens.corpus.listed and not frame.is_empty()
    ]
    return (*pages, *tables)


def _corpus_sheet(lens: Lens, name: str, rows: Callable[[], pl.DataFrame], reader: Reader) -> TableSheet:
    table = lens.table(name)
    assert table.view is not None
    view = table.view
    of_facts = table.claims or table.rows == DISPUTED

    def model() -> TableModel:
        dataset = corpus_dataset(lens, name, rows(), reader)
        filters = () if table.first.folds else with_first(table.first, (), dataset.schema)
        made = TableModel(dataset, view.frozen, View(Query(filters), view.frozen))
        made.noted = frozenset(watching.notes_on(name)) if table.claims else frozenset()
        return made

    return TableSheet(
        name,
        table.title,
        model,
        RowMeaning(
            page=lambda row: row_page(lens, table, row),
            entity=table.subject_of if table.subject and table.rows != DISPUTED else None,
            door=(lambda row: row_door(table, row, reader)) if table.subject else None,
            sources=(lambda row: sources_of(lens, table, row)) if of_facts or not table.subject else None,
            citation=lambda row, column: citation(lens, *_cited(lens, table, row), reader, column),
            fact=(lambda row: (name, row["key"])) if table.claims else None,
        ),
        unit=table.unit or ROWS,
        corpus=folder_of(lens),
        looks=looks_of(lens, reader),
        note=_looked_at(lens, reader),
        outgoing=partial(_outgoing, lens, table, reader),
    )


def folder_of(lens: Lens) -> str:
    """The folder or the address of a corpus that is not the one that ships."""
    corpus = lens.corpus
    given = corpus.given if corpus.given != str(corpus.folder) else str(corpus.folder.absolute())
    return given if corpus.beneath else ""


def looks_of(lens: Lens, reader: Reader) -> tuple[str, ...]:
    """The words of the command line by which figures are looked at as they are here."""
    given = (("--currency", reader.currency), ("--units", reader.units), ("--as-of", lens.corpus.until))
    return tuple(f"{flag}={value}" for flag, value in given if value)


def _looked_at(lens: Lens, reader: Reader) -> str:
    """How figures are looked at, where that is not as they were printed."""
    units = {None: "", "western": "K M B", "chinese": word("looks.chinese", reader.language)}[reader.units]
    told = (
        word("looks.as_of", reader.language, str(lens.corpus.until)) if lens.corpus.until else "",
        word("looks.currency", reader.language, reader.currency) if reader.currency else "",
        units,
    )
    return " · ".join(part for part in told if part)


def _outgoing(
    lens: Lens, table: Table, reader: Reader, columns: Sequence[str], schema: Mapping[str, pl.DataType]
) -> Outgoing:
    """What is copied and exported of a tab that shows some columns."""
    names = tuple(dict.fromkeys((*lens.shown(table.name).columns, *columns)))
    told = asked(told_columns(table, names), columns)
    named = with_names(outgoing(lens, told, names), told, lambda entity: reader.names.name(entity, reader.language))
    return with_notes(named, notes_among(watching.notes_on(table.name), lens.shown(table.name)))


def _cited(lens: Lens, table: Table, row: Row) -> tuple[str, Row]:
    """The table and the row that a citation of a row is of: a dispute is cited as its fact."""
    fact = lens.fact(row["table"], row["key"]) if table.rows == DISPUTED else None
    return (row["table"], fact) if fact else (table.name, row)


def citation(lens: Lens, name: str, row: Row, reader: Reader, column: str = "") -> Citation:
    """What a column of a row states, else its figure, with who said it and where."""
    from tui.pages.citation import cited

    return cited(lens, name, row, reader, column)


def sources_of(lens: Lens, table: Table, row: Row) -> list[Panel]:
    """The page of the claims and sources behind a row."""
    from tui.pages.fact import fact_page
    from tui.pages.source import source_page

    if table.rows == DISPUTED:
        return fact_page(lens, row["table"], row["key"])
    return fact_page(lens, table.name, row["key"]) if table.claims else source_page(lens, row["id"])


def row_door(table: Table, row: Row, reader: Reader) -> Door | None:
    """The page that a row opens: of a figure over time its series, of a dispute the dispute, else whom it is about."""
    if table.rows == DISPUTED:
        return Door(row["table"], row["key"], "dispute")
    if table.measured:
        return Door(table.name, row["key"], page_of_figure(table))
    return entity_door(table.subject_of(row), reader)


def row_page(lens: Lens, table: Table, row: Row) -> list[Panel]:
    """The page of the row under the cursor, as the detail pane shows it."""
    from tui.pages.entity import entity_panels
    from tui.pages.fact import fact_page
    from tui.pages.noted import Noted

    if not table.claims and table.subject and table.rows != DISPUTED:
        return entity_panels(lens, str(table.subject_of(row)), most=6)
    noted = [Noted(table.name, row["key"])] if table.claims else []
    if table.rows == "series" and row["real"]:
        return _with_note(fact_page(lens, table.name, row["key"], series=row), noted)
    return _with_note(sources_of(lens, table, row), noted)


def _with_note(panels: list[Panel], noted: Sequence[Panel]) -> list[Panel]:
    """A page with a person's own note behind what is shown of the fact."""
    return [*panels[:1], *noted, *panels[1:]]
