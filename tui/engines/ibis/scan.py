"""A table of a server as queries see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import ibis.expr.types as ir
import polars as pl

from tui.engines.base import Can, Unsupported
from tui.engines.ibis.computing import Computing
from tui.language.label import Label
from tui.language.words import label


class Scan(NamedTuple):
    """A table of a server, and what servers differ in.

    Attributes:
        server: what the server is called.
        rows: the table.
        names: its columns, by the names that people call them, and what each is called on the server.
        schema: the types that they have in Polars.
        row: the column of the server that holds the number of each row in the table as it lies, from 0; empty where
            the server numbers none.
        in_order: whether rows come as they lie where no order is asked for.
        text: the cells of a column of some name and type as Polars writes them, where a cast to text does not write
            them so.
        number: how many days or units of its type a day or a time lies from 1970.
        listed: some whole numbers as a table of one column.
        keys: the columns of the server that together are another in each row, in whose order rows come where they
            have no numbers.
        exact: by their names the columns as the server keeps them and its indexes know them, where `names` leads to
            what is sorted by; they are equal where these are.
        filled: the columns of which every row has a value.
        computing: how columns are computed; none where they are not.
    """

    server: str
    rows: ir.Table
    names: Mapping[str, str]
    schema: pl.Schema
    row: str
    in_order: bool
    text: Callable[[ir.Value, str, pl.DataType], ir.StringValue]
    number: Callable[[ir.Value, pl.DataType], ir.NumericValue]
    listed: Callable[[Sequence[int]], ir.Table]
    keys: tuple[str, ...] = ()
    exact: Mapping[str, str] = {}
    filled: frozenset[str] = frozenset()
    computing: Computing | None = None

    def lacks(self, what: Label | Can) -> Unsupported:
        """The error for what the server cannot do; where rows have numbers it reads files, and another engine may."""
        return Unsupported(self.server, what, label("can.without" if self.row else "server.beyond"))

    def cells(self, name: str) -> ir.Value:
        """A column by the name that people call it."""
        return self.rows[self.names[name]]

    def as_kept(self, name: str) -> ir.Value:
        """A column as the server keeps it, to be compared for being equal."""
        return self.rows[self.exact.get(name) or self.names[name]]

    @property
    def ties(self) -> list[ir.Value]:
        """What rows come in the order of that are equal in all else."""
        return [self.rows[column] for column in ((self.row,) if self.row else self.keys)]

    @property
    def numbers(self) -> ir.IntegerValue:
        """The numbers of the rows."""
        return self.rows[self.row]
