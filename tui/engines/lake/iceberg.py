"""Iceberg tables: by a catalog that pyiceberg knows, by a catalog in a file of SQLite, or by a file of metadata."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any
from urllib.parse import quote, unquote

import polars as pl
from pyiceberg.catalog import load_catalog
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.exceptions import BadRequestError, NoSuchNamespaceError, NoSuchTableError
from pyiceberg.manifest import DataFileContent, ManifestContent
from pyiceberg.table import DataScan, StaticTable

from tui.engines.address import Address, file_in
from tui.engines.base import CancelToken
from tui.engines.database import LISTING, Served
from tui.engines.lake.one_table import OneTable
from tui.engines.lake.storage import telling_of_lake
from tui.engines.naming import as_typed, no_such_table, parts_of, refuse_options
from tui.engines.polars.engine import PolarsEngine
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label, listed

_FORM = "Iceberg"
# Polars looks for a planner of its own first, and says on the standard error that there is none.
os.environ.setdefault("POLARS_ICEBERG_PLANNER", "pyiceberg")
_METADATA = ".metadata.json"
_CATALOG = "catalog"


class IcebergCatalog:
    """A catalog, of which nothing is changed."""

    form = _FORM

    def __init__(self, name: str, catalog: Any, table: str, where: str) -> None:
        self.name, self.table = name, table
        self._catalog, self._where = catalog, where

    def _every(self) -> list[tuple[str, str]]:
        with telling_of_lake(self._where):
            found = [one for space in {*_spaces(self._catalog)} for one in self._catalog.list_tables(space)]
        return sorted((".".join(map(as_typed, one[:-1])), one[-1]) for one in found)

    def tables(self, token: CancelToken | None = None) -> pl.DataFrame:
        # How many rows there are stands in the metadata of each, which is not read for a list.
        rows = [(space, name, "table", None, True, None) for space, name in self._every()]
        return pl.DataFrame(rows, schema=LISTING, orient="row")

    def path(self, schema: str, table: str) -> str:
        # Its schemas are in quotes where they need some: `a."b.c"`.
        return f"{schema}.{as_typed(table)}"

    def open(self, table: str) -> Served:
        parts = tuple(parts_of(table))
        with telling_of_lake(self._where):
            # A namespace in others may stand in quotes as a whole: `"a.b".t`.
            for way in dict.fromkeys((parts, (*parts_of(".".join(parts[:-1])), *parts[-1:]))):
                with suppress(NoSuchTableError, NoSuchNamespaceError, ValueError):
                    found = self._catalog.load_table(way)
                    break
            else:
                raise no_such_table(table, self.name, self._every())
            return _served(found, ".".join(way))


def _spaces(catalog: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The namespaces of a catalog, and those in them."""
    try:
        inner = catalog.list_namespaces(above)
    except (NoSuchNamespaceError, BadRequestError):
        # Some catalogs know of none in others.
        if above:
            return
        raise
    for space in inner:
        # Some give those at the top wherever they are asked.
        if len(space) > len(above):
            yield space
            yield from _spaces(catalog, space)


def _served(table: Any, name: str) -> Served:
    """A table as it is when it is opened, and with the columns that it has then."""
    told = []
    if by := [table.schema().find_column_name(one.source_id) or "" for one in table.spec().fields]:
        told.append(label("lake.partitioned", Label(listed(by, "en"), listed(by, "zh"))))
    frame = pl.scan_iceberg(_told(table, name))
    frame.collect_schema()
    return Served(name, PolarsEngine(frame, height=_height(table, name)), tuple(told))


def _told(table: Any, name: str) -> Any:
    """A table whose scans tell in one line why they cannot be planned: Polars lets pass whatever is raised there."""
    scan = table.scan

    class Told(DataScan):
        def plan_files(self) -> list[Any]:
            with telling_of_lake(name):
                return list(super().plan_files())

    def told(*given: Any, **named: Any) -> Any:
        found = scan(*given, **named)
        # Its own class, since a scan that is narrowed is another one of it.
        found.__class__ = Told
        return found

    table.scan = told
    return table


def _height(table: Any, name: str) -> int | None:
    """How many rows there are, as the snapshot says, where none were deleted beside its files.

    Raises `TermsheetError` where rows are deleted by their values: nothing here reads a table without them.
    """
    snapshot = table.current_snapshot()
    if snapshot is None:
        return 0
    deletes = [one for one in snapshot.manifests(table.io) if one.content == ManifestContent.DELETES]
    by = {entry.data_file.content for one in deletes for entry in one.fetch_manifest_entry(table.io)}
    if DataFileContent.EQUALITY_DELETES in by:
        told = label("lake.unlike", name, label("lake.by_value"))
        raise TermsheetError(told, label("lake.other_reader"), EXIT_UNREADABLE)
    rows = snapshot.summary.get("total-records") if snapshot.summary is not None else None
    return int(rows) if rows is not None and not by else None


def database(address: Address) -> IcebergCatalog | OneTable:
    """What lies at an address. Raises `TermsheetError` where that is no catalog and no table."""
    refuse_options(address.options, (_CATALOG,))
    chosen = dict(address.options).get(_CATALOG, "")
    path = unquote(address.path)
    if path.endswith(_METADATA):
        return _by_metadata(os.path.expanduser(path), address)
    file, rest = file_in(address.path)
    if file:
        name = os.path.basename(file)
        place = f"file:{quote(os.path.abspath(file))}?mode=ro"
        # One that is opened otherwise makes the tables that it lacks.
        catalog: Any = SqlCatalog(
            _named(place, name, chosen), uri=f"sqlite:///{place}&uri=true", init_catalog_tables="false"
        )
    else:
        name, _, rest = address.path.partition("/")
        try:
            catalog = load_catalog(unquote(name), init_catalog_tables="false")
        # What is wrong with the settings is said in as many ways as there are kinds of catalogs.
        except Exception as error:
            told = label("lake.no_catalog", unquote(name), " ".join(str(error).split())[:200])
            raise TermsheetError(told, label("lake.catalog.hint"), EXIT_UNREADABLE) from None
    return IcebergCatalog(unquote(name), catalog, unquote(rest), address.given)


def _named(place: str, file: str, chosen: str) -> str:
    """The name of the catalog that a file of SQLite holds. Raises `TermsheetError` where it holds none, or several of
    which none was chosen."""
    try:
        with closing(sqlite3.connect(place, uri=True)) as connection:
            found = sorted(name for (name,) in connection.execute("select distinct catalog_name from iceberg_tables"))
    except sqlite3.Error as error:
        told = label("lake.no_catalog", file, str(error))
        raise TermsheetError(told, label("lake.catalog.hint"), EXIT_UNREADABLE) from None
    if chosen in found or len(found) < 2:
        return chosen or next(iter(found), file)
    hint = label("lake.choose", f"{_CATALOG}={found[0]}", ", ".join(found))
    raise TermsheetError(label("lake.catalogs", file), hint, EXIT_USAGE)


def _by_metadata(path: str, address: Address) -> OneTable:
    if "://" not in path and not os.path.isfile(path):
        raise TermsheetError(label("duckdb.nothing", path), label("lake.nothing.hint"), EXIT_UNREADABLE)
    with telling_of_lake(address.given):
        table = StaticTable.from_metadata(path if "://" in path else os.path.abspath(path))
        folder = os.path.basename(os.path.dirname(os.path.dirname(path)))
        served = _served(table, folder or os.path.basename(path).removesuffix(_METADATA))
    return OneTable(served, _FORM)
