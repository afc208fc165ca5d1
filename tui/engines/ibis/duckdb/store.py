"""Tables kept in a schema of a file of DuckDB."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import duckdb
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge

from tui.engines.address import Address
from tui.engines.ibis.duckdb.place import DUCK_SETTINGS, file_of, require_duckdb, segment_of, telling_of_file
from tui.engines.store import PLACE_COLUMN, ROW_PLACE, Reference, StoredColumn, StoredTable
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label

_DEFAULT = "main"
_MOST_DIGITS = 38
_NAMES = "select table_name from duckdb_tables() where schema_name = $1 and not internal "
_NAMES += "union select view_name from duckdb_views() where schema_name = $1 and not internal"
_ROWS = "rows_to_keep"


def _quoted(*names: str) -> str:
    return ".".join(sg.to_identifier(name, quoted=True).sql("duckdb") for name in names)


def _literal(text: str) -> str:
    return str(sge.Literal.string(text).sql("duckdb"))


class _Session:
    """The tables of a schema in one transaction."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, schema: str) -> None:
        self._connection, self._schema = connection, schema

    def _named(self, table: str) -> str:
        return _quoted(self._schema, table)

    def names(self) -> frozenset[str]:
        return frozenset(name for (name,) in self._connection.execute(_NAMES, [self._schema]).fetchall())

    def rows(self, table: str) -> pl.DataFrame:
        described = self._connection.execute(f"describe {self._named(table)}").fetchall()
        columns = ", ".join(_as_text(name, kind) for name, kind, *_ in described)
        # By the number, not by the text that is called so too.
        order = f" order by kept.{_quoted(ROW_PLACE)}" if ROW_PLACE in {name for name, *_ in described} else ""
        statement = f"select {columns} from {self._named(table)} as kept{order}"
        return pl.DataFrame(pl.from_arrow(self._connection.sql(statement).to_arrow_table()))

    def drop(self, tables: Sequence[str]) -> None:
        # What others refer to goes last.
        left = [*tables]
        while left:
            referred = self._referred(left)
            free = [table for table in left if table not in referred] or left
            for table in free:
                self._connection.execute(f"drop table {self._named(table)}")
            left = [table for table in left if table not in free]

    def _referred(self, tables: Sequence[str]) -> set[str]:
        statement = "select table_name, referenced_table from duckdb_constraints() "
        statement += "where constraint_type = 'FOREIGN KEY' and schema_name = $1"
        found = self._connection.execute(statement, [self._schema]).fetchall()
        return {there for table, there in found if table in tables and table != there}

    def create(self, table: StoredTable) -> None:
        own = [one for one in table.references if one.table == table.name]
        waves = _in_waves(table.rows, own)
        # Rows of which each needs another cannot come one after the other, and this is asked of each at once.
        references = [one for one in table.references if waves or one not in own]
        columns = (PLACE_COLUMN, *table.columns)
        parts = [f"{_quoted(c.name)} {_kind(c, table.rows)}{' not null' if c.filled else ''}" for c in columns]
        parts.append(f"primary key ({', '.join(map(_quoted, table.key))})")
        parts += [f"unique ({_quoted(ROW_PLACE)})"] if table.key != (ROW_PLACE,) else []
        parts += [
            f"foreign key ({_quoted(one.column)}) references {self._named(one.table)} ({_quoted(one.there)})"
            for one in references
        ]
        named = self._named(table.name)
        self._connection.execute(f"create table {named} ({', '.join(parts)})")
        names = [column.name for column in columns]
        for rows in waves or [table.rows]:
            self._connection.register(_ROWS, rows.select(names).to_arrow())
            listed = ", ".join(map(_quoted, names))
            self._connection.execute(f"insert into {named} ({listed}) select {listed} from {_ROWS}")
            self._connection.unregister(_ROWS)
        self._connection.execute(f"comment on table {named} is {_literal(table.comment)}")
        for column in table.columns:
            place = f"{named}.{_quoted(column.name)}"
            self._connection.execute(f"comment on column {place} is {_literal(column.comment)}")


def _kind(column: StoredColumn, rows: pl.DataFrame) -> str:
    """What a column is kept as: exact numbers as long as they fit, else its texts."""
    if column is PLACE_COLUMN:
        return "bigint"
    if column.decimals is None:
        return "varchar"
    digits = rows.select(pl.col(column.name).str.count_matches(r"\d").max()).item() or 0
    before = rows.select(pl.col(column.name).str.extract(r"^-?(\d+)").str.len_chars().max()).item() or 0
    if column.decimals == 0 and digits < 19:
        return "bigint"
    whole = before + column.decimals
    return f"decimal({_MOST_DIGITS}, {column.decimals})" if whole <= _MOST_DIGITS else "varchar"


def _as_text(name: str, kind: str) -> str:
    quoted = _quoted(name)
    text = f"cast({quoted} as varchar)"
    # A decimal is written with as many digits as its column has.
    zeros = kind.startswith("DECIMAL") and not kind.endswith(",0)")
    return f"rtrim(rtrim({text}, '0'), '.') as {quoted}" if zeros else f"{text} as {quoted}"


def _in_waves(rows: pl.DataFrame, own: Sequence[Reference]) -> list[pl.DataFrame]:
    """Rows so divided that each comes after those that it names; nothing where there is no such order."""
    if not own:
        return [rows]
    waves = []
    while rows.height:
        waiting = [pl.col(one.column).is_in(rows[one.there].implode()).fill_null(False) for one in own]
        wave = rows.filter(~pl.any_horizontal(waiting))
        if not wave.height:
            return []
        waves.append(wave)
        rows = rows.filter(pl.any_horizontal(waiting))
    return waves


class DuckDbStore:
    """A schema of a file, which is made where there is none."""

    def __init__(self, address: Address) -> None:
        self._path, rest = file_of(address)
        self._schema = segment_of(address, rest) or _DEFAULT

    def _connected(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        require_duckdb(self._path)
        with telling_of_file(self._path):
            return duckdb.connect(self._path, read_only=read_only, config=DUCK_SETTINGS)

    @contextmanager
    def reading(self) -> Iterator[_Session]:
        if not os.path.isfile(self._path):
            raise TermsheetError(label("duckdb.nothing", self._path), label("duckdb.file.hint"), EXIT_UNREADABLE)
        with self._connected(read_only=True) as connection, telling_of_file(self._path):
            connection.execute("begin")
            yield _Session(connection, self._schema)

    @contextmanager
    def writing(self) -> Iterator[_Session]:
        made = not os.path.lexists(self._path)
        whole = False
        try:
            with self._connected(read_only=False) as connection, telling_of_file(self._path):
                connection.execute("begin")
                if self._schema != _DEFAULT:
                    connection.execute(f"create schema if not exists {_quoted(self._schema)}")
                yield _Session(connection, self._schema)
                connection.execute("commit")
                whole = True
        finally:
            if made and not whole:
                for path in (self._path, f"{self._path}.wal"):
                    with suppress(OSError):
                        os.unlink(path)


def store(address: Address) -> DuckDbStore:
    """The file at an address."""
    return DuckDbStore(address)
