"""One table of ClickHouse, and what runs queries over it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl
import sqlglot.expressions as sge
from ibis.common.exceptions import IbisError

from tui.engines.base import Can, CancelToken, Unanswered
from tui.engines.ibis.clickhouse.catalogue import StoredColumn
from tui.engines.ibis.clickhouse.compiler import DIALECT, Compiler
from tui.engines.ibis.clickhouse.computing import COMPUTING
from tui.engines.ibis.clickhouse.store import EXPLAIN, StatementReader
from tui.engines.ibis.clickhouse.texts import since_1970, text_written
from tui.engines.ibis.clickhouse.types import TABLE, frame_of, held_as
from tui.engines.ibis.compile import Compiled
from tui.engines.ibis.standing import Standing, scan_of

SERVER = "ClickHouse"


class ClickHouseTable:
    """Runs queries over one table."""

    height: int | None = None
    dear_from = 500_000_000
    can = frozenset((Can.PIVOT, Can.CANCEL, Can.QUANTILES, Can.AS_TEXT, Can.CASE, Can.DERIVE))

    def __init__(self, reading: StatementReader, table: tuple[str, str], columns: Sequence[StoredColumn]) -> None:
        self._reading = reading
        how = {column.name: held_as(column) for column in columns}
        self.scan, cells = scan_of(SERVER, how, text_written, since_1970, COMPUTING)
        schema, name = table
        self._standing = Standing(cells, sge.table_(name, db=schema, quoted=True, alias=TABLE), DIALECT)

    def sql(self, answer: Compiled) -> str:
        """The statement that a query is on the server. Raises `Unanswered` for what ibis cannot say."""
        try:
            written = str(Compiler().to_sqlglot(answer.rows).sql(DIALECT))
        except IbisError as error:
            raise Unanswered(error) from None
        return self._standing.statement(written)

    def frame(self, answer: Compiled, schema: pl.Schema, token: CancelToken | None) -> pl.DataFrame:
        """A bounded answer, its columns named and of the types of `schema`."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        found = self._reading.table(self.sql(answer), token)
        return frame_of(found, types) if found.num_columns else pl.DataFrame(schema=types)

    def plan(self, answer: Compiled, token: CancelToken | None) -> list[str]:
        return [str(line) for (line,) in self._reading.rows(f"{EXPLAIN} indexes = 1 {self.sql(answer)}", token)]

    def batches(
        self, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None, soon: bool = False
    ) -> Iterator[pl.DataFrame]:
        """An answer in frames of at most `size` rows, as they come, all of one snapshot."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        for batch in self._reading.batches(self.sql(answer), token):
            for start in range(0, batch.num_rows, size):
                yield frame_of(batch.slice(start, size), types)
