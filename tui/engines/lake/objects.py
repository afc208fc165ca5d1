"""Files in an object store: one, or all that a pattern names as one table.

Of many files the names are listed and a few are looked at: what the others hold is seen when they are read, and where
that is something else it is said then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from tui.engines.address import Address
from tui.engines.database import Served
from tui.engines.lake.one_table import OneTable
from tui.engines.lake.storage import STORE, STORE_WAITS, object_options, require_answer, telling_of_lake
from tui.engines.polars.engine import PolarsEngine
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label

_LOOKED_AT = 10_000
"""Rows of CSV that decide which columns hold codes."""
_CODE = r"^\s*[+-]?0\d"


def scan_codes(path: str, **options: Any) -> pl.LazyFrame:
    """CSV whose columns are text where they hold codes: `007` is no number."""
    begun = pl.scan_csv(path, infer_schema=False, **options).head(_LOOKED_AT)
    found = begun.select(pl.all().str.contains(_CODE).any()).collect().row(0, named=True)
    return pl.scan_csv(path, schema_overrides={name: pl.String for name, codes in found.items() if codes}, **options)


_SCANS: Mapping[str, tuple[str, Callable[..., pl.LazyFrame]]] = {
    ".parquet": ("Parquet", pl.scan_parquet),
    ".csv": ("CSV", scan_codes),
    ".ndjson": ("JSON lines", pl.scan_ndjson),
    ".jsonl": ("JSON lines", pl.scan_ndjson),
    ".arrow": ("Arrow", pl.scan_ipc),
}


def database(address: Address) -> OneTable:
    """The files at an address. Raises `TermsheetError` where there are none, or none that can be read."""
    key = PurePosixPath(address.path)
    ending = key.suffix.lower()
    if ending not in _SCANS:
        known = ", ".join(f"*{ending}" for ending in _SCANS)
        raise TermsheetError(label("lake.files", address.given), label("filter.known", known), EXIT_UNREADABLE)
    form, scan = _SCANS[ending]
    storage = object_options(address)
    require_answer(storage, address.given)
    options: dict[str, Any] = {"storage_options": storage | STORE_WAITS, "credential_provider": None}
    if ending == ".parquet":
        # Of files in several folders these may say something: `year=2025`.
        options["hive_partitioning"] = "=" in address.path or "**" in address.path
    with telling_of_lake(address.given):
        frame = scan(f"{STORE}{address.host}/{address.path}", **options)
        frame.collect_schema()
    return OneTable(Served(key.name, PolarsEngine(frame)), form)
