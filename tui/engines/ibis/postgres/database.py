"""A PostgreSQL database at an address."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from tui.engines.address import Address
from tui.engines.base import CancelToken, Unanswered
from tui.engines.connections import password_of
from tui.engines.database import LISTING, Served
from tui.engines.ibis.engine import IbisEngine
from tui.engines.ibis.forward import Forward
from tui.engines.ibis.keyed import Keyed
from tui.engines.ibis.postgres import catalogue
from tui.engines.ibis.postgres.catalogue import RELATIONS, NamedTable, ServerTold, StoredColumn, key_of
from tui.engines.ibis.postgres.server import PostgresTable
from tui.engines.ibis.postgres.sessions import Connection, Sessions
from tui.engines.ibis.postgres.types import DAYS, KEY_KINDS, all_in_calendar, filled_as_read, held_as
from tui.engines.naming import named_table, notes_of_columns, path_of, refuse_options, ways_of
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label

_OPTIONS = ("host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "service", "passfile",
           "connect_timeout", "target_session_attrs", "channel_binding", "gssencmode", "krbsrvname")  # fmt: skip
"""What may follow `?`: what leads to a server and what is asked of the way there; nothing of what is done there."""


def libpq_place(address: Address) -> tuple[dict[str, Any], str]:
    """What leads to the database of an address, as libpq calls it, and what of it is meant.

    Raises `TermsheetError` for options that say more than that.
    """
    refuse_options(address.options, _OPTIONS)
    segments = address.segments
    if len(segments) > 2:
        raise TermsheetError(label("address.deep", address.given), label("address.form"), EXIT_USAGE)
    place: dict[str, Any] = {"host": address.host, "port": address.port, "user": address.user,
                             "dbname": segments[0] if segments else ""}  # fmt: skip
    place = {name: value for name, value in place.items() if value} | dict(address.options)
    return place, segments[1] if len(segments) > 1 else ""


class PostgresDatabase:
    """A database, read only."""

    def __init__(self, address: Address) -> None:
        place, self.table = libpq_place(address)
        self._sessions = Sessions(place, partial(password_of, address), address.given)
        (row,) = self._read(catalogue.READ_DATABASE)
        self._told = ServerTold(*row)
        self._sessions.replaces = self._told.encoding == "SQL_ASCII"
        if self._sessions.replaces:
            self._sessions.forget()
        self.name = self._told.name
        self.form = f"PostgreSQL {self._told.version.split(' ', maxsplit=1)[0]}"

    def _read(self, statement: str, *given: object, token: CancelToken | None = None) -> list[tuple[Any, ...]]:
        def work(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(statement.encode(), given or None).fetchall()

        return self._sessions.run(work, token)

    def tables(self, token: CancelToken | None = None) -> pl.DataFrame:
        found = [
            (schema, name, RELATIONS[kind], *others)
            for schema, name, kind, *others in self._read(catalogue.READ_TABLES, token=token)
        ]
        return pl.DataFrame(found, schema=LISTING, orient="row")

    def path(self, schema: str, table: str) -> str:
        return path_of(schema, table)

    def open(self, table: str) -> Served:
        found = self._found(table)
        name = found.name if found.schema == "public" else f"{found.schema}.{found.name}"
        if not found.readable:
            raise TermsheetError(label("server.unreadable", name), label("server.no_right"), EXIT_UNREADABLE)
        every = [StoredColumn(*row) for row in self._read(catalogue.READ_COLUMNS, found.oid)]
        columns = self._dated(found, [column for column in every if column.readable])
        if not columns:
            raise TermsheetError(label("server.no_columns", name), label("server.other_table"), EXIT_UNREADABLE)
        keys = self._read(catalogue.READ_KEYS, found.oid)
        key = key_of(found, keys, {column.number: column for column in every}, frozenset(KEY_KINDS))
        read = [column._replace(filled=filled_as_read(column)) for column in columns]
        server = PostgresTable(self._sessions, (found.schema, found.name), read, key, self._told)
        reach = Keyed(server) if key else Forward(server)
        engine = IbisEngine(server, reach, found.rows)
        told = () if key else (label("server.no_order"),)
        return Served(name, engine, told, self._notes(every, columns))

    def _dated(self, found: NamedTable, columns: list[StoredColumn]) -> list[StoredColumn]:
        """Columns with what their indexes tell at once: whether all days and times lie in the calendar."""
        days = [column for column in columns if column.kind in DAYS]
        if not days or found.inherited:
            return columns
        leading = {number for (number,) in self._read(catalogue.READ_LEADING, found.oid)}
        asked = [column for column in days if column.number in leading]
        if not asked:
            return columns
        try:
            (told,) = self._read(all_in_calendar(asked, (found.schema, found.name)))
        except Unanswered:
            return columns
        known = dict(zip((column.number for column in asked), told, strict=True))
        return [column._replace(in_calendar=known.get(column.number)) for column in columns]

    def _notes(self, every: list[StoredColumn], columns: list[StoredColumn]) -> tuple[Label, ...]:
        held = {column: held_as(column, self._told.collate) for column in columns}
        return notes_of_columns(
            {
                "server.as_text": [f"{column.name} ({column.called})" for column, how in held.items() if how.as_text],
                "server.inexact": [column.name for column, how in held.items() if how.inexact],
                "server.no_day": [column.name for column in columns if column.in_calendar is False],
                "server.hidden": [column.name for column in every if not column.readable],
            }
        )

    def _found(self, table: str) -> NamedTable:
        """The table that is called so. Raises `TermsheetError` where there is none, or several."""
        rows = self._read(catalogue.READ_NAMED, [way[-1].lower() for way in ways_of(table)])
        every = [NamedTable(*row) for row in rows]
        return named_table(table, self.name, every, lambda: self.tables().select("schema", "table").rows())


def database(address: Address) -> PostgresDatabase:
    """The database at an address. Raises `TermsheetError` where it cannot be reached."""
    return PostgresDatabase(address)
