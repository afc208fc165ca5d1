"""The series of a figure: the points of its counter and its definition, as a line and as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.ask import choosing
from tui.ask.answers import Curve, Shown
from tui.ask.requests import Scope
from tui.corpus.lens import Lens

_USERS = "users"
_AXIS = ("metric", "segment", "channel", "region", "unit", "whole", "per", "currency", "counterparty", "basis")


def curve_of(figure: Shown, pool: Sequence[Shown], lens: Lens, scope: Scope) -> Curve:
    """The points of the counter and the definition of a figure, in order of time; of each time the finer."""
    counted = lens.table(figure.table).counted
    row = figure.row
    same = [
        one
        for one in choosing.within(pool, scope.period)
        if one.table == figure.table
        and all(one.row.get(name) == row.get(name) for name in _AXIS if name in row)
        and (not counted or one.row.get("counter") == row.get("counter"))
        and one.row.get("start") is not None
        # Sums of a quarter and of a year are no points of one line; means of users are, and levels at a day.
        and (figure.table == _USERS or one.part == "valuation" or _rhythm(one) == _rhythm(figure))
    ]
    held = [one for one in same if choosing.stands(one, lens) and one.row.get("stat") != "peak_day"]
    flagged = [one for one in same if one.value is not None and one not in held]
    points = tuple(sorted((_day(one), float(one.value)) for one in held))
    beside = tuple(sorted((_day(one), float(one.value)) for one in flagged))
    return Curve(str(row.get("counter") or ""), points, beside, figure)


def _in_time(one: Shown) -> tuple[str, int]:
    return str(one.row.get("start")), -(one.row.get("precision") or 0)


def _day(one: Shown) -> date:
    start: date = one.row["start"]
    return start


def points_of(figure: Shown, line: Curve, pool: Sequence[Shown], lens: Lens, scope: Scope) -> list[Shown]:
    """The rows of a line, the newest first."""
    at = dict.fromkeys(line.points)
    row = figure.row
    counted = lens.table(figure.table).counted
    told = [
        one
        for one in sorted(choosing.within(pool, scope.period), key=_in_time)
        if one.table == figure.table and choosing.stands(one, lens)
        and (not counted or one.row.get("counter") == row.get("counter"))
        and all(one.row.get(name) == row.get(name) for name in _AXIS if name in row)
        and one.row.get("start") is not None and (_day(one), float(one.value)) in at
    ]  # fmt: skip
    return told[::-1]


def _rhythm(one: Shown) -> int:
    """How long a figure lasts; one of a day and one of a month are levels of one line."""
    return max(1, one.row.get("precision") or 0)
