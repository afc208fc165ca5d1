"""An engine that reads files anew with each query: none of them may have changed since it was opened.

What Polars learnt of a file when it was opened holds for that state of it alone. On another one its readers do not
fail, they end the process, or they give rows that nobody counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import polars as pl

from tui.engines.base import Cancelled, CancelToken, Engine, Heard, Hits, Page, Summary, unheard
from tui.engines.over import Over
from tui.query.fields import Field
from tui.query.query import Filter, Query

Unchanged = Callable[[], None]
"""Raises `TermsheetError` where the files are no longer what they were."""


class _Token:
    """Work that is not wanted on files that changed: a query of several steps looks before each."""

    def __init__(self, token: CancelToken, unchanged: Unchanged) -> None:
        self._token, self._unchanged = token, unchanged

    @property
    def cancelled(self) -> bool:
        self._unchanged()
        return self._token.cancelled

    def stopping(self, stop: Callable[[], None]) -> AbstractContextManager[None]:
        return self._token.stopping(stop)


class Resting(Over):
    """Answers by another engine as long as the files that it reads are unchanged.

    Args:
        engine: reads them.
        unchanged: looks at them before each step of a query.
    """

    def __init__(self, engine: Engine, unchanged: Unchanged) -> None:
        super().__init__(engine)
        self._unchanged = unchanged

    def _watched(self, token: CancelToken | None) -> CancelToken | None:
        return None if token is None else _Token(token, self._unchanged)

    @contextmanager
    def _looking(self) -> Iterator[None]:
        """Looks at the files before a query, and where it failed, panics of Polars among the failures."""
        self._unchanged()
        try:
            yield
        except (Cancelled, GeneratorExit):
            raise
        except BaseException:
            self._unchanged()
            raise

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        with self._looking():
            return self._engine.page(query, start, size, index=index, token=self._watched(token))

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        with self._looking():
            return self._engine.count(query, token=self._watched(token))

    def index(self, query: Query, *, token: CancelToken | None = None, heard: Heard = unheard) -> pl.Series | None:
        with self._looking():
            return self._engine.index(query, token=self._watched(token), heard=heard)

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        with self._looking():
            for hits in self._engine.search(query, wanted, start=start, index=index, token=self._watched(token)):
                yield hits
                self._unchanged()

    def frequency(
        self,
        query: Query,
        column: str,
        *,
        as_text: bool = False,
        each: bool = False,
        token: CancelToken | None = None,
    ) -> pl.DataFrame:
        with self._looking():
            return self._engine.frequency(query, column, as_text=as_text, each=each, token=self._watched(token))

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        with self._looking():
            return self._engine.summary(query, fields, token=self._watched(token))

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
        with self._looking():
            return self._engine.bins(query, x, y, n, of=of, token=self._watched(token))

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        with self._looking():
            for frame in self._engine.export(query, size, token=self._watched(token)):
                yield frame
                self._unchanged()

    def lazy(self, query: Query, *, token: CancelToken | None = None) -> pl.LazyFrame:
        with self._looking():
            return self._engine.lazy(query, token=self._watched(token))
