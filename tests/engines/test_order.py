"""The order of many rows, made piece by piece, is the one that a sort of all makes: its beginning, and all of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.engines.base import Cancelled
from tui.engines.polars import order, pages
from tui.engines.polars.compile import ROW, filtered
from tui.engines.polars.engine import PolarsEngine
from tui.files.open import open_file
from tui.query.query import Condition, Query, SortKey

KINDS: dict[str, tuple[st.SearchStrategy[Any], pl.DataType]] = {
    "whole": (st.integers(-5, 40), pl.Int64()),
    "small": (st.integers(0, 3), pl.UInt8()),
    "number": (
        st.sampled_from([0.0, -0.0, 1.5, -2.0, 7.25, math.nan, math.inf, -math.inf, 1e300]) | st.floats(-9, 9),
        pl.Float64(),
    ),
    "text": (
        st.sampled_from(["", "a", "A", "ab", "月", "月之暗面", "é", "𝕏", "z" * 90 + "a", "z" * 90 + "b"]),
        pl.String(),
    ),
    "day": (st.dates(date(1969, 12, 1), date(1970, 2, 1)), pl.Date()),
    "moment": (
        st.integers(-3, 3).map(lambda n: datetime(1970, 1, 1) + timedelta(microseconds=n)),
        pl.Datetime("us"),
    ),
    "truth": (st.booleans(), pl.Boolean()),
    "enum": (st.sampled_from(["b", "a", "c"]), pl.Enum(["c", "a", "b"])),
}


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    rows = draw(st.integers(1, 120))
    columns = {}
    for name, (cells, dtype) in KINDS.items():
        values = draw(st.lists(cells, min_size=1, max_size=6))
        blank = draw(st.integers(0, 3))
        pool = [*values, *[None] * blank]
        seed = draw(st.integers(1, 10_007))
        chosen = [pool[(n * seed + n * n) % len(pool)] for n in range(rows)]
        columns[name] = pl.Series(chosen, dtype=dtype, strict=False)
    return pl.DataFrame(columns)


SORTS = st.lists(
    st.builds(SortKey, st.sampled_from([*KINDS]), st.booleans()),
    min_size=1,
    max_size=3,
    unique_by=lambda key: key.column,
)
FILTERS = st.sampled_from([(), (Condition("whole", ">", 3),), (Condition("text", "contains", "A"),)])


def written(frame: pl.DataFrame, folder: Path, group: int) -> PolarsEngine:
    path = folder / "rows.parquet"
    path.unlink(missing_ok=True)
    frame.write_parquet(path, row_group_size=group, statistics=True)
    return PolarsEngine(pl.scan_parquet(path), height=frame.height)


def expected(frame: pl.DataFrame, query: Query) -> list[int]:
    """By a sort of all, in memory."""
    known = pl.concat(PolarsEngine(frame.with_row_index("row")).export(Query(filters=query.filters), frame.height))
    by = [key.column for key in query.sort]
    down = [key.descending for key in query.sort]
    return known.sort(by, descending=down, nulls_last=not query.nulls_first, maintain_order=True)["row"].to_list()


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few rows are many."""
    monkeypatch.setattr(order, "SAMPLED", 1)
    monkeypatch.setattr(order, "PIECE_ROWS", 7)
    monkeypatch.setattr(order, "HELD_BYTES", 300)
    monkeypatch.setattr(order, "_PLACES", 4)
    monkeypatch.setattr(order, "_SAMPLE", 24)
    monkeypatch.setattr(pages, "READ_FOR_ONE", 1)
    monkeypatch.setattr(pages, "_GAP", 3)


def check(engine: PolarsEngine, query: Query, rows: Sequence[int], size: int) -> None:
    assert engine.index(query).to_list() == list(rows)  # type: ignore[union-attr]
    first = engine.index(query._replace(limit=size))
    assert first is not None
    assert first.to_list() == list(rows[:size])
    page = engine.page(query, 0, size)
    assert page.numbers is not None
    assert page.numbers.to_list() == list(rows[:size])
    assert page.more == (size < len(rows))


@pytest.mark.long
@pytest.mark.usefixtures("pieces")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    frame=tables(),
    sort=SORTS,
    nulls_first=st.booleans(),
    filters=FILTERS,
    group=st.integers(2, 40),
    size=st.integers(1, 30),
)
def test_pieces_are_ordered_as_all_are(
    frame: pl.DataFrame,
    sort: list[SortKey],
    nulls_first: bool,
    filters: tuple[Condition, ...],
    group: int,
    size: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    query = Query(filters=filters, sort=tuple(sort), nulls_first=nulls_first)
    engine = written(frame, tmp_path_factory.mktemp("order"), group)
    check(engine, query, expected(frame, query), size)


@pytest.mark.usefixtures("pieces")
@pytest.mark.parametrize("descending", [True, False])
def test_rows_that_are_no_numbers_are_not_left_out_by_what_a_file_tells_of_its_range(
    tmp_path: Path, descending: bool
) -> None:
    # The least and greatest of a group of rows say nothing of what is no number.
    cells = [float(n) for n in range(60)] + [math.nan, None] + [float(n) for n in range(60, 100)]
    frame = pl.DataFrame({"n": cells})
    query = Query(sort=(SortKey("n", descending),))
    check(written(frame, tmp_path, 10), query, expected(frame, query), 5)


@pytest.mark.usefixtures("pieces")
def test_what_a_sample_never_saw_is_in_its_place(tmp_path: Path) -> None:
    # Nearly all rows are alike where the sample looks, and are not where it does not.
    cells = [5] * 1000
    cells[333], cells[334], cells[700] = 9, 1, 9
    frame = pl.DataFrame({"n": cells, "t": [f"{n % 7}" for n in range(1000)]})
    for sort in ((SortKey("n", True),), (SortKey("n"), SortKey("t", True))):
        query = Query(sort=sort)
        check(written(frame, tmp_path, 100), query, expected(frame, query), 12)


@pytest.mark.usefixtures("pieces")
def test_it_tells_how_far_it_got(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": [(n * 7919) % 500 for n in range(500)]})
    told: list[float] = []
    written(frame, tmp_path, 50).index(Query(sort=(SortKey("n"),)), heard=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert sum(0 < share < 1 for share in told) > 10


class GivenUp:
    """Work that is given up after so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    @property
    def cancelled(self) -> bool:
        self.looks -= 1
        return self.looks < 0

    def stopping(self, _: Callable[[], None]) -> AbstractContextManager[None]:
        return nullcontext()


@pytest.mark.usefixtures("pieces")
def test_it_is_given_up_between_two_pieces(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": [(n * 7919) % 500 for n in range(500)]})
    told: list[float] = []
    with pytest.raises(Cancelled):
        written(frame, tmp_path, 50).index(
            Query(sort=(SortKey("n"),)),
            token=GivenUp(20),
            heard=told.append,
        )
    assert told
    assert told[-1] < 1


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([3], [(3, 1)]),
        ([1, 2, 3], [(1, 3)]),
        ([1, 4000, 9000], [(1, 4000), (9000, 1)]),
        ([0, 5000, 5001], [(0, 1), (5000, 2)]),
    ],
)
def test_rows_that_lie_near_each_other_are_read_together(numbers: list[int], expected: list[tuple[int, int]]) -> None:
    assert pages.stretches(pl.Series(numbers)) == expected


def test_a_filter_of_numbered_rows_is_left_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pl.DataFrame({"n": range(100)}).write_parquet(path)
    (source,) = open_file(str(path))
    engine = PolarsEngine(source.frame, height=100)
    # What a table is asked before a filter comes.
    engine.page(Query(), 0, 5)
    engine.index(Query(sort=(SortKey("n"),)))
    query = Query(filters=(Condition("n", ">", 90),))
    assert engine.count(query) == 9
    plan = filtered(engine._rows(query), query, numbered=True).select(ROW).explain()
    assert "SELECTION" in plan
    assert "FILTER" not in plan
