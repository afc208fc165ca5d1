"""One contract for all engines: each answers every query with the same rows, or refuses it clearly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tui.cells.file_columns import file_columns
from tui.engines.base import Engine, Unsupported
from tui.engines.dataset import Dataset
from tui.engines.polars.engine import PolarsEngine
from tui.errors import TermsheetError
from tui.query.query import (
    ANY,
    Aggregate,
    Condition,
    Derived,
    Either,
    Group,
    Query,
    SortKey,
    Without,
    from_json,
    to_json,
)

FRAME = pl.DataFrame(
    {
        "company": ["月之暗面", "OpenAI", None, "openai labs", "Mistral's", "OpenAI", "a_b%c", "Zhipu"],
        "round": ["A", "B", "A", None, "C", "B", "A", "C"],
        "amount": [100, None, 300, 400, 50, 600, 700, 100],
        "share": [0.5, 1.25, None, -3.0, 0.0, 2.5, 7.0, 0.5],
        "day": [date(2024, 1, n) if n != 3 else None for n in range(1, 9)],
        "listed": [True, False, None, True, False, True, False, True],
    }
)


def polars() -> Engine:
    return PolarsEngine(Dataset(FRAME.lazy(), file_columns(FRAME.schema, {}, "en"), FRAME.height))


def duckdb() -> Engine:
    pytest.importorskip("duckdb")
    from tui.engines.duckdb import DuckDbEngine

    return DuckDbEngine.over(FRAME.lazy())


ENGINES = [polars, duckdb]

QUERIES = {
    "all": Query(),
    "two keys": Query(sort=(SortKey("round"), SortKey("amount", True))),
    "ties keep the order of the table": Query(sort=(SortKey("round", True),)),
    "nulls first": Query(sort=(SortKey("amount"),), nulls_first=True),
    "sort by date": Query(sort=(SortKey("day", True),)),
    "equal text": Query(filters=(Condition("company", "=", "OpenAI"),)),
    "unequal keeps what is missing": Query(filters=(Condition("company", "!=", "OpenAI"),)),
    "equal number": Query(filters=(Condition("amount", "=", 100),)),
    "number written as text": Query(filters=(Condition("amount", ">=", "400"),)),
    "less": Query(filters=(Condition("share", "<", 0.5),)),
    "less or equal": Query(filters=(Condition("share", "<=", 0.5),)),
    "date": Query(filters=(Condition("day", ">", "2024-01-04"),)),
    "truth": Query(filters=(Condition("listed", "=", True),)),
    "contains without case": Query(filters=(Condition("company", "contains", "OPENAI"),)),
    "contains Chinese": Query(filters=(Condition("company", "contains", "暗面"),)),
    "contains in the other script": Query(filters=(Condition("company", "contains", "暗麵"),)),
    "in any column in the other script": Query(filters=(Condition(ANY, "contains", "闇面"),)),
    "contains what is special elsewhere": Query(filters=(Condition("company", "contains", "_b%"),)),
    "contains a quote": Query(filters=(Condition("company", "contains", "l's"),)),
    "contains in a number": Query(filters=(Condition("amount", "contains", "00"),)),
    "lacks": Query(filters=(Condition("company", "lacks", "open"),)),
    "null": Query(filters=(Condition("amount", "null"),)),
    "present": Query(filters=(Condition("round", "present"),)),
    "several filters": Query(filters=(Condition("round", "=", "B"), Condition("amount", "present"))),
    "in any column": Query(filters=(Condition(ANY, "contains", "open"),)),
    "two words in any column": Query(filters=(Condition(ANY, "contains", "labs"), Condition(ANY, "contains", "open"))),
    "digits in any column": Query(filters=(Condition(ANY, "contains", "2024-01-06"),)),
    "like": Query(filters=(Condition("company", "like", "OPENAI"),)),
    "like in Chinese": Query(filters=(Condition("company", "like", "月之暗面"),)),
    "either": Query(
        filters=(
            Either(((Condition("round", "=", "B"),), (Condition("amount", ">", 100), Condition("round", "null")))),
        )
    ),
    "without": Query(filters=(Without((Condition("round", "=", "B"), Condition("amount", "present"))),)),
    "only some rows": Query(only=(5, 1, 3)),
    "only none": Query(only=()),
    "columns": Query(columns=("amount", "company"), sort=(SortKey("amount"),), limit=3),
    "limit": Query(limit=2),
    "group": Query(group=Group(("round",)), sort=(SortKey("round"),)),
    "group with figures": Query(
        group=Group(
            ("round",),
            tuple(Aggregate(f, "amount") for f in ("count", "sum", "mean", "min", "max", "median", "distinct")),
        ),
        sort=(SortKey("round"),),
    ),
    "group by two": Query(
        group=Group(("round", "listed"), (Aggregate("count"),)), sort=(SortKey("round"), SortKey("listed"))
    ),
    "group of some": Query(
        filters=(Condition("amount", ">", 90),), group=Group(("round",), (Aggregate("sum", "share"),)),
        sort=(SortKey("round", True),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("engine", ENGINES[1:])
def test_every_engine_gives_the_same_rows(name: str, engine: Callable[[], Engine]) -> None:
    query = QUERIES[name]
    ours, theirs = polars(), engine()
    expected = ours.rows(query, 0, 1000)
    assert_frame_equal(theirs.rows(query, 0, 1000), expected, check_dtypes=False)
    assert ours.count(query) == theirs.count(query) == expected.height
    assert_frame_equal(theirs.rows(query, 1, 2), expected.slice(1, 2), check_dtypes=False)


EXPECTED = {
    "two keys": [6, 2, 0, 5, 1, 7, 4, 3],
    "ties keep the order of the table": [4, 7, 1, 5, 0, 2, 6, 3],
    "nulls first": [1, 4, 0, 7, 2, 3, 5, 6],
    "contains without case": [1, 3, 5],
    "lacks": [0, 2, 4, 6, 7],
    "unequal keeps what is missing": [0, 2, 3, 4, 6, 7],
    "two words in any column": [3],
    "only some rows": [1, 3, 5],
}


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_rows_are_the_right_ones(name: str, engine: Callable[[], Engine]) -> None:
    found = engine().rows(QUERIES[name], 0, 100)
    assert_frame_equal(found, FRAME[EXPECTED[name]], check_dtypes=False)


def test_what_only_polars_can_do() -> None:
    derived = Query(derived=(Derived("twice", "amount * 2"),), sort=(SortKey("twice", True),))
    pivot = Query(group=Group(("round",), (Aggregate("count"),), across="listed"))
    regex = Query(filters=(Condition("company", "matches", "^O.*I$"),))
    assert polars().rows(derived, 0, 1)["twice"].to_list() == [1400]
    assert set(polars().rows(pivot, 0, 10).columns) == {"round", "true", "false", "null"}
    assert polars().count(regex) == 2
    engine = duckdb()
    for query in (derived, pivot, regex):
        with pytest.raises(Unsupported, match="DuckDB has no"):
            engine.rows(query, 0, 10)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "query",
    [
        Query(filters=(Condition("compny", "=", "x"),)),
        Query(sort=(SortKey("amont"),)),
        Query(columns=("roun",)),
        Query(filters=(Condition("amount", ">", "much"),)),
        Query(group=Group(("rond",))),
    ],
)
def test_mistakes_are_told(engine: Callable[[], Engine], query: Query) -> None:
    with pytest.raises(TermsheetError) as failure:
        engine().rows(query, 0, 10)
    assert "\n" not in str(failure.value)


names = st.text(max_size=6)
several = st.lists(st.one_of(st.integers(), st.text(max_size=5), st.booleans()), max_size=3).map(tuple)
conditions = st.one_of(
    st.builds(
        Condition,
        names,
        st.sampled_from(["=", "<", "contains", "null"]),
        st.one_of(st.none(), st.integers(), st.text(max_size=5)),
    ),
    st.builds(Condition, names, st.sampled_from(["in", "holds"]), several),
)
filters = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.builds(Either, st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple)),
        st.builds(Without, st.lists(inner, max_size=2).map(tuple)),
    ),
    max_leaves=4,
)
figures = st.lists(st.builds(Aggregate, st.just("sum"), names), max_size=2).map(tuple)
queries = st.builds(
    Query,
    filters=st.lists(filters, max_size=3).map(tuple),
    only=st.one_of(st.none(), st.lists(st.integers(0, 100), max_size=4).map(tuple)),
    derived=st.lists(st.builds(Derived, names, names), max_size=2).map(tuple),
    group=st.one_of(
        st.none(),
        st.builds(Group, st.lists(names, max_size=2).map(tuple), figures, names),
    ),
    sort=st.lists(st.builds(SortKey, names, st.booleans()), max_size=3).map(tuple),
    nulls_first=st.booleans(),
    columns=st.one_of(st.none(), st.lists(names, max_size=3).map(tuple)),
    limit=st.one_of(st.none(), st.integers(0, 99)),
)  # fmt: skip


@given(queries)
def test_a_query_is_written_and_read_back(query: Query) -> None:
    assert from_json(to_json(query)) == query


def test_other_text_is_no_query() -> None:
    for text in ("", "[]", "3", '{"sort": 3}', '{"filters": [["a"]]}'):
        with pytest.raises(ValueError, match=r"."):
            from_json(text)
