"""A database in which tables are kept whole, and read back: their cells as texts, their keys, and what they are called.

It is the one thing of the program that changes a database, and is opened for nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

import polars as pl

ROW_PLACE = "_line"
"""The column that every table kept has: the place of each row."""


class StoredColumn(NamedTuple):
    """A column as it is kept.

    Attributes:
        name: what it is called.
        comment: what it is called to people.
        decimals: of a column of numbers, how many digits stand behind the point at most; None for a text.
        filled: whether each row has a value.
    """

    name: str
    comment: str
    decimals: int | None = None
    filled: bool = False


PLACE_COLUMN = StoredColumn(ROW_PLACE, "", 0, filled=True)


class Reference(NamedTuple):
    """A column each of whose values is one of a column of a table that is made before, or of the same."""

    column: str
    table: str
    there: str


class StoredTable(NamedTuple):
    """A table to be kept.

    Attributes:
        columns: its columns, besides that of `ROW_PLACE`.
        rows: its cells as texts, and `ROW_PLACE`.
        key: the columns that together are another in each row; `ROW_PLACE` is where no others are.
    """

    name: str
    comment: str
    columns: tuple[StoredColumn, ...]
    rows: pl.DataFrame
    key: tuple[str, ...] = (ROW_PLACE,)
    references: tuple[Reference, ...] = ()


class ReadSession(Protocol):
    """Tables as they are at one moment. Raises `TermsheetError` for what a database says."""

    def names(self) -> frozenset[str]:
        """The tables that there are, and what else is called as a table would be."""
        ...

    def rows(self, table: str) -> pl.DataFrame:
        """All rows of a table as texts, in the order of `ROW_PLACE` where it has one."""
        ...


class WriteSession(ReadSession, Protocol):
    """Tables that are changed: all of it holds once the session ends without an error, else nothing of it."""

    def drop(self, tables: Sequence[str]) -> None:
        """Takes tables away. Raises `TermsheetError` where something else needs them."""
        ...

    def create(self, table: StoredTable) -> None:
        """Makes a table with its rows, its keys and its comments."""
        ...


class Store(Protocol):
    """A place in a database. Raises `TermsheetError` where it cannot be reached."""

    def reading(self) -> AbstractContextManager[ReadSession]:
        """Its tables, none of which is changed."""
        ...

    def writing(self) -> AbstractContextManager[WriteSession]:
        """Its tables, to be changed; the place is made where there is none."""
        ...
