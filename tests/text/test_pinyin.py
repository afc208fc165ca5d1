"""Chinese is found by its pinyin and initials, and sorted by it."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.folding import HAN
from tui.text.pinyin import pattern, sort_keys, syllables

FOUND = [
    ("dbao", "豆包"), ("zj", "字节跳动"), ("zijie", "字节跳动"), ("zijietd", "字节跳动"), ("kuangshi", "旷视科技"),
    ("cmww", "出门问问"), ("shidai", "宁德时代"), ("xian", "西安"), ("xian", "先锋"), ("xi'an", "西安"), ("cq", "重庆"),
    ("chongqing", "重庆"), ("zhongqing", "重庆"), ("lvcheng", "绿城"), ("ai", "Kimi 爱奇艺"), ("yzam", "月之暗面"),
    ("zhpu", "智谱"), ("tianqi", "天气预报"), ("ZJ", "字节"), ("zijie", "北京字節"), ("kuangs", "旷视"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "text"), FOUND)
def test_a_name_is_found_by_its_sound(word: str, text: str) -> None:
    assert pl.Series([text]).str.contains(pattern(word)).all()


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("xi'an", "先锋"),
        ("zj", "北京字节"),
        ("shi", "宁德时代"),
        ("zj", "ZJ Labs"),
        ("zijie", "自己"),
        ("xian", "x安"),
        ("abc", "字节"),
    ],
)
def test_another_is_not(word: str, text: str) -> None:
    assert not (said := pattern(word)) or not re.search(said, text)


@pytest.mark.parametrize("word", ["z", "", "字节", "z1", "a b", "x" * 33, "'", "a-b", "uu", "vip"])
def test_what_is_no_pinyin_has_no_pattern(word: str) -> None:
    assert pattern(word) == ""


@given(st.text("abcdefghijklmnopqrstuvwxyz'", max_size=40))
def test_each_pattern_is_a_regular_expression_of_bounded_size(word: str) -> None:
    assert len(pattern(word)) < 80_000
    assert pl.Series(["字节跳动"]).str.contains(pattern(word)).len() == 1


@given(st.lists(st.sampled_from([one for one in syllables() if one.usual]), min_size=1, max_size=5))
def test_any_text_is_found_by_its_syllables_and_by_its_initials(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(usual[0] for _, usual, _ in parts)
    for word in ("'".join(plain for plain, *_ in parts), "".join(plain[0] for plain, *_ in parts)):
        if said := pattern(word):
            assert re.search(said, text), word


def test_every_character_has_one_place() -> None:
    chars, keys = sort_keys()
    assert len(set(chars)) == len(chars) == len(set(keys))
    assert all(HAN.match(char) for char in chars)
    assert keys == sorted(keys)


def test_the_file_is_what_is_built_of_the_readings() -> None:
    from importlib.resources import files

    from tui.text.pinyin import SYLLABLES, syllable_lines

    assert files("tui.text").joinpath(SYLLABLES).read_text(encoding="utf-8").splitlines() == list(syllable_lines())
