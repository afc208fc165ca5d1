"""Blanks are filled with the value above where that is asked for, and nowhere else."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import dataset_of
from tui.engines.polars.engine import PolarsEngine
from tui.errors import TermsheetError
from tui.query.fields import CURRENCY, RAW
from tui.query.query import ANY, Condition, Query, SortKey, from_json, to_json

FRAME = pl.DataFrame({"公司": [None, "旷视", None, "字节", None, None], "n": range(6)})
FILLED = [None, "旷视", "旷视", "字节", "字节", "字节"]
QUERY = Query(filled=("公司",))


@pytest.mark.parametrize("frame", [FRAME, FRAME.lazy()])
def test_every_way_of_asking_sees_the_filled_cells(frame: pl.DataFrame | pl.LazyFrame) -> None:
    engine = PolarsEngine(frame, height=6)
    assert engine.page(QUERY, 0, 9).frame["公司"].to_list() == FILLED
    assert engine.page(QUERY, 4, 2).frame["公司"].to_list() == FILLED[4:]
    of_one = QUERY._replace(filters=(Condition("公司", "=", "字节"),))
    assert engine.count(of_one) == 3
    assert engine.page(of_one, 1, 1).frame["n"].to_list() == [4]
    down = QUERY._replace(sort=(SortKey("n", True),))
    index = engine.index(down)
    assert engine.page(down, 0, 2, index=index).frame["公司"].to_list() == ["字节", "字节"]
    assert pl.concat(engine.export(QUERY, 2))["公司"].to_list() == FILLED
    assert engine.frequency(QUERY, "公司")["count"].to_list() == [3, 2, 1]
    found = engine.search(QUERY, (Condition("公司", "contains", "旷"),))
    assert pl.concat([hits.places for hits in found]).to_list() == [1, 2]


def test_a_file_is_as_written_until_then() -> None:
    engine = PolarsEngine(FRAME)
    assert engine.page(Query(), 0, 9).frame["公司"].to_list() == FRAME["公司"].to_list()
    with pytest.raises(TermsheetError, match="no column"):
        engine.page(Query(filled=("zz",)), 0, 1)


def test_what_could_not_be_read_is_no_blank_and_a_currency_goes_with_its_amount() -> None:
    amounts = {"a": [1.0, None, None, None, 2.0, None], f"a{RAW}": [None, None, "未披露", None, None, None]}
    engine = PolarsEngine(pl.DataFrame(amounts | {f"a{CURRENCY}": ["USD", None, None, None, "CNY", None]}))
    page = engine.page(Query(filled=("a",)), 0, 9).frame
    assert page["a"].to_list() == [1.0, 1.0, None, None, 2.0, 2.0]
    assert page[f"a{RAW}"].to_list() == [None, None, "未披露", "未披露", None, None]
    assert page[f"a{CURRENCY}"].to_list() == ["USD", "USD", None, None, "CNY", "CNY"]


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=20))
def test_only_blanks_change_and_to_what_stands_above(cells: list[int | None]) -> None:
    engine = PolarsEngine(pl.DataFrame({"a": pl.Series(cells, dtype=pl.Int64)}))
    found = engine.page(Query(filled=("a",)), 0, 99).frame["a"].to_list()
    last = None
    for before, after in zip(cells, found, strict=True):
        last = before if before is not None else last
        assert after == last


def test_it_is_written_down_and_told_to_engines_that_cannot() -> None:
    from tui.engines.base import Can, beyond

    assert from_json(to_json(QUERY)) == QUERY
    assert beyond(QUERY) == [Can.FILL]
    dataset = dataset_of(FRAME)
    words = (Condition(ANY, "contains", "字节"),)
    assert dataset.engine.count(QUERY._replace(filters=words)) == 3
