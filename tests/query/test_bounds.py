"""Comparisons in words say what their signs say, in tables of the corpus and in files."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import dataset_of, rows_of
from tui.errors import TermsheetError
from tui.language.filters import BOUNDS_AFTER, BOUNDS_BEFORE
from tui.query.bounds import Bound, bounds_of
from tui.query.query import Query
from tui.query.reading import read_filter
from tui.query.syntax import FilterError
from tui.tables.dataset import Dataset

FILE = dataset_of(
    pl.DataFrame(
        {
            "金额": [5e7, 1e8, 3e8, 1e9, None, 6e9],
            "日期": [date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2025, 1, 1), None, date(2026, 5, 5)],
            "n": [1, 2, 3, 4, 5, 6],
        }
    )
)
TODAY = date(2026, 7, 10)


def rows(line: str, dataset: Dataset = FILE) -> list[int]:
    read = read_filter(line, dataset.schema, TODAY)
    return rows_of(dataset, Query(filters=read.filters))["n"].to_list()


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("金额超过1亿", "金额>1亿"),
        ("金额:超过1亿美元", "金额>1亿"),
        ("金额1亿以上", "金额>=1亿"),
        ("金额:1亿及以上", "金额>=1亿"),
        ("金额不足3亿", "金额<3亿"),
        ("金额:3亿以内", "金额<=3亿"),
        ("金额介于1亿和10亿之间", "金额:1亿..10亿"),
        ("金额在1亿到10亿之间", "金额:1亿..10亿"),
        ("金额:1~10亿", "金额:1亿..10亿"),
        ("金额:1-10亿", "金额:1亿..10亿"),
        ("金额:5000万到10亿", "金额:5000万..10亿"),
        ("金额：不少于１０亿", "金额>=10亿"),
        ("金额:10亿+", "金额>=10亿"),
        ('金额:"at least 1b"', "金额>=1b"),
        ("-金额大于等于3亿", "-金额>=3亿"),
        ("金额低于1亿 或 金额高于10亿", "金额<1亿 或 金额>10亿"),
        ("日期:2024年以后", "日期>=2024"),
        ("日期2024年以前", "日期<2024"),
        ("日期:不晚于2024年", "日期<=2024"),
        ("日期晚于2024年", "日期>2024"),
        ("日期:2024年至2025年", "日期:2024..2025"),
        ("2024年以来", "日期>=2024"),
    ],
)
def test_words_say_what_signs_say(words: str, signs: str) -> None:
    assert rows(words) == rows(signs)
    assert rows(words) not in ([], FILE.engine.height)
    assert read_filter(words, FILE.schema, TODAY).told


def test_months_of_one_year_are_a_period() -> None:
    assert rows("日期:2024年1月~6月") == rows("日期:2024-01..2024-06") != []


@given(st.floats(0, 1e6).map(lambda number: f"{number:.0f}万"))
def test_each_word_stands_for_its_sign(value: str) -> None:
    told = {sign: bounds_of(word + value, figures=True) for sign, words in BOUNDS_BEFORE.items() for word in words}
    told_after = {sign: bounds_of(value + word, figures=True) for sign, words in BOUNDS_AFTER.items() for word in words}
    assert told == {sign: (Bound(sign, value),) for sign in BOUNDS_BEFORE}  # type: ignore[arg-type]
    assert told_after == {sign: (Bound(sign, value),) for sign in BOUNDS_AFTER}  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["10亿", "-5", "1e-5", "约10亿", "未披露", "", "超过", "以上"])
def test_a_plain_value_has_no_ends(text: str) -> None:
    assert bounds_of(text, figures=True) == ()


@pytest.mark.parametrize("line", ["金额甚巨", "金额之上", "高于一切"])
def test_other_words_are_looked_for(line: str) -> None:
    read = read_filter(line, FILE.schema, TODAY)
    assert read.filters[0][1] == "contains"


MIXED = dataset_of(
    pl.DataFrame(
        {
            "金额": [4e8, 3e8, 6e6, 9e8],
            "金额_currency": pl.Series(["USD", "CNY", "CNY", "USD"], dtype=pl.Enum(["USD", "CNY"])),
            "n": [1, 2, 3, 4],
        }
    )
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("金额>=1亿美元", [1, 4]),
        ("金额:1亿元以上", [2]),
        ("金额:1到5亿美元", [1]),
        ("金额>=1亿元 或 金额>5亿美元", [2, 4]),
        ("金额!=4亿美元", [2, 3, 4]),
        ("-金额>=1亿美元", [2, 3]),
    ],
)
def test_an_amount_in_a_currency_is_compared_with_those_in_it(line: str, expected: list[int]) -> None:
    assert rows(line, MIXED) == expected


@pytest.mark.parametrize("line", ["金额>=1亿", "金额>=1亿美元 或 金额>=1亿"])
def test_an_amount_without_a_currency_is_not_compared_with_those_of_several(line: str) -> None:
    with pytest.raises(TermsheetError, match="rate"):
        rows(line, MIXED)


@pytest.mark.parametrize("line", ["round>=3", "round>1亿美元", "round超过3"])
def test_texts_are_not_compared_with_figures(line: str) -> None:
    texts = dataset_of(pl.DataFrame({"round": ["A", "9", "100"], "n": [1, 2, 3]}))
    if "超" in line:
        assert rows(line, texts) == []
        return
    with pytest.raises(FilterError, match="letter by letter"):
        rows(line, texts)
    assert rows('round>="100"', texts) == [1, 2, 3]
