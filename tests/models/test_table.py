"""The table's state: cursor, page, sort and find, without a screen."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import TermsheetError
from tui.frames.cells import Reader, shown_columns
from tui.frames.query import Query, SortKey, apply, parse_sort
from tui.frames.resolved import Resolved
from tui.models.sheets import TableSheet, corpus_sheets, table_model
from tui.models.table import TableModel


@pytest.fixture
def deals(resolved: Resolved, english: Reader) -> TableModel:
    sheet = next(s for s in corpus_sheets(resolved) if s.name == "deals")
    assert isinstance(sheet, TableSheet)
    return table_model(resolved, sheet, english)


def test_sort_keeps_the_row_under_the_cursor(deals: TableModel) -> None:
    deals.go_to("key", "moonshot-ai-2024-03")
    deals.column_to(1)
    deals.sort(True)
    row = deals.row()
    assert row is not None
    assert row["key"] == "moonshot-ai-2024-03"
    assert deals.frame["key"].to_list()[0] == "openai-2025-03"


def test_rows_without_a_value_come_last_both_ways(deals: TableModel) -> None:
    deals.column_to(1)
    for descending in (True, False):
        deals.sort(descending)
        assert deals.frame["key"].to_list()[-1] == "deepseek-2025-02"


def test_the_same_sort_again_gives_back_the_first_order(deals: TableModel) -> None:
    before = deals.frame["key"].to_list()
    deals.column_to(1)
    deals.sort(False)
    deals.sort(False)
    assert deals.frame["key"].to_list() == before


def test_rounds_sort_by_their_ladder(deals: TableModel) -> None:
    deals.column_to([c.name for c in deals.columns].index("round"))
    deals.sort(False)
    assert deals.frame["round"].to_list() == ["a_plus", "b", "f", None]


def test_find_goes_round(deals: TableModel) -> None:
    assert deals.find("moonshot") == 2
    seen = []
    for _ in range(3):
        deals.find_next(10)
        seen.append(deals.cursor.row)
    assert seen[0] == seen[2] != seen[1]
    assert deals.find("月之暗面 reported") == 2
    assert deals.find("nowhere") == 0
    assert not deals.find_next(10)


@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["move_by", "page_by", "scroll_by", "move_to"]), st.integers(-40, 40)),
        max_size=20,
    ),
    height=st.integers(1, 9),
    rows=st.integers(0, 30),
)
def test_the_cursor_is_always_on_the_screen(moves: list[tuple[str, int]], height: int, rows: int) -> None:
    model = TableModel(pl.DataFrame({"n": list(range(rows))}), ())
    for name, amount in moves:
        getattr(model, name)(amount, height)
        cursor = model.cursor
        assert 0 <= cursor.row < max(1, rows)
        assert cursor.top <= cursor.row < cursor.top + height


def test_pages_joined_are_the_sorted_frame(resolved: Resolved, english: Reader) -> None:
    table = resolved.table("users")
    assert table.view is not None
    columns = shown_columns(table.view.columns, table, english, resolved.table)
    model = TableModel(resolved.series, columns, query=Query((SortKey("value", True),)))
    joined = [row for start in range(0, model.count, 2) for row in model.window.rows(start, 2)]
    assert joined == model.window.rows(0, model.count)
    values = model.frame["value"].to_list()
    assert values == sorted(values, reverse=True)


def test_sort_keys_are_read_from_text() -> None:
    assert parse_sort("-amount, company") == (SortKey("amount", True), SortKey("company"))
    assert ",".join(map(str, parse_sort("-amount,company"))) == "-amount,company"


def test_an_unknown_column_names_its_neighbours(resolved: Resolved) -> None:
    with pytest.raises(TermsheetError, match=r"no column `amont`.*amount"):
        apply(resolved.facts("deals"), Query((SortKey("amont"),)), ())
