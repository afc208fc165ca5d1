"""Rows of a database as the CSV that they came from."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.reading import LINE, read_csv
from tui.corpus.served import as_csv

CELLS = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6))
SCHEMA = {"a": pl.String, "b": pl.String, LINE: pl.Int64}


@given(rows=st.lists(st.tuples(CELLS, CELLS, st.integers(0, 3)), max_size=8), header=st.integers(2, 5))
def test_cells_and_lines_come_back(
    rows: list[tuple[str | None, str | None, int]], header: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    records: list[tuple[str | None, str | None, int]] = []
    line = header
    for a, b, gap in rows:
        records.append((a, b, line))
        line += gap + len(f'"{a or ""}","{b or ""}"\n'.splitlines())
    frame = pl.DataFrame(records, schema=SCHEMA, orient="row")
    path = tmp_path_factory.getbasetemp() / "copy.csv"
    path.write_bytes(as_csv(frame).encode())
    found, problems = read_csv(path, ["a", "b"])
    assert problems == []
    assert found.rows() == frame.rows()


@pytest.mark.parametrize("lines", [[5, 5], [9, 2], [10**12, None], ["x", "3"]])
def test_places_that_cannot_be_kept_are_not(lines: list[object], tmp_path_factory: pytest.TempPathFactory) -> None:
    frame = pl.DataFrame({"a": ["1", "2"], LINE: pl.Series(lines).cast(pl.String)})
    path = tmp_path_factory.getbasetemp() / "odd.csv"
    path.write_bytes(as_csv(frame).encode())
    assert read_csv(path, ["a"])[0]["a"].to_list() == ["1", "2"]
    assert path.stat().st_size < 100
