"""Numbers as they are read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.numbers import Unit, compact, full, money, percent, qualified, ranged

finite = st.floats(allow_nan=False, allow_infinity=False)
amounts = st.floats(1e-6, 1e15)
FACTORS = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "万亿": 1e12, "亿": 1e8, "万": 1e4}


def read(text: str) -> float:
    for name, factor in FACTORS.items():
        if text.endswith(name):
            return float(text.removesuffix(name)) * factor
    return float(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (-0.0, "0"),
        (2, "2"),
        (950, "950"),
        (999.6, "1K"),
        (12345, "12.3K"),
        (999_950, "1M"),
        (18_300_000, "18.3M"),
        (61_800_000, "61.8M"),
        (382_000_000, "382M"),
        (999_400_000, "999M"),
        (999_950_000, "1B"),
        (1.05e9, "1.05B"),
        (1.2e12, "1.2T"),
        (3e15, "3000T"),
        (0.06, "0.06"),
        (0.9996, "1"),
        (0.001234, "0.00123"),
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
        (12_345, "1.23万"),
        (50_000_000, "5000万"),
        (99_996_000, "1亿"),
        (382_000_000, "3.82亿"),
        (123_400_000_000, "1234亿"),
        (1.2e12, "1.2万亿"),
        (-50_000_000, "-5000万"),
    ],
)
def test_compact_in_chinese(value: float, shown: str) -> None:
    assert compact(value, "chinese") == shown


@given(amounts)
def test_a_short_number_is_the_number_in_three_digits(value: float) -> None:
    for shown in (compact(value), compact(value, "chinese")):
        assert read(shown) == pytest.approx(value, rel=0.0051)
        assert "G" not in shown
        assert "e" not in shown
    assert compact(-value) == f"-{compact(value)}"


@given(st.floats(1e-5, 9.99e14), st.floats(1e-5, 9.99e14))
def test_short_numbers_keep_their_order(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert read(compact(low)) <= read(compact(high)) * (1 + 1e-9)


@given(st.floats(1, 9.99e14))
def test_a_short_number_is_short(value: float) -> None:
    assert len(compact(value)) <= 5


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
    ("value", "shown"),
    [
        (0, "0%"),
        (44, "44%"),
        (79.6, "79.6%"),
        (21.43, "21.4%"),
        (5.25, "5.25%"),
        (5.2537, "5.3%"),
        (0.06, "0.06%"),
        (0.1234, "0.12%"),
        (0.996, "1%"),
        (99.96, "100%"),
        (150.4, "150%"),
        (1234.5, "1,234%"),
        (-19, "-19%"),
        (math.nan, "NaN"),
    ],
)
def test_percent(value: float, shown: str) -> None:
    assert percent(value) == shown


def test_growth_has_a_sign() -> None:
    assert [percent(v, signed=True) for v in (79.6, 0, -19)] == ["+79.6%", "0%", "-19%"]


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
        (-20, 30, "-20–30"),
        (1, math.inf, "1–∞"),
    ],
)
def test_ranged(low: float, high: float, shown: str) -> None:
    assert ranged(low, high) == shown


def test_ranged_in_chinese() -> None:
    assert ranged(1.8e7, 3e7, "chinese") == "1800万–3000万"
    assert ranged(5e7, 1.2e8, "chinese") == "0.5亿–1.2亿"


@given(finite, finite, st.booleans())
def test_no_number_breaks_a_writer(a: float, b: float, chinese: bool) -> None:
    unit: Unit = "chinese" if chinese else "western"
    for text in (compact(a, unit), ranged(a, b, unit), money(a, "USD", unit), percent(a, signed=True)):
        assert text
