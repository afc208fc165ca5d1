"""Rows found by a value."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.index import Index

VALUES = st.lists(st.one_of(st.none(), st.sampled_from("abcde")), max_size=30)


@given(VALUES, st.lists(st.sampled_from("abcdef"), max_size=4))
def test_an_index_finds_what_a_filter_finds(values: list[str | None], asked: list[str]) -> None:
    frame = pl.DataFrame({"name": values, "n": range(len(values))}, schema={"name": pl.String, "n": pl.Int64})
    index = Index(frame, "name")
    assert index.rows(*asked).equals(frame.filter(pl.col("name").is_in(asked)))
    for value in asked:
        expected = frame.filter(pl.col("name") == value).to_dicts()
        assert [*index.records(value)] == expected
        assert index.row(value) == (expected[0] if expected else None)
    assert index.row(None) is None
