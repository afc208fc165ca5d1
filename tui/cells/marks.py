"""The marks of a figure: how many voices agree and contradict, and its history in a few cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tui.charts.sparkline import Sparkline, placed
from tui.corpus.series import REAL
from tui.language.words import word
from tui.text.numbers import rounded_percent

if TYPE_CHECKING:
    from tui.charts.glyphs import Glyphs
    from tui.language.label import Language


def marks(witnesses: int | None, rivals: int | None) -> str:
    """`=n` voices agree with the figure shown, `≠n` contradict it; nothing where one voice stands alone."""
    agree = f"={witnesses}" if witnesses and witnesses > 1 else ""
    contradict = f"≠{rivals}" if rivals else ""
    return f"{agree} {contradict}".strip()


STANDING = "_standing"
"""Ends the name of the column that says how the part of a fact stands."""
STANDS = {"flagged": "⚑", "refuted": "✗", "unsure": "?", "ahead": "→"}
"""The mark of what does not hold: flagged, denied or withdrawn, rumoured, planned or forecast."""


def marked(text: str, standing: str | None) -> str:
    """What is drawn of a part behind the mark of how it stands; what holds has none."""
    return f"{STANDS[standing]} {text}" if standing and text else text


def changed(change: float | None, base: str | None, language: Language) -> str:
    """By how much a figure changed, and since when: a change says nothing without its base."""
    return "" if change is None else word("changed", language).format(rounded_percent(change, signed=True), base)


TREND_WIDTH = 10


def trend(row: Mapping[str, Any], glyphs: Glyphs, width: int = TREND_WIDTH) -> str:
    """The history of a series on the time axis of all series; nothing where there are too few points."""
    if not row["values"] or len(row["values"]) < REAL:
        return ""
    points = list(zip(row["starts"], row["values"], strict=True))
    return Sparkline(tuple(placed(points, row["axis_start"], row["axis_end"], width))).draw(width, 1, glyphs)[0]


TREND_INPUTS = ("starts", "values", "axis_start", "axis_end", "period")
