"""A server of the tests' own, of whatever kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from tui.engines.base import Engine
from tui.engines.connections import place_of_address
from tui.engines.registry import database_at

SERVERS = ("postgres", "clickhouse", "spark")
"""The fixtures of servers: each gives one."""


class Server(Protocol):
    """A server of the tests' own."""

    def held(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a frame in the types that they have there."""
        ...

    def store(self, name: str, frame: pl.DataFrame, key: Sequence[str] = ()) -> None:
        """Makes a table of a frame's rows."""
        ...

    def address(self, table: str = "") -> str:
        """The address of a table."""
        ...


def opened(server: Server, name: str) -> Engine:
    return database_at(place_of_address(server.address(name))).open(name).engine
