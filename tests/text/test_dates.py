"""Dates as precise as their source."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.dates import Period, parse, sort_key

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
singles = st.one_of(
    days.map(lambda d: f"{d.year}"),
    days.map(lambda d: f"{d.year}-{d.month:02}"),
    days.map(lambda d: f"{d.year}-Q{(d.month + 2) // 3}"),
    days.map(lambda d: f"{d.year}-H{(d.month + 5) // 6}"),
    days.map(date.isoformat),
)


def interval(ends: tuple[str, str]) -> str:
    a, b = sorted(ends, key=lambda text: parse(text).start or date.min)
    start, end = parse(a), parse(b)
    return f"{a}..{b}" if start.start and end.end and start.start <= end.end else f"{b}..{a}"


partial = st.one_of(
    singles,
    st.tuples(singles, singles).map(interval),
    singles.map(lambda text: f"..{text}"),
    singles.map(lambda text: f"{text}.."),
)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), "quarter"),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31), "quarter"),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30), "half"),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31), "half"),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), "month"),
        ("2025-02-04", date(2025, 2, 4), date(2025, 2, 4), "day"),
        ("2024..2025-06", date(2024, 1, 1), date(2025, 6, 30), "interval"),
        ("..2024-07", None, date(2024, 7, 31), "interval"),
        ("2026-08..", date(2026, 8, 1), None, "interval"),
        ("2025-H1..2025-Q3", date(2025, 1, 1), date(2025, 9, 30), "interval"),
    ],
)
def test_parse(text: str, start: date | None, end: date | None, precision: str) -> None:
    assert parse(text) == Period(start, end, text, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-13", "not in the calendar"),
        ("2025-02-30", "not in the calendar"),
        ("2025-00", "not in the calendar"),
        ("0000", "not in the calendar"),
        ("", "is no date"),
        ("2025-Q5", "is no date"),
        ("2025-H3", "is no date"),
        ("2025-q1", "is no date"),
        ("2025-2", "is no date"),
        ("25", "is no date"),
        ("2025-02-04-05", "is no date"),
        ("２０２５", "is no date"),
        (" 2025", "is no date"),
        ("2025-02-04T10:00", "is no date"),
        ("soon", "is no date"),
        ("..", "neither beginning nor end"),
        ("2025..2024", "ends before it begins"),
        ("2024..x", "`x` is no date"),
        ("2024..2025..2026", "is no date"),
    ],
)
def test_anything_else_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(text)


def test_a_refusal_is_one_short_visible_line() -> None:
    with pytest.raises(ValueError, match="is no date") as caught:
        parse("\x1b[2J\n" + "9" * 1000)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 150


def test_order_is_by_start_and_the_coarser_after_the_finer() -> None:
    ordered = [
        "..2024-07",
        "..2025",
        "2024",
        "2025-01-01",
        "2025-01-01..2025-01-03",
        "2025-01",
        "2025-Q1",
        "2025-H1",
        "2025",
        "2025-01..2025-12",
        "2025..2026",
        "2025..",
        "2025-01-02",
        "2025-02",
        "no date",
    ]
    assert sorted(Random(7).sample(ordered, len(ordered)), key=sort_key) == ordered


@given(partial, partial)
def test_a_key_agrees_with_the_days(a: str, b: str) -> None:
    first, second = parse(a), parse(b)
    earlier = (first.start or date.min, first.end or date.max)
    later = (second.start or date.min, second.end or date.max)
    if earlier < later:
        assert sort_key(a) < sort_key(b)


def test_a_period_is_frozen() -> None:
    with pytest.raises(AttributeError):
        parse("2025").start = None  # type: ignore[misc]
