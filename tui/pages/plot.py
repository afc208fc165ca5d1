"""Histories on one chart of a page, and what is read at its cursor: the figure, its time, who says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from tui.cells.cell import Reader
from tui.charts.legend import letter, role_of
from tui.charts.line import LineChart
from tui.charts.series import Series, at, stops
from tui.corpus.histories import Fact, History
from tui.corpus.lens import Lens
from tui.corpus.tables import Table
from tui.pages.document import Door, Line, Span, spans_of_chart
from tui.pages.graph import marks_told, read_chart
from tui.pages.look import Look
from tui.pages.naming import named_door
from tui.pages.panel import Room, columns
from tui.pages.plotted import curve
from tui.pages.stated import marked_figure, verdict
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_FIGURE, _PERIOD, _TELLER = 13, 12, 20
"""Cells of a figure, of its time and of who says it; names of series have a third of the line at most."""


class Plot(NamedTuple):
    """Histories of one unit on one axis, each under a name; a name alone needs none.

    Attributes:
        part: what of the facts is told at the cursor; a value that rounds set stands in deals.
    """

    lens: Lens
    table: Table
    histories: Sequence[tuple[str, History]]
    write: Callable[[float], str]
    part: str = "value"

    @property
    def series(self) -> tuple[Series, ...]:
        """As they are drawn."""
        return tuple(curve(history, self.lens.policy, name) for name, history in self.histories)

    def stops(self) -> list[date]:
        """The days at which there is something to be read."""
        return stops(self.series)

    def draw(self, room: Room, height: int) -> list[Line]:
        """The chart, what stands at the cursor, and what its marks mean."""
        chart = LineChart(self.series, self.write, room.look.log)
        drawn = spans_of_chart(read_chart(chart, room.look), room.width, height, room.reader.glyphs)
        return [*drawn, *self._reading(chart, room), *marks_told(chart, room)]

    def _reading(self, chart: LineChart, room: Room) -> list[Line]:
        """A line for each series: its figure at the cursor, a door to its claims."""
        if room.look.cursor is None:
            return []
        facts = [
            self._at(history, series, room.look)
            for (_, history), series in zip(self.histories, chart.series, strict=True)
        ]
        said = [self._said(fact, room.reader) if fact is not None else Span("") for fact in facts]
        wide = max(cell_width(span.text) for span in said)
        return [
            self._line(number, fact, teller._replace(text=pad(teller.text, wide)), room)
            for number, (fact, teller) in enumerate(zip(facts, said, strict=True))
        ]

    def _said(self, fact: Fact, reader: Reader) -> Span:
        """Who says a figure."""
        teller = named_door(fact.get(f"{self.part}_teller") or fact.get("counter"), reader, "said")
        return teller._replace(text=cut(teller.text, _TELLER))

    def _line(self, number: int, fact: Fact | None, said: Span, room: Room) -> Line:
        name, reader = self.histories[number][0], room.reader
        several = len(self.histories) > 1
        longest = min(max(cell_width(visible(called)) for called, _ in self.histories) + 2, room.width // 3)
        named = [(f"{letter(number)} {visible(name)}", longest, "left", role_of(number))] if several else []
        if fact is None:
            return columns(*named, ("–", _FIGURE, "right", "dim"))
        table = self.table
        told = columns(
            *named,
            (marked_figure(table, fact, self.part, reader), _FIGURE, "right", "figure"),
            (fact["announced"] if self.part != "value" else fact["period"], _PERIOD, "left", "dim"),
            door=Door(table.name, fact["key"]),
        )
        line = (*told, Span(" "), said)
        rest = room.width - sum(cell_width(span.text) for span in line) - 2
        vouched = verdict(fact[f"{self.part}_witnesses"] or 1, fact[f"{self.part}_rivals"] or 0, reader)
        return (*line, Span("  "), Span(cut(vouched, rest), "dim")) if rest > 0 else line

    @staticmethod
    def _at(history: History, series: Series, look: Look) -> Fact | None:
        """The fact of a history that is read."""
        found = at(series, look.cursor) if look.cursor is not None else None
        if found is None:
            return None
        meant = (found.start, found.end, found.value)
        return next(fact for fact in history.facts if (fact["start"], fact["end"], fact["value"]) == meant)
