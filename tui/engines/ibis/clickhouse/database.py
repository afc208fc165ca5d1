"""ClickHouse at an address: a server, or a store on this machine."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tui.engines.address import Address
from tui.engines.base import CancelToken
from tui.engines.database import LISTING, Served
from tui.engines.ibis.clickhouse.catalogue import (
    READ_SERVER,
    NamedTable,
    StoredColumn,
    columns_read,
    kind_of,
    read_named,
    read_tables,
)
from tui.engines.ibis.clickhouse.server import ClickHouseTable
from tui.engines.ibis.clickhouse.store import StatementReader
from tui.engines.ibis.clickhouse.types import held_as
from tui.engines.ibis.engine import IbisEngine
from tui.engines.ibis.forward import Forward
from tui.engines.naming import named_table, notes_of_columns, parts_of, path_of, refuse_options, ways_of
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.language.words import label


class ClickHouseDatabase:
    """Databases of ClickHouse, read only.

    Args:
        reading: reads there.
        schema: the database that the address names; empty where it names none.
        table: the table that it names, likewise.
        name: what the place is called where it names no database.
    """

    def __init__(self, reading: StatementReader, schema: str, table: str, name: str) -> None:
        self._reading, self._schema, self.table = reading, schema, table
        ((version, current),) = reading.rows(READ_SERVER)
        self._current = schema or current
        self.name = schema or name
        self.form = f"ClickHouse {version}"

    def tables(self, token: CancelToken | None = None) -> pl.DataFrame:
        found = [
            (schema, name, kind_of(engine), rows, True, comment or None)
            for schema, name, engine, rows, comment in self._reading.rows(read_tables(self._schema), token)
        ]
        return pl.DataFrame(found, schema=LISTING, orient="row")

    def path(self, schema: str, table: str) -> str:
        return path_of(schema, table)

    def open(self, table: str) -> Served:
        found = self._found(table)
        columns = [StoredColumn(*row) for row in self._reading.rows(columns_read(found))]
        name = found.name if found.visible else f"{found.schema}.{found.name}"
        if not columns:
            raise TermsheetError(label("server.no_columns", name), label("server.other_table"), EXIT_UNREADABLE)
        server = ClickHouseTable(self._reading, (found.schema, found.name), columns)
        engine = IbisEngine(server, Forward(server), found.rows)
        how = {column: held_as(column) for column in columns}
        notes = notes_of_columns(
            {
                "server.as_text": [f"{column.name} ({column.kind})" for column, one in how.items() if one.as_text],
                "server.inexact": [column.name for column, one in how.items() if one.inexact],
                "server.finer": [column.name for column, one in how.items() if one.finer],
            }
        )
        return Served(name, engine, (label("server.no_order.unique"),), notes)

    def _found(self, table: str) -> NamedTable:
        rows = self._reading.rows(read_named([way[-1].lower() for way in ways_of(table)]))
        every = [NamedTable(*row)._replace(visible=row[0] == self._current) for row in rows]
        if self._schema and len(parts_of(table)) == 1:
            every = [one for one in every if one.visible]
        return named_table(table, self.name, every, lambda: self.tables().select("schema", "table").rows())


def _place(segments: tuple[str, ...], given: str) -> tuple[str, str]:
    """The database and the table that the end of an address names: `db.table`, `db/table`, or a database alone."""
    if len(segments) > 2:
        raise TermsheetError(label("address.deep", given), label("address.form.clickhouse"), EXIT_USAGE)
    if len(segments) == 2:
        return segments[0], segments[1]
    parts = parts_of(segments[0]) if segments else []
    return (parts[0], segments[0]) if len(parts) == 2 else ("".join(parts), "")


def database(address: Address) -> ClickHouseDatabase:
    """The server at an address. Raises `TermsheetError` where it cannot be reached."""
    from tui.engines.ibis.clickhouse.http import HTTP_OPTIONS, HttpServer

    refuse_options(address.options, HTTP_OPTIONS)
    schema, table = _place(address.segments, address.given)
    return ClickHouseDatabase(StatementReader(HttpServer(address, schema)), schema, table, address.host or "localhost")


def store(address: Address) -> ClickHouseDatabase:
    """The store in a folder of this machine. Raises `TermsheetError` where it cannot be opened."""
    refuse_options(address.options, ())
    segments = address.segments
    first = Path(address.host) if address.host else Path("/")
    for count in range(len(segments), max(-1, len(segments) - 3), -1):
        folder = first.joinpath(*segments[:count])
        if (folder / "metadata").is_dir() or (folder / "store").is_dir():
            from tui.engines.ibis.clickhouse.inprocess import Store

            schema, table = _place(segments[count:], address.given)
            return ClickHouseDatabase(StatementReader(Store(folder, address.given)), schema, table, folder.name)
    raise TermsheetError(label("address.no_store", address.given), label("address.form.chdb"), EXIT_UNREADABLE)
