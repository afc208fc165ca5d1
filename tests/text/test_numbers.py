"""Numbers as they are read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.numbers import (
    Unit,
    compact,
    cut_to,
    full,
    money,
    percent,
    qualified,
    ranged,
    rounded,
    rounded_percent,
)

finite = st.floats(allow_nan=False, allow_infinity=False)
amounts = st.floats(1e-9, 1e18)
POWERS = {"K": 3, "M": 6, "B": 9, "T": 12, "万亿": 12, "亿": 8, "万": 4}


def read(text: str) -> float:
    """The number of a short text, its point moved and nothing computed."""
    for name, power in POWERS.items():
        if text.endswith(name):
            return float(f"{text.removesuffix(name)}e{power}")
    return float(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (-0.0, "0"),
        (2, "2"),
        (950, "950"),
        (999.6, "999.6"),
        (12345, "12.345K"),
        (999_950, "999.95K"),
        (18_300_000, "18.3M"),
        (61_800_000, "61.8M"),
        (382_000_000, "382M"),
        (999_400_000, "999.4M"),
        (999_950_000, "999.95M"),
        (1.05e9, "1.05B"),
        (1.525e9, "1.525B"),
        (1.2e12, "1.2T"),
        (3e15, "3000T"),
        (0.06, "0.06"),
        (0.9996, "0.9996"),
        (19.99, "19.99"),
        (1e-7, "0.0000001"),
        (0.001234, "0.001234"),
        (-382_000_000, "-382M"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (-math.inf, "-∞"),
    ],
)
def test_compact(value: float, shown: str) -> None:
    assert compact(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (9999, "9999"),
        (12_345, "1.2345万"),
        (50_000_000, "5000万"),
        (99_996_000, "9999.6万"),
        (1.525e9, "15.25亿"),
        (382_000_000, "3.82亿"),
        (123_400_000_000, "1234亿"),
        (1.2e12, "1.2万亿"),
        (-50_000_000, "-5000万"),
    ],
)
def test_compact_in_chinese(value: float, shown: str) -> None:
    assert compact(value, "chinese") == shown


@given(finite)
def test_a_short_number_is_the_number(value: float) -> None:
    for shown in (compact(value), compact(value, "chinese")):
        assert read(shown) == value
        assert "G" not in shown
        assert "e" not in shown
    assert value == 0 or compact(-value).removeprefix("-") == compact(value).removeprefix("-")


@given(amounts)
def test_a_number_of_our_making_has_three_digits(value: float) -> None:
    assert rounded(value) == pytest.approx(value, rel=0.0051)
    assert len(f"{rounded(value):e}".rstrip("0").partition("e")[0].rstrip("0").replace(".", "")) <= 3
    assert rounded(rounded(value)) == rounded(value)


@pytest.mark.parametrize(("value", "shown"), [(1.525e9, 1.52e9), (123_456, 123_000), (0, 0), (-19.99, -20)])
def test_rounded(value: float, shown: float) -> None:
    assert rounded(value) == shown


@pytest.mark.parametrize(
    ("value", "currency", "western", "chinese"),
    [
        (6.6e9, "USD", "$6.6B", "66亿美元"),
        (5e9, "CNY", "¥5B", "50亿元"),
        (1.2e9, "HKD", "HK$1.2B", "12亿港元"),
        (1.2e9, "JPY", "JP¥1.2B", "12亿日元"),
        (1.2e9, "EUR", "€1.2B", "12亿欧元"),
        (1.2e9, "GBP", "£1.2B", "12亿英镑"),
        (1.2e12, "KRW", "₩1.2T", "1.2万亿韩元"),
        (1.2e9, "SEK", "SEK 1.2B", "12亿瑞典克朗"),
        (1.2e9, "XAU", "XAU 1.2B", "XAU 12亿"),
        (-5e9, "USD", "-$5B", "-50亿美元"),
        (0, "USD", "$0", "0美元"),
    ],
)
def test_money(value: float, currency: str, western: str, chinese: str) -> None:
    assert money(value, currency) == western
    assert money(value, currency, "chinese") == chinese


def test_a_currency_from_a_file_cannot_act() -> None:
    assert "\x1b" not in money(1, "\x1b]0;x\x07")


@pytest.mark.parametrize(
    ("value", "shown", "ours"),
    [
        (0, "0%", "0%"),
        (44, "44%", "44%"),
        (79.6, "79.6%", "79.6%"),
        (21.43, "21.43%", "21.4%"),
        (0.06, "0.06%", "0.06%"),
        (0.1234, "0.1234%", "0.12%"),
        (0.996, "0.996%", "1%"),
        (99.96, "99.96%", "100%"),
        (150.4, "150.4%", "150%"),
        (1234.5678, "1,234.5678%", "1,235%"),
        (-19, "-19%", "-19%"),
        (math.nan, "NaN", "NaN"),
    ],
)
def test_percent(value: float, shown: str, ours: str) -> None:
    assert percent(value) == shown
    assert rounded_percent(value) == ours


@given(finite)
def test_a_percentage_reads_back(value: float) -> None:
    assert float(percent(value, signed=True).removesuffix("%").replace(",", "")) == value


def test_growth_has_a_sign() -> None:
    for written in (percent, rounded_percent):
        assert [written(v, signed=True) for v in (79.6, 0, -19)] == ["+79.6%", "0%", "-19%"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (145_500_000, "145,500,000"),
        (145_500_000.0, "145,500,000"),
        (0.06, "0.06"),
        (-1234.5, "-1,234.5"),
        (1e22, "10,000,000,000,000,000,000,000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (2**63 + 1, "9,223,372,036,854,775,809"),
        (math.inf, "∞"),
    ],
)
def test_full(value: float, shown: str) -> None:
    assert full(value) == shown


@given(finite)
def test_a_full_number_reads_back(value: float) -> None:
    assert float(full(value).replace(",", "")) == value
    assert "e" not in full(value)


@given(st.integers())
def test_a_full_integer_reads_back(value: int) -> None:
    assert int(full(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (200 / 3, 3, "66.6…"),
        (50.0, 3, "50"),
        (12.5, 3, "12.5"),
        (0.1234, 3, "0.123…"),
        (0.0000123456, 3, "0.0000123…"),
        (1234.5678, 3, "1,234.5…"),
        (99.99, 1, "99.9…"),
        (-2 / 3, 2, "-0.66…"),
        (0, 3, "0"),
        (math.nan, 3, "NaN"),
    ],
)
def test_what_is_cut_says_so(value: float, digits: int, shown: str) -> None:
    assert cut_to(value, digits) == shown


@given(finite, st.integers(1, 9), st.integers(0, 3))
def test_a_cut_number_begins_as_the_full_one(value: float, digits: int, least: int) -> None:
    shown = cut_to(value, digits, least)
    assert shown == full(value) or (shown[-1] == "…" and full(value).startswith(shown[:-1]))


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [
        ("approx", "~190M"),
        ("at_least", "190M+"),
        ("at_most", "≤190M"),
        ("exact", "190M"),
        ("range", "190M"),
        (None, "190M"),
    ],
)
def test_qualified(qualifier: str | None, shown: str) -> None:
    assert qualified("190M", qualifier) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (18e6, 30e6, "18M–30M"),
        (950e3, 1.2e6, "0.95M–1.2M"),
        (5e6, 1.2e9, "5M–1.2B"),
        (0, 5e6, "0–5M"),
        (5e6, 5e6, "5M"),
        (1.234e6, 1.2341e6, "1.234M–1.2341M"),
        (-20, 30, "-20–30"),
        (1, math.inf, "1–∞"),
    ],
)
def test_ranged(low: float, high: float, shown: str) -> None:
    assert ranged(low, high) == shown


def test_ranged_in_chinese() -> None:
    assert ranged(1.8e7, 3e7, "chinese") == "1800万–3000万"
    assert ranged(5e7, 1.2e8, "chinese") == "0.5亿–1.2亿"


@given(finite, finite, st.sampled_from(("western", "chinese")))
def test_both_ends_of_a_range_read_back(low: float, high: float, unit: Unit) -> None:
    ends = [read(end) for end in ranged(low, high, unit).split("–")]
    assert ends == [low, high] or (low == high and ends == [low])


@given(finite, finite, st.booleans())
def test_no_number_breaks_a_writer(a: float, b: float, chinese: bool) -> None:
    unit: Unit = "chinese" if chinese else "western"
    for text in (compact(a, unit), ranged(a, b, unit), money(a, "USD", unit), percent(a, signed=True)):
        assert text
