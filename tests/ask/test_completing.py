"""What is offered while a question is typed, in the shell and after the colon."""

from __future__ import annotations

import pytest

from tui.ask.completing import words_begun
from tui.commands.keymap import keymap
from tui.commands.palette import Operands, suggest
from tui.corpus.lens import Lens
from tui.language.label import Language

HERE = Operands(("mine",), ("deals", "users", "my.csv"), ("company", "amount", "announced"))


def lines(text: str, lens: Lens | None, language: Language = "en") -> list[str]:
    return [one.line for one in suggest(text, lens, lambda entity: entity, language, keymap({}), HERE)]


def test_the_language_of_the_person_comes_first(shipped: Lens) -> None:
    assert [one.words for one in words_begun("ma", shipped, "en")][:1] == ["mau"]
    assert next(one.words for one in words_begun("月", shipped, "zh")) == "月活"
    assert words_begun("", shipped, "en") == []
    assert words_begun("x" * 300, shipped, "en") == []


def test_periods_are_those_up_to_the_last_source(shipped: Lens) -> None:
    told = [one.words for one in words_begun("20", shipped, "en")]
    assert told[0] == str(shipped.last_day.year)
    assert f"{shipped.last_day.year + 1}" not in told


def test_a_line_goes_on_behind_what_is_typed(shipped: Lens) -> None:
    assert "kimi mau " in lines("kimi ma", shipped)
    assert "doubao vs kimi dau " in lines("doubao vs kimi da", shipped)
    assert "kimi mau 2025-Q3 " in lines("kimi mau 2025-Q", shipped)
    assert "users" in lines("use", shipped)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("join us", "join users "),
        ("join users ", "join users on "),
        ("join users on am", "join users on amount"),
        ("diff my", "diff my.csv "),
        ("diff my.csv by comp", "diff my.csv by company"),
        ("sort -am", "sort -amount"),
        ("sort company,-an", ""),
        ("sort company,an", "sort company,announced"),
        ("enrich comp", "enrich company"),
        ("view m", "view mine"),
        ("theme pl", "theme plain"),
    ],
)
def test_operands_of_verbs_are_offered(text: str, line: str) -> None:
    assert lines(text, None)[:1] == ([line] if line else [])
