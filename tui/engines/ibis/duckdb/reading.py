"""DuckDB over a table. All that is its own stands here, in `opening` and `loading` for files, and beside it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl
import sqlglot.expressions as sge
from ibis.common.exceptions import IbisError

from tui.engines.base import Can, Cancelled, CancelToken, Unanswered
from tui.engines.ibis.compile import Compiled, nth
from tui.engines.ibis.computing import Computing
from tui.engines.ibis.engine import IbisEngine
from tui.engines.ibis.forward import Forward
from tui.engines.ibis.functions import builtin
from tui.engines.ibis.held import held, restored
from tui.engines.ibis.keyed import Keyed
from tui.engines.ibis.loading import SERVER, refused
from tui.engines.ibis.numbered import Numbered
from tui.engines.ibis.opening import ROW_COLUMN, TABLE, DuckTable, carries, opened
from tui.engines.ibis.scan import Scan
from tui.engines.plan import Plan
from tui.engines.polars.text import as_text
from tui.engines.years import year_ends
from tui.storage.scratch import scratch_folder

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend


class DuckDb:
    """Runs queries over one table, any number of them beside each other.

    Args:
        make: makes the table. Raises `TermsheetError` for a file that DuckDB would read otherwise than Polars does.
        within_years: whether it is known to hold nothing beyond the years from 1 to 9999.
    """

    dear_from = 500_000_000
    can = frozenset((Can.PIVOT, Can.CANCEL, Can.QUANTILES, Can.AS_TEXT, Can.CASE, Can.DERIVE))

    def __init__(self, make: Callable[[Backend], DuckTable], *, within_years: bool = False) -> None:
        # What does not fit into memory is put there; nothing is fetched from the network.
        self._folder = tempfile.TemporaryDirectory(dir=scratch_folder(), ignore_cleanup_errors=True)
        self._server = ibis.duckdb.connect(
            temp_directory=self._folder.name, autoinstall_known_extensions=False, autoload_known_extensions=False
        )
        self._lock = threading.Lock()
        self._functions: dict[tuple[str, str], Callable[[ir.Value], Any]] = {}
        with telling_of_duckdb():
            table = make(self._server)
        self.height, self.reached = table.height, table.reached
        self._arrow = table.arrow
        self._types = self._read(table.schema)
        names = {name: nth(number) for number, name in enumerate(table.schema)}
        columns = {names[name]: held(dtype) for name, dtype in table.schema.items()}
        has_rows = table.numbered and self.reached != "forward"
        rows = ibis.table(columns | ({ROW_COLUMN: dt.int64} if has_rows else {}), name=TABLE)
        times = [names[name] for name, dtype in table.schema.items() if dtype == pl.Time]
        changed = {name: epoch(rows[name], "ns") for name in times} | (
            {} if table.numbered else {ROW_COLUMN: rows.rowid()}
        )
        if not within_years:
            changed |= self._within_years(rows, {names[name]: dtype for name, dtype in table.schema.items()})
        if changed:
            rows = rows.mutate(**changed)
        row = ROW_COLUMN if self.reached == "numbers" else ""
        keys = (ROW_COLUMN,) if self.reached == "key" else ()
        in_order = self.reached != "forward"
        computing = Computing(quotient, half_even, by_polars=self._by_polars)
        self.scan = Scan(
            SERVER,
            rows,
            names,
            table.schema,
            row,
            in_order,
            self._text,
            since_1970,
            as_table,
            keys,
            computing=computing,
        )

    def _read(self, schema: pl.Schema) -> dict[str, str]:
        """What DuckDB takes each column for. Raises `TermsheetError` where that is something else."""
        describe = sge.Describe(this=sge.table_(TABLE, quoted=True)).sql("duckdb")
        with self._cursor(None) as cursor:
            found = cursor.execute(describe).fetchall()
        types = {}
        for (name, dtype), (_, read, *_) in zip(schema.items(), found, strict=False):
            if not carries(self._server.compiler.type_mapper.from_string(read), dtype):
                raise refused("otherwise", name, str(read), str(dtype))
            types[name] = "BIGINT" if dtype == pl.Time else read
        return types

    def _within_years(self, rows: ir.Table, types: Mapping[str, pl.DataType]) -> dict[str, ir.Value]:
        """The columns that may hold what lies beyond the years from 1 to 9999, which is no value there."""
        tests = {name: _beyond_years(rows[name], dtype) for name, dtype in types.items()}
        # What a view says is worked out, and not looked at in vain.
        found = {
            name: test
            for name, test in tests.items()
            if test is not None and (self.reached == "forward" or self._any(rows.filter(test)))
        }
        return {name: ibis.ifelse(test, ibis.null(), rows[name]) for name, test in found.items()}

    def _any(self, rows: ir.Table) -> bool:
        one = rows.limit(1).select(found=ibis.literal(1))
        with self._cursor(None) as cursor:
            return cursor.execute(self._server.compile(one)).fetchone() is not None

    @contextmanager
    def _cursor(self, token: CancelToken | None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one query: those of a screen's lanes run beside each other, and each is stopped alone."""
        with telling_of_duckdb():
            cursor = self._server.con.cursor()
            try:
                if self._arrow is not None:
                    cursor.register(TABLE, self._arrow)
                if token is None:
                    yield cursor
                else:
                    with token.stopping(cursor.interrupt):
                        if token.cancelled:
                            # Nothing runs yet that could be interrupted.
                            raise Cancelled
                        yield cursor
            finally:
                cursor.close()

    def frame(self, answer: Compiled, schema: pl.Schema, token: CancelToken | None) -> pl.DataFrame:
        """A bounded answer, its columns named and of the types of `schema`."""
        with self._cursor(token) as cursor:
            return _frame(cursor.sql(self._server.compile(answer.rows)).to_arrow_table(), answer, schema)

    def plan(self, answer: Compiled, token: CancelToken | None) -> list[str]:
        with self._cursor(token) as cursor:
            found = cursor.execute(f"explain {self._server.compile(answer.rows)}").fetchall()
        return "\n".join(told for _, told in found).splitlines()

    def batches(
        self, answer: Compiled, schema: pl.Schema, size: int, token: CancelToken | None, soon: bool = False
    ) -> Iterator[pl.DataFrame]:
        """An answer in frames of at most `size` rows, as they come."""
        with self._cursor(token) as cursor:
            for batch in cursor.sql(self._server.compile(answer.rows)).to_arrow_reader(size):
                yield _frame(batch, answer, schema)

    def _text(self, cells: ir.Value, name: str, dtype: pl.DataType) -> ir.StringValue:
        """Cells as Polars writes them: by Polars itself, since no cast of DuckDB writes a float or a list so."""
        kept = self._types[name] if self.scan.schema.get(name) == dtype else ""
        return self._by("text", lambda given: as_text(given, dtype), cells, dtype, pl.String(), kept)

    def _by_polars(self, expression: str, cells: ir.Value, dtype: pl.DataType, result: pl.DataType) -> Any:
        """What Polars makes of cells by an expression over a column `v`."""
        return self._by(expression, lambda _: pl.sql_expr(expression), cells, dtype, result)

    def _by(
        self,
        work: str,
        expression: Callable[[pl.Expr], pl.Expr],
        cells: ir.Value,
        dtype: pl.DataType,
        result: pl.DataType,
        kept: str = "",
    ) -> Any:
        """What Polars makes of cells of a type, which DuckDB keeps as one of some name."""
        kept = kept or self._server.compiler.type_mapper.to_string(held(dtype))
        key = (work, f"{dtype} {kept}")
        with self._lock:
            if key not in self._functions:
                function = f"by_polars_{len(self._functions)}"

                def write(cells: Any) -> Any:
                    values = restored(pl.Series("v", pl.from_arrow(cells)), dtype)
                    return values.to_frame().select(expression(pl.col("v"))).to_series().to_arrow()

                returned = self._server.compiler.type_mapper.to_string(held(result))
                self._server.con.create_function(function, write, [kept], returned, type="arrow")
                self._functions[key] = partial(builtin, function, held(result))
        return self._functions[key](cells)


@contextmanager
def telling_of_duckdb() -> Iterator[None]:
    """Tells what DuckDB and ibis fail with as what an engine fails with."""
    try:
        yield
    except (duckdb.Error, IbisError) as error:
        raise Unanswered(error) from None


def _frame(arrow: Any, answer: Compiled, schema: pl.Schema) -> pl.DataFrame:
    found = pl.DataFrame(pl.from_arrow(arrow))
    cells = zip(found.iter_columns(), answer.names, strict=True)
    return pl.DataFrame([restored(column, schema[name]).alias(name) for column, name in cells])


def epoch(cells: ir.Value, unit: str) -> ir.IntegerValue:
    """How many units a time lies from the beginning of its day, or from 1970."""
    epochs: ir.IntegerValue = builtin(f"epoch_{unit}", dt.int64, cells)
    return epochs


def quotient(left: ir.IntegerValue, right: ir.IntegerValue) -> Any:
    """The whole part of a whole number divided by another one."""
    return builtin("divide", dt.int64, left, right)


def half_even(cells: ir.FloatingValue) -> Any:
    """Numbers rounded to whole ones, to the even one of two that are as near."""
    return builtin("round_even", dt.float64, cells, ibis.literal(0, type=dt.int32))


def since_1970(cells: ir.Value, dtype: pl.DataType) -> ir.NumericValue:
    """How many days or units of its type a day or a time lies from 1970."""
    if dtype == pl.Date:
        return cells.delta(ibis.date(1970, 1, 1), unit="day")
    if isinstance(dtype, pl.Datetime):
        # DuckDB cannot tell the milliseconds of a time that it holds in milliseconds.
        exact = cells.cast(dt.Timestamp(scale=6)) if dtype.time_unit == "ms" else cells
        return epoch(exact, dtype.time_unit)
    return cells


def _beyond_years(cells: ir.Value, dtype: pl.DataType) -> ir.BooleanValue | None:
    """Whether days or times lie beyond the years from 1 to 9999; None where none can."""
    ends = year_ends(dtype)
    if ends is None:
        return None
    first, last = ends
    return (cells < ibis.literal(first, cells.type())) | (cells > ibis.literal(last, cells.type()))


def as_table(numbers: Sequence[int]) -> ir.Table:
    """Some whole numbers as a table of one column: as one text, since a tree of a million nodes takes minutes."""
    text = ibis.literal(f"[{','.join(map(str, numbers))}]")
    return text.cast(dt.Array(dt.int64)).unnest().name(nth(0)).as_table()


def engine(plan: Plan) -> IbisEngine:
    """The engine of DuckDB over the files of a plan."""
    return engine_of(partial(opened, plan), within_years=True)


def engine_of(make: Callable[[Backend], DuckTable], *, within_years: bool = False) -> IbisEngine:
    """The engine of DuckDB over a table that is made in it; a plan's is known to be `within_years`."""
    server = DuckDb(make, within_years=within_years)
    if server.reached == "numbers":
        assert server.height is not None
        return IbisEngine(server, Numbered(server, server.height))
    return IbisEngine(server, Keyed(server) if server.reached == "key" else Forward(server))
