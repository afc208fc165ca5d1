"""Frequencies and statistics against plain counting."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.engines.polars import summary
from tui.engines.registry import engine_over
from tui.errors import TermsheetError
from tui.query.query import Aggregate, Condition, Group, Query, SortKey


@given(st.lists(st.one_of(st.none(), st.sampled_from("abc")), max_size=50))
def test_frequencies_count(cells: list[str | None]) -> None:
    frame = pl.DataFrame({"t": cells}, schema={"t": pl.String})
    found = engine_over(frame).frequency(Query(), "t")
    assert dict(found.select("value", "count").iter_rows()) == Counter(cells)
    assert found["count"].to_list() == sorted(found["count"].to_list(), reverse=True)
    if cells:
        assert found["share"].sum() == pytest.approx(100)


def test_frequencies_are_those_of_the_rows_shown() -> None:
    frame = pl.DataFrame({"t": ["a", "b", "a"], "n": [1, 2, 3]})
    found = engine_over(frame).frequency(Query(filters=(Condition("n", ">", 1),)), "t")
    assert found.select("value", "count").rows() == [("a", 1), ("b", 1)]
    with pytest.raises(TermsheetError, match="no column `x`"):
        engine_over(frame).frequency(Query(), "x")


def test_statistics_of_each_type() -> None:
    frame = pl.DataFrame(
        {
            "n": [1, 2, 3, 4, None],
            "t": ["x", "x", "y", None, "z"],
            "d": pl.Series(["2024-01-01", "2024-01-09", None, None, None]).str.to_date(),
            "l": [[1], [2], None, [], [3]],
            "e": pl.Series([None] * 5, dtype=pl.Float64),
            "b": [b"1", b"2", None, None, b"3"],
        }
    )
    engine = engine_over(frame)
    told = {row["column"]: row for row in engine.summary(Query(), engine.fields).frame.to_dicts()}
    n = told["n"]
    assert (n["nulls"], n["distinct"], n["min"], n["median"], n["mean"], n["max"]) == (1, 4, "1", 2.5, 2.5, "4")
    assert n["shape"] == [1, 0, 1, 0, 0, 1, 0, 1]
    assert (told["t"]["top"], told["t"]["top_share"]) == ("x", 40)
    assert (told["d"]["min"], told["d"]["max"]) == ("2024-01-01", "2024-01-09")
    assert told["e"]["nulls"] == 5
    assert told["l"]["nulls"] == 1
    assert set(told) == set(frame.columns)


def test_statistics_of_no_rows() -> None:
    frame = pl.DataFrame(schema={"n": pl.Int64, "t": pl.String})
    engine = engine_over(frame)
    assert engine.summary(Query(), engine.fields).frame.height == 2


def test_statistics_of_decimals_are_exact() -> None:
    cells = [Decimal("0.10"), Decimal("0.20"), Decimal("0.30"), None]
    engine = engine_over(pl.DataFrame({"d": pl.Series(cells, dtype=pl.Decimal(38, 2))}))
    told = engine.summary(Query(), engine.fields).frame
    assert told.select("min", "q1", "median", "mean", "q3", "max").row(0) == ("0.10", 0.15, 0.2, 0.2, 0.25, "0.30")


@pytest.mark.parametrize("dtype", [pl.Int64(), pl.UInt64()])
def test_a_sum_beyond_64_bits_is_exact(dtype: pl.DataType) -> None:
    frame = pl.DataFrame({"g": ["a", "a", "b"], "n": pl.Series([2**63 - 1, 2**63 - 1, 1], dtype=dtype)})
    query = Query(group=Group(("g",), (Aggregate("sum", "n"),)), sort=(SortKey("g"),))
    assert [int(n) for n in engine_over(frame).page(query, 0, 9).frame["sum n"]] == [2**64 - 2, 1]


def test_values_that_come_often_are_counted_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame(
        {
            "few": [None if n % 11 == 0 else f"v{n % 7}" for n in range(3000)],
            "many": [f"{n:05}" for n in range(3000)],
            "none": pl.Series([None] * 3000, dtype=pl.String),
        }
    )
    exact = engine_over(frame).summary(Query(), engine_over(frame).fields).frame
    for name, value in (("EXACT", 100), ("_LOOKED_AT", 50)):
        monkeypatch.setattr(summary, name, value)
    engine = engine_over(frame.lazy(), height=frame.height)
    found = engine.summary(Query(), engine.fields)
    assert found.estimated
    few, many, none = found.frame.drop("distinct").rows(named=True)
    assert (few, many["nulls"], none) == (
        exact.drop("distinct").row(0, named=True),
        0,
        exact.drop("distinct").row(2, named=True),
    )
    assert found.frame["distinct"][0] == 7
    assert abs(found.frame["distinct"][1] - 3000) < 300


def test_quartiles_are_those_of_the_numbers_there_are() -> None:
    cells = [5.0, None, 1.0, 2.5, 9.0, None, 4.0, -3.0]
    frame = pl.DataFrame({"n": cells})
    found = engine_over(frame).summary(Query(), engine_over(frame).fields).frame.row(0, named=True)
    known = frame["n"].drop_nulls()
    assert [found[name] for name in ("q1", "median", "q3")] == [known.quantile(q, "linear") for q in (0.25, 0.5, 0.75)]
    assert (found["nulls"], found["min"], found["max"], sum(found["shape"])) == (2, "-3", "9", 6)


def test_few_values_of_a_large_table_are_counted_and_never_more_than_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "EXACT", 100)
    rows = 20_000
    frame = pl.DataFrame({"ten": [n % 10 for n in range(rows)], "each": range(rows)})
    monkeypatch.setattr(summary, "FEW", 1000)
    engine = engine_over(frame)
    told = dict(engine.summary(Query(), engine.fields).frame.select("column", "distinct").iter_rows())
    assert told["ten"] == 10
    assert rows * 0.8 < told["each"] <= rows
