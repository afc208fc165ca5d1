"""Servers give the answers of the contract of all engines, of the rows that Polars and DuckDB are asked for.

A server joins by one entry of `serving.SERVERS`. Where it promises no order of its own, rows are asked for in that of
a column that was put beside those of the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.engines.test_contract import (  # noqa: F401
    FRAME,
    ROWS,
    found,
    plain,
    test_a_pivot,
    test_a_plan_is_told,
    test_a_regular_expression,
    test_a_sum_may_be_longer_than_what_is_added_up,
    test_a_summary,
    test_an_export_is_the_answer,
    test_bins_of_one_column,
    test_bins_of_one_value_and_of_none,
    test_bins_of_two_columns,
    test_cells_as_they_are_drawn,
    test_computed_columns,
    test_computed_columns_are_columns,
    test_figures_of_short_floats_have_64_bits,
    test_frequencies,
    test_frequencies_of_texts,
    test_groups,
    test_looking_begins_anywhere,
    test_mistakes_are_told,
    test_pages_joined_are_the_answer,
    test_quartiles,
    test_some_columns,
    test_some_rows,
    test_the_rows_are_the_right_ones,
    test_the_table_is_described,
    test_units_leave_only_what_counts,
    test_what_an_engine_cannot_do_it_refuses_by_name,
    test_what_is_found_stands_where_it_is_said_to,
    test_what_is_no_number_has_no_place_in_the_shape,
    test_what_was_given_up_is_not_begun,
)
from tests.servers.serving import Server, opened
from tui.engines.base import Can, CancelToken, Engine, Hits, Page, Summary
from tui.engines.over import Over
from tui.query.fields import Field
from tui.query.query import Derived, Filter, Query, SortKey

KEY = "place in the frame"


class WithoutKey(Over):
    """A table but for the column that was put beside those of a frame, to keep its rows in order."""

    def _own(self, query: Query) -> Query:
        if query.group:
            return query
        names = tuple(name for name in self._engine.schema(query.derived) if name != KEY)
        query = query if query.columns is not None else query._replace(columns=names)
        return query if Can.ORDERED in self.can else query._replace(sort=(*query.sort, SortKey(KEY)))

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for field in self._engine.fields if field.name != KEY)

    def schema(self, derived: Sequence[Derived] = ()) -> pl.Schema:
        return pl.Schema({name: dtype for name, dtype in self._engine.schema(derived).items() if name != KEY})

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        return self._engine.page(self._own(query), start, size, index=index, token=token)

    def count(self, query: Query, *, token: CancelToken | None = None) -> int:
        return self._engine.count(query, token=token)

    def index(self, query: Query, *, token: CancelToken | None = None) -> pl.Series | None:
        return self._engine.index(query, token=token)

    def search(
        self,
        query: Query,
        wanted: Sequence[Filter],
        *,
        start: int = 0,
        index: pl.Series | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[Hits]:
        return self._engine.search(self._own(query), wanted, start=start, index=index, token=token)

    def frequency(
        self, query: Query, column: str, *, as_text: bool = False, each: bool = False, token: CancelToken | None = None
    ) -> pl.DataFrame:
        return self._engine.frequency(query, column, as_text=as_text, each=each, token=token)

    def summary(self, query: Query, fields: Sequence[Field], *, token: CancelToken | None = None) -> Summary:
        return self._engine.summary(query, fields, token=token)

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
        return self._engine.bins(query, x, y, n, of=of, token=token)

    def export(self, query: Query, size: int, *, token: CancelToken | None = None) -> Iterator[pl.DataFrame]:
        return self._engine.export(self._own(query), size, token=token)

    def lazy(self, query: Query, *, token: CancelToken | None = None) -> pl.LazyFrame:
        return self._engine.lazy(self._own(query), token=token)


def keyed(server: Server, name: str, frame: pl.DataFrame) -> Engine:
    """The rows of a frame on a server, kept in their order by a key of their own."""
    server.store(name, frame.with_row_index(KEY).cast({KEY: pl.Int64}), (KEY,))
    return WithoutKey(opened(server, name))


@pytest.fixture(scope="module")
def engine(server: Server) -> Engine:
    return keyed(server, "contract", FRAME)


@pytest.fixture
def make(server: Server) -> Callable[[pl.DataFrame], Engine]:
    return lambda frame: keyed(server, "made", frame)


@pytest.fixture(scope="module")
def without_key(server: Server) -> Engine:
    """The rows in a table without a key."""
    server.store("no_key", FRAME)
    return opened(server, "no_key")


@pytest.mark.parametrize("name", ROWS)
def test_without_a_key_the_rows_are_the_same_in_some_order(without_key: Engine, name: str) -> None:
    asked, expected = ROWS[name]
    query = plain(without_key, asked)
    first = without_key.page(query, 0, 3)
    rest = without_key.page(query, 3, 100)
    whole = pl.concat([first.frame, rest.frame])
    if query.limit is None:
        assert_frame_equal(whole, FRAME[expected], check_dtypes=False, check_row_order=False)
    assert whole.height == len(expected) == without_key.count(query)
    assert first.more == (len(expected) > 3)
    assert not rest.more
    # What came stays as it came, and what is found stands where it is shown.
    assert_frame_equal(without_key.page(query, 0, 100).frame, whole)
    places = found(without_key, query, "open", 0, None)
    assert [whole["company"][place] for place in places] == [
        text for text in whole["company"] if text is not None and "open" in text.lower()
    ]
    by_sort = [key.column for key in query.sort]
    assert whole.select(by_sort).equals(FRAME[expected].select(by_sort))


def test_without_a_key_no_order_is_promised(without_key: Engine) -> None:
    assert Can.ORDERED not in without_key.can
