"""Numbers and dates as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.read_dates import day, writes_day_first
from tui.text.read_numbers import number, writes_decimal_comma


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("2.5亿", 250_000_000, None),
        ("4,000万", 40_000_000, None),
        ("３億", 300_000_000, None),
        ("2亿5000万", 250_000_000, None),
        ("1.4万亿", 1.4e12, None),
        ("700萬美元", 7_000_000, "USD"),
        ("2.5 亿 元", 250_000_000, "CNY"),
        ("300억 원", 30_000_000_000, "KRW"),
        ("US$ 6 million", 6_000_000, "USD"),
        ("$2.34B", 2_340_000_000, "USD"),
        ("30,00,00,000", 300_000_000, None),
        ("2 345 678.5", 2_345_678.5, None),
        ("(2,345)", -2345, None),
        ("-2.5亿", -250_000_000, None),
        ("−7", -7, None),
        ("2.5e6", 2_500_000, None),
        ("￥7，777．50", 7777.5, None),
    ],
)
def test_numbers_are_read_with_their_units(text: str, value: float, currency: str | None) -> None:
    read = number(text)
    assert read is not None
    assert read.value == pytest.approx(value)
    assert read.currency == currency


@pytest.mark.parametrize(
    "text", ["", "数亿", "近亿元", "未透露", "3兆", "万", "1~2亿元", "12x34", "1-2", "N/A", "nan", "inf"]
)
def test_what_states_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_approximate_and_percent_are_told() -> None:
    assert number("约3亿").approximate  # type: ignore[union-attr]
    assert number("$90M+").approximate  # type: ignore[union-attr]
    assert number("12.5%").percent  # type: ignore[union-attr]


def test_a_comma_divides_decimals_where_the_column_says_so() -> None:
    assert number("2.345.678,90", decimal_comma=True).value == pytest.approx(2_345_678.9)  # type: ignore[union-attr]
    assert number("2.500", decimal_comma=True).value == 2500  # type: ignore[union-attr]
    assert writes_decimal_comma("2.345,5")
    assert writes_decimal_comma("2,345.5") is False
    assert writes_decimal_comma("2500") is None


@given(st.integers(-(10**15), 10**15))
def test_grouped_digits_read_back(value: int) -> None:
    assert number(f"{value:,}").value == value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-04-06", date(2023, 4, 6)),
        ("2023/4/6", date(2023, 4, 6)),
        ("20230406", date(2023, 4, 6)),
        ("06.04.2023", date(2023, 4, 6)),
        ("30/11/2022", date(2022, 11, 30)),
        ("11/30/2022", date(2022, 11, 30)),
        ("2023年4月6日", date(2023, 4, 6)),
        ("Apr 6, 2023", date(2023, 4, 6)),
        ("6-Apr-23", date(2023, 4, 6)),
        ("6th April 2023", date(2023, 4, 6)),
        ("Thu, 06 Apr 2023 12:00:00 GMT", date(2023, 4, 6)),
        ("2023-04-06T23:30:00-08:00", date(2023, 4, 6)),
        ("２０２３－０４－０６", date(2023, 4, 6)),
        ("28/02/25", date(2025, 2, 28)),
        ("1/22/78", date(1978, 1, 22)),
    ],
)
def test_dates_are_read_in_many_forms(text: str, expected: date) -> None:
    read = day(text)
    assert read is not None
    assert read.day == expected
    assert not read.partial


@pytest.mark.parametrize(
    "text", ["", "2023-02-30", "2023-13-01", "0000-00-00", "yesterday", "45356", "2023", "Q1 2023", "05/072018", "－"]
)
def test_what_states_no_day_is_none(text: str) -> None:
    assert day(text) is None


def test_the_column_decides_where_the_cell_does_not() -> None:
    assert day("3/4/2024", day_first=True).day == date(2024, 4, 3)  # type: ignore[union-attr]
    assert day("3/4/2024", day_first=False).day == date(2024, 3, 4)  # type: ignore[union-attr]
    assert writes_day_first("30/4/2024")
    assert writes_day_first("4/30/2024") is False
    assert writes_day_first("4/3/2024") is None


def test_a_month_alone_is_partial_and_a_moment_is_in_utc() -> None:
    assert day("2024年3月").partial  # type: ignore[union-attr]
    assert day("2024-03-05T23:30:00-08:00").moment == datetime(2024, 3, 6, 7, 30)  # type: ignore[union-attr]


@given(st.dates())
def test_iso_dates_read_back(value: date) -> None:
    assert day(value.isoformat()).day == value  # type: ignore[union-attr]
