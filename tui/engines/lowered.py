"""An engine that is asked as people ask: what a query means is lowered to plain columns, in this one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from tui.engines.base import CancelToken, Engine, Heard, Hits, Page, Summary, unheard
from tui.engines.over import Over
from tui.query.fields import Field, Schema, unknown
from tui.query.lowering import lowered, lowered_filters
from tui.query.query import Filter, Query


class Lowered(Over):
    """Answers queries that speak of a schema's fields, of what their values mean, and of words in any column."""

    def __init__(self, engine: Engine, schema: Schema) -> None:
        super().__init__(engine)
        self._schema = schema

    @property
    def fields(self) -> tuple[Field, ...]:
        return self._schema.fields

    def _lowered(self, query: Query) -> Query:
        return lowered(query, self._schema)

    def _stored(self, name: str) -> str:
        """A column that is stored, of one that may only be drawn."""
        field = self._schema.field(name)
        if field is not None and not field.stored:
            raise unknown(name, [field.name for field in self._schema.fields if field.stored])
        return name

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        return self._engine.page(self._lowered(query), start, size, index=index, token=token)

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        return self._engine.count(self._lowered(query), token=token)

    def index(self, query: Query, *, token: CancelToken | None = None, heard: Heard = unheard) -> pl.Series | None:
        return self._engine.index(self._lowered(query), token=token, heard=heard)

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        plain = lowered_filters(wanted, self._schema)
        return self._engine.search(self._lowered(query), plain, start=start, index=index, token=token)

    def frequency(
        self,
        query: Query,
        column: str,
        *,
        as_text: bool = False,
        each: bool = False,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        field = self._schema.field(column)
        each = each or (field is not None and bool(field.each))
        if as_text and field is not None and not each:
            column = field.search_by or column
        return self._engine.frequency(
            self._lowered(query), column, as_text=as_text and not each, each=each, token=token
        )

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        return self._engine.summary(self._lowered(query), fields, token=token)

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
        for name in (x, y, of):
            if name is not None:
                self._stored(name)
        return self._engine.bins(self._lowered(query), x, y, n, of=of, token=token)

    def plan(self, query: Query, size: int, *, token: CancelToken | None = None) -> list[str]:
        return self._engine.plan(self._lowered(query), size, token=token)

    def lazy(self, query: Query, *, token: CancelToken | None = None) -> pl.LazyFrame:
        return self._engine.lazy(self._lowered(query), token=token)

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        return self._engine.export(self._lowered(query), size, token=token)
