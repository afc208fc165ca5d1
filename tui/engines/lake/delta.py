"""A Delta table: the version that is the newest as it is opened, or the one that is asked for."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

import polars as pl
from deltalake import DeltaTable

from tui.engines.address import Address, address_of
from tui.engines.database import Served
from tui.engines.lake.one_table import OneTable
from tui.engines.lake.storage import STORE, STORE_WAITS, object_options, require_answer, telling_of_lake
from tui.engines.naming import refuse_options
from tui.engines.polars.engine import PolarsEngine
from tui.errors import EXIT_UNREADABLE, EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label, listed

_VERSION = "version"
_LOG_WAITS = {"connect_timeout": "5s", "max_retries": "1", "retry_timeout": "10s"}
"""What is told to whoever reads the log."""


def database(address: Address) -> OneTable:
    """The table at an address. Raises `TermsheetError` where there is none, none of a version, or one that Polars would
    read wrongly."""
    options = dict(address.options)
    asked = options.pop(_VERSION, None)
    if asked is not None and not asked.isdecimal():
        raise TermsheetError(label("lake.version_number", asked), label("lake.version_form"), EXIT_USAGE)
    place, storage = _place(address, options)
    with telling_of_lake(address.given):
        try:
            table = DeltaTable(place, storage_options=storage | _LOG_WAITS if storage else None)
        except FileNotFoundError:
            table = None
        if table is None:
            raise TermsheetError(label("lake.no_delta", address.given), label("lake.nothing.hint"), EXIT_UNREADABLE)
        newest = table.version()
        if asked is not None and int(asked) != newest:
            _to_version(table, int(asked), newest, address)
        _require_paths(table, address)
        # One version answers all queries, whatever is written meanwhile.
        frame = pl.scan_delta(table, storage_options=STORE_WAITS if storage else None, credential_provider=None)
        frame.collect_schema()
    told = [label("lake.version", f"{table.version():,}")]
    if by := table.metadata().partition_columns:
        told.append(label("lake.partitioned", Label(listed(by, "en"), listed(by, "zh"))))
    engine = PolarsEngine(frame, height=_height(table))
    return OneTable(Served(PurePosixPath(place).name, engine, tuple(told)), "Delta")


def _place(address: Address, options: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Where the table lies, and what leads there."""
    if address.path.startswith(STORE):
        inner = address_of(address.path)._replace(options=tuple(options.items()), given=address.given)
        storage = object_options(inner)
        require_answer(storage, address.given)
        return f"{STORE}{inner.host}/{inner.path}", storage
    refuse_options([*options.items()], (_VERSION,))
    path = os.path.expanduser(address.path).rstrip("/") or "."
    path = path if os.path.isdir(path) else unquote(path)
    if not os.path.isdir(os.path.join(path, "_delta_log")):
        raise TermsheetError(label("lake.no_delta", address.given), label("lake.nothing.hint"), EXIT_UNREADABLE)
    return os.path.abspath(path), {}


def _to_version(table: DeltaTable, asked: int, newest: int, address: Address) -> None:
    try:
        table.load_as_version(asked)
    except Exception as error:
        if asked <= newest:
            raise
        told = label("lake.no_version", address.given, f"{asked}")
        raise TermsheetError(told, label("lake.newest", f"{newest}"), EXIT_UNREADABLE) from error


def _require_paths(table: DeltaTable, address: Address) -> None:
    """Raises `TermsheetError` where the folders of files do not say what their partitions hold, which is where Polars
    reads it: else the column would have no values."""
    by = table.metadata().partition_columns
    if by and any(not _says(path, name) for path in table.file_uris() for name in by):
        raise TermsheetError(
            label("lake.unlike", address.given, label("lake.paths")), label("lake.other_reader"), EXIT_UNREADABLE
        )


def _says(path: str, name: str) -> bool:
    return f"/{name}=" in path or f"/{quote(name)}=" in path or f"/{quote(quote(name))}=" in path


def _height(table: DeltaTable) -> int | None:
    """How many rows there are, as the log says, where none were marked as deleted."""
    if "deletionVectors" in (table.protocol().reader_features or ()):
        return None
    found: Any = pl.DataFrame(table.get_add_actions(flatten=True))
    if "num_records" not in found.columns or found["num_records"].null_count():
        return None if found.height else 0
    return int(found["num_records"].sum())
