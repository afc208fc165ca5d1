"""The tables of a corpus as a database keeps them: columns, keys, comments; and loading them into one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from tui.corpus.corpus import Corpus
from tui.corpus.kinds import KINDS
from tui.corpus.package import REFERS
from tui.corpus.reading import LINE
from tui.corpus.tables import Column, Table
from tui.engines.store import Reference, Store, StoredColumn, StoredTable
from tui.errors import EXIT_FAILED, EXIT_UNREADABLE, TermsheetError
from tui.language.label import Label
from tui.language.words import label, listed
from tui.storage.shipped import place

CONTENTS = "_termsheet"
"""The table that says which others make up the corpus, and keeps what describes them otherwise than what ships."""
_FILE, _CONTENT = "file", "content"
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.(\d+))?")
_ID = "id"


def load_into(corpus: Corpus, store: Store, where: str, *, replace: bool) -> list[StoredTable]:
    """Writes all tables of a corpus; those that were written. Where something fails nothing is.

    Raises `TermsheetError` where there are tables already that nobody said to replace, and where a table was not read
    as it is written, so that it would be another one in the database.
    """
    tables = stored_tables(corpus)
    with store.writing() as session:
        held = session.names()
        names = {CONTENTS, *(table.name for table in tables)}
        known = {*contents(session.rows(CONTENTS))} if CONTENTS in held else set()
        there = sorted(held & (names | {name.removesuffix(".csv") for name in known if name.endswith(".csv")}))
        if there and not replace:
            told = Label(listed(there, "en"), listed(there, "zh"))
            raise TermsheetError(label("load.there", where, told), label("load.there.hint"), EXIT_FAILED)
        session.drop(there)
        for table in [*tables, _contents(corpus, tables)]:
            session.create(table)
    return tables


def contents(frame: pl.DataFrame) -> dict[str, str | None]:
    """What the table of contents says: files by their names, and of a description its text."""
    return dict(frame.select(_FILE, _CONTENT).drop_nulls(_FILE).iter_rows())


def _contents(corpus: Corpus, tables: Sequence[StoredTable]) -> StoredTable:
    files = {f"{table.name}.csv": None for table in tables} | dict(_own_descriptions(corpus))
    rows = {_FILE: [*files], _CONTENT: [*files.values()], LINE: range(1, len(files) + 1)}
    columns = (
        StoredColumn(_FILE, _comment(label("load.file")), filled=True),
        StoredColumn(_CONTENT, _comment(label("load.content"))),
    )
    frame = pl.DataFrame(rows, schema={_FILE: pl.String, _CONTENT: pl.String, LINE: pl.Int64})
    return StoredTable(CONTENTS, _comment(label("load.contents")), columns, frame, (_FILE,))


def _own_descriptions(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The descriptions of a folder that are not as those that ship, with which the others change."""
    for path in sorted(corpus.folder.glob("*.toml")):
        ships, text = Path(place("data")) / path.name, path.read_text(encoding="utf-8")
        if not ships.is_file() or ships.read_text(encoding="utf-8") != text:
            yield path.name, text


def stored_tables(corpus: Corpus) -> list[StoredTable]:
    """The tables of a corpus as they are kept, each behind those that it refers to."""
    texts = {table.name: _whole(corpus, table) for table in corpus.tables if not table.of}
    tables = {name: _stored(corpus.table(name), frame) for name, frame in texts.items()}
    ordered: dict[str, StoredTable] = {}
    while left := [name for name in tables if name not in ordered]:
        waits = {name: {one.table for one in tables[name].references} & {*left} - {name} for name in left}
        ready = [name for name in left if not waits[name]]
        # Where tables refer to each other, the first goes without what it refers to.
        for name in ready or left[:1]:
            known = {**ordered, name: tables[name]}
            ordered[name] = tables[name]._replace(references=_holding(tables[name], known))
    return [*ordered.values()]


def _whole(corpus: Corpus, table: Table) -> pl.DataFrame:
    """The texts of a table. Raises `TermsheetError` where some of its file could not be read."""
    frame, problems = corpus.texts(table.name)
    if problems:
        hint = label("load.check", corpus.given)
        raise TermsheetError(Label(problems[0].text("en"), problems[0].text("zh")), hint, EXIT_UNREADABLE)
    return frame


def _comment(title: Label) -> str:
    return title.en if title.en == title.zh else f"{title.en} · {title.zh}"


def _stored(table: Table, frame: pl.DataFrame) -> StoredTable:
    columns = tuple(_column(column, frame) for column in table.columns)
    filled = {column.name for column in columns if column.filled}
    key: tuple[str, ...] = (LINE,)
    if not table.claims and table.identity and filled.issuperset(table.identity):
        # Claims of one fact share its identity: the place of each is what tells them apart.
        key = table.identity if frame.select(table.identity).is_unique().all() else key
    references = tuple(
        Reference(column.name, REFERS[column.type], _ID) for column in table.columns if column.type in REFERS
    )
    return StoredTable(table.name, _comment(table.title), columns, frame, key, references)


def _column(column: Column, frame: pl.DataFrame) -> StoredColumn:
    cells = frame[column.name]
    filled = column.required and cells.null_count() == 0
    decimals = _decimals(cells) if KINDS[column.type].numeric else None
    return StoredColumn(column.name, _comment(column.title), decimals, filled)


def _decimals(cells: pl.Series) -> int | None:
    """How many digits stand behind the point at most; None where a cell is not written as a plain number."""
    most = 0
    for text in cells.drop_nulls().unique():
        found = _PLAIN.fullmatch(text)
        if found is None or text == "-0":
            return None
        most = max(most, len(found[1] or ""))
    return most


def _holding(table: StoredTable, known: Mapping[str, StoredTable]) -> tuple[Reference, ...]:
    """The references that hold: what each names is there, and there once."""
    return tuple(
        one
        for one in table.references
        if one.table in known
        and known[one.table].key == (one.there,)
        and table.rows[one.column].drop_nulls().is_in(known[one.table].rows[one.there].implode()).all()
    )
