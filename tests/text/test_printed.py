"""Figures in a text, as people print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.printed import direction, figures_in, level


def read(text: str) -> list[tuple[float, float, str]]:
    return [(float(f.low), float(f.high), f.counts) for f in figures_in(level(text))]


def one(value: float, counts: str = "") -> list[tuple[float, float, str]]:
    return [(value, value, counts)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("52亿美元", one(5.2e9, "USD")),
        ("1,260億美元", one(1.26e11, "USD")),
        ("4.325 万亿美元", one(4.325e12, "USD")),
        ("人民币1191亿元", one(1.191e11, "CNY")),
        ("１．５亿", one(1.5e8)),
        ("1亿2000万元", one(1.2e8, "CNY")),
        ("3千万", one(3e7)),
        ("一億美金", one(1e8, "USD")),
        ("近千亿的估值", one(1e11)),
        ("超百亿元", one(1e10, "CNY")),
        ("$3.5bn", one(3.5e9, "USD")),
        ("20 billion dollars", one(2e10)),
        ("US$ 1,250,000", one(1.25e6, "USD")),
        ("50k", one(5e4)),
        ("88.9%", one(88.9, "%")),
        ("5 per cent", one(5, "%")),
        ("近三成", one(30, "%")),
        ("将近一半", one(50, "%")),
        ("百分之十", one(10, "%")),
        ("3.5倍", one(3.5, "×")),
        ("整整一倍", one(1, "×")),
        ("1∶10", one(10, "×")),
        ("第三名", one(3, "名次")),
        ("前三", [(1, 3, "名次")]),
        ("the 4th place", one(4, "名次")),
        ("登頂", one(1, "名次")),
        ("100 多家", one(100, "家")),
        ("1200 余家", one(1200, "家")),
        ("至少22名高管", one(22, "名")),
        ("1.94亿月活", one(1.94e8)),
        ("一百二十三家", one(123, "家")),
        ("十年", one(10, "年")),
        ("3-5人", [(3, 5, "人")]),
        ("50k—80k", [(5e4, 8e4, "")]),
        ("2–3 million", [(2e6, 3e6, "")]),
        ("1.5万至2万人", [(15e3, 2e4, "人")]),
        ("10%~20%", [(10, 20, "%")]),
        ("十几款", [(11, 19, "款")]),
        ("数百亿美元", [(2e10, 1e11 - 1, "USD")]),
        ("几十人", [(20, 99, "人")]),
        ("几个人", [(2, 9, "个")]),
        ("亿元级", [(1e8, 1e9 - 1, "CNY")]),
        ("hundreds of millions", [(2e8, 1e9 - 1, "")]),
        ("十几人～几十人", [(11, 99, "人")]),
        ("200到300家", [(200, 200, ""), (200, 300, "家"), (300, 300, "家")]),
        ("从38%下降到24%", [(38, 38, "%"), (24, 24, "%")]),
        ("5件，600人", [(5, 5, "件"), (600, 600, "人")]),
        ("一些 几乎 数据 o3-mini v2", []),
        ("当前1200家", one(1200, "家")),
    ],
)
def test_a_figure_is_read_as_it_is_printed(text: str, found: list[tuple[float, float, str]]) -> None:
    assert read(text) == found


def test_thirds_have_no_end() -> None:
    assert [figure.low * 3 for figure in figures_in("三分之一")] == [100]
    assert [figure.low * 3 for figure in figures_in("one third")] == [100]


@given(st.integers(0, 10**6), st.sampled_from(["万", "亿", "万亿"]), st.sampled_from(["元", "美元", "港元"]))
def test_any_number_of_any_size_is_read(number: int, size: str, currency: str) -> None:
    factor = {"万": 1e4, "亿": 1e8, "万亿": 1e12}[size]
    code = {"元": "CNY", "美元": "USD", "港元": "HKD"}[currency]
    assert read(f"约 {number:,} {size}{currency}左右") == one(number * factor, code)


@given(st.text())
def test_any_text_is_read_and_figures_stand_in_it(text: str) -> None:
    folded = level(text)
    for figure in figures_in(folded):
        assert 0 <= figure.start < figure.end <= len(folded)
        assert figure.low <= figure.high


def test_a_text_is_levelled() -> None:
    assert level("“ 超過 1000 億 美元 ”") == "超过1000亿美元"
    assert level("over  20 Billion\ndollars") == "over 20 billion dollars"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("比上一年增加6%", 1),
        ("集资额下降68%", -1),
        ("增长4.5%,但比前年下降37%", -1),
        ("去年下降。今年为7%", 0),
        ("fell by 7%", -1),
        ("rose by 7%", 1),
        ("为 -7%", -1),
        ("7%", 0),
    ],
)
def test_the_words_before_a_figure_tell_a_rise_from_a_fall(text: str, way: int) -> None:
    folded = level(text)
    assert direction(folded, figures_in(folded)[-1].start) == way
