"""Offices: what a role as it was printed says of one."""

from __future__ import annotations

import pytest

from tui.language.roles import OFFICES, plays, tells


@pytest.mark.parametrize(
    ("printed", "office", "held"),
    [
        ("Chief technology officer", "cto", True),
        ("Co-founder and CTO", "cto", True),
        ("Former CTO of OpenAI", "cto", False),
        ("VP of AI for science (earlier chief product officer)", "chief_product", False),
        ("VP of AI for science (earlier chief product officer)", "vice_president", True),
        ("SVP of machine learning", "vice_president", True),
        ("Vice president", "president", False),
        ("president and vice chairman", "president", True),
        ("president and vice chairman", "chair", False),
        ("interim co-CEO", "ceo", True),
        ("Director of engineering", "cto", False),
        ("Research scientist", "researcher", True),
        ("Chief scientist and co-founder", "chief_scientist", True),
        ("Board member", "board", True),
        (None, "ceo", False),
    ],
)
def test_an_office_is_held_then_and_not_before(printed: str | None, office: str, held: bool) -> None:
    assert plays(printed, [office]) is held


def test_what_is_counted_may_tell_of_an_office() -> None:
    assert tells("scientists and executives who left", ["researcher"])
    assert not tells("people who moved", ["researcher"])


def test_no_word_means_two_offices() -> None:
    words = [word for office in OFFICES.values() for word in (*office.en.split("|"), *office.zh.split("|"))]
    assert len(words) == len(set(words))
