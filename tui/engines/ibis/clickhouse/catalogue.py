"""What the catalogue of a ClickHouse server says: its databases and tables, and of one its columns."""

from __future__ import annotations

from typing import NamedTuple

HIDDEN = ("system", "information_schema", "INFORMATION_SCHEMA")
"""Databases that say of the server itself."""
READ_SERVER = "SELECT version(), currentDatabase()"
_VIEWS = {"View": "view", "MaterializedView": "materialised view", "LiveView": "view", "WindowView": "view",
          "Dictionary": "dictionary"}  # fmt: skip
_ROWS = "SELECT database, name, engine, total_rows, comment FROM system.tables"


def kind_of(engine: str) -> str:
    """What a table is, in the words of the list of tables."""
    return _VIEWS.get(engine, "table")


def as_literal(text: str) -> str:
    """A text as a literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def read_tables(database: str) -> str:
    """Asks for the tables of a database, or of all where none is named."""
    hidden = ", ".join(map(as_literal, HIDDEN))
    among = f"database = {as_literal(database)}" if database else f"database NOT IN ({hidden})"
    # What a view keeps its rows in is no table of a person's own.
    return f"{_ROWS} WHERE {among} AND NOT is_temporary AND NOT startsWith(name, '.inner') ORDER BY database, name"


def read_named(names: list[str]) -> str:
    """Asks for the tables of some names, but for case."""
    return f"{_ROWS} WHERE lowerUTF8(name) IN ({', '.join(map(as_literal, names))}) ORDER BY database, name"


def columns_read(found: NamedTable) -> str:
    """Asks for the columns of a table; those that only take values in hold none."""
    table = f"database = {as_literal(found.schema)} AND table = {as_literal(found.name)}"
    held = "default_kind != 'EPHEMERAL'"
    return f"SELECT name, type FROM system.columns WHERE {table} AND {held} ORDER BY position"


class NamedTable(NamedTuple):
    """A table that is called so; `rows` is how many the server says it has."""

    schema: str
    name: str
    engine: str
    rows: int | None
    comment: str
    visible: bool = False


class StoredColumn(NamedTuple):
    """A column as the catalogue has it."""

    name: str
    kind: str
