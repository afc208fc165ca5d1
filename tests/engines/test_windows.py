"""Windows on a table too large to answer at once: what is asked of Polars, and what is seen meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import polars as pl
import pytest

from tests.asking import dataset_of
from tui.engines.base import Can, CancelToken, Heard, Page, unheard
from tui.engines.lane import Inline, Work
from tui.engines.lowered import Lowered
from tui.engines.windows import FIRST, Progress, Window
from tui.query.query import Condition, Query, SortKey
from tui.tables.dataset import Dataset

T = TypeVar("T")
ROWS = 6000


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    frame = pl.DataFrame({"n": [(n * 7919) % ROWS for n in range(ROWS)], "t": [f"name {n % 10}" for n in range(ROWS)]})
    frame.write_parquet(tmp_path / "x.parquet", row_group_size=1000)
    scan = pl.scan_parquet(tmp_path / "x.parquet")
    return dataset_of(scan, ROWS, resident=False)


def window(dataset: Dataset, query: Query) -> tuple[Window, list[Progress]]:
    found: list[Progress] = []
    shown = Window(dataset.engine, query, Inline(), lambda: None)

    def report(known: Progress) -> None:
        found.append(known)
        shown.take(known)

    shown.answer(None, report)
    return shown, found


def test_rows_as_they_lie_need_no_query(dataset: Dataset) -> None:
    shown, found = window(dataset, Query())
    assert found == [Progress()]
    assert (shown.count, shown.counted) == (ROWS, True)
    assert shown.value(5999, "n") == (5999 * 7919) % ROWS
    assert shown.number(5999) == 5999


def test_the_first_rows_come_before_the_index(dataset: Dataset) -> None:
    _, found = window(dataset, Query(sort=(SortKey("n", True),)))
    assert found[0].first is not None
    assert found[0].first.frame.height == FIRST
    assert found[0].order is None
    assert found[-1].order is not None
    assert found[-1].order.len() == ROWS


@pytest.mark.parametrize("descending", [True, False])
def test_every_page_of_a_sorted_table(dataset: Dataset, descending: bool) -> None:
    shown, _ = window(dataset, Query(sort=(SortKey("n", descending),)))
    for row in (0, 100, FIRST - 1, FIRST, 3000, ROWS - 1):
        expected = ROWS - 1 - row if descending else row
        assert shown.value(row, "n") == expected
        number = shown.number(row)
        assert number is not None
        assert (number * 7919) % ROWS == expected
    column = dataset.columns[0]
    assert shown.text(ROWS - 1, column) == ("0" if descending else "5,999")


def test_a_filter_is_counted_and_numbered_at_once(dataset: Dataset) -> None:
    shown, found = window(dataset, Query(filters=(Condition("t", "contains", "NAME 3"),)))
    assert [known.height for known in found if known.share is None] == [None, ROWS // 10]
    assert found[0].first is not None
    assert found[0].first.numbers is not None
    assert found[0].first.numbers[1] == 13
    assert shown.number(599) == 5993
    assert shown.value(599, "t") == "name 3"


def test_few_rows_are_counted_by_themselves(dataset: Dataset) -> None:
    shown, found = window(dataset, Query(filters=(Condition("n", "=", 17),)))
    assert found[0].height == 1
    assert shown.counted


def test_what_is_not_on_hand_shows_that_it_is_waited_for(dataset: Dataset) -> None:
    shown = Window(dataset.engine, Query(sort=(SortKey("n"),)), Inline(), lambda: None)
    shown.take(Progress(Page(dataset.engine.page(Query(), 0, 10).frame, None, True)))
    assert shown.text(5000, dataset.columns[0]) == "…"
    assert not shown.indexed
    assert shown.row(5000) is None
    assert shown.number(5000) is None


class Placed(Lowered):
    """An engine without row numbers, as those of servers are: every row is reached by its place."""

    can = frozenset(Can) - {Can.ROW_NUMBERS}
    height = None

    def page(
        self, query: Query, start: int, size: int, *, index: pl.Series | None = None, token: CancelToken | None = None
    ) -> Page:
        assert index is None
        return super().page(query, start, size, token=token)._replace(numbers=None)

    def index(self, query: Query, *, token: CancelToken | None = None, heard: Heard = unheard) -> None:
        return None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), [(n * 7919) % ROWS for n in range(ROWS)]),
        (Query(sort=(SortKey("n", True),)), [*range(ROWS - 1, -1, -1)]),
        (Query((Condition("n", ">=", 3000),), sort=(SortKey("n"),)), [*range(3000, ROWS)]),
        (Query((Condition("n", "<", 5),), sort=(SortKey("n"),)), [*range(5)]),
    ],
)
def test_without_row_numbers_every_row_is_reached_by_its_place(
    dataset: Dataset, query: Query, expected: list[int]
) -> None:
    shown, found = window(dataset._replace(engine=Placed(dataset.engine, dataset.schema)), query)
    assert (shown.count, shown.counted, shown.indexed) == (len(expected), True, True)
    for row in {0, 4, FIRST - 1, FIRST, 2999, len(expected) - 1}:
        if row < len(expected):
            assert shown.value(row, "n") == expected[row]
            assert shown.number(row) is None
    assert shown.order is None
    assert all(known.order is None for known in found)


class Held(Inline):
    """Work that is done when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self._due: list[Callable[[], None]] = []

    def submit(self, work: Work[T], *, newest: bool = True) -> Future[T]:
        future: Future[T] = Future()
        self._due.append(lambda: future.set_result(super(Held, self).submit(work, newest=newest).result()))
        return future

    def go_on(self) -> None:
        """Does what is due."""
        due, self._due = self._due, []
        for work in due:
            work()


def test_rows_are_told_to_have_come_where_they_were_missed(dataset: Dataset) -> None:
    told: list[str] = []
    lane = Held()
    shown = Window(dataset.engine, Query(), lane, lambda: told.append("come"))
    shown.take(Progress(height=ROWS))
    assert shown.texts(5000, dataset.columns) == ["…", "…"]
    assert told == []
    lane.go_on()
    assert told == ["come"]
    assert shown.texts(5000, dataset.columns) == [f"{(5000 * 7919) % ROWS:,}", "name 0"]


def test_rows_that_were_fetched_ahead_are_seen_when_they_are_looked_at(dataset: Dataset) -> None:
    told: list[str] = []
    lane = Held()
    shown = Window(dataset.engine, Query(sort=(SortKey("n"),)), lane, lambda: told.append("come"))
    order = dataset.engine.index(shown.query)
    assert order is not None
    shown.take(Progress(height=ROWS, order=order, reached=True))
    shown.ahead(FIRST, 1)
    lane.go_on()
    assert told == []
    assert shown.value(FIRST + 70, "n") == FIRST + 70
