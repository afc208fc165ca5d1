"""Searches: where words stand, in which order what is found is told, and that each row is told once."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import dataset_of
from tui.engines.lane import Inline
from tui.engines.windows import Window
from tui.query.query import Query, SortKey
from tui.tables import found
from tui.tables.found import Found, look

FRAME = pl.DataFrame({"a": ["kimi", "x", "y", "Kimi x"], "b": ["z", "kimi", "x kimi", "w"], "n": [12, 3, 4, 5]})


def told(words: str, column: str, row: int = 0, query: Query | None = None) -> list[Found]:
    """Everything that a search tells, one after the other."""
    dataset = dataset_of(FRAME, resident=False)
    window = Window(dataset.engine, query or Query(), Inline(), lambda: None)
    heard: list[Found] = []
    look(dataset, window, words, row, column, None, heard.append)
    return heard


def rows(one: Found) -> list[int]:
    return sorted(row for part in one.parts for row in part)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows are many."""
    monkeypatch.setattr(found, "_MANY", 1)


def test_of_few_rows_all_columns_are_looked_through_at_once() -> None:
    assert [rows(one) for one in told("kimi", "b")] == [[0, 1, 2, 3]]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("column", "first"), [("a", [0, 3]), ("b", [1, 2]), ("n", None)], ids=["one", "another", "of numbers"]
)
@pytest.mark.parametrize("row", [0, 2])
def test_of_many_rows_those_come_first_that_hold_it_in_the_column(
    column: str, first: list[int] | None, row: int
) -> None:
    heard = told("kimi", column, row)
    early = [rows(one) for one in heard if one.share <= found._OF_ONE]
    assert early[-1:] == [*([first] if first else [])]
    assert rows(heard[-1]) == [0, 1, 2, 3]
    assert [one.share for one in heard] == sorted(one.share for one in heard)
    assert heard[-1].share == 1
    assert all(one.share < 1 for one in heard[:-1])


@pytest.mark.usefixtures("many")
def test_words_in_several_columns_are_found_behind_those_in_one() -> None:
    assert [rows(one) for one in told("kimi x", "a")] == [[3], [1, 2, 3]]


@pytest.mark.usefixtures("many")
def test_places_are_those_of_a_sorted_table() -> None:
    heard = told("kimi", "a", query=Query(sort=(SortKey("n"),)))
    assert [rows(one) for one in heard if one.share in (found._OF_ONE, 1)] == [[2, 3], [0, 1, 2, 3]]


@given(st.lists(st.sets(st.integers(0, 30), max_size=8), max_size=5), st.integers(0, 31), st.booleans(), st.booleans())
def test_the_next_row_is_the_nearest_round_the_end(sets: list[set[int]], row: int, up: bool, here: bool) -> None:
    apart = [one - set().union(*sets[:number]) for number, one in enumerate(sets)]
    parts = tuple(pl.Series(sorted(one), dtype=pl.UInt32) for one in apart)
    every = sorted(set().union(*sets))
    if up:
        behind = [one for one in every if one >= row + (not here)]
        expected = (behind or every or [None])[0]
    else:
        expected = ([one for one in every if one < row] or every or [None])[-1]
    assert Found("x", parts).next(row, 1 if up else -1, here=here) == expected
    assert Found("x", parts).hits == len(every)


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_a_row_is_told_once(some: set[int], known: set[int]) -> None:
    part, held = (pl.Series(sorted(one), dtype=pl.UInt32) for one in (some, known))
    assert found._others(part, held).to_list() == sorted(some - known)
