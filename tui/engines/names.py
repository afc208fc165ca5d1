"""What engines are called on the command line. Standard library only: it is asked before anything is loaded."""

from __future__ import annotations

POLARS = "polars"
DUCKDB = "duckdb"
READING = {
    DUCKDB: "tui.engines.ibis.duckdb:engine",
}
"""The engines that read files themselves, and what makes each over the plan of some files."""
ENGINES = (POLARS, *READING)
