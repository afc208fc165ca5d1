"""What reads the nodes of an expression over a table of a server."""

from __future__ import annotations

from collections.abc import Callable

import ibis.expr.types as ir
import polars as pl
import sqlglot.expressions as sge

from tui.engines.base import Unsupported
from tui.engines.ibis.computing import Computation
from tui.engines.ibis.scan import Scan
from tui.engines.polars.exact import exact_expression
from tui.language.words import label

PARSED_AS = "duckdb"
"""The dialect that is nearest to that of Polars; where they differ, an expression is refused."""


class Nodes:
    """Reads nodes, each by what is called `_of_` and its kind."""

    def __init__(self, scan: Scan) -> None:
        assert scan.computing is not None
        self._scan, self._on = scan, scan.computing
        self._none = pl.LazyFrame(schema=scan.schema)

    def _lacks(self, what: str | sge.Expression) -> Unsupported:
        text = what if isinstance(what, str) else what.sql(PARSED_AS)
        return self._scan.lacks(label("can.computed", " ".join(text.split())))

    def _type(self, text: str) -> pl.DataType:
        return self._none.select(exact_expression(text, self._scan.schema).alias("")).collect_schema()[""]

    def _cell(self, text: str, cells: ir.Value, dtype: pl.DataType | None = None) -> Computation:
        """What stands as `text` in an expression, of the type that Polars gives it."""
        return Computation(text, cells, dtype if dtype is not None else self._type(text))

    def _node(self, node: sge.Expression) -> Computation:
        found = self._known(node)
        if found is None:
            raise self._lacks(node)
        return found

    def _known(self, node: sge.Expression) -> Computation | None:
        """What a node means; None where it is not known, or not exactly."""
        read: Callable[[sge.Expression], Computation | None] | None = getattr(self, f"_of_{node.key}", None)
        return read(node) if read is not None else None

    def _truth(self, node: sge.Expression) -> Computation:
        found = self._node(node)
        if found.dtype != pl.Boolean:
            raise self._lacks(node)
        return found

    def _text(self, node: sge.Expression) -> Computation:
        found = self._node(node)
        if found.dtype != pl.String:
            raise self._lacks(node)
        return found


def count_of(node: sge.Expression) -> int | None:
    """A whole number that is written out; None for all else."""
    plain = isinstance(node, sge.Literal) and not node.is_string and node.this.isdigit()
    return int(node.this) if plain else None
