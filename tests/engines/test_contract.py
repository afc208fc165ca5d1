"""One contract for all engines: each gives these answers, or says that it cannot.

An engine joins by one entry of `ENGINES`; what is missing from its `can` it must refuse by `Unsupported`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tui.engines.address import address_of
from tui.engines.base import SUMMARY, Can, Cancelled, Engine, Unsupported, answer
from tui.engines.plan import Plan
from tui.engines.registry import database_at, engine_over, engine_reading
from tui.errors import TermsheetError
from tui.language.words import label
from tui.query.fields import Schema
from tui.query.lowering import lowered, lowered_filters
from tui.query.query import ANY, Aggregate, Condition, Derived, Either, Filter, Group, Query, SortKey, Without

FRAME = pl.DataFrame(
    {
        "company": ["月之暗面", "OpenAI", None, "openai labs", "Mistral's", "OpenAI", "a_b%c", "Zhipu"],
        "round": ["A", "B", "A", None, "C", "B", "A", "C"],
        "amount": [100, None, 300, 400, 50, 600, 700, 100],
        "share": [0.5, 1.25, None, -3.0, 0.0, 2.5, 7.0, 0.5],
        "day": [date(2024, 1, n) if n != 3 else None for n in range(1, 9)],
        "listed": [True, False, None, True, False, True, False, True],
        "lead": ["x;y", "y", "", None, "xy;z", "z", "x", "y;x"],
    }
)
ALL = range(FRAME.height)


def parquets(frame: pl.DataFrame, folder: Path) -> Engine:
    """The rows in three files."""
    pytest.importorskip("ibis")
    parts = [frame.slice(start, 3) for start in (0, 3)] + [frame.slice(6)]
    paths = [folder / f"{name}.parquet" for name in "cab"]
    for part, path in zip(parts, paths, strict=True):
        part.write_parquet(path)
    return engine_reading(Plan("Parquet", tuple(paths), frame.schema))


def kept(frame: pl.DataFrame, folder: Path, *, gaps: bool) -> Engine:
    """The rows in a table of a file of DuckDB; with gaps others stood between them once."""
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("ibis")
    path = folder / f"{len([*folder.iterdir()])}.db"
    with duckdb.connect(str(path)) as connection:
        connection.register("rows", frame.to_arrow())
        connection.execute("create table t as select * from rows")
        if gaps:
            connection.execute("insert into t select * from rows")
            connection.execute(f"delete from t where rowid < {frame.height}")
    return database_at(address_of(f"duckdb://{path}")).open("t").engine


def delta(frame: pl.DataFrame, folder: Path) -> Engine:
    """The rows in a table of a lake."""
    deltalake = pytest.importorskip("deltalake")
    path = folder / f"{len([*folder.iterdir()])}"
    if pl.UInt64 in frame.dtypes:
        pytest.skip("Delta has no such numbers")
    deltalake.write_deltalake(str(path), frame.to_arrow())
    return database_at(address_of(f"delta:{path}")).open("").engine


ENGINES: dict[str, Callable[[pl.DataFrame, Path], Engine]] = {
    "polars": lambda frame, folder: engine_over(frame),
    "polars, lazy": lambda frame, folder: engine_over(frame.lazy()),
    "duckdb": parquets,
    "duckdb, by address": partial(kept, gaps=False),
    "duckdb, with gaps": partial(kept, gaps=True),
    "delta": delta,
}
ASKED = [pytest.param(name, marks=[pytest.mark.long] if "," in name and "duckdb" in name else []) for name in ENGINES]
"""Each of them; a table of DuckDB is asked as its files are, and so apart."""


@pytest.fixture(params=ASKED)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[pl.DataFrame], Engine]:
    return lambda frame: ENGINES[request.param](frame, tmp_path)


@pytest.fixture(scope="module", params=ASKED)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return ENGINES[request.param](FRAME, tmp_path_factory.mktemp("contract"))


def needs(engine: Engine, *wanted: Can) -> None:
    missing = [can.name for can in wanted if can not in engine.can]
    if missing:
        pytest.skip(f"{engine.name} has no {', '.join(missing)}")


def plain(engine: Engine, query: Query) -> Query:
    """A query as an engine is asked: words in any column stand for the columns."""
    return lowered(query, Schema(engine.fields))


def only(*filters: Filter) -> Query:
    return Query(filters=filters)


SMALL = Condition("amount", "<", 200)
ROWS: dict[str, tuple[Query, list[int]]] = {
    "all": (Query(), [*ALL]),
    "two keys": (Query(sort=(SortKey("round"), SortKey("amount", True))), [6, 2, 0, 5, 1, 7, 4, 3]),
    "ties keep the order of the table": (Query(sort=(SortKey("round", True),)), [4, 7, 1, 5, 0, 2, 6, 3]),
    "nulls first": (Query(sort=(SortKey("amount"),), nulls_first=True), [1, 4, 0, 7, 2, 3, 5, 6]),
    "sort by date": (Query(sort=(SortKey("day", True),)), [7, 6, 5, 4, 3, 1, 0, 2]),
    "sort what is left": (Query((Condition("amount", ">", 90),), sort=(SortKey("share"),)), [3, 0, 7, 5, 6, 2]),
    "equal text": (only(Condition("company", "=", "OpenAI")), [1, 5]),
    "unequal keeps what is missing": (only(Condition("company", "!=", "OpenAI")), [0, 2, 3, 4, 6, 7]),
    "equal number": (only(Condition("amount", "=", 100)), [0, 7]),
    "unequal number": (only(Condition("amount", "!=", 100)), [1, 2, 3, 4, 5, 6]),
    "number written as text": (only(Condition("amount", ">=", "400")), [3, 5, 6]),
    "less": (only(Condition("share", "<", 0.5)), [3, 4]),
    "less or equal": (only(Condition("share", "<=", 0.5)), [0, 3, 4, 7]),
    "date": (only(Condition("day", ">", "2024-01-04")), [4, 5, 6, 7]),
    "no date": (only(Condition("day", "!=", "2024-01-04")), [0, 1, 2, 4, 5, 6, 7]),
    "truth": (only(Condition("listed", "=", True)), [0, 3, 5, 7]),
    "one of several": (only(Condition("company", "in", ("Zhipu", "OpenAI", "none"))), [1, 5, 7]),
    "one of several numbers": (only(Condition("amount", "in", (50, 700))), [4, 6]),
    "one of several days": (only(Condition("day", "in", ("2024-01-02", "2024-01-03"))), [1]),
    "one of none": (only(Condition("company", "in", ())), []),
    "none of several": (only(Without((Condition("round", "in", ("A", "B")),))), [3, 4, 7]),
    "holds one": (only(Condition("lead", "holds", ("x",))), [0, 6, 7]),
    "holds one of several": (only(Condition("lead", "holds", ("z", "x"))), [0, 4, 5, 6, 7]),
    "holds none": (only(Without((Condition("lead", "holds", ("x", "y")),))), [2, 3, 4, 5]),
    "holds one of none": (only(Condition("lead", "holds", ())), []),
    "contains without case": (only(Condition("company", "contains", "OPENAI")), [1, 3, 5]),
    "contains Chinese": (only(Condition("company", "contains", "暗面")), [0]),
    "contains in the other script": (only(Condition("company", "contains", "暗麵")), [0]),
    "contains what is special elsewhere": (only(Condition("company", "contains", "_b%")), [6]),
    "contains a quote": (only(Condition("company", "contains", "l's")), [4]),
    "contains in a number": (only(Condition("amount", "contains", "00")), [0, 2, 3, 5, 6, 7]),
    "lacks": (only(Condition("company", "lacks", "open")), [0, 2, 4, 6, 7]),
    "null": (only(Condition("amount", "null")), [1]),
    "present": (only(Condition("round", "present")), [0, 1, 2, 4, 5, 6, 7]),
    "several filters": (only(Condition("round", "=", "B"), Condition("amount", "present")), [5]),
    "in any column": (only(Condition(ANY, "contains", "open")), [1, 3, 5]),
    "in any column in the other script": (only(Condition(ANY, "contains", "闇面")), [0]),
    "in no column": (only(Condition(ANY, "lacks", "open")), [0, 2, 4, 6, 7]),
    "two words in any column": (only(Condition(ANY, "contains", "labs"), Condition(ANY, "contains", "open")), [3]),
    "digits in any column": (only(Condition(ANY, "contains", "2024-01-06")), [5]),
    "like": (only(Condition("company", "like", "OPENAI")), [1, 5]),
    "like in Chinese": (only(Condition("company", "like", "月之暗面")), [0]),
    "either": (
        only(Either(((Condition("round", "=", "B"),), (Condition("amount", ">", 100), Condition("round", "null"))))),
        [1, 3, 5],
    ),
    "either of none": (only(Either(())), []),
    "without": (only(Without((Condition("round", "=", "B"), Condition("amount", "present")))), [0, 1, 2, 3, 4, 6, 7]),
    "without either": (only(Without((Either(((SMALL,), (Condition("round", "=", "B"),))),))), [2, 3, 6]),
    "limit": (Query(limit=2), [0, 1]),
    "limit of what is sorted": (Query(sort=(SortKey("amount", True),), limit=3), [6, 5, 3]),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_the_rows_are_the_right_ones(engine: Engine, name: str) -> None:
    asked, expected = ROWS[name]
    query = plain(engine, asked)
    page = engine.page(query, 0, 100)
    assert_frame_equal(page.frame, FRAME[expected], check_dtypes=False)
    assert not page.more
    assert page.numbers is None or page.numbers.to_list() == expected
    assert engine.count(query) == len(expected)


@pytest.mark.parametrize("name", ROWS)
def test_pages_joined_are_the_answer(engine: Engine, name: str) -> None:
    asked, expected = ROWS[name]
    query = plain(engine, asked)
    index = engine.index(query)
    assert (index is not None) == (Can.ROW_NUMBERS in engine.can)
    assert index is None or index.to_list() == expected
    for size, given in ((2, None), (3, index)):
        joined, start, more = [FRAME.head(0)], 0, True
        while more:
            page = engine.page(query, start, size, index=given)
            assert page.frame.height == min(size, len(expected) - start)
            joined.append(page.frame)
            start, more = start + page.frame.height, page.more
        assert_frame_equal(pl.concat(joined, how="vertical_relaxed"), FRAME[expected], check_dtypes=False)


def test_a_plan_is_told(engine: Engine) -> None:
    for query in (
        Query(),
        Query((SMALL,), sort=(SortKey("amount", True),)),
        Query(group=Group(("round",), (Aggregate("count"),))),
    ):
        lines = engine.plan(plain(engine, query), 40)
        assert "".join(lines).strip()
    with pytest.raises(TermsheetError, match="nowhere"):
        engine.plan(only(Condition("nowhere", "=", 1)), 40)


@pytest.mark.parametrize("name", ROWS)
def test_an_export_is_the_answer(engine: Engine, name: str) -> None:
    asked, expected = ROWS[name]
    parts = [*engine.export(plain(engine, asked), 3)]
    assert parts
    assert max(part.height for part in parts) <= 3
    assert_frame_equal(pl.concat(parts), FRAME[expected], check_dtypes=False)
    assert_frame_equal(engine.lazy(plain(engine, asked)).collect(), FRAME[expected], check_dtypes=False)


def found(engine: Engine, query: Query, words: str, start: int, index: pl.Series | None) -> list[int]:
    """Where words stand in a query's answer, told piece by piece."""
    wanted = lowered_filters((Condition(ANY, "contains", words),), Schema(engine.fields))
    parts = [*engine.search(query, wanted, start=start, index=index)]
    assert [part.share for part in parts] == sorted(part.share for part in parts)
    assert parts[-1].share == 1
    return sorted(place for part in parts for place in part.places)


@pytest.mark.parametrize("name", ROWS)
def test_what_is_found_stands_where_it_is_said_to(engine: Engine, name: str) -> None:
    asked, rows = ROWS[name]
    query = plain(engine, asked)
    for words, hit, start, index in (
        ("open", {1, 3, 5}, 2, None),
        ("2024", {0, 1, 3, 4, 5, 6, 7}, 0, engine.index(query)),
    ):
        expected = [place for place, row in enumerate(rows) if row in hit]
        assert found(engine, query, words, start, index) == expected


@pytest.mark.parametrize(("words", "hit"), [("x", [0, 4, 6, 7]), ("2024", [0, 1, 3, 4, 5, 6, 7]), ("nowhere", [])])
def test_looking_begins_anywhere(engine: Engine, words: str, hit: list[int]) -> None:
    for start in (0, 2, 100):
        assert found(engine, Query(), words, start, None) == hit


def test_some_columns(engine: Engine) -> None:
    query = Query(columns=("amount", "company"), sort=(SortKey("amount"),), limit=3)
    expected = FRAME[[4, 0, 7]].select("amount", "company")
    assert_frame_equal(engine.page(query, 0, 10).frame, expected, check_dtypes=False)
    assert_frame_equal(answer(engine, query), expected, check_dtypes=False)


def test_some_rows(engine: Engine) -> None:
    needs(engine, Can.ROW_NUMBERS)
    for numbers, expected in (((5, 1, 3), [1, 3, 5]), ((), [])):
        page = engine.page(Query(only=numbers), 0, 10)
        assert_frame_equal(page.frame, FRAME[expected], check_dtypes=False)
        assert page.numbers is not None
        assert page.numbers.to_list() == expected
        assert engine.count(Query(only=numbers)) == len(expected)


def test_a_regular_expression(engine: Engine) -> None:
    needs(engine, Can.REGEX)
    assert engine.index(only(Condition("company", "matches", "^O.*I$"))) is not None
    assert engine.count(only(Condition("company", "matches", "^O.*I$"))) == 2
    assert engine.regex_fault("^O.*I$") == ""
    assert engine.regex_fault("[")
    with pytest.raises(TermsheetError, match="no regular expression"):
        engine.count(only(Condition("company", "matches", "[")))


def test_cells_as_they_are_drawn(engine: Engine) -> None:
    needs(engine, Can.AS_TEXT)
    assert engine.count(only(Condition("amount", "drawn", "100"))) == 2
    assert engine.count(only(Condition("amount", "undrawn", "100"))) == 6
    assert engine.count(only(Condition("listed", "drawn", "true"))) == 4


def test_computed_columns(engine: Engine) -> None:
    needs(engine, Can.DERIVE)
    twice = (Derived("twice", "amount * 2"),)
    assert engine.schema(twice)["twice"].is_integer()
    found = engine.page(Query(derived=twice, sort=(SortKey("twice", True),)), 0, 2).frame
    assert found["twice"].to_list() == [1400, 1200]
    assert engine.count(Query((Condition("twice", ">", 1000),), derived=twice)) == 2
    with pytest.raises(TermsheetError, match="nothing_like_it"):
        engine.schema((Derived("bad", "nothing_like_it + 1"),))


GROUPS: dict[str, tuple[Query, dict[str, list[object]]]] = {
    "count": (
        Query(group=Group(("round",)), sort=(SortKey("round"),)),
        {"round": ["A", "B", "C", None], "count": [3, 2, 2, 1]},
    ),
    "figures": (
        Query(
            group=Group(
                ("round",),
                tuple(Aggregate(f, "amount") for f in ("count", "sum", "mean", "min", "max", "median", "distinct")),
            ),
            sort=(SortKey("round"),),
        ),
        {
            "round": ["A", "B", "C", None],
            "count amount": [3, 1, 2, 1],
            "sum amount": [1100, 600, 150, 400],
            "mean amount": [1100 / 3, 600.0, 75.0, 400.0],
            "min amount": [100, 600, 50, 400],
            "max amount": [700, 600, 100, 400],
            "median amount": [300.0, 600.0, 75.0, 400.0],
            "distinct amount": [3, 1, 2, 1],
        },
    ),
    "by two": (
        Query(group=Group(("round", "listed")), sort=(SortKey("round"), SortKey("listed"))),
        {
            "round": ["A", "A", "A", "B", "B", "C", "C", None],
            "listed": [False, True, None, False, True, False, True, True],
            "count": [1] * 8,
        },
    ),
    "of some, the largest first": (
        Query((Condition("amount", ">", 90),), group=Group(("round",), (Aggregate("sum", "share"),)),
              sort=(SortKey("sum share", True),), limit=3),
        {"round": ["A", "B", "C"], "sum share": [7.5, 2.5, 0.5]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GROUPS)
def test_groups(engine: Engine, name: str) -> None:
    query, expected = GROUPS[name]
    assert_frame_equal(answer(engine, query), pl.DataFrame(expected), check_dtypes=False)
    assert_frame_equal(engine.page(query, 1, 1).frame, pl.DataFrame(expected).slice(1, 1), check_dtypes=False)
    assert engine.count(query) == pl.DataFrame(expected).height
    assert engine.index(query) is None


def test_a_pivot(engine: Engine) -> None:
    needs(engine, Can.PIVOT)
    found = answer(
        engine, Query(group=Group(("round",), (Aggregate("count"),), across="listed"), sort=(SortKey("round"),))
    )
    expected = {"round": ["A", "B", "C", None], "false": [1, 1, 1, 0], "true": [1, 1, 1, 1], "null": [1, 0, 0, 0]}
    assert_frame_equal(found, pl.DataFrame(expected), check_dtypes=False, check_column_order=False)


def test_frequencies(engine: Engine) -> None:
    found = engine.frequency(Query(), "round")
    assert found.columns == ["value", "count", "share"]
    assert found.rows() == [("A", 3, 37.5), ("B", 2, 25.0), ("C", 2, 25.0), (None, 1, 12.5)]
    some = engine.frequency(only(Condition("amount", ">", 90)), "amount")
    assert some.select("value", "count").rows() == [(100, 2), (300, 1), (400, 1), (600, 1), (700, 1)]


def test_frequencies_of_texts(engine: Engine) -> None:
    needs(engine, Can.AS_TEXT)
    found = engine.frequency(Query(), "amount", as_text=True)
    assert found["value"].to_list() == ["100", "300", "400", "50", "600", "700", None]


LISTS = pl.DataFrame(
    {
        "lead": ["x; y", "y", "", None, "x；z；x", "z ", "x、y|", ";"],
        "tags": [[1, 2], [2, 2], [], None, [3, None], [1], [1], [2]],
        "amount": [1, 2, 4, 8, 16, 32, 64, 128],
    }
)


@pytest.mark.parametrize("dtype", [pl.Int16, pl.Int32, pl.Int64])
def test_a_sum_may_be_longer_than_what_is_added_up(
    make: Callable[[pl.DataFrame], Engine], dtype: type[pl.DataType]
) -> None:
    low, high = pl.select(low=dtype.min(), high=dtype.max()).row(0)
    engine = make(pl.DataFrame({"g": ["a", "a", "b"], "n": pl.Series([high, high, low], dtype=dtype)}))
    query = Query(group=Group(("g",), (Aggregate("sum", "n"),)), sort=(SortKey("g"),))
    assert [int(n) for n in engine.page(query, 0, 9).frame["sum n"]] == [2 * high, low]


def test_figures_of_short_floats_have_64_bits(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(pl.DataFrame({"g": ["a", "a"], "x": pl.Series([16_777_216.0, 1.0], dtype=pl.Float32)}))
    figures = tuple(Aggregate(function, "x") for function in ("sum", "mean", "max"))
    assert engine.page(Query(group=Group(("g",), figures)), 0, 9).frame.row(0)[1:] == (
        16_777_217,
        8_388_608.5,
        16_777_216,
    )


def test_values_of_lists_are_counted_one_by_one(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(LISTS)
    found = engine.frequency(Query(), "lead", each=True)
    assert found.rows() == [("x", 3, 37.5), ("y", 3, 37.5), ("z", 2, 25.0), (None, 3, 37.5)]
    found = engine.frequency(only(Condition("amount", "<", 100)), "tags", each=True)
    assert found.select("value", "count").rows() == [(1, 3), (2, 2), (3, 1), (None, 2)]


def test_a_row_stands_in_the_group_of_each_value(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(LISTS)
    group = Group(("lead",), (Aggregate("count"), Aggregate("sum", "amount")), each=("lead",))
    query = Query(group=group, sort=(SortKey("lead"),))
    assert answer(engine, query).rows() == [("x", 3, 81), ("y", 3, 67), ("z", 2, 48), (None, 3, 140)]
    assert engine.count(query) == 4
    both = Group(("tags", "lead"), each=("tags", "lead"))
    found = answer(engine, Query((Condition("amount", "<", 3),), group=both, sort=(SortKey("tags"), SortKey("lead"))))
    assert found.rows() == [(1, "x", 1), (1, "y", 1), (2, "x", 1), (2, "y", 2)]


def test_the_different_values_in_lists_are_counted(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(LISTS.with_columns(half=pl.col("amount") > 8))
    group = Group(("half",), (Aggregate("distinct", "lead"), Aggregate("distinct", "tags")), lists=("lead", "tags"))
    # Blank cells, marks alone and what a list lacks are no values.
    assert answer(engine, Query(group=group, sort=(SortKey("half"),))).rows() == [(False, 2, 2), (True, 3, 3)]
    each = Group(("lead",), (Aggregate("distinct", "lead"), Aggregate("count")), each=("lead",), lists=("lead",))
    found = answer(engine, Query(group=each, sort=(SortKey("lead"),)))
    assert found.rows() == [("x", 1, 3), ("y", 1, 3), ("z", 1, 2), (None, 0, 3)]


def test_the_rows_of_a_value_in_a_list(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(LISTS)
    for column, value, amounts in (("lead", "x", [1, 16, 64]), ("lead", "z", [16, 32]), ("tags", 1, [1, 32, 64])):
        page = engine.page(only(Condition(column, "holds", (value,))), 0, 10)
        assert page.frame["amount"].to_list() == amounts


def test_lists_across_the_columns_of_a_pivot(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(LISTS)
    needs(engine, Can.PIVOT)
    group = Group(("tags",), across="lead", each=("tags", "lead"))
    found = answer(engine, Query((Condition("amount", "<", 3),), group=group, sort=(SortKey("tags"),)))
    assert_frame_equal(
        found, pl.DataFrame({"tags": [1, 2], "x": [1, 1], "y": [1, 2]}), check_dtypes=False, check_column_order=False
    )


def test_a_summary(engine: Engine) -> None:
    summary = engine.summary(Query(), engine.fields)
    assert not summary.estimated
    assert dict(summary.frame.schema) == SUMMARY
    told = {row["column"]: row for row in summary.frame.to_dicts()}
    assert [*told] == FRAME.columns
    amount = told["amount"]
    assert (amount["type"], amount["nulls"], amount["distinct"]) == ("number", 1, 6)
    assert (amount["min"], amount["max"], amount["mean"]) == ("50", "700", pytest.approx(2250 / 7))
    assert sum(amount["shape"]) == 7
    assert amount["shape"] == [3, 0, 0, 1, 1, 0, 1, 1]
    assert (told["day"]["type"], told["day"]["min"], told["day"]["max"]) == ("date", "2024-01-01", "2024-01-08")
    assert told["day"]["shape"] == [1, 1, 0, 1, 1, 1, 1, 1]
    assert (told["round"]["top"], told["round"]["top_share"], told["round"]["mean"]) == ("A", 37.5, None)
    assert told["listed"]["type"] == "truth"
    # Of values that are as frequent the first in their own order, as frequencies list them.
    assert told["lead"]["top"] == ""


def test_quartiles(engine: Engine) -> None:
    needs(engine, Can.QUANTILES)
    summary = engine.summary(only(Condition("amount", "<", 650)), engine.fields)
    row = summary.frame.row(by_predicate=pl.col("column") == "amount", named=True)
    assert (row["q1"], row["median"], row["q3"]) == (100, 200, 375)


def test_what_is_no_number_has_no_place_in_the_shape(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(pl.DataFrame({"n": [0.0, 8.0, float("nan"), None, 3.5]}))
    row = engine.summary(Query(), engine.fields).frame.row(0, named=True)
    assert (row["nulls"], row["min"], row["max"], row["shape"]) == (1, "0", "8", [1, 0, 0, 1, 0, 0, 0, 1])
    assert engine.bins(Query(), "n", n=2).rows() == [(0, 0.0, 4.0, 2), (1, 4.0, 8.0, 1)]


def test_what_is_no_number_is_not_more_than_one(make: Callable[[pl.DataFrame], Engine]) -> None:
    engine = make(pl.DataFrame({"n": [0.5, 8.0, float("nan"), None, float("inf")]}))
    for operator, more in ((">", [8.0, float("inf")]), (">=", [8.0, float("inf")]), ("<", [0.5])):
        page = engine.page(only(Condition("n", operator, 1.0)), 0, 9)  # type: ignore[arg-type]
        assert page.frame["n"].to_list() == more


def test_units_leave_only_what_counts(engine: Engine) -> None:
    fields = [field._replace(units=("round",)) for field in engine.fields if field.name == "amount"]
    row = engine.summary(Query(), fields).frame.row(0, named=True)
    assert (row["nulls"], row["min"], row["mean"], row["shape"]) == (1, None, None, None)


def test_bins_of_one_column(engine: Engine) -> None:
    found = engine.bins(Query(), "amount", n=2, of="share")
    assert found.columns == ["x", "x_low", "x_high", "count", "min", "mean", "max"]
    assert found.rows() == [
        (0, 50.0, 375.0, 4, 0.0, pytest.approx(1 / 3), 0.5),
        (1, 375.0, 700.0, 3, -3.0, 6.5 / 3, 7.0),
    ]


def test_bins_of_two_columns(engine: Engine) -> None:
    found = engine.bins(only(Condition("amount", "present")), "amount", "day", (2, 1))
    assert found.select("x", "y", "count").rows() == [(0, 0, 3), (1, 0, 3)]
    assert found.select("y_low", "y_high").row(0) == (datetime(2024, 1, 1), datetime(2024, 1, 8))


def test_bins_of_one_value_and_of_none(engine: Engine) -> None:
    assert engine.bins(only(Condition("amount", "=", 100)), "amount").rows() == [(0, 100.0, 100.0, 2)]
    assert engine.bins(only(Condition("amount", "=", 1)), "amount").is_empty()
    with pytest.raises(TermsheetError, match="`company` holds no numbers or dates"):
        engine.bins(Query(), "company")


class Token:
    """Work that is given up when a query begins to be waited for, or is looked at for the second time."""

    def __init__(self, cancelled: bool) -> None:
        self._given_up = cancelled
        self.stopped = threading.Event()

    @property
    def cancelled(self) -> bool:
        before, self._given_up = self._given_up, True
        return before

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        self._given_up = True
        stop()
        try:
            yield
        except Exception:
            self.stopped.set()
        raise Cancelled


QUESTIONS: dict[str, Callable[[Engine, Token], object]] = {
    "page": lambda engine, token: engine.page(Query(), 0, 1, token=token),
    "count": lambda engine, token: engine.count(only(Condition("amount", "present")), token=token),
    "search": lambda engine, token: [*engine.search(Query(), (Condition("round", "=", "A"),), token=token)],
    "frequency": lambda engine, token: engine.frequency(Query(), "round", token=token),
    "summary": lambda engine, token: engine.summary(Query(), engine.fields, token=token),
    "bins": lambda engine, token: engine.bins(Query(), "amount", token=token),
    "export": lambda engine, token: [*engine.export(Query(), 2, token=token)],
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_was_given_up_is_not_begun(engine: Engine, name: str) -> None:
    with pytest.raises(Cancelled):
        QUESTIONS[name](engine, Token(cancelled=True))


def test_what_runs_is_stopped(make: Callable[[pl.DataFrame], Engine]) -> None:
    large = make(pl.DataFrame({"n": range(3_000_000)}).with_columns(pl.col("n").hash().alias("m")))
    needs(large, Can.CANCEL)
    query = Query(sort=(SortKey("m"), SortKey("n")))
    with pytest.raises(Cancelled):
        large.index(query, token=Token(cancelled=False))
    with pytest.raises(Cancelled):
        large.summary(Query(), large.fields, token=Token(cancelled=False))


@pytest.mark.parametrize(
    "query",
    [
        only(Condition("compny", "=", "x")),
        Query(sort=(SortKey("amont"),)),
        Query(columns=("roun",)),
        only(Condition("amount", ">", "much")),
        only(Condition("day", ">", "soon")),
        Query(group=Group(("rond",))),
    ],
)
def test_mistakes_are_told(engine: Engine, query: Query) -> None:
    with pytest.raises(TermsheetError) as failure:
        engine.page(query, 0, 10)
    assert "\n" not in str(failure.value)
    with pytest.raises(TermsheetError):
        answer(engine, query)


BEYOND: dict[Can, Query] = {
    Can.REGEX: only(Condition("company", "matches", "^O.*I$")),
    Can.DERIVE: Query(derived=(Derived("twice", "amount * 2"),)),
    Can.PIVOT: Query(group=Group(("round",), (Aggregate("count"),), across="listed")),
    Can.ROW_NUMBERS: Query(only=(1,)),
    Can.AS_TEXT: only(Condition("amount", "drawn", "100")),
}


@pytest.mark.parametrize("can", BEYOND)
def test_what_an_engine_cannot_do_it_refuses_by_name(engine: Engine, can: Can) -> None:
    if can in engine.can:
        assert engine.page(BEYOND[can], 0, 10).frame.height
        return
    named = label(f"can.{can.name}").en
    with pytest.raises(Unsupported, match=f"{engine.name} has no {named}"):
        engine.page(BEYOND[can], 0, 10)


def test_the_table_is_described(engine: Engine) -> None:
    assert [field.name for field in engine.fields] == FRAME.columns
    kinds = ["text", "text", "number", "number", "date", "truth", "text"]
    assert [field.kind for field in engine.fields] == kinds
    assert [*engine.schema()] == FRAME.columns
    assert engine.height in (None, FRAME.height)


def test_computed_columns_are_columns(engine: Engine) -> None:
    needs(engine, Can.DERIVE)
    derived = (Derived("twice", "amount * 2"), Derived("size", "case when twice > 500 then 'big' else 'small' end"))
    query = Query(derived=derived)
    counted = engine.frequency(query, "size")
    assert counted.rows() == [("big", 4, 50.0), ("small", 4, 50.0)]
    group = Group(("size",), (Aggregate("sum", "twice"),))
    grouped = answer(engine, Query(derived=derived, group=group, sort=(SortKey("size"),)))
    assert grouped.rows() == [("big", 4000), ("small", 500)]
    assert engine.bins(query, "twice", None, 2)["count"].to_list() == [4, 3]
    places = [place for hits in engine.search(query, (Condition("size", "contains", "BIG"),)) for place in hits.places]
    assert sorted(places) == [2, 3, 5, 6]
    written = Query((Condition("half", "drawn", "50.0"),), derived=(Derived("half", "amount / 2"),))
    assert engine.count(written) == 2
