"""Cells counted, and texts cut, padded and wrapped to them."""

from __future__ import annotations

import sys
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._unicode_data import load
from rich.cells import cell_len
from wcwidth import wcwidth

from tui.text.widths import CLOSING, EMOJI_STYLED, _clusters, cell_width, char_width, cut, pad, wrap

PIECES = [
    *"abz 09.,月之暗面融资。，」（“”é한ｱＡ…\u0301\u200d\ufe0f❤👍🏽🇨🇳\t",
    "👨‍👩‍👧",
    "openai",
    "  ",
    "\u3000",
]
texts = st.lists(st.sampled_from(PIECES)).map("".join)
assigned = st.text(st.characters(exclude_categories=["Cn", "Cs"]))
prose = st.lists(
    st.sampled_from(["月", "之", "暗面", "OpenAI", "5", "，", "。", "」", " ", "（", "“", "”", "a-long-word"])
).map("".join)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Kimi", 4),
        ("豆包", 4),
        ("Ｋｉｍｉ", 8),
        ("ｱｲ", 2),
        ("e\u0301", 1),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("👍🏽", 2),
        ("❤", 1),
        ("❤️", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🇨🇳", 2),
        ("1️⃣", 2),
        ("“…”", 3),
        ("\u200b\x1b", 0),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cell_width(text) == width == cell_len(text, "17.0.0")


def test_every_assigned_character_is_as_wide_as_rich_says() -> None:
    differing = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if category(chr(code)) not in ("Cn", "Cs") and char_width(chr(code)) != cell_len(chr(code), "17.0.0")
    ]
    assert differing == []


def test_wcwidth_says_the_same_but_for_parts_of_pictures() -> None:
    differing = {
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if category(char) not in ("Cn", "Cs", "Cc") and max(0, wcwidth(char)) != char_width(char)
    }
    assert differing == {*map(chr, range(0x1F1E6, 0x1F200)), *map(chr, range(0x1F3FB, 0x1F400))}


def test_emoji_styled_are_those_of_rich() -> None:
    assert load("17.0.0").narrow_to_wide == EMOJI_STYLED


@given(st.one_of(texts, assigned))
def test_texts_are_as_wide_as_rich_says(text: str) -> None:
    assert cell_width(text) == cell_len(text, "17.0.0")


def test_long_texts_are_measured_too() -> None:
    assert cell_width("月" * 10_000) == 20_000


@given(st.one_of(texts, assigned))
def test_clusters_are_the_text_and_add_up(text: str) -> None:
    clusters = list(_clusters(text))
    assert "".join(clusters) == text
    assert sum(map(cell_width, clusters)) == cell_width(text)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Moonshot AI", 11, "Moonshot AI"),
        ("Moonshot AI", 10, "Moonshot…"),
        ("Moonshot AI", 5, "Moon…"),
        ("月之暗面", 8, "月之暗面"),
        ("月之暗面", 7, "月之暗…"),
        ("月之暗面", 6, "月之…"),
        ("月之暗面", 2, "…"),
        ("月之暗面", 1, "…"),
        ("月之暗面", 0, ""),
        ("月", -1, ""),
        ("👨‍👩‍👧👍", 3, "👨‍👩‍👧…"),
        ("🇨🇳🇭🇰", 3, "🇨🇳…"),
        ("🇨🇳🇭🇰", 2, "…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("cafe\u0301 au lait", 5, "cafe\u0301…"),
    ],
)
def test_cut(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


def test_cut_with_another_ellipsis() -> None:
    assert cut("Moonshot", 4, "") == "Moon"
    assert cut("月之暗面", 5, "") == "月之"
    assert cut("Moonshot", 6, "...") == "Moo..."
    assert cut("Moonshot", 2, "...") == "Mo"


def test_cut_reads_no_more_than_it_shows() -> None:
    assert cut("月" * 5_000_000, 5) == "月月…"


@given(texts, st.integers(-2, 40), st.sampled_from(["…", "", "..", "。"]))
def test_a_cut_fits_and_splits_nothing(text: str, width: int, ellipsis: str) -> None:
    shown = cut(text, width, ellipsis)
    assert cell_width(shown) <= max(0, width)
    if 0 < width >= cell_width(text):
        assert shown == text
    elif shown:
        kept = shown.removesuffix(ellipsis) if cell_width(ellipsis) <= width else shown
        clusters = list(_clusters(text))
        beginnings = {"".join(clusters[:n]).rstrip(" \u3000") for n in range(len(clusters) + 1)}
        assert kept.rstrip(" \u3000") in beginnings


@given(texts, st.integers(0, 40), st.sampled_from(["left", "right"]))
def test_padded_text_fills_its_width(text: str, width: int, align: str) -> None:
    shown = pad(text, width, "right" if align == "right" else "left")
    assert cell_width(shown) == width
    if 0 < width >= cell_width(text):
        space = " " * (width - cell_width(text))
        kept = text.rstrip("\u200d")
        assert shown == (kept + space if align == "left" else space + kept)


def test_pad() -> None:
    assert pad("豆包", 6) == "豆包  "
    assert pad("382M", 6, "right") == "  382M"
    assert pad("月之暗面", 4) == "月… "


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("月之暗面完成融资", 6, ["月之暗", "面完成", "融资"]),
        ("月之暗面，完成", 8, ["月之暗", "面，完成"]),
        ("他说“你好”", 5, ["他说", "“你", "好”"]),
        ("由OpenAI领投", 8, ["由OpenAI", "领投"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("abcdefgh,", 8, ["abcdefg", "h,"]),
        ("月之暗面", 1, ["月", "之", "暗", "面"]),
        ("one\n\ntwo", 9, ["one", "", "two"]),
        ("  indented", 12, ["  indented"]),
        ("\u0301（a", 1, ["\u0301", "（", "a"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(texts, st.integers(-1, 30))
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    for line in lines:
        assert cell_width(line) <= max(1, width) or len(list(_clusters(line))) == 1
    spaceless = str.maketrans("", "", " \u3000")
    assert "".join(lines).translate(spaceless) == text.translate(spaceless)
    assert len(lines) == 1 or all(lines)


@given(prose, st.integers(14, 40))
def test_no_line_begins_with_closing_punctuation_where_there_is_room(text: str, width: int) -> None:
    lines = wrap(text, width)
    for before, line in pairwise(lines):
        run = len(line) - len(line.lstrip("".join(CLOSING)))
        # Only a run of punctuation as long as a line has nowhere else to go.
        assert not run or set(before.strip()[1:]) <= CLOSING


@given(st.lists(st.sampled_from("月之暗面，。"), min_size=1).map("".join), st.integers(6, 20))
def test_single_closing_punctuation_stays_with_its_word(text: str, width: int) -> None:
    while "，，" in text or "，。" in text or "。，" in text or "。。" in text:
        text = text.replace("，，", "，").replace("，。", "。").replace("。，", "，").replace("。。", "。")
    assert all(line[:1] not in CLOSING for line in wrap(text, width)[1:])
