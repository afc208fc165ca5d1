"""Figures as they are read: every digit that was stated, and where there is no room for all, the first and `…`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.language.label import Language
from tui.text.figures import Form, converted, cut_figure, figure, pad_figure
from tui.text.read_numbers import number
from tui.text.widths import cell_width

LANGUAGES: tuple[Language, ...] = ("en", "zh")
QUALIFIERS = (None, "exact", "approx", "at_least", "at_most", "range")
CURRENCIES = ("USD", "CNY", "HKD", "EUR", "JPY", "KRW", "SEK", "TWD")
stated = st.one_of(
    st.floats(1e-9, 1e17),
    st.integers(1, 10**15).map(float),
    # As papers print them: few digits and a unit.
    st.builds(lambda digits, power: float(f"{digits}e{power}"), st.integers(1, 99_999_999), st.integers(-4, 12)),
)


def read(text: str, currency: str | None = None) -> float:
    """The number that a figure states, as the filter line reads it."""
    found = number(text.removeprefix("≤").removeprefix("≥").removesuffix("×"))
    assert found is not None, text
    # `¥` alone may be the yen elsewhere.
    assert found.currency == currency or (currency == "CNY" and "¥" in text)
    # A whole number of many digits is read to the last one; a figure is kept in binary.
    return float(found.value)


def digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", text)


@pytest.mark.parametrize(
    ("value", "given", "en", "zh"),
    [
        (1.525e9, {"currency": "USD"}, "$1.525B", "15.25亿美元"),
        (19.99, {"currency": "USD"}, "$19.99", "19.99美元"),
        (61.19e8, {"currency": "CNY"}, "¥6.119B", "61.19亿元"),
        (1.1e8, {"currency": "CNY", "qualifier": "at_most"}, "≤¥110M", "≤1.1亿元"),
        (1e10, {"currency": "USD", "high": 1.2e10}, "$10B–$12B", "100亿–120亿美元"),
        (1e9, {"currency": "SEK", "high": 2e9}, "SEK 1B–SEK 2B", "10亿–20亿瑞典克朗"),
        (1e9, {"currency": "XAU", "high": 2e9}, "XAU 1B–XAU 2B", "XAU 10亿–XAU 20亿"),
        (94.16, {"form": "percent"}, "94.16%", "94.16%"),
        (33.333, {"form": "percent", "qualifier": "at_least"}, "≥33.333%", "≥33.333%"),
        (20, {"form": "percent", "high": 30, "growth": True}, "+20%–+30%", "+20%–+30%"),
        (2.5, {"form": "multiple", "high": 3}, "2.5×–3×", "2.5×–3×"),
        (2023, {"form": "year"}, "2023", "2023"),
        (18_000, {"form": "counted"}, "18,000", "18,000"),
        (18_000, {"form": "counted", "high": 20_000}, "18,000–20,000", "18,000–20,000"),
        (123_456, {"form": "counted"}, "123.456K", "12.3456万"),
        (None, {"qualifier": "vague"}, "vague", "概数"),
        (None, {"qualifier": "vague", "printed": "数百亿美元"}, "数百亿美元", "数百亿美元"),
        (None, {"qualifier": "vague", "printed": "\x1b[2J"}, "␛[2J", "␛[2J"),
        (None, {"qualifier": "undisclosed", "printed": "10% stake"}, "undisclosed", "未披露"),
        (None, {"qualifier": "exact", "printed": "$1 billion"}, "", ""),
        (5e6, {"qualifier": "approx", "printed": "about 5m"}, "~5M", "~500万"),
    ],
)
def test_figure(value: float | None, given: dict[str, object], en: str, zh: str) -> None:
    assert figure(value, "en", **given) == en  # type: ignore[arg-type]
    assert figure(value, "zh", **given) == zh  # type: ignore[arg-type]


@given(stated, st.sampled_from(LANGUAGES), st.sampled_from(QUALIFIERS), st.sampled_from((None, *CURRENCIES)))
def test_a_figure_reads_back(value: float, language: Language, qualifier: str | None, currency: str | None) -> None:
    shown = figure(value, language, currency=currency, qualifier=qualifier)
    assert read(shown, currency) == value
    assert ("~" in shown) == (qualifier == "approx")
    assert "…" not in shown


@given(stated, st.sampled_from(LANGUAGES), st.sampled_from(("percent", "multiple", "year", "counted")))
def test_a_figure_in_a_unit_reads_back(value: float, language: Language, form: Form) -> None:
    assert read(figure(value, language, form=form)) == value


@given(
    stated,
    st.sampled_from(LANGUAGES),
    st.sampled_from(QUALIFIERS),
    st.one_of(
        st.sampled_from(CURRENCIES).map(lambda currency: {"currency": currency}),
        st.sampled_from(("percent", "multiple", "counted", "")).map(lambda form: {"form": form}),
    ),
    st.integers(0, 30),
)
def test_a_cut_figure_has_its_first_digits_and_its_unit(
    value: float, language: Language, qualifier: str | None, unit: dict[str, str], width: int
) -> None:
    whole = figure(value, language, qualifier=qualifier, **unit)  # type: ignore[arg-type]
    shown = cut_figure(whole, width)
    assert cell_width(shown) <= width
    assert cell_width(pad_figure(whole, width)) == width
    if cell_width(whole) <= width:
        assert shown == whole
    elif width:
        assert shown.count("…") == 1
        assert digits(whole).startswith(digits(shown))
        # What stands before the point stands whole, wherever a unit would make another number of less.
        head, _, tail = shown.partition("…")
        if tail and digits(head):
            assert "." in head
        bare = not re.search(r"[^\d.,]", whole)
        assert bare or shown == "…" or (whole.endswith(tail) and tail == re.sub(r".*[\d]", "", whole))


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("$1.234567B", 10, "$1.234567B"),
        ("$1.234567B", 9, "$1.2345…B"),
        ("$1.234567B", 5, "$1.…B"),
        ("$1.234567B", 4, "$…B"),
        ("$1.234567B", 2, "…"),
        ("$1.234567B", 0, ""),
        ("~15.25亿美元+", 12, "~15.…亿美元+"),
        ("~15.25亿美元+", 10, "~…亿美元+"),
        ("≤1234亿美元", 10, "≤…亿美元"),
        ("1.234M–1.2345M", 13, "1.23…M–1.23…M"),
        ("1.234M–1.2345M", 12, "1.2…M–1.2…M"),
        ("18M–30M", 6, "…M–…M"),
        ("18M–30M", 4, "…"),
        ("145,500,000", 8, "145,500…"),
        ("1,234.5678", 8, "1,234.5…"),
        ("66.6…%", 5, "66.…%"),
        ("hundreds of millions", 16, "hundreds of mil…"),
        ("十几人～几十人", 10, "十几人～…"),
        ("1.2.34567", 6, "1.2.3…"),
        ("NaN", 2, "N…"),
    ],
)
def test_cut_figure(text: str, width: int, shown: str) -> None:
    assert cut_figure(text, width) == shown


@given(st.text(max_size=40), st.integers(0, 20))
def test_whatever_stands_in_a_column_of_figures_fits(text: str, width: int) -> None:
    assert cell_width(cut_figure(text, width)) <= width


@pytest.mark.parametrize(
    ("qualifier", "en", "zh"),
    [
        (None, "~$1.52B", "~15.2亿美元"),
        ("exact", "~$1.52B", "~15.2亿美元"),
        ("approx", "~$1.52B", "~15.2亿美元"),
        ("at_least", "~$1.52B+", "~15.2亿美元+"),
        ("at_most", "≤~$1.52B", "≤~15.2亿美元"),
    ],
)
def test_a_conversion_is_rounded_and_looks_like_one(qualifier: str | None, en: str, zh: str) -> None:
    assert converted(1_524_999_999.5, "en", qualifier) == en
    assert converted(1_524_999_999.5, "zh", qualifier) == zh
