"""The figures of one metric of a market in slices: what is counted alike but for who counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from tui.cells.cell import Reader
from tui.corpus.histories import Fact, History, histories
from tui.corpus.lens import Lens
from tui.corpus.tables import UNIT, Table
from tui.pages.counted import GROWN
from tui.pages.look import Look, TimeSpan
from tui.pages.stated import short
from tui.text.visible import visible


class Slice(NamedTuple):
    """What is counted alike but for who counts: a region, a segment, a unit."""

    axis: Mapping[str, Any]
    of: tuple[History, ...]


@dataclass(frozen=True)
class MarketOf:
    """All figures of one metric of a subject, in slices; a look chooses one of them."""

    lens: Lens
    table: Table
    slices: tuple[Slice, ...]
    growth: tuple[Fact, ...]

    def chosen(self, look: Look) -> Slice:
        """The slice that is looked at."""
        return self.slices[look.choice % len(self.slices)]

    @cached_property
    def axis(self) -> TimeSpan | None:
        """The time of all figures."""
        facts = [fact for one in self.slices for history in one.of for fact in history.facts]
        days = [day for fact in facts for day in (fact["start"], fact["end"]) if day]
        return (min(days), max(days)) if days and min(days) < max(days) else None

    def definition(self, axis: Mapping[str, Any], reader: Reader) -> str:
        """What sets a slice apart, in words."""
        hidden = ("counter", "stock", UNIT, self.table.what, *self.table.subject)
        told = [
            str(value) if name == "currency" else short(self.table.column(name), str(value), reader)
            for name, value in axis.items()
            if value is not None and name not in hidden
        ]
        return visible(" · ".join(told))


def market_of(lens: Lens, name: str, key: str) -> MarketOf | None:
    """The figures of what a fact of a table of markets is of: its own slice first, then those with more figures."""
    row = lens.fact(name, key)
    if row is None:
        return None
    table = lens.table(name)
    rows = lens.facts_of(name, table.subject[0], row[table.subject[0]])
    facts = [fact for fact in rows.filter(rows[table.what] == row[table.what]).to_dicts() if fact["value"] is not None]
    slices: dict[tuple[tuple[str, Any], ...], list[History]] = {}
    for history in histories([fact for fact in facts if not fact[GROWN]], table):
        axis = tuple((name, value) for name, value in history.axis.items() if name != "counter")
        slices.setdefault(axis, []).append(history)
    found = [
        Slice(dict(axis), tuple(sorted(of, key=lambda history: -len(history.facts)))) for axis, of in slices.items()
    ]
    own = next((one for one in found if _holds(one, row["key"])), None)
    # What is told of a whole stands before what is told of a part of it.
    found.sort(key=lambda one: (one is not own, bool(one.axis.get("segment")), -sum(len(h.facts) for h in one.of)))
    growth = tuple(fact for fact in facts if fact[GROWN])
    return MarketOf(lens, table, tuple(found), growth) if found else None


def _holds(one: Slice, key: str) -> bool:
    return any(fact["key"] == key for history in one.of for fact in history.facts)
