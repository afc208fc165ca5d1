"""A table of a server as queries see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import ibis.expr.types as ir
import polars as pl


class Scan(NamedTuple):
    """A table of a server, and what servers differ in.

    Attributes:
        server: what the server is called.
        rows: the table.
        names: its columns, by the names that people call them, and what each is called on the server.
        schema: the types that they have in Polars.
        row: the column of the server that holds the number of each row in the table as it lies, from 0.
        in_order: whether rows come as they lie where no order is asked for.
        text: the cells of a column of some name as Polars writes them, where a cast to text does not write them so.
        number: how many days or units of its type a day or a time lies from 1970.
        listed: some whole numbers as a table of one column.
    """

    server: str
    rows: ir.Table
    names: Mapping[str, str]
    schema: pl.Schema
    row: str
    in_order: bool
    text: Callable[[ir.Value, str], ir.StringValue]
    number: Callable[[ir.Value, pl.DataType], ir.NumericValue]
    listed: Callable[[Sequence[int]], ir.Table]

    def cells(self, name: str) -> ir.Value:
        """A column by the name that people call it."""
        return self.rows[self.names[name]]

    @property
    def numbers(self) -> ir.IntegerValue:
        """The numbers of the rows."""
        return self.rows[self.row]
