"""Compiles queries to SQL and answers them with DuckDB, an extra; what only Polars can do is refused.

A table comes in as a Parquet file, whose row numbers keep ties in the order of the table, and answers go out
the same way, so that no further library is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self

import polars as pl

from tui.engines.base import Can, CancelToken, Hits, Page, Summary, Unsupported
from tui.engines.schema import fields_of
from tui.errors import EXIT_FAILED, EXIT_USAGE, TermsheetError
from tui.query.fields import Field, unknown
from tui.query.query import Aggregate, Condition, Derived, Either, Filter, Query, Without
from tui.text.folding import variants

_NUMBER = "file_row_number"
_FUNCTIONS = {
    "distinct": "count(distinct {})",
    "sum": "coalesce(sum({}), 0)",
    "mean": "avg({})",
    "min": "min({})",
    "max": "max({})",
    "median": "median({})",
}


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


class DuckDbEngine:
    """The engine of DuckDB over one Parquet file."""

    name = "DuckDB"

    def __init__(self, path: str, schema: pl.Schema) -> None:
        try:
            import duckdb
        except ImportError:
            hint = "pip install 'termsheet[duckdb]'"
            raise TermsheetError("this engine needs the extra `duckdb`", hint, EXIT_USAGE) from None
        self._failure: type[Exception] = duckdb.Error
        self._connection: Any = duckdb.connect()
        self._schema = schema
        self._table = f"read_parquet({_text(path)}, file_row_number = true)"

    @classmethod
    def over(cls, frame: pl.LazyFrame) -> Self:
        """The engine over the rows of a lazy frame."""
        from tui.files.temporary import temporary

        path = temporary(".parquet")
        frame = frame.select(pl.selectors.exclude("^.*\x1f.*$"))
        frame.sink_parquet(path)
        return cls(str(path), frame.collect_schema())

    def interrupt(self) -> None:
        """Stops the query that runs."""
        self._connection.interrupt()

    def _column(self, name: str) -> str:
        if name not in self._schema:
            raise unknown(name, self._schema.names())
        return _name(name)

    def _literal(self, value: Any, name: str) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int | float):
            return repr(value)
        dtype = self._schema[name]
        if dtype.is_numeric():
            try:
                return repr(float(value))
            except ValueError:
                raise TermsheetError(f"`{value}` is no number", "write digits", EXIT_USAGE) from None
        if dtype == pl.Date:
            return f"date {_text(value)}"
        return f"timestamp {_text(value)}" if dtype.is_temporal() else _text(value)

    def _holds(self, name: str, words: object) -> str:
        cells = f"lower(cast({_name(name)} as varchar))"
        found = [f"contains({cells}, lower({_text(written)}))" for written in variants(str(words))]
        return f"coalesce({' or '.join(found)}, false)"

    def _condition(self, given: Condition) -> str:
        cells = self._column(given.column)
        match given.operator:
            case "contains":
                return self._holds(given.column, given.value)
            case "lacks":
                return f"not {self._holds(given.column, given.value)}"
            case "matches":
                raise Unsupported(self.name, "regular expressions of this form")
            case "drawn" | "undrawn":
                raise Unsupported(self.name, "comparing cells as they are drawn")
            case "like":
                return f"coalesce(lower(cast({cells} as varchar)) = lower({_text(given.value)}), false)"
            case "in":
                among = ", ".join(self._literal(one, given.column) for one in given.value)  # type: ignore[union-attr]
                return f"coalesce({cells} in ({among or 'null'}), false)"
            case "null":
                return f"{cells} is null"
            case "present":
                return f"{cells} is not null"
            case "!=":
                return f"{cells} is distinct from {self._literal(given.value, given.column)}"
            case _:
                return f"coalesce({cells} {given.operator} {self._literal(given.value, given.column)}, false)"

    def _filter(self, given: Filter) -> str:
        match given:
            case Either(options):
                return f"({' or '.join(self._all(option) for option in options) or 'false'})"
            case Without(filters):
                return f"not {self._all(filters)}"
            case Condition():
                return self._condition(given)

    def _all(self, filters: Sequence[Filter]) -> str:
        return f"({' and '.join(self._filter(given) for given in filters) or 'true'})"

    def _where(self, query: Query) -> str:
        parts = [self._filter(given) for given in query.filters]
        if query.only is not None:
            parts.append(f"{_NUMBER} in ({', '.join(map(str, query.only)) or 'null'})")
        return f" where {' and '.join(parts)}" if parts else ""

    def _aggregate(self, given: Aggregate) -> str:
        if given.function == "count":
            inner = self._column(given.column) if given.column else "*"
            return f"count({inner}) as {_name(given.name)}"
        return f"{_FUNCTIONS[given.function].format(self._column(given.column))} as {_name(given.name)}"

    def _sql(self, query: Query) -> str:
        if query.derived:
            raise Unsupported(self.name, "columns computed by Polars' expressions")
        nulls = "nulls first" if query.nulls_first else "nulls last"
        if query.group:
            if query.group.across:
                raise Unsupported(self.name, "pivot")
            by = [self._column(name) for name in query.group.by]
            known = [*query.group.by, *(a.name for a in query.group.aggregates)]
            keys = [k for k in query.sort if k.column in known]
            order = [f"{_name(k.column)} {'desc' if k.descending else 'asc'} {nulls}" for k in keys]
            told = ", ".join([*by, *(self._aggregate(a) for a in query.group.aggregates)])
            inner = f"select {told} from {self._table}{self._where(query)} group by {', '.join(by)}"
        else:
            order = [f"{self._column(k.column)} {'desc' if k.descending else 'asc'} {nulls}" for k in query.sort]
            order.append(_NUMBER)
            known = self._schema.names()
            inner = f"select * from {self._table}{self._where(query)}"
        for name in query.columns or ():
            if name not in known:
                raise unknown(name, known)
        columns = ", ".join(_name(name) for name in query.columns or known)
        limit = f" limit {query.limit}" if query.limit is not None else ""
        ordered = f" order by {', '.join(order)}" if order else ""
        return f"select {columns} from ({inner}){ordered}{limit}"

    def _answer(self, sql: str) -> pl.DataFrame:
        from tui.files.temporary import temporary

        path = temporary(".parquet")
        try:
            self._connection.execute(f"copy ({sql}) to {_text(path)} (format parquet)")
            return pl.read_parquet(path)
        except self._failure as error:
            raise TermsheetError(f"DuckDB: {str(error).splitlines()[0]}", "", EXIT_FAILED) from None
        finally:
            path.unlink(missing_ok=True)

    can: frozenset[Can] = frozenset()
    height: int | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields_of(self._schema)

    def schema(self, derived: Sequence[Derived] = ()) -> pl.Schema:
        if derived:
            raise Unsupported(self.name, Can.DERIVE)
        return self._schema

    def regex_fault(self, pattern: str) -> str:
        return ""

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        found = self._answer(f"select * from ({self._sql(query)}) limit {size + 1} offset {start}")
        return Page(found.head(size), None, found.height > size)

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        return int(self._answer(f"select count(*) as n from ({self._sql(query)})").item())

    def index(self, query: Query, *, token: CancelToken | None = None) -> pl.Series | None:
        return None

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        found = self._answer(self._sql(query))
        return found.iter_slices(size) if found.height else iter([found])

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        raise Unsupported(self.name, "search")

    def frequency(
        self, query: Query, column: str, *, as_text: bool = False, token: CancelToken | None = None
    ) -> pl.DataFrame:
        raise Unsupported(self.name, "frequencies")

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        raise Unsupported(self.name, "statistics")

    def bins(
        self,
        query: Query,
        x: str,
        y: str | None = None,
        n: int | tuple[int, int] = 8,
        *,
        of: str | None = None,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        raise Unsupported(self.name, "bins")
