"""One table of ClickHouse, and what runs queries over it there."""

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
from tui.engines.ibis.clickhouse.catalogue import StoredColumn
from tui.engines.ibis.clickhouse.compiler import DIALECT, Compiler
from tui.engines.ibis.clickhouse.computing import COMPUTING
from tui.engines.ibis.clickhouse.store import EXPLAIN, StatementReader
from tui.engines.ibis.clickhouse.texts import since_1970, text_written
from tui.engines.ibis.clickhouse.types import TABLE, frame_of, held_as
from tui.engines.ibis.compile import Compiled
from tui.engines.ibis.held import held
from tui.engines.ibis.scan import Scan

SERVER = "ClickHouse"
ASKED_OF = f"rows {token_hex(8)}"
"""What queries call the table, as no text in them is; what is asked of the server stands in its place."""
_COLUMN = re.compile(r'"(b\d+)"')


class ClickHouseTable:
    """Runs queries over one table."""

    height: int | None = None
    can = frozenset((Can.PIVOT, Can.CANCEL, Can.QUANTILES, Can.AS_TEXT, Can.CASE, Can.DERIVE))

    def __init__(self, reading: StatementReader, table: tuple[str, str], columns: Sequence[StoredColumn]) -> None:
        self._reading, self._table = reading, table
        how = {column.name: held_as(column) for column in columns}
        names = {name: f"b{number}" for number, name in enumerate(how)}
        self._cells = {names[name]: one.cells for name, one in how.items()}
        schema = pl.Schema({name: one.dtype for name, one in how.items()})
        self.scan = Scan(
            SERVER,
            ibis.table({names[name]: held(dtype) for name, dtype in schema.items()}, name=ASKED_OF),
            names,
            schema,
            row="",
            in_order=False,
            text=lambda cells, _, dtype: text_written(cells, dtype),
            number=since_1970,
            listed=_no_numbers,
            filled=frozenset(name for name, one in how.items() if one.filled),
            computing=COMPUTING,
        )

    def sql(self, answer: Compiled) -> str:
        """The statement that a query is on the server. Raises `Unanswered` for what ibis cannot say."""
        try:
            written = str(Compiler().to_sqlglot(answer.rows).sql(DIALECT))
        except IbisError as error:
            raise Unanswered(error) from None
        used = set(_COLUMN.findall(written))
        schema, name = self._table
        cells = [cells.as_(column, quoted=True) for column, cells in self._cells.items() if column in used]
        table = sge.table_(name, db=schema, quoted=True, alias=TABLE)
        source = sg.select(*(cells or [sge.Literal.number(1)])).from_(table)
        return written.replace(f'"{ASKED_OF}"', f"({source.sql(DIALECT)})")

    def frame(self, answer: Compiled, schema: pl.Schema, token: CancelToken | None) -> pl.DataFrame:
        """A bounded answer, its columns named and of the types of `schema`."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        found = self._reading.table(self.sql(answer), token)
        return frame_of(found, types) if found.num_columns else pl.DataFrame(schema=types)

    def plan(self, answer: Compiled, token: CancelToken | None) -> list[str]:
        return [str(line) for (line,) in self._reading.rows(f"{EXPLAIN} indexes = 1 {self.sql(answer)}", token)]

    def batches(
        self, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None
    ) -> Iterator[pl.DataFrame]:
        """An answer in frames of at most `size` rows, as they come, all of one snapshot."""
        types = pl.Schema({name: schema[name] for name in answer.names})
        for batch in self._reading.batches(self.sql(answer), token):
            for start in range(0, batch.num_rows, size):
                yield frame_of(batch.slice(start, size), types)


def _no_numbers(numbers: Sequence[int]) -> ir.Table:
    raise Unsupported(SERVER, Can.ROW_NUMBERS)
