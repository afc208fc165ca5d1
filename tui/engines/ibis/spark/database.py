"""The catalog of a Spark Connect server at an address."""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl
import sqlglot as sg
from pyspark.sql.connect.session import SparkSession

from tui.engines.address import Address
from tui.engines.base import CancelToken
from tui.engines.database import LISTING, Served
from tui.engines.ibis.engine import IbisEngine
from tui.engines.ibis.forward import Forward
from tui.engines.ibis.spark.compiler import DIALECT
from tui.engines.ibis.spark.server import SparkTable
from tui.engines.ibis.spark.sessions import SPARK_OPTIONS, SparkSessions
from tui.engines.ibis.spark.types import read_as
from tui.engines.naming import named_table, notes_of_columns, parts_of, path_of, refuse_options
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.language.words import label


class FoundTable(NamedTuple):
    """A table of a schema."""

    schema: str
    name: str
    visible: bool


class SparkDatabase:
    """A catalog, read only: nothing but SELECT, SHOW and the schemas of tables is asked of it."""

    def __init__(self, address: Address) -> None:
        refuse_options(address.options, SPARK_OPTIONS)
        if ";" in f"{address.host}{address.path}":
            # What stands there may be a secret under any name: it is not repeated.
            raise TermsheetError(label("address.behind"), label("address.form.spark"), EXIT_USAGE)
        parts = [part for segment in address.segments for part in parts_of(segment)]
        if len(parts) > 3:
            raise TermsheetError(label("address.deep", address.given), label("address.form.spark"), EXIT_USAGE)
        self._sessions = SparkSessions(address)
        version, catalog, schema = self._sessions.run(_hello)
        self._catalog = parts[0] if len(parts) == 3 else catalog
        self._schema = parts[-2] if len(parts) > 1 else "".join(parts)
        self._current = self._schema or schema
        self.table = path_of(*parts[-2:]) if len(parts) > 1 else ""
        self.name = self._schema or self._catalog
        self.form = f"Spark {version}"

    def tables(self, token: CancelToken | None = None) -> pl.DataFrame:
        schemas = [self._schema] if self._schema else self._names(f"SHOW SCHEMAS IN {_quoted(self._catalog)}", 0)
        found = [
            (schema, name, "view" if name in views else "table", None, True, None)
            for schema in sorted(schemas)
            for views in [set(self._of(schema, "VIEWS"))]
            for name in sorted({*self._of(schema, "TABLES"), *views})
        ]
        return pl.DataFrame(found, schema=LISTING, orient="row")

    def _of(self, schema: str, what: str) -> list[str]:
        return self._names(f"SHOW {what} IN {_quoted(self._catalog, schema)}", 1)

    def _names(self, statement: str, place: int) -> list[str]:
        found = self._sessions.table(statement)
        return [str(name) for name in found.column(place).to_pylist()]

    def path(self, schema: str, table: str) -> str:
        return path_of(schema, table)

    def open(self, table: str) -> Served:
        found = self._found(table)
        schema = self._sessions.run(lambda session: session.table(_quoted(self._catalog, *found[:2])).schema)
        name = found.name if found.visible else f"{found.schema}.{found.name}"
        columns = {column.name: read_as(column) for column in schema.fields}
        if not columns:
            raise TermsheetError(label("server.no_columns", name), label("server.other_table"), EXIT_UNREADABLE)
        server = SparkTable(self._sessions, (self._catalog, found.schema, found.name), columns)
        texts = [f"{name} ({one.kind})" for name, one in columns.items() if one.as_text]
        engine = IbisEngine(server, Forward(server, stepped=True))
        return Served(name, engine, (label("server.no_order.stepped"),), notes_of_columns({"server.as_text": texts}))

    def _found(self, table: str) -> FoundTable:
        parts = parts_of(table)
        schema = parts[-2] if len(parts) > 1 else self._current
        try:
            names = self._of(schema, "TABLES")
        except TermsheetError:
            names = []
        every = [FoundTable(schema, name, schema == self._current) for name in names]
        return named_table(table, self.name, every, lambda: self.tables().select("schema", "table").rows())


def _hello(session: SparkSession) -> tuple[Any, ...]:
    return session.version, session.catalog.currentCatalog(), session.catalog.currentDatabase()


def _quoted(*names: str) -> str:
    return ".".join(sg.to_identifier(name, quoted=True).sql(DIALECT) for name in names)


def database(address: Address) -> SparkDatabase:
    """The catalog at an address. Raises `TermsheetError` where it cannot be reached."""
    return SparkDatabase(address)
