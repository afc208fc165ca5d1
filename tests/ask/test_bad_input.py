"""What is no question is told in a line; nothing is guessed, and nothing takes long."""

from __future__ import annotations

import pytest

from tui.ask.answering import answer_to
from tui.ask.answers import Answer, Refusal
from tui.corpus.lens import Lens


@pytest.mark.parametrize("line", ["", "   ", "???", "…，。！", "-", "\u200b", "的", "the of a"])
def test_nothing_to_read_is_a_mistake_of_use(lens: Lens, line: str) -> None:
    found = answer_to(line, lens)
    assert isinstance(found, Refusal)
    assert found.code == 2
    assert found.lines[0].en == "for example: termsheet kimi mau"


@pytest.mark.parametrize("text", ["kimi mau " * 300, "x" * 2000, "月" * 2000, "\x1b[31m" * 400, "a b c " * 400])
def test_long_lines_are_read_as_far_as_it_goes(lens: Lens, text: str) -> None:
    found = answer_to(text, lens)
    if isinstance(found, Answer):
        assert any("first 200 letters" in note.en for note in found.notes)
    else:
        assert found.code in (2, 4)


def test_a_period_ahead_is_told(lens: Lens) -> None:
    found = answer_to("kimi mau 2099", lens)
    assert isinstance(found, Refusal)
    assert found.code == 4
    assert "lies ahead" in found.lines[0].en
    assert found.lines[1].en == "there is 2025-03"


def test_a_measure_that_there_is_not_names_those_that_there_are(lens: Lens) -> None:
    found = answer_to("kimi headcount", lens)
    assert isinstance(found, Refusal)
    assert found.message.en == "no claim on headcount of Kimi"
    assert found.lines[0].en == "there are claims on MAU"


def test_ten_entities_are_rows_and_six_are_charted(shipped: Lens) -> None:
    names = ("doubao", "deepseek", "kimi", "yuanbao", "quark", "chatgpt", "gemini", "claude", "grok", "perplexity")
    found = answer_to(f"{' vs '.join(names)} mau", shipped)
    assert isinstance(found, Answer)
    assert len(found.figures) == 10
    assert len(found.curves) <= 6
    assert any("more than six" in note.en for note in found.notes)


@pytest.mark.parametrize("line", ["largest quantum rounds", "foo bar baz funding", "gpt-6 mau"])
def test_a_word_that_may_limit_the_answer_is_never_left_out(shipped: Lens, line: str) -> None:
    found = answer_to(line, shipped)
    assert isinstance(found, Refusal)
    assert "nothing is called" in found.message.en
