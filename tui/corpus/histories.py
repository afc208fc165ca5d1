"""Histories: the facts of one subject and metric that are counted alike, in order of time.

Where who counts is part of a fact, it is part of a history too. A figure of a month, of a quarter and of a day share
one; a stock and a mean do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tui.corpus.policy import Policy
from tui.corpus.series import PEAK, STAT, STOCK
from tui.corpus.tables import UNIT, Table

Fact = dict[str, Any]
_BESIDE = (STAT,)
"""What figures of one history may differ in, besides their time."""


class History(NamedTuple):
    """One history.

    Attributes:
        axis: what all of its figures have in common, by column; who counts last.
        facts: the figures, the oldest first.
    """

    axis: Mapping[str, Any]
    facts: tuple[Fact, ...]

    @property
    def counter(self) -> str | None:
        """Who counts, where that is part of the fact."""
        return self.axis.get("counter")


def _axis(table: Table) -> Callable[[Fact], tuple[tuple[str, Any], ...]]:
    """What tells one history of a table from another."""
    columns = [name for name in (table.series or table.identity) if name not in (*_BESIDE, table.date)]
    counter, has_stat = ["counter"] if table.counted else [], STAT in table.names

    def axis(fact: Fact) -> tuple[tuple[str, Any], ...]:
        found = [(name, fact.get(name)) for name in columns]
        found += [("stock", fact.get(STAT) in STOCK)] if has_stat else []
        return tuple(found + [(name, fact.get(name)) for name in counter])

    return axis


def _order(fact: Fact) -> tuple[date, date, int]:
    return fact["start"] or date.min, fact["end"] or date.max, fact["precision"] or 0


def is_sure(fact: Fact, policy: Policy) -> bool:
    """Whether a figure is stated as having happened, and no flag speaks against it."""
    return (
        fact["value"] is not None
        and fact["status"] in policy.happening
        and fact["value_status"] in policy.happening
        and fact["value_nature"] not in policy.ahead
        and not fact["value_flag"]
    )


def is_peak(fact: Fact) -> bool:
    """Whether a figure is a peak, which stands beside a line of means."""
    return bool(fact.get(STAT) == PEAK)


def histories(facts: Iterable[Fact], table: Table) -> tuple[History, ...]:
    """The histories of some facts of a table, in the order of their first figures as given."""
    found: dict[tuple[tuple[str, Any], ...], list[Fact]] = {}
    axis = _axis(table)
    for fact in facts:
        if fact.get("start") is not None or fact.get("end") is not None:
            found.setdefault(axis(fact), []).append(fact)
    return tuple(History(dict(axis), tuple(sorted(of, key=_order))) for axis, of in found.items())


def latest(history: History, policy: Policy) -> Fact:
    """The figure by which a history is named: the latest that holds and is no peak, else the latest that holds."""
    held = [fact for fact in history.facts if is_sure(fact, policy)]
    plain = [fact for fact in held if not is_peak(fact)]
    pool = plain or held or history.facts
    return max(pool, key=lambda fact: (fact["end"] or date.max, -(fact["precision"] or 0)))


def by_weight(found: Sequence[History], policy: Policy) -> tuple[History, ...]:
    """Those with more figures that hold first, then the later."""

    def weight(history: History) -> tuple[bool, int, date]:
        held = [fact for fact in history.facts if is_sure(fact, policy)]
        return not history.axis.get("versus"), len(held), latest(history, policy)["end"] or date.max

    return tuple(sorted(found, key=weight, reverse=True))


def base(fact: Fact, history: History, policy: Policy) -> Fact | None:
    """What a figure is compared with: the same counter's a year before, else the one before in the same rhythm.

    None of a peak, a growth, or a figure that does not hold.
    """
    if not is_sure(fact, policy) or is_peak(fact) or fact.get("versus") or fact["start"] is None:
        return None
    alike = [
        other
        for other in history.facts
        if other is not fact
        and is_sure(other, policy)
        and not is_peak(other)
        and other["precision"] == fact["precision"]
        and other["start"] is not None
        and other["start"] < fact["start"]
    ]
    year = [other for other in alike if _a_year_before(other["start"], fact["start"])]
    return (year or alike)[-1] if alike else None


def _a_year_before(earlier: date, later: date) -> bool:
    return (earlier.year + 1, earlier.month, earlier.day) == (later.year, later.month, later.day)


def change(fact: Fact, before: Fact | None) -> float | None:
    """By how many percent a figure is above its base; None where that says nothing, as of shares."""
    if before is None or not before["value"] or before["value"] <= 0 or fact.get(UNIT) == "percent":
        return None
    return float((fact["value"] / before["value"] - 1) * 100)
