"""Questions as people type them, with the first rows of their answers: looked up by hand in the tables of claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ask.saying import said
from tui.ask.answering import answer_to
from tui.corpus.lens import Lens

ASKED = [line.split("\t") for line in (Path(__file__).parent / "questions.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("line", "answer"), ASKED, ids=[line for line, _ in ASKED])
def test_a_question_has_its_answer(shipped: Lens, line: str, answer: str) -> None:
    assert said(answer_to(line, shipped)) == answer
