"""The page of a series: its chart, all of its points with who says them, its definition, and the other counters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, changed, marks
from tui.corpus.histories import Fact, History, base, change, is_peak, latest
from tui.corpus.lens import Lens
from tui.corpus.tables import Table
from tui.language.label import Label
from tui.pages.counted import Counted, axis_figure, counted, definition_of
from tui.pages.counters import Counters, Growth
from tui.pages.document import Block, Door, Item, Line, NamedSpans, Pair, Span
from tui.pages.footnotes import SOURCES_TITLE, Footnotes, numbered
from tui.pages.look import Look
from tui.pages.naming import named_both, named_door
from tui.pages.page import PanelPage
from tui.pages.panel import Panel, Room, columns, laid
from tui.pages.plot import Plot
from tui.pages.stated import in_full, marked_figure, verdict
from tui.pages.vouching import ACTUAL
from tui.text.visible import visible

_CHART = 9
"""Lines of the chart where the screen has no room for more."""
_TALL = 40
"""Lines of a screen from which on the chart is taller."""
_POINTS = Label("POINTS", "各期数字")
_DEFINED = Label("DEFINITION", "口径")
_COUNTER = Label("counted by", "统计方")
_PERIOD, _FIGURE, _CHANGE = Label("Period", "时期"), Label("Figure", "数字"), Label("Change", "变化")
_VOICES, _SOURCE, _PRINTED = Label("Voices", "印证"), Label("Source", "来源"), Label("Printed", "原文")
_PER = Label("One counter's figures, never joined with another's.", "同一统计方的数字，不与他方混接。")
_WITH_PRINTED, _WITH_SAYER = 98, 84
"""Widths from which on a table of points has room for what was printed, and for who says it."""


@dataclass(frozen=True)
class SeriesHead:
    """The subject and the metric, and the latest figure with its date, its teller and how it stands."""

    of: Counted
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        fact = self.of.found[0].facts[0]
        table = self.of.table
        metric = table.column(table.what).choice(fact[table.what], reader.language)
        return (named_both(table.subject_of(fact), reader, "heading"), Span(visible(f"· {metric}"), "heading"))

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        history = of.chosen(room.look)
        fact = latest(history, of.lens.policy)
        change_ = _changed(fact, history, of, reader)
        spans = (
            Span(marked_figure(of.table, fact, "value", reader), "figure"),
            Span(fact["period"], "", Door(of.table.name, fact["key"])),
            named_door(fact["value_teller"] or fact.get("counter"), reader, "said"),
            Span(change_, "dim"),
            Span(verdict(fact["value_witnesses"] or 1, fact["value_rivals"] or 0, reader), "dim"),
            Span(_standing(of.table, fact, reader), "rival"),
        )
        defined = definition_of(of, history.axis, reader)
        under = (Span(defined, "dim"),) if defined else ()
        return laid([Item(tuple(span for span in spans if span.text), under)], room)


def _changed(fact: Fact, history: History, of: Counted, reader: Reader) -> str:
    before = base(fact, history, of.lens.policy)
    by = change(fact, before)
    return changed(by, before["period"], reader.language) if before is not None and by is not None else ""


def _standing(table: Table, fact: Fact, reader: Reader) -> str:
    """In words, what keeps a figure from being one that has happened, and what it was estimated or flagged as."""
    told = []
    if fact["value_nature"] not in (ACTUAL, None):
        told.append(table.column("nature").choice(fact["value_nature"], reader.language))
    if fact["value_status"] in ("rumoured", "denied", "withdrawn") or fact["status"] in ("denied", "withdrawn"):
        status = fact["status"] if fact["status"] in ("denied", "withdrawn") else fact["value_status"]
        told.append(table.column("status").choice(status, reader.language))
    flags = (fact["value_flag"] or "").split(";")
    told += [f"⚑ {table.column('flag').choice(flag, reader.language)}" for flag in flags if flag]
    if is_peak(fact):
        told.append(table.column("stat").choice(fact["stat"], reader.language))
    return visible(" ".join(told))


@dataclass(frozen=True)
class SeriesChart:
    """The figures that hold as a line, read at a cursor; peaks, flagged ones and forecasts hollow beside it."""

    of: Counted
    reader: Reader
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return ()

    def plot(self, look: Look) -> Plot:
        """What is drawn."""
        of, history = self.of, self.of.chosen(look)
        fact = latest(history, of.lens.policy)
        return Plot(of.lens, of.table, [("", history)], lambda value: axis_figure(of.table, fact, value, self.reader))

    def stops(self, look: Look) -> list[date]:
        """The days at which there is something to be read."""
        plot = self.plot(look)
        return plot.stops() if _is_drawn(plot) else []

    def draw(self, room: Room) -> list[Line]:
        plot = self.plot(room.look)
        return plot.draw(room, _CHART + (6 if room.rows >= _TALL else 0)) if _is_drawn(plot) else []


def _is_drawn(plot: Plot) -> bool:
    return sum(not point.hollow for series in plot.series for point in series.points) > 1


@dataclass(frozen=True)
class Points:
    """Every figure of the series as a row, the newest first; each is a door to its claims."""

    of: Counted
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        note = reader.label(_PER) if self.of.table.counted else ""
        return (Span(reader.label(_POINTS), "part"), Span("  "), Span(note, "dim"))

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        history = of.chosen(room.look)
        numbers = numbered(fact["value_source"] for fact in reversed(history.facts))
        lines = [self._cells(room, None, *map(reader.label, (_PERIOD, _FIGURE, _PRINTED, _VOICES, _CHANGE, _SOURCE)))]
        for fact in reversed(of.shown(room.look)):
            source = of.lens.source(fact["value_source"]) or {}
            lines.append(
                self._cells(
                    room,
                    fact,
                    fact["period"],
                    marked_figure(of.table, fact, "value", reader),
                    visible(fact["value_printed"] or ""),
                    marks(fact["value_witnesses"], fact["value_rivals"]),
                    _changed(fact, history, of, reader),
                    f"[{numbers.get(fact['value_source'], '?')}] {source.get('published') or '?'}",
                )
            )
        return lines

    def _cells(
        self, room: Room, fact: Fact | None, period: str, value: str, printed: str, voices: str, by: str, source: str
    ) -> Line:
        reader, table = room.reader, self.of.table
        door = Door(table.name, fact["key"]) if fact is not None else None
        head = fact is None
        look = "label" if head else _role(fact) if fact is not None else ""
        cells = [(period, 12, "left", "label" if head else ""), (value, 14, "right", look)]
        if room.width >= _WITH_PRINTED:
            cells.append((printed, 14, "left", "label" if head else "dim"))
        cells += [
            (voices, 6, "left", "label" if head else "rival" if fact and fact["value_rivals"] else "good"),
            (by, 20, "left", "label" if head else "dim"),
            (source, 15, "left", "label" if head else "source"),
        ]
        rest = room.width - sum(width + 1 for _, width, _, _ in cells)
        if fact is not None and rest > 4:
            told = _standing(table, fact, reader)
            if not table.counted:
                teller = reader.names.name(fact["value_teller"], reader.language)
                told = " · ".join(filter(None, (visible(teller), told)))
            cells.append((told, rest, "left", "rival" if table.counted else "said"))
        return columns(*cells, door=door)


def _role(fact: Fact) -> str:
    return "struck" if fact.get(f"value{STANDING}") == "refuted" else "figure"


@dataclass(frozen=True)
class Definition:
    """What is counted, where, how and by whom: what all figures of the series have in common."""

    of: Counted
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_DEFINED), "part"),)

    def draw(self, room: Room) -> list[Line]:
        return laid(self._blocks(room), room)

    def _blocks(self, room: Room) -> Iterator[Block]:
        of, reader = self.of, room.reader
        history = of.chosen(room.look)
        fact = latest(history, of.lens.policy)
        for name, value in history.axis.items():
            if name in (*of.table.subject, "stock", "counter") or value is None:
                continue
            column = of.table.column(name)
            if name == of.table.what:
                # The metric leads to what it is of everybody else.
                door = Door(of.table.name, str(value), "metric")
                yield NamedSpans(reader.label(column.title), (Span(in_full(column, value, reader), "", door),))
            elif column.type == "entity":
                yield NamedSpans(reader.label(column.title), (named_door(value, reader),))
            else:
                yield Pair(reader.label(column.title), in_full(column, value, reader))
        stats = dict.fromkeys(fact["stat"] for fact in history.facts if fact.get("stat"))
        if stats:
            column = of.table.column("stat")
            yield Pair(reader.label(column.title), ", ".join(column.choice(stat, reader.language) for stat in stats))
        if history.counter:
            kind = of.table.column("said_by_kind").choice(fact["value_said_by_kind"] or "", reader.language)
            yield NamedSpans(reader.label(_COUNTER), (named_door(history.counter, reader, "said"), Span(kind, "dim")))


@dataclass(frozen=True)
class SeriesSources:
    """The sources of the points, numbered as the table numbers them."""

    of: Counted
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(SOURCES_TITLE), "part"),)

    def draw(self, room: Room) -> list[Line]:
        facts = self.of.chosen(room.look).facts
        sources = numbered(fact["value_source"] for fact in reversed(facts))
        return Footnotes(self.of.lens, tuple(sources)).draw(room)


def series_page(lens: Lens, name: str, key: str, reader: Reader) -> PanelPage | None:
    """The page of the series that a fact belongs to; None where there is no such fact."""
    of = counted(lens, name, key)
    if of is None:
        return None
    head = SeriesHead(of)
    title = "".join(span.text for span in head.title(reader)).replace("·", " ·")
    chart = SeriesChart(of, reader)
    panels: list[Panel] = [
        head,
        chart,
        Points(of),
        Definition(of),
        Counters(of),
        Growth(of),
        SeriesSources(of),
    ]
    return PanelPage(title, panels, of.axis, len(of.found), chart.stops)
