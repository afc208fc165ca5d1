"""One table of Spark, and what runs queries over it there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from secrets import token_hex

import ibis
import ibis.expr.types as ir
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge
from ibis.common.exceptions import IbisError

from tui.engines.base import Can, CancelToken, Unanswered, Unsupported
from tui.engines.ibis.compile import Compiled
from tui.engines.ibis.held import held
from tui.engines.ibis.scan import Scan
from tui.engines.ibis.spark.compiler import DIALECT, statement_of
from tui.engines.ibis.spark.sessions import SparkSessions
from tui.engines.ibis.spark.texts import number_of, text_by_spark
from tui.engines.ibis.spark.types import SparkColumn, frame_from

SERVER = "Spark"
ASKED_OF = f"rows {token_hex(8)}"
"""What queries call the table, as no text in them is; what is asked of the server stands in its place."""
_COLUMN = re.compile(r"`(b\d+)`")


class SparkTable:
    """Runs queries over one table.

    Args:
        sessions: connects.
        table: the names of its catalog, its schema and itself.
        columns: its columns by their names.
    """

    height: int | None = None
    can = frozenset((Can.PIVOT, Can.CANCEL, Can.QUANTILES, Can.AS_TEXT, Can.CASE))

    def __init__(self, sessions: SparkSessions, table: tuple[str, str, str], columns: dict[str, SparkColumn]) -> None:
        self._sessions, self._table = sessions, table
        names = {name: f"b{number}" for number, name in enumerate(columns)}
        self._cells = {names[name]: one.cells for name, one in columns.items()}
        schema = pl.Schema({name: one.dtype for name, one in columns.items()})
        self.scan = Scan(
            SERVER,
            ibis.table({names[name]: held(dtype) for name, dtype in schema.items()}, name=ASKED_OF),
            names,
            schema,
            row="",
            in_order=False,
            text=lambda cells, _, dtype: text_by_spark(cells, dtype),
            number=number_of,
            listed=_no_numbers,
            filled=frozenset(name for name, one in columns.items() if one.filled),
        )

    def sql(self, answer: Compiled) -> str:
        """The statement that a query is on the server. Raises `Unanswered` for what ibis cannot say."""
        try:
            statement = statement_of(answer.rows)
        except IbisError as error:
            raise Unanswered(error) from None
        used = set(_COLUMN.findall(statement))
        catalog, schema, name = self._table
        cells = [cells.as_(column, quoted=True) for column, cells in self._cells.items() if column in used]
        table = sge.table_(name, db=schema, catalog=catalog, quoted=True)
        source = sg.select(*(cells or [sge.Literal.number(1)])).from_(table)
        return statement.replace(f"`{ASKED_OF}`", f"({source.sql(DIALECT)})")

    def frame(self, answer: Compiled, schema: pl.Schema, token: CancelToken | None) -> pl.DataFrame:
        """A bounded answer, its columns named and of the types of `schema`."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        return frame_from(self._sessions.table(self.sql(answer), token), types)

    def plan(self, answer: Compiled, token: CancelToken | None) -> list[str]:
        found = self._sessions.table(f"explain formatted {self.sql(answer)}", token)
        return "\n".join(map(str, found["plan"].to_pylist())).splitlines()

    def batches(
        self, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None
    ) -> Iterator[pl.DataFrame]:
        """An answer in frames of at most `size` rows, as they come, all of one query."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        for part in self._sessions.batches(self.sql(answer), token):
            if part.num_rows:
                yield from frame_from(part, types).iter_slices(size)


def _no_numbers(numbers: Sequence[int]) -> ir.Table:
    raise Unsupported(SERVER, Can.ROW_NUMBERS)
