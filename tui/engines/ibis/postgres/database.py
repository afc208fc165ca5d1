"""A PostgreSQL database at an address."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import polars as pl

from tui.engines.address import Address
from tui.engines.base import CancelToken
from tui.engines.connections import password_of
from tui.engines.database import LISTING, Served
from tui.engines.ibis.engine import IbisEngine
from tui.engines.ibis.forward import Forward
from tui.engines.ibis.keyed import Keyed
from tui.engines.ibis.postgres import catalogue
from tui.engines.ibis.postgres.catalogue import RELATIONS, NamedTable, ServerTold, StoredColumn, key_of
from tui.engines.ibis.postgres.server import PostgresTable
from tui.engines.ibis.postgres.sessions import Connection, Sessions
from tui.engines.ibis.postgres.types import KEY_KINDS, held_as
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label, listed
from tui.text.spelling import closest

_OPTIONS = ("host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "service", "passfile",
           "connect_timeout", "target_session_attrs", "channel_binding", "gssencmode", "krbsrvname")  # fmt: skip
"""What may follow `?`: what leads to a server and what is asked of the way there; nothing of what is done there."""
_NAME = re.compile(r'"(?:[^"]|"")*"|[^."]+')
_MOST_NAMED = 12


def parts_of(table: str) -> list[str]:
    """The names in that of a table: `public.deals`, `"My.Schema".deals`."""
    parts = _NAME.findall(table)
    return [part[1:-1].replace('""', '"') if part[:1] == '"' else part for part in parts]


def as_typed(name: str) -> str:
    """A name as an address has it: as it is, or in quotes where it would be read as several."""
    plain = re.fullmatch(r"[\w $-]+", name) is not None
    return name if plain else '"' + name.replace('"', '""') + '"'


def libpq_place(address: Address) -> tuple[dict[str, Any], str]:
    """What leads to the database of an address, as libpq calls it, and what of it is meant.

    Raises `TermsheetError` for options that say more than that.
    """
    unknown = [name for name, _ in address.options if name not in _OPTIONS]
    if unknown:
        known = label("filter.known", ", ".join(_OPTIONS))
        raise TermsheetError(label("address.option", unknown[0]), known, EXIT_USAGE)
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
        return f"{as_typed(schema)}.{as_typed(table)}"

    def open(self, table: str) -> Served:
        found = self._found(table)
        name = found.name if found.schema == "public" else f"{found.schema}.{found.name}"
        if not found.readable:
            raise TermsheetError(label("server.unreadable", name), label("server.no_right"), EXIT_UNREADABLE)
        every = [StoredColumn(*row) for row in self._read(catalogue.READ_COLUMNS, found.oid)]
        columns = [column for column in every if column.readable]
        if not columns:
            raise TermsheetError(label("server.no_columns", name), label("server.other_table"), EXIT_UNREADABLE)
        keys = self._read(catalogue.READ_KEYS, found.oid)
        key = key_of(found, keys, {column.number: column for column in every}, frozenset(KEY_KINDS))
        server = PostgresTable(self._sessions, (found.schema, found.name), columns, key, self._told)
        reach = Keyed(server) if key else Forward(server)
        engine = IbisEngine(server, reach, found.rows)
        told = () if key else (label("server.no_order"),)
        return Served(name, engine, told, self._notes(every, columns))

    def _notes(self, every: list[StoredColumn], columns: list[StoredColumn]) -> tuple[Label, ...]:
        notes = []
        held = {column: held_as(column, self._told.collate) for column in columns}
        for key, names in (
            ("server.as_text", [f"{column.name} ({column.called})" for column, how in held.items() if how.as_text]),
            ("server.inexact", [column.name for column, how in held.items() if how.inexact]),
            ("server.hidden", [column.name for column in every if not column.readable]),
        ):
            if names:
                few = names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "…"]
                notes.append(label(key, Label(listed(few, "en"), listed(few, "zh"))))
        return tuple(notes)

    def _found(self, table: str) -> NamedTable:
        """The table that is called so. Raises `TermsheetError` where there is none, or several."""
        parts = parts_of(table)
        ways = [(*parts[:-1], parts[-1])[-2:]] if 0 < len(parts) <= 2 else []
        # A name may have a point in it that nobody put in quotes.
        ways.append((table,))
        rows = self._read(catalogue.READ_NAMED, [way[-1].lower() for way in ways])
        every = [NamedTable(*row) for row in rows]
        for way in ways:
            for same in (_exactly, _but_for_case):
                found = [one for one in every if same(one, way)]
                seen = [one for one in found if one.visible] if len(way) == 1 else found
                if len(seen) == 1 or len(found) == 1:
                    return (seen or found)[0]
                if found:
                    known = ", ".join(self.path(one.schema, one.name) for one in found[:_MOST_NAMED])
                    raise TermsheetError(label("server.several", table), label("filter.known", known), EXIT_USAGE)
        names = [self.path(schema, name) for schema, name in self.tables().select("schema", "table").rows()]
        close = closest(table, [*names, *(name.rpartition(".")[2] for name in names)])
        hint = label("filter.near", ", ".join(close)) if close else label("server.list")
        raise TermsheetError(label("server.no_table", self.name, table), hint, EXIT_UNREADABLE)


def _exactly(found: NamedTable, way: tuple[str, ...]) -> bool:
    return (found.schema, found.name)[-len(way) :] == way


def _but_for_case(found: NamedTable, way: tuple[str, ...]) -> bool:
    return tuple(part.lower() for part in (found.schema, found.name)[-len(way) :]) == tuple(map(str.lower, way))


def database(address: Address) -> PostgresDatabase:
    """The database at an address. Raises `TermsheetError` where it cannot be reached."""
    return PostgresDatabase(address)
