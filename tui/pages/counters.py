"""The other ways to count what a series counts, and the growth that is stated of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.histories import Fact, History, latest
from tui.language.label import Label
from tui.pages.counted import GROWN, Counted, defined_by
from tui.pages.document import Door, Line, Span
from tui.pages.panel import Room, columns
from tui.pages.stated import marked_figure
from tui.text.visible import visible

_OTHERS = Label("COUNTED BY", "统计方")
_POINT = Label("{} points", "{} 点")
_ONE_POINT = Label("1 point", "1 点")
_GROWTH = Label("GROWTH AS STATED", "公布的增长")


@dataclass(frozen=True)
class Counters:
    """Every way in which the metric is counted, the one shown marked; each leads to its own page."""

    of: Counted
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(_OTHERS)}  {len(self.of.found)}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        if len(self.of.found) < 2:
            return []
        here = self.of.chosen(room.look)
        return [self._line(history, here, room) for history in self.of.found]

    def _line(self, history: History, here: History, room: Room) -> Line:
        of, reader = self.of, room.reader
        fact = latest(history, of.lens.policy)
        who = reader.names.name(history.counter or fact["value_teller"], reader.language)
        count = reader.label(_ONE_POINT) if len(history.facts) == 1 else reader.label(_POINT).format(len(history.facts))
        cells = [
            ("▸" if history is here else "", 1, "left", "part"),
            (visible(who), 20, "left", "said"),
            (marked_figure(of.table, fact, "value", reader), 13, "right", "figure"),
            (fact["period"], 12, "left", "dim"),
            (count, 9, "left", "dim"),
        ]
        rest = room.width - sum(width + 1 for _, width, _, _ in cells)
        if rest > 4:
            unlike = None if history is here else here.axis
            cells.append((defined_by(of, history.axis, reader, unlike), rest, "left", "dim"))
        return columns(*cells, door=Door(of.table.name, fact["key"], "series"))


@dataclass(frozen=True)
class Growth:
    """The changes of the metric that somebody states, with their base; the newest first."""

    of: Counted
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_GROWTH), "part"),)

    def draw(self, room: Room) -> list[Line]:
        facts = [fact for history in self.of.growth for fact in history.facts]
        facts.sort(key=lambda fact: fact["end"] or date.max, reverse=True)
        return [self._line(fact, room) for fact in facts]

    def _line(self, fact: Fact, room: Room) -> Line:
        of, reader = self.of, room.reader
        since = f"{reader.label(of.table.column(GROWN).title)} {fact[GROWN]}"
        cells = [
            (fact["period"], 12, "left", "dim"),
            (marked_figure(of.table, fact, "value", reader), 14, "right", "figure"),
            (since, 22, "left", "dim"),
            (
                visible(reader.names.name(fact.get("counter") or fact["value_teller"], reader.language)),
                20,
                "left",
                "said",
            ),
        ]
        return columns(*cells, door=Door(of.table.name, fact["key"]))
