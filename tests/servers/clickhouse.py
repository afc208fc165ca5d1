"""A store of ClickHouse's of the tests' own, which chDB opens in this process as the program under test does."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from polars import selectors as cs

TYPES: dict[type[pl.DataType], str] = {
    pl.Int8: "Int8", pl.Int16: "Int16", pl.Int32: "Int32", pl.Int64: "Int64", pl.Float32: "Float32",
    pl.Float64: "Float64", pl.String: "String", pl.Boolean: "Bool", pl.Date: "Date32",
}  # fmt: skip


class ClickHouseStore:
    """A folder of tables, and a connection that may write there."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tsch-"))
        self._lock = threading.Lock()
        self._connection = self.connected()

    def connected(self) -> Any:
        """A connection with all rights."""
        import chdb

        return chdb.connect(str(self.folder))  # type: ignore[no-untyped-call]

    def remove(self) -> None:
        """Closes it, and takes its folder away."""
        self._connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, statement: str) -> str:
        """Runs a statement with all rights; what it gives as text, a tab between cells."""
        with self._lock:
            return str(self._connection.query(statement, "TSV"))

    def address(self, table: str = "") -> str:
        """The address of a table."""
        return f"clickhouse+chdb://{self.folder}/default" + (f"/{table}" if table else "")

    def held(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a frame in the types that they have there."""
        return frame.with_columns(cs.datetime("us", None).dt.replace_time_zone("UTC"))

    def store(self, name: str, frame: pl.DataFrame, key: Sequence[str] = ()) -> None:
        """Makes a table of a frame's rows."""
        columns = ", ".join(f'"{column}" {_declared(dtype)}' for column, dtype in frame.schema.items())
        order = ", ".join(f'assumeNotNull("{column}")' for column in key)
        self.sql(f'drop table if exists default."{name}" sync')
        self.sql(f'create table default."{name}" ({columns}) engine = MergeTree order by ({order})')
        path = self.folder / "rows.parquet"
        frame.write_parquet(path)
        self.sql(f"insert into default.\"{name}\" select * from file('{path}', 'Parquet')")


def _declared(dtype: pl.DataType) -> str:
    if isinstance(dtype, pl.List):
        return f"Array({_declared(dtype.inner)})"  # type: ignore[arg-type]
    if isinstance(dtype, pl.Datetime):
        return "Nullable(DateTime64(6, 'UTC'))"
    if isinstance(dtype, pl.Decimal):
        return f"Nullable(Decimal({dtype.precision}, {dtype.scale}))"
    return f"Nullable({TYPES[dtype.base_type()]})"
