"""What no cell may do to a terminal, and what a reader still sees."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.visible import visible
from tui.text.widths import cell_width, char_width

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = "\u200b\u200c\u2060\ufeff\xad\u034f\u115f\u1160\u3164\uffa0\u180e\U000e0041"
EMOJI = "👨👩👧🏳🌈❤🔥👍♂⚕"
CONTROLS = "\x00\t\n\r\x1b\x7f\x85\x9b\u2028\u2029\ud800\ue000"
JOINING = "\ufe0f\ufe00\u200d\u0301\u0308🏽🇨🇳1a漢 "
nasty = st.text(
    st.one_of(
        st.sampled_from(CONTROLS + JOINING + BIDI + UNSEEN + EMOJI),
        st.characters(),
        st.characters(categories=["Mn", "Me", "Mc", "Cf"]),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Moonshot AI",
        "月之暗面 Kimi",
        "¥5B–¥6B ≤ 10 %",
        "naïve é",
        "[bold]x[/bold]",
        "한국어",
        "👍🏽 ❤️ 👨‍👩‍👧‍👦 🏳️‍🌈",
        "葛\U000e0100",
    ],
)
def test_plain_text_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("a\tb\nc\r\0\x7f", "a␉b␊c␍␀␡"),
        ("a\x85b\u2028c\u2029", "a␤b␤c␤"),
        ("\x9b31m", "�31m"),
        ("abc\u202ecod", "abc�cod"),
        ("ki\u200bmi", "ki�mi"),
        ("\ud83d", "�"),
        ("\ue000\U0010ffff\u0378", "���"),
        ("ki\ufe0fmi", "ki�mi"),
        ("a\u200db", "a�b"),
        ("\u200d👍", "�👍"),
        ("█\u200d█", "█�█"),
        ("\u0301a", "�a"),
        ("a🏽", "a�"),
        ("e\u0323\u0302", "e\u0323\u0302"),
        ("e\u0323\u0302\u0301", "e\u0323\u0302�"),
        ("👨‍👩‍👧‍👦‍👨", "👨‍👩‍👧‍👦�👨"),
    ],
)
def test_what_could_act_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_bidi_and_unseen_characters_have_one_cell() -> None:
    for char in BIDI + UNSEEN:
        assert visible(char) == "�"


def test_every_character_alone_takes_a_cell_of_its_own() -> None:
    for code in range(sys.maxunicode + 1):
        shown = visible(chr(code))
        assert len(shown) == 1
        assert char_width(shown) >= 1


@given(nasty)
def test_nothing_that_acts_or_hides_is_left(text: str) -> None:
    shown = visible(text)
    for char in shown:
        assert char == "\u200d" or category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        assert char not in BIDI + UNSEEN


@given(nasty)
def test_again_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(nasty)
def test_one_character_for_one(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(b == a or char_width(b) == 1 for a, b in zip(text, shown, strict=True))


@given(nasty)
def test_marks_on_one_character_are_few(text: str) -> None:
    run = 0
    for char in visible(text):
        run = run + 1 if category(char) in ("Mn", "Me", "Mc") else 0
        assert run <= 2


@given(nasty)
def test_the_layout_of_what_is_shown_is_that_of_rich(text: str) -> None:
    assert cell_width(visible(text)) == cell_len(visible(text), "17.0.0")


@given(st.text(st.sampled_from("[]/\\bold=link")))
def test_markup_is_text(text: str) -> None:
    assert visible(text) == text
