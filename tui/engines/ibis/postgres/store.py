"""Tables kept in a schema of a PostgreSQL database."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

import polars as pl
from psycopg import sql

from tui.engines.address import Address
from tui.engines.connections import password_of
from tui.engines.ibis.postgres.database import libpq_place
from tui.engines.ibis.postgres.sessions import Connection, Sessions, telling
from tui.engines.store import PLACE_COLUMN, ROW_PLACE, StoredColumn, StoredTable
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label

_SNAPSHOT = "set transaction isolation level repeatable read, read only"
_NAMES = "select relname::text from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
_NAMES += "where n.nspname = %s and c.relkind in ('r', 'p', 'v', 'm', 'f')"
_HAS_LINE = "select exists (select from pg_catalog.pg_attribute where attrelid = %s::regclass and attname = %s)"


class _Session:
    """The tables of a schema in one transaction."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection, self._schema = connection, schema

    def _run(self, statement: str, **parts: sql.Composable) -> None:
        self._connection.execute(sql.SQL(statement).format(**parts))

    def _named(self, table: str) -> sql.Identifier:
        return sql.Identifier(self._schema, table)

    def names(self) -> frozenset[str]:
        return frozenset(name for (name,) in self._connection.execute(_NAMES.encode(), (self._schema,)))

    def rows(self, table: str) -> pl.DataFrame:
        named = self._named(table)
        quoted = named.as_string(self._connection)
        (has_line,) = self._connection.execute(_HAS_LINE.encode(), (quoted, ROW_PLACE)).fetchone() or (False,)
        order = sql.SQL(" order by {}").format(sql.Identifier(ROW_PLACE)) if has_line else sql.SQL("")
        statement = sql.SQL("copy (select * from {}{}) to stdout (format csv, header)").format(named, order)
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            return pl.read_csv(io.BytesIO(b"".join(copy)), infer_schema=False)

    def drop(self, tables: Sequence[str]) -> None:
        if tables:
            self._run("drop table {tables}", tables=sql.SQL(", ").join(map(self._named, tables)))

    def create(self, table: StoredTable) -> None:
        named, columns = self._named(table.name), (PLACE_COLUMN, *table.columns)
        names = sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
        declared = sql.SQL(", ").join(map(_declared, columns))
        self._run("create table {table} ({columns})", table=named, columns=declared)
        written = io.BytesIO()
        table.rows.select(column.name for column in columns).write_csv(written)
        statement = sql.SQL("copy {} ({}) from stdin (format csv, header)").format(named, names)
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(written.getbuffer())
        key = sql.SQL(", ").join(map(sql.Identifier, table.key))
        self._run("alter table {table} add primary key ({key})", table=named, key=key)
        if table.key != (ROW_PLACE,):
            self._run("alter table {table} add unique ({line})", table=named, line=sql.Identifier(ROW_PLACE))
        for reference in table.references:
            self._run(
                "alter table {table} add foreign key ({column}) references {there} ({key})",
                table=named,
                column=sql.Identifier(reference.column),
                there=self._named(reference.table),
                key=sql.Identifier(reference.there),
            )
        self._run("comment on table {table} is {comment}", table=named, comment=sql.Literal(table.comment))
        for column in table.columns:
            self._run(
                "comment on column {column} is {comment}",
                column=sql.Identifier(self._schema, table.name, column.name),
                comment=sql.Literal(column.comment),
            )


def _declared(column: StoredColumn) -> sql.Composable:
    kind = "bigint" if column is PLACE_COLUMN else "text" if column.decimals is None else "numeric"
    return sql.SQL("{} {}{}").format(
        sql.Identifier(column.name),
        sql.SQL(kind),
        sql.SQL(" not null" if column.filled else ""),
    )


class PostgresStore:
    """A schema of a database; where its address names none, that in which the server makes tables."""

    def __init__(self, address: Address) -> None:
        self._place, self._schema = libpq_place(address)
        self._address = address

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[_Session]:
        sessions = Sessions(self._place, partial(password_of, self._address), self._address.given, writes=writes)
        try:
            with telling(), sessions.lent(None) as connection, connection.transaction():
                if not writes:
                    connection.execute(_SNAPSHOT)
                elif self._schema:
                    statement = sql.SQL("create schema if not exists {}").format(sql.Identifier(self._schema))
                    self._make(connection, statement)
                yield _Session(connection, self._schema or self._default(connection))
        finally:
            sessions.forget()

    def _make(self, connection: Connection, statement: sql.Composed) -> None:
        """Makes the schema where there is none: whoever may write into one may not always make one."""
        row: Any = connection.execute("select to_regnamespace(quote_ident(%s)) is null", (self._schema,)).fetchone()
        if row[0]:
            connection.execute(statement)

    def _default(self, connection: Connection) -> str:
        row: Any = connection.execute("select current_schema()").fetchone()
        if row[0] is None:
            raise TermsheetError(label("store.no_schema", self._address.given), label("store.schema"), EXIT_UNREADABLE)
        return str(row[0])

    def reading(self) -> AbstractContextManager[_Session]:
        return self._session(writes=False)

    def writing(self) -> AbstractContextManager[_Session]:
        return self._session(writes=True)


def store(address: Address) -> PostgresStore:
    """The schema at an address."""
    return PostgresStore(address)
