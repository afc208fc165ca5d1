"""Periods are read from a line, and what counts from the last day is printed as dates."""

from __future__ import annotations

from datetime import date

import pytest

from tui.text.spoken import periods

LAST = date(2026, 10, 30)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("kimi mau 2025", "2025"),
        ("kimi mau 2025-08", "2025-08"),
        ("kimi mau march 2025", "2025-03"),
        ("kimi mau sept. 2025", "2025-09"),
        ("kimi mau 16 february 2026", "2026-02-16"),
        ("kimi mau february 16, 2026", "2026-02-16"),
        ("kimi mau 2025q3", "2025-Q3"),
        ("kimi mau q3 2025", "2025-Q3"),
        ("kimi mau third quarter of 2025", "2025-Q3"),
        ("kimi mau h1 2023", "2023-H1"),
        ("豆包 2025年8月 月活", "2025-08"),
        ("豆包 2025年三季度 月活", "2025-Q3"),
        ("豆包 2024年第三季度", "2024-Q3"),
        ("硅谷 2023上半年", "2023-H1"),
        ("豆包 2026年2月16日", "2026-02-16"),
        ("kimi mau since 2025", "2025.."),
        ("豆包 2025年以来", "2025.."),
        ("from 2023 to 2025", "2023..2025"),
        ("2024-2025", "2024..2025"),
        ("去年", "2025"),
        ("今年上半年", "2026-H1"),
        ("last quarter", "2026-Q3"),
        ("上个月", "2026-09"),
        ("近90天", "2026-08-01..2026-10-30"),
        ("last 6 months", "2026-04-30..2026-10-30"),
        ("since:90d", "2026-08-01..2026-10-30"),
        ("year to date", "2026-01-01..2026-10-30"),
        ("kimi mau 25q3", "2025-Q3"),
        ("kimi mau Q3 25".casefold(), "2025-Q3"),
        ("kimi mau 3q25", "2025-Q3"),
        ("revenue '25", "2025"),
        ("mau aug '25", "2025-08"),
        ("豆包 25年8月", "2025-08"),
        ("智谱 25h1", "2025-H1"),
        ("revenue 1h25", "2025-H1"),
        ("half-year 2025", "2025-H1"),
        ("mau 202508", "2025-08"),
        ("mau 8/2025", "2025-08"),
        ("revenue 9m 2025", "2025-01..2025-09"),
        ("2025年前三季度 营收", "2025-01..2025-09"),
        ("first nine months of 2025", "2025-01..2025-09"),
        ("2025年一月到六月", "2025-H1"),
        ("between june and september 2025", "2025-06..2025-09"),
        ("jan-mar 2025", "2025-Q1"),
        ("2025 q1 vs q2", "2025-H1"),
        ("early 2026", "2026-Q1"),
        ("2025年年底", "2025-Q4"),
        ("end of 2025", "2025-Q4"),
        ("before 2025", "..2024"),
        ("before march 2025", "..2025-02-28"),
        ("2025年以前", "..2024"),
        ("two years ago", "2024"),
        ("三个月前", "2026-07"),
        ("千问 2月7日", "2026-02-07"),
        ("千问 12月日活", "2025-12"),
        ("in march", "2026-03"),
        ("第三季度", "2026-Q3"),
        ("kimi mau q4", "2026-Q4"),
        ("上半年", "2026-H1"),
        ("豆包 除夕 日活", "2026-02-16"),
        ("千问 2025年春节", "2025-01-28..2025-02-04"),
        ("spring festival 2026", "2026-02-16..2026-02-23"),
        ("国庆", "2026-10-01..2026-10-07"),
        ("本周", "2026-10-23..2026-10-30"),
    ],
)
def test_what_a_line_says_of_time(line: str, read: str) -> None:
    assert [when.text for when in periods(line, LAST)[0]] == [read]


@pytest.mark.parametrize(
    "line",
    ["glm-4-flash", "36kr", "01 ai", "gpt-5.2", "top 10", "mau", "", "h100", "top 25", "3个月", "6月活", "may i ask"],
)
def test_a_number_in_a_name_is_no_period(line: str) -> None:
    assert periods(line, LAST) == ([], line)


def test_what_is_not_in_the_calendar_is_not_read_as_a_day() -> None:
    found, rest = periods("kimi 2024-02-30", LAST)
    assert all(when.text != "2024-02-30" for when in found)
    assert "30" in rest


def test_the_rest_of_the_line_stays() -> None:
    assert periods("kimi mau since 2025 app", LAST)[1].split() == ["kimi", "mau", "app"]
