"""What engines are called on the command line, and which of them opens what address.

Standard library only: it is asked before anything is loaded.
"""

from __future__ import annotations

POLARS = "polars"
DUCKDB = "duckdb"
POSTGRES = "postgres"
LAKE = "lake"
CLICKHOUSE = "clickhouse"
CHDB = "chdb"
SPARK = "spark"
READING = {
    DUCKDB: "tui.engines.ibis.duckdb.reading:engine",
}
"""The engines that read files themselves, and what makes each over the plan of some files."""
ENGINES = (POLARS, *READING)
SERVERS = {
    "postgres": (POSTGRES, "tui.engines.ibis.postgres.database:database"),
    "postgresql": (POSTGRES, "tui.engines.ibis.postgres.database:database"),
    DUCKDB: (DUCKDB, "tui.engines.ibis.duckdb.database:database"),
    "delta": (LAKE, "tui.engines.lake.delta:database"),
    "iceberg": (LAKE, "tui.engines.lake.iceberg:database"),
    "s3": (LAKE, "tui.engines.lake.objects:database"),
    "clickhouse": (CLICKHOUSE, "tui.engines.ibis.clickhouse.database:database"),
    "sc": (SPARK, "tui.engines.ibis.spark.database:database"),
    "clickhouse+chdb": (CHDB, "tui.engines.ibis.clickhouse.database:store"),
}
"""The schemes of addresses: the extra that each needs, and what opens a database at one."""
STORES = {
    "postgres": (POSTGRES, "tui.engines.ibis.postgres.store:store"),
    "postgresql": (POSTGRES, "tui.engines.ibis.postgres.store:store"),
    DUCKDB: (DUCKDB, "tui.engines.ibis.duckdb.store:store"),
}
"""The schemes under which tables are kept and read back, and what keeps them there."""
NAMED = "@"
"""Begins the name of a connection that `config.toml` describes."""
ON_PATHS = (DUCKDB, "delta")
"""The schemes of what lies at a path."""
_WITHOUT_HOST = (*ON_PATHS, "iceberg")
_MARKS = {ord(mark): "a" for mark in "+.-"}


def scheme_of(name: str) -> str:
    """The scheme of an address in small letters, as RFC 3986 writes it; empty where a name is none."""
    scheme, colon, rest = name.partition(":")
    small = scheme.lower()
    if not colon or not (rest.startswith("//") or small in _WITHOUT_HOST):
        return ""
    # A pattern would cost each start what it takes to load them.
    plain = small.isascii() and small[:1].isalpha() and small.translate(_MARKS).isalnum()
    return small if plain else ""


def is_address(name: str) -> bool:
    """Whether a name says where a table lies elsewhere, or names a connection."""
    return bool(scheme_of(name)) or (name[:1] == NAMED and len(name) > 1)


def local_path(name: str) -> str | None:
    """The path of an address that says where a file lies on this machine."""
    from urllib.parse import unquote, urlsplit

    if not name.lower().startswith("file:"):
        return None
    address = urlsplit(name)
    return unquote(address.path) if address.netloc in ("", "localhost") else None


def is_served(name: str) -> bool:
    """Whether an engine opens what lies there; else it is a file that is read."""
    return name[:1] == NAMED or scheme_of(name) in SERVERS
