"""A line that is slow carries the newest state: when a frame may leave, and which does."""

from __future__ import annotations

import os
import threading
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminal.test_input import keys, pieces
from tui.terminal.input import KeyReader
from tui.terminal.output import Output
from tui.terminal.pace import LONGEST_CARRYING, MOST_UNANSWERED, MOST_UNDER_WAY, PATIENCE, FramePace
from tui.terminal.reports import ANSWER, ASK, ASK_WIDTH, Reports


def answering(since: float = 0.0, size: int = 100, took: float = 0.1) -> FramePace:
    """The pace before a terminal that has answered once."""
    pace = FramePace()
    pace.sent(size, since)
    pace.answered(since + took)
    return pace


def test_the_first_frames_do_not_wait_for_an_answer_that_may_never_come() -> None:
    pace = FramePace()
    for now in range(MOST_UNANSWERED):
        assert pace.asks
        assert pace.wait(now) == 0
        pace.sent(100, now)
    assert not pace.asks
    assert not pace.unanswered
    pace.answered(9)
    assert pace.asks


def test_the_next_waits_for_the_answer_to_the_last() -> None:
    pace = answering()
    assert pace.wait(1) == 0
    pace.sent(5000, 1)
    assert pace.wait(1) > 0
    pace.answered(1.2)
    assert pace.wait(1.2) == 0


def test_or_until_the_line_is_free_again() -> None:
    pace = answering(size=10_000, took=1)
    pace.sent(500, 5)
    assert pace.wait(5) == pytest.approx(0.05)
    assert pace.wait(5.05) == pytest.approx(0)
    for _ in range(MOST_UNDER_WAY - 1):
        pace.sent(500, 5.05)
    assert pace.wait(5.3) > pace.wait(5.34) > 0


@given(st.integers(1, 1 << 20), st.floats(0, 10))
def test_it_waits_no_longer_than_patience_for_an_answer_that_is_lost(size: int, took: float) -> None:
    pace = answering(size=size, took=took)
    pace.sent(size, 20)
    assert pace.wait(20 + LONGEST_CARRYING + PATIENCE) == 0


def test_a_terminal_that_answers_no_more_is_not_waited_for() -> None:
    pace, now = answering(), 1.0
    for _ in range(MOST_UNANSWERED):
        pace.sent(100_000, now)
        now += LONGEST_CARRYING + PATIENCE
        assert pace.wait(now) == 0
    pace.sent(100_000, now)
    assert pace.wait(now) == 0


def test_a_newer_frame_takes_the_place_of_one_that_waits() -> None:
    reads, writes = os.pipe()
    output = Output(writes, lambda: None)
    begun, go = threading.Event(), threading.Event()

    def held() -> str:
        begun.set()
        go.wait()
        return "first "

    output.show(held)
    begun.wait()
    for text in ("between ", "between ", "newest "):
        output.show(partial(str, text))
    output.write("beside ")
    output.show(lambda: "last ")
    go.set()
    output.close("end", 10)
    os.close(writes)
    with open(reads, encoding="ascii") as written:
        assert written.read().replace(ASK, "") == "first newest beside last end"


@given(st.text("ab字\x1b[", max_size=12), st.integers(0, 12), st.sets(st.integers(1, 40)))
def test_answers_are_no_keys_however_they_are_cut(text: str, place: int, cuts: set[int]) -> None:
    answers: list[int] = []
    reader = KeyReader(reports=Reports(lambda: answers.append(1)))
    # A sequence that was typed in half would take the answer's beginning for its end.
    typed = text.replace("\x1b", "").replace("[", "")
    data = typed[:place].encode() + ANSWER + typed[place:].encode()
    assert keys(reader, *pieces(data, cuts)) == list(typed)
    assert len(answers) == 1


@pytest.mark.parametrize(("report", "wide"), [(b"\x1b[2;3R", 0), (b"\x1b[2;5R", 1), (b"\x1b[2;4R", 1)])
def test_a_terminal_tells_how_wide_ambiguous_characters_are(report: bytes, wide: int) -> None:
    told: list[int] = []
    reader = KeyReader(reports=Reports(wide=lambda: told.append(1)))
    assert keys(reader, b"a" + report + b"b") == ["a", "b"]
    assert len(told) == wide
    assert ASK_WIDTH.endswith("\x1b[2K")


def test_an_answer_within_a_pasted_text_is_not_pasted() -> None:
    pasted = list(KeyReader().read(b"\x1b[200~one" + ANSWER + b"two\x1b[201~"))
    assert [getattr(event, "text", None) for event in pasted] == ["onetwo"]
