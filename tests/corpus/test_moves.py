"""Where somebody who left went, as a later fact states it."""

from __future__ import annotations

import polars as pl

from tests.corpus.stating import Claim, fact, move
from tui.corpus.lens import Lens
from tui.corpus.moves import with_later


def told(lens: Lens, *claims: Claim) -> dict[str, tuple[str | None, str | None]]:
    """The later house and its date, by the key of the fact."""
    table = lens.table("departures")
    rows = pl.DataFrame([fact(table, lens.policy, claim) for claim in claims], infer_schema_length=None)
    found = with_later(rows, lens.policy)
    return {row["key"]: (row["later_org"], row["later_date"]) for row in found.iter_rows(named=True)}


LEFT = move(key="left", org="a", announced="2024-09-25", date_kind="announced")


def went(**given: str | None) -> Claim:
    """A later move of the same person."""
    return move(key="went", kind="founded", org=None, to_org="b", announced="2025-02", date_kind="announced") | given


def test_a_blank_is_told_by_the_next_fact_of_the_same_person(lens: Lens) -> None:
    further = move(key="further", org="b", to_org="c", announced="2026-01", date_kind="announced")
    assert told(lens, LEFT, went(), further) == {
        "left": ("b", "2025-02"),
        "went": (None, None),
        "further": (None, None),
    }


def test_what_is_earlier_rumoured_flagged_or_of_another_person_tells_nothing(lens: Lens) -> None:
    for other in (
        went(announced="2024-01"),
        went(status="rumoured"),
        went(flag="to_org:stale"),
        went(person="q"),
        went(to_org=None),
        went(to_org="a"),
    ):
        assert told(lens, LEFT, other)["left"] == (None, None), other


def test_a_stated_destination_stays_alone(lens: Lens) -> None:
    assert told(lens, LEFT | {"to_org": "z"}, went())["left"] == (None, None)
