"""How a page is looked at: a part of the axis never leaves it, and all of it is no part."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.pages.look import LEAST_DAYS, Look, TimeSpan, panned, switched, time_zoomed

AXIS = (date(2023, 1, 1), date(2026, 6, 30))
days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
axes = st.tuples(days, st.integers(1, 5000)).map(lambda one: (one[0], one[0] + timedelta(one[1])))


def inside(look: Look, axis: TimeSpan) -> bool:
    return look.span is None or (axis[0] <= look.span[0] < look.span[1] <= axis[1])


def test_a_closer_look_keeps_the_end_and_then_moves() -> None:
    closer = time_zoomed(Look(), AXIS, 0.5)
    assert closer.span is not None
    assert closer.span[1] == AXIS[1]
    earlier = panned(closer, AXIS, -0.25)
    assert earlier.span is not None
    assert earlier.span[1] < AXIS[1]
    assert (earlier.span[1] - earlier.span[0]) == (closer.span[1] - closer.span[0])
    assert time_zoomed(closer, AXIS, 2).span is None
    assert panned(Look(), AXIS, 1) == Look()


@given(axes, st.lists(st.tuples(st.booleans(), st.sampled_from([0.5, 2.0, -0.25, 0.25])), max_size=12))
def test_no_step_leaves_the_axis(axis: TimeSpan, steps: list[tuple[bool, float]]) -> None:
    look = Look()
    for zooms, by in steps:
        look = time_zoomed(look, axis, abs(by)) if zooms else panned(look, axis, by)
        assert inside(look, axis)
        if look.span is not None:
            assert (look.span[1] - look.span[0]).days >= min(LEAST_DAYS, (axis[1] - axis[0]).days)


def test_choices_go_round() -> None:
    assert switched(Look(), 3, -1).choice == 2
    assert switched(Look(choice=2), 3, 1).choice == 0
    assert switched(Look(), 0, 1) == Look()
