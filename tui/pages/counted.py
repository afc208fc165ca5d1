"""All ways in which one metric of one subject is counted, and what a page asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tui.cells.cell import Reader
from tui.corpus.histories import Fact, History, by_weight, histories
from tui.corpus.lens import Lens
from tui.corpus.tables import UNIT, Table
from tui.pages.look import Look, TimeSpan
from tui.pages.stated import short
from tui.text.figures import figure
from tui.text.visible import visible

GROWN = "versus"
"""The column that makes a figure the change since an earlier time."""


@dataclass(frozen=True)
class Counted:
    """All ways in which one metric of one subject is counted; a look chooses one of them.

    Attributes:
        found: the histories, the one that was asked for first.
        growth: those of its changes as they are stated.
    """

    lens: Lens
    table: Table
    found: tuple[History, ...]
    growth: tuple[History, ...] = ()

    def chosen(self, look: Look) -> History:
        """The one that is looked at."""
        return self.found[look.choice % len(self.found)]

    def shown(self, look: Look) -> tuple[Fact, ...]:
        """Its figures within the time that is looked at."""
        facts = self.chosen(look).facts
        return tuple(fact for fact in facts if look.span is None or inside(fact, look.span))

    @cached_property
    def axis(self) -> TimeSpan | None:
        """From the first figure of any of them to the last."""
        days = [day for history in self.found for fact in history.facts for day in (fact["start"], fact["end"]) if day]
        return (min(days), max(days)) if days and min(days) < max(days) else None


def inside(fact: Fact, span: TimeSpan) -> bool:
    """Whether a figure's time meets a part of the axis."""
    return (fact["start"] or date.min) <= span[1] and (fact["end"] or date.max) >= span[0]


def counted(lens: Lens, name: str, key: str) -> Counted | None:
    """All ways to count what a fact is of: the fact's own first, then those with more points."""
    row = lens.fact(name, key)
    if row is None:
        return None
    table = lens.table(name)
    subject = table.subject[0]
    rows = lens.facts_of(name, subject, row[subject])
    silent = lens.policy.silent
    alike = [
        fact
        for fact in rows.filter(rows[table.what] == row[table.what]).to_dicts()
        if fact["value"] is not None or fact["value_qualifier"] in silent
    ]
    found = by_weight(histories(alike, table), lens.policy)
    own = [history for history in found if any(fact["key"] == row["key"] for fact in history.facts)]
    grown = [history for history in found if history not in own and history.axis.get(GROWN)]
    rest = [history for history in found if history not in own and history not in grown]
    every = (*own, *rest)
    return Counted(lens, table, every or tuple(grown), tuple(grown) if every else ()) if found else None


def axis_figure(table: Table, fact: Fact, value: float, reader: Reader) -> str:
    """A value on an axis in the unit of a fact."""
    form = table.forms.get(fact.get(UNIT) or "", "")
    return figure(value, reader.language, form=form, currency=fact.get("currency"))


def definition_of(of: Counted, axis: Mapping[str, Any], reader: Reader, unlike: Mapping[str, Any] | None = None) -> str:
    """What a definition says in a line; with `unlike`, what sets it apart from another."""
    told = []
    for name, value in axis.items():
        if name in ("counter", "stock", of.table.what, UNIT, "currency", *of.table.subject) or value is None:
            continue
        if unlike is None or value != unlike.get(name):
            column = of.table.column(name)
            title = f"{reader.label(column.title)} " if name == GROWN else ""
            told.append(title + short(column, value, reader))
    return visible(" · ".join(told))
