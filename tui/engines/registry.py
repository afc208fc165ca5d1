"""Gives the engine of a table; nothing else names one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import polars as pl

from tui.engines.base import CancelToken, Engine, Runner
from tui.engines.names import DUCKDB, READING, SERVERS, STORES
from tui.engines.polars.engine import KeyColumns, PolarsEngine
from tui.engines.polars.running import collect, ran
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.words import label
from tui.query.fields import Field

if TYPE_CHECKING:
    from tui.engines.address import Address
    from tui.engines.database import Database
    from tui.engines.plan import Plan
    from tui.engines.store import Store

LIBRARIES = (
    *("ibis", "duckdb", "psycopg", "pyarrow", "sqlglot", "deltalake", "pyiceberg", "sqlalchemy"),
    *("clickhouse_connect", "urllib3", "chdb", "pyspark", "grpc"),
)


def engine_over(
    frame: pl.LazyFrame | pl.DataFrame,
    fields: Sequence[Field] = (),
    height: int | None = None,
    keys: KeyColumns | None = None,
    *,
    far: bool = False,
) -> Engine:
    """The engine of a frame: its fields where more is known than their types, its keys, whether it lies elsewhere."""
    return PolarsEngine(frame, fields, height, keys, far=far)


def engine_reading(plan: Plan, name: str = DUCKDB) -> Engine:
    """The engine of a name that reads the files of a plan itself. Raises `TermsheetError` where it cannot."""
    factory: Callable[[Plan], Engine] = _loaded(READING[name], name)
    return factory(plan)


def database_at(address: Address) -> Database:
    """The database at an address. Raises `TermsheetError` where nothing here opens it, or it cannot be reached."""
    factory: Callable[[Address], Database] = _of_scheme(address, SERVERS)
    return factory(address)


def store_at(address: Address) -> Store:
    """What keeps tables at an address. Raises `TermsheetError` where nothing here does."""
    factory: Callable[[Address], Store] = _of_scheme(address, STORES)
    return factory(address)


def _of_scheme(address: Address, makers: Mapping[str, tuple[str, str]]) -> Any:
    if address.scheme not in makers:
        known = label("filter.known", ", ".join(f"{scheme}://" for scheme in makers))
        raise TermsheetError(label("address.scheme", f"{address.scheme}:"), known, EXIT_USAGE)
    extra, maker = makers[address.scheme]
    return _loaded(maker, extra)


def _loaded(maker: str, extra: str) -> Any:
    """What a module has under a name. Raises `TermsheetError` where libraries are missing that an extra brings."""
    module, _, make = maker.partition(":")
    try:
        return getattr(import_module(module), make)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in LIBRARIES:
            raise
        hint = f"pip install 'termsheet[{extra}]'"
        raise TermsheetError(label("engine.extra", extra), hint, EXIT_USAGE) from None


def runner(token: CancelToken | None = None) -> Runner:
    """Runs Polars' queries for those who read and write files, until the work is given up; their failures are raw."""

    def run(frame: pl.LazyFrame, /, *, quick: bool = False) -> pl.DataFrame:
        return ran(frame, token, quick=quick)

    return run


def collected(frame: pl.LazyFrame, token: CancelToken | None = None) -> pl.DataFrame:
    """The rows of a lazy frame, to be kept on hand. Raises `Unanswered` where they cannot be had."""
    return collect(frame, token)
