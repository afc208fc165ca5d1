"""Texts are sorted by pinyin where that is asked for, by any way of asking, and by their code points else."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import dataset_of
from tui.engines.base import Unsupported
from tui.engines.polars.engine import PolarsEngine
from tui.query.columns import read_sort
from tui.query.query import ANY, PINYIN, Condition, Query, SortKey, from_json, to_json
from tui.query.reading import read_filter
from tui.query.writing import written

NAMES = [
    "字节跳动",
    "旷视科技",
    None,
    "黑鲸",
    "阿里巴巴",
    "OpenAI",
    "重庆小雨点",
    "出门问问",
    "单飞",
    "阿",
    "9号",
    "智谱",
]
ORDER = [
    "9号",
    "OpenAI",
    "阿",
    "阿里巴巴",
    "出门问问",
    "单飞",
    "黑鲸",
    "旷视科技",
    "智谱",
    "重庆小雨点",
    "字节跳动",
    None,
]
FILE = dataset_of(pl.DataFrame({"公司": NAMES, "n": range(len(NAMES))}))


@pytest.mark.parametrize("line", ["公司:pinyin", "公司:拼音", "公司：拼音"])
def test_names_stand_by_their_pinyin(line: str) -> None:
    query = Query(sort=read_sort(line, FILE.schema))
    assert FILE.engine.page(query, 0, 99).frame["公司"].to_list() == ORDER
    index = FILE.engine.index(query)
    assert FILE.engine.page(query, 3, 4, index=index).frame["公司"].to_list() == ORDER[3:7]
    assert pl.concat(FILE.engine.export(query, 5))["公司"].to_list() == ORDER


def test_the_other_way_round_and_by_code_points() -> None:
    down = Query(sort=read_sort("-公司:pinyin", FILE.schema))
    assert FILE.engine.page(down, 0, 99).frame["公司"].to_list() == [*ORDER[-2::-1], None]
    plain = Query(sort=read_sort("公司:code", FILE.schema))
    assert FILE.engine.page(plain, 0, 99).frame["公司"].to_list() == [*sorted(filter(None, NAMES)), None]
    assert read_sort("公司", FILE.schema) == plain.sort


@pytest.mark.long
@given(st.lists(st.one_of(st.none(), st.text("阿中国重庆abc 9", max_size=3)), max_size=30))
def test_no_row_is_lost_and_equal_ones_stay_as_they_lie(names: list[str | None]) -> None:
    engine = PolarsEngine(pl.DataFrame({"a": pl.Series(names, dtype=pl.String), "n": pl.Series(range(len(names)))}))
    found = engine.index(Query(sort=(SortKey("a", False, PINYIN),)))
    assert found is not None
    places = found.to_list()
    assert sorted(places) == list(range(len(names)))
    told = [(names[one], one) for one in places]
    assert all(a < b for (x, a), (y, b) in pairwise(told) if x == y)


def test_a_sort_by_pinyin_is_written_down() -> None:
    query = Query(sort=(SortKey("a", True, PINYIN), SortKey("b")))
    assert from_json(to_json(query)) == query
    with pytest.raises(ValueError, match="collation"):
        from_json('{"sort": [["a", true, "stroke"]]}')
    assert str(query.sort[0]) == "-a:pinyin"


def test_numbers_have_no_pinyin() -> None:
    query = Query(sort=read_sort("n:pinyin", FILE.schema))
    assert FILE.engine.page(query, 0, 2).frame["n"].to_list() == [0, 1]


def test_words_are_found_by_sound_where_that_is_asked_for() -> None:
    read = read_filter("拼音:zj,kuangshi", FILE.schema)
    rows = FILE.engine.page(Query(filters=read.filters), 0, 9).frame["公司"].to_list()
    assert rows == ["字节跳动", "旷视科技"]
    assert read_filter(written(read.filters), FILE.schema).filters == read.filters
    assert not FILE.engine.count(Query(filters=read_filter("zj", FILE.schema).filters))
    sought = (Condition(ANY, "sounds", "openai"),)
    assert [hits.places.to_list() for hits in FILE.engine.search(Query(), sought)][-1] == [5]


def test_an_engine_without_it_says_so() -> None:
    pytest.importorskip("duckdb")
    from tui.engines.ibis.duckdb.reading import DuckDb

    assert PINYIN in str(Unsupported("DuckDB", "sorting by pinyin"))
    assert not [can for can in DuckDb.can if can.name in ("PINYIN", "REGEX")]
