"""A file of DuckDB at an address: the tables and views that it has, read only, and an engine over each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import ibis.expr.datatypes as dt
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge
from ibis.backends.sql.datatypes import DuckDBType

from tui.engines.address import Address
from tui.engines.base import CancelToken
from tui.engines.database import LISTING, Served
from tui.engines.ibis.compile import nth
from tui.engines.ibis.duckdb.place import DUCK_SETTINGS, file_of, segment_of, telling_of_file
from tui.engines.ibis.duckdb.reading import engine_of
from tui.engines.ibis.loading import SERVER
from tui.engines.ibis.opening import ROW_COLUMN, TABLE, DuckTable
from tui.engines.naming import named_table, notes_of_columns, path_of
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

_ATTACHED = "attached"
"""What the file is called in DuckDB."""
_MAIN = "main"
_LISTED = """
select schema_name, table_name, 'table', estimated_size::bigint, true, comment from duckdb_tables()
where database_name = $1 and not internal
union all
select schema_name, view_name, 'view', null, true, comment from duckdb_views()
where database_name = $1 and not internal
order by 1, 2
"""
_ALLOTTED = """
select estimated_size from duckdb_tables() where database_name = $1 and schema_name = $2 and table_name = $3
"""
_PLAIN = re.compile(
    r"BOOLEAN|U?(?:TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE|VARCHAR|BLOB|DATE|TIMESTAMP(?:_MS|_NS)?"
    r"|DECIMAL\(\d+,\d+\)"
)
_FIXED = re.compile(r"\[\d+\]")
_CAST = {
    "TIMESTAMP_S": "TIMESTAMP",
    "HUGEINT": "DECIMAL(38, 0)",
    "UHUGEINT": "DECIMAL(38, 0)",
    "UUID": "VARCHAR",
    "JSON": "VARCHAR",
}
"""Types that are taken for others which hold the same values."""
_BEYOND = {
    "HUGEINT": f"not between -{'9' * 38} and {'9' * 38}",
    "UHUGEINT": f"> {'9' * 38}",
    "TIME": "= time '24:00:00'",
}
"""Values of types that what is taken for them does not hold: the column is text where it has one."""
_ALONE = ("TIME", "TIMESTAMP WITH TIME ZONE")
"""Types that are known where they are no part of others."""


class _Relation(NamedTuple):
    """A table or a view of the file."""

    schema: str
    name: str
    kind: str

    @property
    def visible(self) -> bool:
        return self.schema == _MAIN


class _Held(NamedTuple):
    """How a column is read: what it is cast to, if to anything, and whether that is its text."""

    cast: str = ""
    as_text: bool = False


_TEXT = _Held("VARCHAR", as_text=True)


def held_type(kind: str) -> _Held:
    """How a column of a type of DuckDB is read."""
    if _PLAIN.fullmatch(kind) or kind in _ALONE:
        return _Held()
    if kind in _CAST:
        return _Held(_CAST[kind])
    if kind.startswith("ENUM("):
        return _Held("VARCHAR")
    if kind.endswith("]") or kind.startswith("STRUCT("):
        lists = _FIXED.sub("[]", kind)
        if "ENUM(" not in kind and "HUGEINT" not in kind and _is_plain(DuckDBType.from_string(lists)):
            return _Held(lists if lists != kind else "")
    return _TEXT


def _is_plain(dtype: dt.DataType) -> bool:
    """Whether a type is held as it is, in lists and records too."""
    if isinstance(dtype, dt.Array):
        return _is_plain(dtype.value_type)
    if isinstance(dtype, dt.Struct):
        return all(map(_is_plain, dtype.types))
    if isinstance(dtype, dt.Timestamp):
        return dtype.timezone is None and dtype.scale in (None, 3, 6, 9)
    plain = dt.Integer | dt.Floating | dt.Boolean | dt.Date | dt.String | dt.Decimal
    return isinstance(dtype, plain) and not isinstance(dtype, dt.JSON)


class DuckDbDatabase:
    """A file of DuckDB; several may look at it at a time, as long as nobody writes to it."""

    def __init__(self, address: Address) -> None:
        self._path, rest = file_of(address)
        if not os.path.isfile(self._path):
            raise TermsheetError(label("duckdb.nothing", self._path), label("duckdb.file.hint"), EXIT_UNREADABLE)
        self.table = segment_of(address, rest)
        self.name = os.path.basename(self._path)
        self.form = f"{SERVER} {duckdb.__version__}"

    def _attach(self, run: Any) -> None:
        path = sge.Literal.string(self._path).sql("duckdb")
        with telling_of_file(self._path):
            run(f"attach {path} as {_ATTACHED} (read_only, type duckdb)")

    @contextmanager
    def _connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect(config=DUCK_SETTINGS) as connection:
            self._attach(connection.execute)
            with telling_of_file(self._path):
                yield connection

    def tables(self, token: CancelToken | None = None) -> pl.DataFrame:
        with self._connected() as connection:
            found = connection.execute(_LISTED, [_ATTACHED]).fetchall()
        return pl.DataFrame(found, schema=LISTING, orient="row")

    def path(self, schema: str, table: str) -> str:
        return path_of(schema, table)

    def open(self, table: str) -> Served:
        schema, name, kind = self._found(table)
        with self._connected() as connection:
            described = connection.execute(f"describe {_source((schema, name))}").fetchall()
            kinds = {column: str(read) for column, read, *_ in described}
            beyond = _beyond(connection, (schema, name), kinds)
        held = {column: _TEXT if column in beyond else held_type(kind) for column, kind in kinds.items()}
        engine = engine_of(partial(self._made, (schema, name), held, is_view=kind == "view"))
        as_text = [f"{column} ({kind})" for column, kind in kinds.items() if held[column].as_text]
        notes = notes_of_columns({"server.as_text": as_text})
        told = (label("server.no_order"),) if kind == "view" else ()
        return Served(name if schema == _MAIN else f"{schema}.{name}", engine, told, notes)

    def _made(self, table: tuple[str, str], held: dict[str, _Held], server: Backend, *, is_view: bool) -> DuckTable:
        """The table as one of the server's own, with the types that can be asked about."""
        source = _source(table)
        self._attach(server.raw_sql)
        server.raw_sql("set TimeZone = 'UTC'")
        cells = [f"{_cell(column, how)} as {_quoted(nth(number))}" for number, (column, how) in enumerate(held.items())]
        rows = [] if is_view else [f"rowid as {_quoted(ROW_COLUMN)}"]
        server.raw_sql(f"create view {_quoted(TABLE)} as select {', '.join([*cells, *rows])} from {source}")
        schema = _schema_of(server, [*held])
        if is_view:
            return DuckTable(None, schema, reached="forward")
        ((count,),) = server.raw_sql(f"select count(*) from {source}").fetchall()
        ((allotted,),) = server.con.execute(_ALLOTTED, [_ATTACHED, *table]).fetchall()
        # Rows that were deleted leave their numbers behind.
        return DuckTable(count, schema, reached="numbers" if count == allotted else "key")

    def _found(self, table: str) -> _Relation:
        """The table that is called so. Raises `TermsheetError` where there is none, or several."""
        every = [_Relation(schema, name, kind) for schema, name, kind, *_ in self.tables().rows()]
        return named_table(table, self.name, every, lambda: [(one.schema, one.name) for one in every])


def _source(table: tuple[str, str]) -> str:
    schema, name = table
    return str(sge.table_(name, db=schema, catalog=_ATTACHED, quoted=True).sql("duckdb"))


def _beyond(connection: duckdb.DuckDBPyConnection, table: tuple[str, str], kinds: Mapping[str, str]) -> frozenset[str]:
    """The columns that have a value which what their types are taken for does not hold."""
    asked = {column: _BEYOND[kind] for column, kind in kinds.items() if kind in _BEYOND}
    if not asked:
        return frozenset()
    found = ", ".join(f"bool_or({_quoted(column)} {values})" for column, values in asked.items())
    (row,) = connection.execute(f"select {found} from {_source(table)}").fetchall()
    return frozenset(column for column, has in zip(asked, row, strict=True) if has)


def _quoted(name: str) -> str:
    return str(sg.to_identifier(name, quoted=True).sql("duckdb"))


def _cell(column: str, how: _Held) -> str:
    return f"cast({_quoted(column)} as {how.cast})" if how.cast else _quoted(column)


def _schema_of(server: Backend, names: Sequence[str]) -> pl.Schema:
    """What Polars takes the columns for; moments in UTC."""
    columns = ", ".join(_quoted(nth(number)) for number in range(len(names)))
    none = server.con.sql(f"select {columns} from {_quoted(TABLE)} limit 0").to_arrow_table()
    found = pl.DataFrame(pl.from_arrow(none))
    types = [pl.Datetime("us", "UTC") if getattr(dtype, "time_zone", None) else dtype for dtype in found.dtypes]
    return pl.Schema(dict(zip(names, types, strict=True)))


def database(address: Address) -> DuckDbDatabase:
    """The file at an address. Raises `TermsheetError` where there is none."""
    return DuckDbDatabase(address)
