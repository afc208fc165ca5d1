"""Facts and histories as what a chart draws: points with their bounds and by what they are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from tui.charts.series import Point, Series
from tui.corpus.histories import History, is_peak, is_sure
from tui.corpus.policy import Policy
from tui.corpus.series import STAT

_Bound = Literal["", "least", "most"]
_BOUNDS: dict[str, _Bound] = {"at_least": "least", "at_most": "most"}


def point(fact: Mapping[str, Any], part: str, panels: Sequence[str]) -> Point:
    """A part of a fact as a point: its value, the days that it is of, how far it reaches, and how it is counted."""
    bound: _Bound = _BOUNDS.get(fact.get(f"{part}_qualifier") or "", "")
    high = fact.get(f"{part}_high")
    definition = _definition(fact, part, panels)
    return Point(fact["start"], float(fact[part]), fact.get("end"), definition=definition, high=high, bound=bound)


def _definition(fact: Mapping[str, Any], part: str, panels: Sequence[str]) -> str:
    """By what a figure is counted, beside what its history has in common.

    A mean is no single day; a value before the money is none behind it; and where who counts is no part of the fact, a
    panel counts by a method of its own.
    """
    if f"{part}_basis" in fact:
        return fact[f"{part}_basis"] or ""
    counts = "counter" not in fact and fact.get(f"{part}_said_by_kind") in panels
    own = fact.get(f"{part}_teller") if counts else None
    return f"{fact.get(STAT) or ''} {own or ''}".strip()


def curve(history: History, policy: Policy, name: str = "") -> Series:
    """A history as a chart draws it: hollow what is a peak, is flagged or has not happened."""
    points = [
        point(fact, "value", policy.panels)._replace(hollow=is_peak(fact) or not is_sure(fact, policy))
        for fact in history.facts
        if fact["value"] is not None and fact["start"] is not None
    ]
    return Series(name, tuple(points))
