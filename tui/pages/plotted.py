"""Rows of series as what a chart draws."""

from __future__ import annotations

from tui.charts.series import Point, Series
from tui.corpus.lens import Row


def plotted(series: Row, name: str = "") -> Series:
    """The history of a row of series: the points of its line, and hollow what stands beside it."""
    held, beside = (
        tuple(
            Point(start, value, end, hollow)
            for start, end, value in zip(*(series[f"{of}{what}"] for what in ("starts", "ends", "values")), strict=True)
        )
        for of, hollow in (("", False), ("beside_", True))
    )
    return Series(name, (*held, *beside))
