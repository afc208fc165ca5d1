"""Chinese holidays as people date figures by them: the days of a year that each is."""

from __future__ import annotations

from datetime import date, timedelta

_NEW_YEAR = {
    2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17),
    2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
"""The first day of the lunar year, month and day."""
HOLIDAYS = {
    "除夕夜": (-1, -1), "除夕": (-1, -1), "大年初一": (0, 0), "初一": (0, 0), "春节假期": (-1, 6), "春节期间": (-1, 6),
    "春节": (-1, 6), "spring festival": (-1, 6), "chinese new year": (-1, 6), "lunar new year": (-1, 6),
    "国庆假期": None, "国庆节": None, "国庆": None, "golden week": None,
}  # fmt: skip
"""Holidays, and the days from the first of the lunar year on; None for the first week of October."""


def holiday_in(name: str, year: int) -> str:
    """The days of a holiday in a year, as the corpus writes them. Raises KeyError where the calendar ends."""
    days = HOLIDAYS[name]
    if days is None:
        return f"{year}-10-01..{year}-10-07"
    month, day = _NEW_YEAR[year]
    first, last = (date(year, month, day) + timedelta(days=each) for each in days)
    return first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
