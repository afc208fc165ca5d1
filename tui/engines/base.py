"""Engines answer queries: each compiles the one `Query` to what its family of databases or frames runs."""

from __future__ import annotations

from typing import Protocol

import polars as pl

from tui.errors import EXIT_USAGE, TermsheetError
from tui.query.query import Query


class Runner(Protocol):
    """Runs a Polars query so that it can be interrupted.

    A `quick` query goes to the streaming engine, many times as fast where few rows of many are wanted, and
    runs to its end: Polars interrupts only its other engine.
    """

    def __call__(self, frame: pl.LazyFrame, /, *, quick: bool = False) -> pl.DataFrame: ...


def run(frame: pl.LazyFrame, /, *, quick: bool = True) -> pl.DataFrame:
    """Runs a query to its end."""
    return frame.collect(engine="streaming")


class Unsupported(TermsheetError):
    """What an engine cannot do, told to the person who asked for it."""

    def __init__(self, engine: str, what: str) -> None:
        super().__init__(f"{engine} has no {what}", "open the file without --engine for it", EXIT_USAGE)


class Engine(Protocol):
    """Answers queries over one table. Every answer is a bounded frame."""

    name: str

    def rows(self, query: Query, start: int, size: int) -> pl.DataFrame:
        """Up to `size` rows of a query's answer from `start`."""
        ...

    def count(self, query: Query) -> int:
        """How many rows a query's answer has."""
        ...
