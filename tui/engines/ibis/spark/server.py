"""One table of Spark, and what runs queries over it there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import sqlglot.expressions as sge
from ibis.common.exceptions import IbisError

from tui.engines.base import Can, CancelToken, Unanswered
from tui.engines.ibis.compile import Compiled
from tui.engines.ibis.spark.compiler import DIALECT, statement_of
from tui.engines.ibis.spark.computing import COMPUTING
from tui.engines.ibis.spark.sessions import SparkSessions
from tui.engines.ibis.spark.texts import number_of, text_by_spark
from tui.engines.ibis.spark.types import SparkColumn, frame_from
from tui.engines.ibis.standing import Standing, scan_of

SERVER = "Spark"


class SparkTable:
    """Runs queries over one table.

    Args:
        sessions: connects.
        table: the names of its catalog, its schema and itself.
        columns: its columns by their names.
    """

    height: int | None = None
    dear_from = 20_000_000
    can = frozenset((Can.PIVOT, Can.CANCEL, Can.QUANTILES, Can.AS_TEXT, Can.CASE, Can.DERIVE))

    def __init__(self, sessions: SparkSessions, table: tuple[str, str, str], columns: dict[str, SparkColumn]) -> None:
        self._sessions = sessions
        self.scan, cells = scan_of(SERVER, columns, text_by_spark, number_of, COMPUTING)
        catalog, schema, name = table
        self._standing = Standing(cells, sge.table_(name, db=schema, catalog=catalog, quoted=True), DIALECT)

    def sql(self, answer: Compiled) -> str:
        """The statement that a query is on the server. Raises `Unanswered` for what ibis cannot say."""
        try:
            written = statement_of(answer.rows)
        except IbisError as error:
            raise Unanswered(error) from None
        return self._standing.statement(written)

    def frame(self, answer: Compiled, schema: pl.Schema, token: CancelToken | None) -> pl.DataFrame:
        """A bounded answer, its columns named and of the types of `schema`."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        return frame_from(self._sessions.table(self.sql(answer), token), types)

    def plan(self, answer: Compiled, token: CancelToken | None) -> list[str]:
        found = self._sessions.table(f"explain formatted {self.sql(answer)}", token)
        return "\n".join(map(str, found["plan"].to_pylist())).splitlines()

    def batches(
        self, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None, soon: bool = False
    ) -> Iterator[pl.DataFrame]:
        """An answer in frames of at most `size` rows, as they come, all of one query."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        for part in self._sessions.batches(self.sql(answer), token):
            if part.num_rows:
                yield from frame_from(part, types).iter_slices(size)
