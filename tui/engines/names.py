"""What engines are called on the command line. Standard library only: it is asked before anything is loaded."""

from __future__ import annotations

POLARS = "polars"
DUCKDB = "duckdb"
ENGINES = (POLARS, DUCKDB)
