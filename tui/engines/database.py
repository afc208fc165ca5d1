"""A database at an address: the tables that it has, and an engine over each."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import polars as pl

from tui.engines.base import CancelToken, Engine
from tui.language.label import Label

LISTING: dict[str, pl.DataType] = {
    "schema": pl.String(),
    "table": pl.String(),
    "kind": pl.String(),
    "rows": pl.Int64(),
    "readable": pl.Boolean(),
    "comment": pl.String(),
}
"""The columns of the list of tables: `rows` is what the server estimates, null where it does not."""


class Served(NamedTuple):
    """A table of a database.

    Attributes:
        name: what it is called, in full.
        told: what is said of it for as long as it is shown.
        notes: what a person should know of it before they believe what they see.
    """

    name: str
    engine: Engine
    told: tuple[Label, ...] = ()
    notes: tuple[Label, ...] = ()


class Database(Protocol):
    """A database that was opened; nothing in it is ever changed.

    Raises `TermsheetError` where it cannot be reached, or has no such table or no right to read it.
    """

    @property
    def name(self) -> str:
        """What it is called, `app`."""
        ...

    @property
    def form(self) -> str:
        """What it is, `PostgreSQL 15.4`."""
        ...

    @property
    def table(self) -> str:
        """The table that its address names; empty where it names none."""
        ...

    def tables(self, token: CancelToken | None = None) -> pl.DataFrame:
        """The tables that there are, with the columns of `LISTING`, in the order of their names."""
        ...

    def path(self, schema: str, table: str) -> str:
        """What leads to a table from the address of the database."""
        ...

    def open(self, table: str) -> Served:
        """A table by its name as an address has it: `deals`, `public.deals`, `"Public"."My.Deals"`."""
        ...
