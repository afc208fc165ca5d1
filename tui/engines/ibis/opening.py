"""Opens files in DuckDB where they lie, as one table, and refuses what DuckDB would read otherwise than Polars does.

The table has a column for each of the plan, called by its nth, and as the last the number of each row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import ibis.expr.datatypes as dt
import polars as pl
import sqlglot as sg
import sqlglot.expressions as sge

from tui.engines.footers import schema_of
from tui.engines.ibis.compile import nth
from tui.engines.ibis.held import held
from tui.engines.ibis.loading import escaped, loaded, refused
from tui.engines.plan import Plan

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

TABLE = "file"
"""What the table is called in DuckDB."""
ROW_COLUMN = "row"
ADDED = ("file_row_number", "file_index")
"""Columns that DuckDB adds to those of Parquet files, unless one of theirs is called so."""
ARROW = b"ARROW1"
"""Begins an Arrow file; a stream of Arrow has no such mark."""


class DuckTable(NamedTuple):
    """A table in DuckDB.

    Attributes:
        height: how many rows it has, where that is known.
        schema: its columns as Polars has them.
        numbered: whether it has a column of row numbers; else DuckDB keeps them itself.
        arrow: the table, where each connection is given it.
        reached: how its rows are: by their numbers, by these where some are missing, or one after the other.
    """

    height: int | None
    schema: pl.Schema
    numbered: bool = True
    arrow: Any = None
    reached: Literal["numbers", "key", "forward"] = "numbers"


def opened(plan: Plan, server: Backend) -> DuckTable:
    """The table of a plan. Raises `TermsheetError`, and what DuckDB raises."""
    for name, dtype in plan.schema.items():
        if held(dtype) is None:
            raise refused("hold", name, str(dtype))
    return BY_FORM[plan.form](plan, server)


def _parquet(plan: Plan, server: Backend) -> DuckTable:
    for path in plan.paths[1:]:
        if dict(schema_of(path)) != dict(plan.schema):
            # DuckDB would take the values for those of the first file.
            raise refused("others", path.name)
    function = server.compiler.f
    paths = [escaped(str(path)) for path in plan.paths]
    found = server.raw_sql(sg.select("num_rows").from_(function.parquet_file_metadata(paths))).fetchall()
    heights = [height for (height,) in found]
    number: sge.Expression = sg.column(ADDED[0])
    if any(name.lower() in ADDED for name in plan.schema):
        number = sge.Window(this=function.row_number()) - 1
    elif len(paths) > 1:
        starts = [sum(heights[:n]) for n in range(len(heights))]
        file = server.compiler.cast(sg.column(ADDED[1]), dt.int64)
        number = function.list_extract(starts, file + 1) + number
    names = [*(nth(n) for n in range(len(plan.schema))), ROW_COLUMN]
    # The least and greatest values that a file notes leave NaN out, which is more than all others.
    options = {"hive_partitioning": sge.false(), "can_have_nan": sge.true()}
    read = function.read_parquet(paths, *(sg.to_identifier(name).eq(value) for name, value in options.items()))
    columns = [sg.to_identifier(name, quoted=True) for name in names]
    view = sge.Schema(this=sge.table_(TABLE, quoted=True), expressions=columns)
    server.raw_sql(sge.Create(this=view, kind="VIEW", expression=sg.select(sge.Star(), number).from_(read)))
    return DuckTable(sum(heights), plan.schema)


def _arrow(plan: Plan, server: Backend) -> DuckTable:
    import pyarrow as pa

    (path,) = plan.paths
    try:
        mapped = pa.memory_map(str(path))
        read = pa.ipc.open_file if mapped.read(len(ARROW)) == ARROW else pa.ipc.open_stream
        mapped.seek(0)
        table = read(mapped).read_all()
    except pa.ArrowException as error:
        raise refused("arrow", str(error)) from None
    for position, field in enumerate(table.schema):
        if pa.types.is_duration(field.type):
            # As Parquet holds it: how many units.
            table = table.set_column(position, field.name, table.column(position).cast(pa.int64()))
    table = table.rename_columns([nth(n) for n in range(table.num_columns)])
    numbers = pl.int_range(table.num_rows, eager=True).to_arrow()
    return DuckTable(table.num_rows, plan.schema, arrow=table.append_column(ROW_COLUMN, numbers))


def _delimited(plan: Plan, server: Backend) -> DuckTable:
    return DuckTable(*loaded(plan, server, TABLE), numbered=False)


BY_FORM: dict[str, Callable[[Plan, Backend], DuckTable]] = {
    "Parquet": _parquet,
    "Arrow": _arrow,
    "delimited text": _delimited,
}


def carries(found: dt.DataType, dtype: pl.DataType) -> bool:
    """Whether what DuckDB takes a column for is how a type is held."""
    if dtype in (pl.Null, pl.Time):
        # Types that ibis has no name for: of nothing, and to the nanosecond.
        return True
    wanted = held(dtype)
    return wanted is not None and _fits(found, wanted)


def _fits(found: dt.DataType, wanted: dt.DataType) -> bool:
    if isinstance(wanted, dt.Timestamp) and isinstance(found, dt.Timestamp):
        zoned = (found.timezone is None) == (wanted.timezone is None)
        return zoned and (found.scale or 6) >= (wanted.scale or 6)
    if isinstance(wanted, dt.Array) and isinstance(found, dt.Array):
        return _fits(found.value_type, wanted.value_type)
    if isinstance(wanted, dt.Struct) and isinstance(found, dt.Struct):
        return found.names == wanted.names and all(map(_fits, found.types, wanted.types))
    return bool(found == wanted)
