"""When two figures say the same: by the digits that were stated, within bounds, ranges and currencies."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.agreeing import reached, relation
from tui.corpus.lens import Lens
from tui.corpus.policy import Policy


@pytest.fixture(scope="module")
def policy(lens: Lens) -> Policy:
    return lens.policy


Figure = tuple[float, str, str | None] | tuple[float, str, str | None, float]


def side(policy: Policy, figure: Figure) -> pl.DataFrame:
    value, qualifier, printed, *high = figure
    row = {"amount": [value], "high": [high[0] if high else None], "qualifier": [qualifier], "printed": [printed]}
    schema = {"amount": pl.Float64, "high": pl.Float64, "qualifier": pl.String, "printed": pl.String}
    return reached(pl.DataFrame(row, schema=schema), "amount", "high", "qualifier", policy)


def stands(policy: Policy, one: Figure, other: Figure) -> str:
    shown = side(policy, other).rename(lambda name: f"shown_{name}")
    return str(pl.concat([side(policy, one), shown], how="horizontal").select(relation(policy)).item())


AGREEING: list[tuple[Figure, Figure]] = [
    ((145.5e6, "exact", None), (145.5077e6, "exact", None)),
    ((40e9, "exact", "$40 billion"), (40e9, "exact", None)),
    # Rounded, or cut.
    ((1.53e9, "exact", None), (1.525e9, "exact", "15.25亿")),
    ((1.52e9, "exact", None), (1.525e9, "exact", "15.25亿")),
    ((7e9, "exact", "70亿"), (7.04e9, "exact", None)),
    ((100.0, "approx", None), (104.0, "exact", None)),
    ((90e6, "at_least", None), (100e6, "exact", None)),
    ((100e6, "at_least", None), (125e6, "exact", None)),
    ((100e6, "at_most", None), (80e6, "exact", None)),
    ((90.0, "range", None, 110.0), (100.0, "exact", None)),
    ((90.0, "range", None, 110.0), (108.0, "range", None, 130.0)),
    ((100.0, "range", None, 110.0), (112.0, "approx", None)),
]
CONTRADICTING: list[tuple[Figure, Figure]] = [
    ((730e6, "exact", None), (674.3e6, "exact", None)),
    ((40e9, "exact", "$40 billion"), (41e9, "exact", None)),
    ((3.0e9, "exact", None), (3.3e9, "at_least", None)),
    ((180e6, "exact", None), (190e6, "at_least", None)),
    ((145.5e6, "exact", None), (190e6, "at_least", None)),
    ((100.0, "at_most", None), (120.0, "exact", None)),
    ((90.0, "range", None, 110.0), (120.0, "exact", None)),
    ((100.0, "approx", None), (111.0, "exact", None)),
    # Printed digits count where they hold this number, trailing zeros among them.
    ((1.50e9, "exact", "$1.50 billion"), (1.54e9, "exact", None)),
]
SILENT: list[tuple[Figure, Figure]] = [
    ((100e6, "at_least", None), (300e6, "exact", None)),
    ((100e6, "at_most", None), (20e6, "exact", None)),
    ((100e6, "at_least", None), (300e6, "at_least", None)),
]


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_what_agrees(policy: Policy, one: Figure, other: Figure) -> None:
    assert (stands(policy, one, other), stands(policy, other, one)) == ("agrees", "agrees")


@pytest.mark.parametrize(("one", "other"), CONTRADICTING)
def test_what_contradicts(policy: Policy, one: Figure, other: Figure) -> None:
    assert (stands(policy, one, other), stands(policy, other, one)) == ("contradicts", "contradicts")


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_what_lies_beyond_a_bound_says_nothing(policy: Policy, one: Figure, other: Figure) -> None:
    assert (stands(policy, one, other), stands(policy, other, one)) == ("silent", "silent")


@pytest.mark.parametrize(("cny", "found"), [(1e9, "agrees"), (1.05e9, "agrees"), (1.3e9, "contradicts")])
def test_two_currencies_are_compared_in_dollars_with_room_for_the_rate(policy: Policy, cny: float, found: str) -> None:
    one = side(policy, (cny, "exact", None)).with_columns(pl.lit(0.14).alias("rate"))
    other = side(policy, (140e6, "exact", None)).with_columns(pl.lit(1.0).alias("rate"))
    pair = pl.concat([one, other.rename(lambda name: f"shown_{name}")], how="horizontal")
    assert pair.select(relation(policy, rate="rate")).item() == found


figures = st.tuples(
    st.floats(1, 1e12, allow_nan=False).map(lambda value: float(f"{value:.4g}")),
    st.sampled_from(["exact", "approx", "at_least", "at_most"]),
    st.none(),
)


@given(figures, figures)
def test_it_is_the_same_from_both_sides(shipped: Lens, one: Figure, other: Figure) -> None:
    assert stands(shipped.policy, one, other) == stands(shipped.policy, other, one)


@given(figures)
def test_a_figure_agrees_with_itself(shipped: Lens, one: Figure) -> None:
    assert stands(shipped.policy, one, one) == "agrees"


@given(st.integers(10, 99_999), st.integers(0, 9))
def test_a_number_cut_or_rounded_agrees_with_itself(shipped: Lens, digits: int, zeros: int) -> None:
    value = float(digits * 10**zeros)
    step = 10 ** (len(str(digits)) - 2) * 10**zeros
    for coarse in (value // step * step, (value + step / 2) // step * step):
        found = stands(shipped.policy, (value, "exact", None), (coarse, "exact", None))
        assert found == ("agrees" if abs(value - coarse) <= 0.05 * max(value, coarse) else "contradicts")
