"""Where somebody is: by the last move that happened, and by nothing that did not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tui.corpus.careers import career, destination
from tui.corpus.lens import Lens
from tui.corpus.policy import Policy


@pytest.fixture
def policy(lens: Lens) -> Policy:
    return lens.policy


def move(kind: str, org: str | None, to: str | None, day: str, **told: Any) -> dict[str, Any]:
    """A move of somebody, confirmed unless something else is told."""
    when = date.fromisoformat(day)
    return {
        "key": f"{kind}-{org}-{to}-{day}",
        "kind": kind,
        "org": org,
        "to_org": to,
        "announced": day,
        "start": when,
        "end": when,
        "status": "confirmed",
        "nature": "actual",
        "to_org_status": "confirmed" if to else None,
        "to_org_nature": "actual" if to else None,
        "to_org_flag": None,
        **told,
    }


def place(policy: Policy, *moves: dict[str, Any]) -> str | None:
    now = career(moves, lambda org: org.partition("/")[0], policy).now
    return now.org if now else None


def test_an_approach_is_no_place(policy: Policy) -> None:
    found = career([move("move", "a", "lab", "2025-02-07"), move("approach", "lab", "meta", "2025-06-26")], str, policy)
    assert found.now is not None
    assert found.now.org == "lab"
    assert [one["to_org"] for one in found.open] == ["meta"]
    assert [one["to_org"] for one in found.path] == ["lab"]


def test_what_is_only_rumoured_leaves_an_exit_open(policy: Policy) -> None:
    found = career([move("departure", "a", "b", "2025-02-07", to_org_status="rumoured")], str, policy)
    assert found.now is None
    assert found.left is not None
    assert [one["to_org"] for one in found.open] == ["b"]
    assert place(policy, move("move", "a", "b", "2025-02-07", to_org_flag="misattributed")) is None


def test_who_left_and_nobody_says_where_to_is_nowhere(policy: Policy) -> None:
    moves = (move("hired", None, "a", "2020-01-01"), move("departure", "a", None, "2024-09-25"))
    assert place(policy, *moves) is None
    assert place(policy, *moves, move("founded", None, "own", "2025-02-18")) == "own"


def test_an_exit_that_is_told_late_is_from_the_place_before(policy: Policy) -> None:
    assert place(policy, move("hired", None, "b", "2024-06-01"), move("departure", "a", None, "2024-06-30")) == "b"
    # Long after, it is from a place of which nobody told the arrival.
    assert place(policy, move("hired", None, "b", "2022-06-01"), move("departure", "a", None, "2024-06-30")) is None


def test_dismissed_and_back_on_one_day_is_back(policy: Policy) -> None:
    back, out = move("returned", None, "a", "2023-11-30"), move("dismissed", "a", None, "2023-11-30")
    assert place(policy, back, out) == "a"


def test_a_promotion_changes_no_place(policy: Policy) -> None:
    moves = (move("founded", "o", "a", "2024-06-19"), move("promotion", "a", "a", "2025-07-03"))
    found = career(moves, str, policy)
    assert found.now is not None
    assert found.now.arrival["announced"] == "2024-06-19"
    assert [one["announced"] for one in found.now.inside] == ["2025-07-03"]


def test_an_exit_from_a_part_is_one_from_the_whole(policy: Policy) -> None:
    assert place(policy, move("hired", None, "a/lab", "2020-01-01"), move("departure", "a", None, "2024-01-01")) is None


@pytest.mark.parametrize("nature", ["plan", "forecast"])
def test_a_plan_moves_nobody(policy: Policy, nature: str) -> None:
    assert destination(move("move", "a", "b", "2030-01-01", nature=nature), policy) is None
    assert place(policy, move("move", "a", "b", "2030-01-01", nature=nature)) is None


def test_who_founded_what_nobody_names_is_there(policy: Policy) -> None:
    moves = (move("departure", "a", None, "2026-03-05"), move("founded", None, None, "2026-06-17"))
    found = career(moves, str, policy)
    assert found.left is None
    assert found.now is not None
    assert found.now.org == ""
    # It is not the place that was left for it.
    assert place(policy, move("hired", None, "a", "2020-01-01"), move("founded", "a", None, "2026-06-17")) == ""
