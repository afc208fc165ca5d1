"""Reads the tables of an SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import polars as pl

from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.files.json import column

CHUNK = 100_000


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def read(path: Path, wanted: str = "") -> list[tuple[str, pl.DataFrame]]:
    """The tables and views of a database with their names, or the one `wanted`. Nothing is ever written."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        names = [
            name
            for (name,) in connection.execute(
                "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by 1"
            )
        ]
        if wanted and wanted not in names:
            raise TermsheetError(f"no table `{wanted}`", f"tables: {', '.join(names)}", EXIT_UNREADABLE)
        tables = []
        for name in [wanted] if wanted else names:
            cursor = connection.execute(f"select * from {_quoted(name)}")
            titles = [told[0] for told in cursor.description]
            parts = []
            while rows := cursor.fetchmany(CHUNK):
                parts.append(
                    pl.DataFrame([column(t, list(v)) for t, v in zip(titles, zip(*rows, strict=True), strict=True)])
                )
            empty = pl.DataFrame(schema=dict.fromkeys(titles, pl.String))
            tables.append((name, pl.concat(parts, how="vertical_relaxed") if parts else empty))
        connection.close()
    except sqlite3.DatabaseError as error:
        raise TermsheetError(f"no readable database: {error}", "check the file", EXIT_UNREADABLE) from None
    if not tables:
        raise TermsheetError("the database holds no table", "", EXIT_UNREADABLE)
    return tables
