"""SQLite: the tables and views of a database. Nothing is ever written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.files.format import FileFormat

if TYPE_CHECKING:
    import sqlite3

    import polars as pl

    from tui.files.source import File, Options, Source

ROWS_TAKEN = 100_000
"""Rows that are taken at a time."""
TABLES_AND_VIEWS = (
    "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by 1"
)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _frame(connection: sqlite3.Connection, table: str) -> pl.DataFrame:
    import polars as pl

    from tui.files.records import column

    cursor = connection.execute(f"select * from {_quoted(table)}")
    titles = [told[0] for told in cursor.description]
    parts = []
    while rows := cursor.fetchmany(ROWS_TAKEN):
        columns = zip(titles, zip(*rows, strict=True), strict=True)
        parts.append(pl.DataFrame([column(title, list(values)) for title, values in columns]))
    empty = pl.DataFrame(schema=dict.fromkeys(titles, pl.String))
    return pl.concat(parts, how="vertical_relaxed") if parts else empty


def _tables(file: File, wanted: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables with their names, or the one `wanted`."""
    import sqlite3
    from contextlib import closing

    from tui.files.source import Unreadable

    address = f"{file.path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        names = [name for (name,) in connection.execute(TABLES_AND_VIEWS)]
        if not names:
            raise Unreadable("the database holds no table")
        if wanted and wanted not in names:
            raise Unreadable(f"no table `{wanted}`", f"tables: {', '.join(names)}")
        for name in [wanted] if wanted else names:
            yield name, _frame(connection, name)


def read(file: File, options: Options) -> list[Source]:
    """A table each."""
    import sqlite3

    from tui.files.source import Unreadable
    from tui.files.typed import of_values

    try:
        tables = [*_tables(file, options.table)]
    except sqlite3.DatabaseError as error:
        raise Unreadable(f"no readable database: {error}", "check the file") from None
    alone = len(tables) == 1
    return [
        of_values(file.telling(f"table {table}"), "SQLite", frame, name="" if alone else f"{file.shown.stem}:{table}")
        for table, frame in tables
    ]


FORMATS = (FileFormat("SQLite", (".sqlite", ".sqlite3", ".db"), (b"SQLite format 3\x00",), read),)
