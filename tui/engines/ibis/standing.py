"""What queries call the table of a server, and statements with the table in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from secrets import token_hex
from typing import NamedTuple, Protocol

import ibis
import ibis.expr.types as ir
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge

from tui.engines.base import Can, Unsupported
from tui.engines.ibis.computing import Computing
from tui.engines.ibis.held import held
from tui.engines.ibis.scan import Scan

ASKED_OF = f"rows {token_hex(8)}"
"""What queries call the table, as no text in them is; what is asked of the server stands in its place."""


class AskedColumn(Protocol):
    """How a column is read."""

    @property
    def dtype(self) -> pl.DataType:
        """Its type in Polars."""
        ...

    @property
    def cells(self) -> sge.Expression:
        """Asks the server for it."""
        ...

    @property
    def filled(self) -> bool:
        """Whether every row has a value."""
        ...


class Standing(NamedTuple):
    """A table of a server as its statements have it.

    Attributes:
        cells: what asks the server for each column, by the name that queries call it.
        table: the table, by its names there.
        dialect: how the server's statements are written.
    """

    cells: Mapping[str, sge.Expression]
    table: sge.Table
    dialect: str

    def statement(self, written: str) -> str:
        """A statement about what queries call the table as one about the table, of the columns that it names."""
        asked_of, mark = self._quoted(ASKED_OF), self._quoted("x").partition("x")[0]
        # What stands in a window is not among the columns of a tree.
        used = set(re.findall(f"{mark}([bk][0-9]+){mark}", written))
        cells = [cells.as_(column, quoted=True) for column, cells in self.cells.items() if column in used]
        source = sg.select(*(cells or [sge.Literal.number(1)])).from_(self.table.copy())
        return written.replace(asked_of, f"({source.sql(self.dialect)})")

    def _quoted(self, name: str) -> str:
        return str(sg.to_identifier(name, quoted=True).sql(self.dialect))


def scan_of(
    server: str,
    columns: Mapping[str, AskedColumn],
    text: Callable[[ir.Value, pl.DataType], ir.StringValue],
    number: Callable[[ir.Value, pl.DataType], ir.NumericValue],
    computing: Computing | None = None,
) -> tuple[Scan, dict[str, sge.Expression]]:
    """A table that has no key as queries see it, by its columns; and what asks the server for each of these."""
    names = {name: f"b{number}" for number, name in enumerate(columns)}
    schema = pl.Schema({name: one.dtype for name, one in columns.items()})
    scan = Scan(
        server,
        ibis.table({names[name]: held(dtype) for name, dtype in schema.items()}, name=ASKED_OF),
        names,
        schema,
        row="",
        in_order=False,
        text=lambda cells, _, dtype: text(cells, dtype),
        number=number,
        listed=unnumbered(server),
        filled=frozenset(name for name, one in columns.items() if one.filled),
        computing=computing,
    )
    return scan, {names[name]: one.cells for name, one in columns.items()}


def unnumbered(server: str) -> Callable[[Sequence[int]], ir.Table]:
    """Refuses rows by their numbers on a server that numbers none."""

    def listed(numbers: Sequence[int]) -> ir.Table:
        raise Unsupported(server, Can.ROW_NUMBERS)

    return listed
