"""The series of a figure: the points of its counter and its definition, as a line and as rows."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ask import choosing
from tui.ask.answers import Curve, Shown
from tui.ask.requests import Scope
from tui.charts.series import Point, in_time
from tui.corpus.lens import Lens
from tui.pages.plotted import point

_USERS = "users"
_AXIS = ("metric", "segment", "channel", "region", "unit", "whole", "per", "currency", "counterparty", "basis")


def curve_of(figure: Shown, pool: Sequence[Shown], lens: Lens, scope: Scope) -> Curve:
    """The points of the counter and the definition of a figure, in order of time; of each time the finer."""
    counted = lens.table(figure.table).counted
    row = figure.row
    axis = _axis(figure)
    same = [
        one
        for one in choosing.within(pool, scope.period)
        if one.table == figure.table
        and all(_term(one, name, lens) == _term(figure, name, lens) for name in axis if name in row)
        and (not counted or one.row.get("counter") == row.get("counter"))
        and one.row.get("start") is not None
        # Sums of a quarter and of a year are no points of one line; means of users are, and levels at a day.
        and (_is_level(figure, lens) or _rhythm(one) == _rhythm(figure))
        and (one.row.get("stat") == _TOTAL) is (row.get("stat") == _TOTAL)
    ]
    held = [one for one in same if choosing.stands(one, lens) and one.row.get("stat") != "peak_day"]
    flagged = [one for one in same if one.value is not None and one not in held]
    points = tuple(in_time(point_of(one, lens) for one in held))
    beside = tuple(in_time(point_of(one, lens)._replace(hollow=True) for one in flagged))
    return Curve(str(row.get("counter") or ""), points, beside, figure)


def _axis(figure: Shown) -> tuple[str, ...]:
    """What the points of a line have in common; what a round raised says nothing of what the company was worth."""
    return ("valuation_currency",) if figure.part == choosing.VALUATION else _AXIS


def _term(one: Shown, name: str, lens: Lens) -> str:
    """By what a figure is told; what is of the whole is of one kind, however the whole is called."""
    told = str(one.row.get(name) or "")
    return "" if name == "basis" and told in lens.policy.bases else told


def point_of(one: Shown, lens: Lens) -> Point:
    """A row as a point of a chart."""
    return point(one.row, one.part, lens.policy.panels)


def rows_of_curve(figure: Shown, line: Curve, pool: Sequence[Shown], lens: Lens, scope: Scope) -> list[Shown]:
    """The rows of a line, the newest first."""
    at = dict.fromkeys(line.points)
    row = figure.row
    counted = lens.table(figure.table).counted
    told = [
        one
        for one in sorted(choosing.within(pool, scope.period), key=_in_time)
        if one.table == figure.table and choosing.stands(one, lens)
        and (not counted or one.row.get("counter") == row.get("counter"))
        and all(_term(one, name, lens) == _term(figure, name, lens) for name in _axis(figure) if name in row)
        and one.row.get("start") is not None and point_of(one, lens) in at
    ]  # fmt: skip
    return told[::-1]


_TOTAL = "cumulative"


def _is_level(figure: Shown, lens: Lens) -> bool:
    """Whether figures of a month and of a year are of one kind: means, rates and values, no sums."""
    if figure.part == choosing.VALUATION:
        return True
    if figure.table != _USERS:
        return False
    choices = lens.table(_USERS).column("metric").choices
    adds = next((choice.adds for choice in choices if choice.id == figure.row["metric"]), "")
    return adds != "sum" or bool(figure.row.get("per") or figure.row.get("unit") == "percent")


def _in_time(one: Shown) -> tuple[str, int]:
    return str(one.row.get("start")), -(one.row.get("precision") or 0)


def _rhythm(one: Shown) -> int:
    """How long a figure lasts; one of a day and one of a month are levels of one line."""
    return max(1, one.row.get("precision") or 0)
