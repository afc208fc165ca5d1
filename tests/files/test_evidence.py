"""What a column is: decided from all of it, and text wherever its cells do not agree."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tui.files.evidence import decided
from tui.files.inference import manner_of, read_cells

Cells = list[str | None]


def read(name: str, cells: Cells, comma_divides: bool = False) -> list[Any]:
    """The values of a column, or its texts."""
    texts = pl.Series(name, cells, dtype=pl.String)
    return read_cells(texts, manner_of(name, texts, comma_divides)).values.to_list()


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1 234,56", "12 345,67", "234,50"], [1234.56, 12345.67, 234.5]),
        (["1\u00a0234,56", "12\u202f345,67"], [1234.56, 12345.67]),
        (["1.234,50 €", "12,50 €"], [1234.5, 12.5]),
        (["12,5%", "-0,8%"], [12.5, -0.8]),
        (["1'234.50", "12’345.60"], [1234.5, 12345.6]),
        (["1,23,456", "12,34,56,789"], [123456, 123456789]),
        (["1,234", "12,345.5", "7"], [1234, 12345.5, 7]),
        (["(1,234)", "5"], [-1234, 5]),
        (["1,000.00-", "250.00"], [-1000, 250]),
        (["−7", "3"], [-7, 3]),
        (["１２", "３．５"], [12, 3.5]),
        (["0", "0.5", "-0.75"], [0, 0.5, -0.75]),
        (["+1.5%", "-0.3%"], [1.5, -0.3]),
        (["+3", "-4"], [3, -4]),
        (["1e-5", "2.5E+3"], [1e-5, 2500]),
    ],
)
def test_numbers_are_read_in_the_manner_of_their_column(cells: Cells, values: list[float]) -> None:
    assert read("v", cells) == values


@pytest.mark.parametrize(
    "cells",
    [
        ["01234", "99999"],
        ["005 520 135", "552 100 554"],
        ["+86", "+1", "+44"],
        ["1E5", "2E7"],
        ["123456", "12e4567", "998877"],
        ["16-17", "18-24", "65+"],
        ["10²", "10³"],
        ["101", "102", "103A", "2B"],
        ["1.75m", "1.60m"],
        ["5 mm", "7 mm"],
        ["5 t", "7 t"],
        ["1.2.10", "1.2.11", "2.3.12"],
        ["12.50", "12,50"],
        ["12, 15", "7", "101, 7, 9"],
        ["12345678901234567.89", "1234567890123456789.1"],
        ["138 0013 8000", "139 1234 5678"],
        ["192.168.1.1", "10.0.0.1"],
        ["2023-24", "2010-11"],
        ["10-11-12", "01-02-03"],
        ["13/04/2024", "04/25/2024", "03/04/2024"],
        ["2024-01-02T10:00:00+08:00", "2024-01-02T10:00:00"],
    ],
)
def test_codes_and_what_does_not_agree_stay_text(cells: Cells) -> None:
    assert read("v", cells) == cells


def test_a_late_code_makes_all_of_a_column_text() -> None:
    cells: Cells = [str(n) for n in range(10_000, 12_500)]
    assert read("zip", [*cells, "02134"]) == [*cells, "02134"]


def test_a_word_in_a_hundred_makes_text_and_one_in_a_thousand_costs_one_cell() -> None:
    cells: Cells = [str(n) for n in range(1000)]
    assert read("n", [*cells, "1x2"]) == [*range(1000), None]
    assert read("n", [*cells[:50], "1x2"]) == [*cells[:50], "1x2"]


def test_gaps_are_no_words() -> None:
    assert read("v", ["0.5", "NA", "3.0", "n/a", "未披露", "-"]) == [0.5, None, 3.0, None, None, None]


def test_a_decimal_comma_beside_whole_numbers_is_a_list_where_commas_divide_cells() -> None:
    cells: Cells = ["2", "0", "2,2", "2,4"]
    assert read("minor", cells, comma_divides=True) == cells
    assert read("minor", cells, comma_divides=False) == [2, 0, 2.2, 2.4]


def test_no_digit_is_lost() -> None:
    assert read("id", ["123456789012345678", "1.5"]) == [Decimal("123456789012345678.0"), Decimal("1.5")]
    assert read("id", ["9223372036854775807", None, "1"]) == [2**63 - 1, None, 1]
    assert read("id", ["18446744073709551615", "1"]) == [2**64 - 1, 1]
    assert read("id", ["-12345678901234567890", "1"]) == [Decimal("-12345678901234567890"), Decimal(1)]
    assert read("x", ["0.8444218515250481", "0.1"]) == [0.8444218515250481, 0.1]


@pytest.mark.parametrize(
    ("name", "cells", "values"),
    [
        ("raised", ["1.2M", "3B", "500k"], [1_200_000, 3_000_000_000, 500_000]),
        ("融资金额", ["4.6亿", "630万", "1亿2000万"], [460_000_000, 6_300_000, 120_000_000]),
        ("v", ["$1.2M", "$3B"], [1_200_000, 3_000_000_000]),
        ("v", ["$6 million", "$7.5 bn"], [6_000_000, 7_500_000_000]),
        ("params", ["7B", "1.8T"], [7_000_000_000, 1_800_000_000_000]),
        ("monthlyUsers", ["16.1m", "4.6m"], [16_100_000, 4_600_000]),
    ],
)
def test_magnitudes_need_a_header_or_a_sign_of_money(name: str, cells: Cells, values: list[float]) -> None:
    assert read(name, cells) == values


def test_a_letter_apart_from_its_digits_is_a_unit_even_of_an_amount() -> None:
    assert read("amount", ["5 m", "7 m"]) == ["5 m", "7 m"]


def test_money_keeps_the_currency_of_each_cell() -> None:
    texts = pl.Series("raised", ["$1.2M", "4.6亿美元", "630万人民币", "¥10亿", "未透露人民币"])
    found = read_cells(texts, manner_of("raised", texts))
    assert found.values.to_list() == [1_200_000, 460_000_000, 6_300_000, 1_000_000_000, None]
    assert found.currency is not None
    assert found.currency.to_list() == ["USD", "USD", "CNY", "CNY", None]
    assert found.raw.to_list() == texts.to_list()
    assert found.told.currencies == ("CNY", "USD")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["13/04/2024", "03/04/2024"], [date(2024, 4, 13), date(2024, 4, 3)]),
        (["04/13/2024", "04-03-2024"], [date(2024, 4, 13), date(2024, 4, 3)]),
        (["13/04/24", "03/04/99"], [date(2024, 4, 13), date(1999, 4, 3)]),
        (["13.04.24", "03.04.24"], [date(2024, 4, 13), date(2024, 4, 3)]),
        (["2024-01-01", "2024-02-01T08:01:00"], [datetime(2024, 1, 1), datetime(2024, 2, 1, 8, 1)]),
        (["1/13/2024 2:30 PM", "1/2/2024 12:05 am"], [datetime(2024, 1, 13, 14, 30), datetime(2024, 1, 2, 0, 5)]),
        (["2003-03-21T00:00:00Z", "2004-03-21T00:00:00Z"], [date(2003, 3, 21), date(2004, 3, 21)]),
        (["Apr 6, 2023", "2023年4月7日"], [date(2023, 4, 6), date(2023, 4, 7)]),
    ],
)
def test_dates_are_read_in_the_order_of_their_column(cells: Cells, values: list[object]) -> None:
    assert read("d", cells) == values


@pytest.mark.parametrize(
    ("years", "first"),
    [
        (["24", "26", "30"], 2024),
        (["99", "05", "45"], 1945),
        (["65"], 1965),
        (["30", "31"], 1930),
        (["20", "60"], 1920),
    ],
)
def test_years_of_two_digits_put_no_history_into_the_future(years: list[str], first: int) -> None:
    cells = pl.Series([f"31/12/{year}" for year in years])
    assert decided("d", cells, year=2026).order.since == first


def test_a_moment_with_an_offset_keeps_its_day_in_view() -> None:
    texts = pl.Series("d", ["2024-01-31T23:30:00-05:00", "2024-02-01T00:10:00+09:00"])
    found = read_cells(texts, manner_of("d", texts))
    assert [str(value) for value in found.values] == ["2024-02-01 04:30:00+00:00", "2024-01-31 15:10:00+00:00"]
    assert found.raw.to_list() == texts.to_list()
    alike = pl.Series("d", ["2024-01-31T23:30:00+08:00", "2024-02-01T00:10:00+08:00"])
    assert [value.isoformat() for value in read_cells(alike, manner_of("d", alike)).values] == alike.to_list()


def test_a_person_may_say_what_a_column_holds() -> None:
    texts = pl.Series("v", ["1.2M", "007", "x"])
    assert read_cells(texts, manner_of("v", texts, kind="money")).values.to_list() == [1_200_000, 7, None]
    assert read_cells(texts, manner_of("v", texts, kind="text")).values.to_list() == texts.to_list()


def test_a_point_before_three_digits_alone_tells_nothing_where_a_comma_divides_no_cells() -> None:
    assert read("v", ["1.500", "2.750", "12", "N/A"]) == ["1.500", "2.750", "12", "N/A"]
    assert read("v", ["1.500 €", "2.750 €"]) == ["1.500 €", "2.750 €"]
    assert read("v", ["1.500", "2.750"], comma_divides=True) == [1.5, 2.75]


@pytest.mark.parametrize("other", ["0.125", "12.5", "1500", "1.234.567"])
def test_any_other_number_tells_what_the_point_is(other: str) -> None:
    assert read("v", ["1.500", other])[0] == (1500 if other == "1.234.567" else 1.5)


def test_errors_of_spreadsheets_are_gaps() -> None:
    assert read("v", ["1.5", "#DIV/0!", "2", "#REF!"]) == [1.5, None, 2, None]


def test_a_leap_second_is_not_moved_to_the_next_minute() -> None:
    cells: Cells = ["2016-12-31T23:59:60", "2024-03-05T10:00:00", "2024-03-06T10:00:00"]
    assert read("d", cells) == cells
