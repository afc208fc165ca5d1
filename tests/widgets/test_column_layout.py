"""Which columns are on the screen."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.column_layout import GAP, LEAST, ColumnPlace, Layout, Wanted, lay_out


class Case(NamedTuple):
    wanted: list[Wanted]
    frozen: int
    left: int
    cursor: int
    width: int
    gutter: int

    def laid(self, **changes: int) -> Layout:
        case = self._replace(**changes)
        return lay_out(
            len(case.wanted), case.wanted.__getitem__, case.frozen, case.left, case.cursor, case.width, case.gutter
        )


wants = st.builds(Wanted, st.integers(3, 60), st.booleans(), st.booleans(), st.integers(0, 40))
cases = st.lists(wants, min_size=1, max_size=30).flatmap(
    lambda wanted: st.builds(
        Case,
        st.just(wanted),
        st.integers(0, len(wanted)),
        st.integers(0, len(wanted) - 1),
        st.integers(0, len(wanted) - 1),
        st.integers(0, 200),
        st.sampled_from([0, 2]),
    )
)


def columns(found: Layout) -> list[int]:
    return [place.column for place in found.places]


@given(cases)
def test_places_stand_apart_inside_the_width(case: Case) -> None:
    found = case.laid()
    assert all(place.x >= case.gutter and place.width > 0 for place in found.places)
    assert all(place.end <= max(case.width, 0) for place in found.places)
    assert all(after.x == before.end + GAP for before, after in pairwise(found.places))
    assert all(place.width <= case.wanted[place.column].width for place in found.places)


@given(cases)
def test_frozen_columns_come_first_and_the_others_follow_without_a_hole(case: Case) -> None:
    found = case.laid()
    order = [*range(found.frozen), *range(found.frozen + found.left, len(case.wanted))]
    assert columns(found) == order[: len(found.places)]
    assert found.frozen <= case.frozen


@given(cases)
def test_the_column_of_the_cursor_is_whole_where_it_can_be(case: Case) -> None:
    found, wanted = case.laid(), case.wanted[case.cursor].narrowest
    if case.cursor < found.frozen:
        assert found.left == 0
        return
    # With everything before it scrolled away, the frozen columns alone take room from it.
    frozen = [place for place in case.laid(left=case.cursor).places if place.column < found.frozen]
    start = frozen[-1].end + GAP if frozen else case.gutter
    if len(frozen) == found.frozen and case.width - start >= wanted:
        place = found.of(case.cursor)
        assert place is not None
        assert place.width >= wanted


@given(cases)
def test_the_screen_scrolls_no_further_than_it_must(case: Case) -> None:
    found = case.laid()
    assert case.laid(left=found.left) == found
    shown = found.of(case.cursor)
    if shown is not None and found.left > case.left and case.cursor >= found.frozen:
        before = case.laid(cursor=found.frozen + found.left - 1, left=0)
        assert before.left < found.left


@given(cases)
def test_only_the_last_column_is_cut_and_only_if_it_may_be(case: Case) -> None:
    found = case.laid()
    free = [place for place in found.places if place.column >= found.frozen]
    assert all(place.width >= case.wanted[place.column].narrowest for place in free[:-1])
    if len(found.places) > 1 and free and free[-1].width < (wanted := case.wanted[free[-1].column]).narrowest:
        assert not wanted.whole
        assert free[-1].width >= LEAST


@given(cases, st.integers(-5, 210))
def test_a_cell_belongs_to_one_column_or_to_the_gap_behind_one(case: Case, x: int) -> None:
    found = case.laid()
    at, behind = found.at(x), found.ending_at(x)
    assert at is None or behind is None
    assert at is None or found.of(at.column) is at
    if found.places and found.places[0].x <= x < found.places[-1].end + GAP:
        assert at or behind


def test_only_what_may_be_seen_is_measured() -> None:
    asked: set[int] = set()

    def wanted(column: int) -> Wanted:
        asked.add(column)
        return Wanted(10)

    found = lay_out(10_000, wanted, 1, 0, 9_000, 100)
    assert columns(found)[-1] == 9_000
    assert len(asked) < 40


def test_columns_give_way_to_those_behind_them() -> None:
    wanted = [Wanted(30, least=14), Wanted(10, whole=True), Wanted(40, least=12), Wanted(10, whole=True)]
    case = Case(wanted, 1, 0, 0, 80, 0)
    assert [place.width for place in case.laid().places] == [28, 10, 26, 10]
    assert [place.width for place in case.laid(width=60).places] == [18, 10, 16, 10]
    # Where that is not enough, columns go from the right, and the others have their room again.
    assert [place.width for place in case.laid(width=50).places] == [19, 10, 17]
    assert [place.width for place in case.laid(width=120).places] == [30, 10, 40, 10]


def test_a_table() -> None:
    wanted = [Wanted(50), Wanted(10, whole=True), Wanted(8), Wanted(30), Wanted(12, whole=True)]
    case = Case(wanted, 1, 0, 0, 60, 0)
    # The frozen name leaves most of the room to what it names.
    assert case.laid().places == (
        ColumnPlace(0, 0, 27),
        ColumnPlace(1, 29, 10),
        ColumnPlace(2, 41, 8),
        ColumnPlace(3, 51, 9),
    )
    assert case.laid(cursor=3).places == (ColumnPlace(0, 0, 27), ColumnPlace(3, 29, 30))
    assert case.laid(cursor=4, width=47).places == (ColumnPlace(0, 0, 21), ColumnPlace(4, 23, 12))
    assert case.laid(cursor=2, left=2).left == 1
