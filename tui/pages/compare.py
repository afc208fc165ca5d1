"""The page of a comparison: one chart of what is counted alike, aligned rows, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, NamedTuple

from tui.cells.cell import Reader
from tui.corpus.comparing import MOST_COMPARED, Measure, measures, newest
from tui.corpus.heads import OF_DEALS, OF_FACTS, OF_USERS, Head, heads
from tui.corpus.histories import Fact
from tui.corpus.lens import Lens
from tui.corpus.tables import UNIT
from tui.language.label import Label
from tui.language.words import listed
from tui.pages.counted import axis_figure
from tui.pages.document import Item, Line, Span
from tui.pages.headline import LABEL, dated, figure_lines, measure_of, noted
from tui.pages.look import Look, TimeSpan
from tui.pages.naming import name_of_metric, named_both, named_door
from tui.pages.page import PanelPage
from tui.pages.panel import Panel, Room, laid
from tui.pages.plot import Plot
from tui.pages.stated import marked_figure, short
from tui.text.figures import converted
from tui.text.visible import visible
from tui.text.widths import pad

_VALUED = Label("valued, by its rounds", "估值（按各轮）")
_NO_CHART = Label("nothing is counted alike of two of them: no chart", "没有两者同口径的数字，无图")
_APART = Label("NOT COMPARABLE", "不可比")
_NONE = Label("nobody tells one", "未见说法")
_OTHERWISE = Label("{}: {} {} is counted otherwise: {}", "{}：{} {} 口径不同：{}")
_TIMES = Label("{}: of different times: {}", "{}：时间不同：{}")
_MONEY = Label("{}: in different currencies: {}", "{}：币种不同：{}")
_BASES = Label("{}: not of the same thing: {}", "{}：所指不同：{}")
_ROUNDS = ("mau", "wau", "dau", "last_round")
"""Measures without a basis."""
_ROWS_ONLY = Label("only the first {} are drawn", "图中只画前 {} 个")
_CHART, _TALL_CHART, _TALL = 10, 16, 40
_ORDER = ("mau", "wau", "dau", "last_round", "valuation", "raised", "annualised_revenue", "revenue", "headcount")
_VALUATION = "valuation"
_FAR = 200
"""Days from which on two figures are of different times."""


class Compared(NamedTuple):
    """What one entity has of a measure: the figure, and whether it is counted as the others are."""

    head: Head | None
    alike: bool = True


@dataclass(frozen=True)
class Comparison:
    """Several entities, and all on which they are compared."""

    lens: Lens
    entities: tuple[str, ...]

    @cached_property
    def measures(self) -> list[Measure]:
        """What can be drawn."""
        return measures(self.lens, self.entities[:MOST_COMPARED])

    def chosen(self, look: Look) -> Measure | None:
        """What is drawn."""
        return self.measures[look.choice % len(self.measures)] if self.measures else None

    @cached_property
    def axis(self) -> TimeSpan | None:
        """The time of all that can be drawn."""
        facts = [fact for measure in self.measures for history in measure.of.values() for fact in history.facts]
        days = [day for fact in facts for day in (fact["start"], fact["end"]) if day]
        return (min(days), max(days)) if days and min(days) < max(days) else None

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Compared]]:
        """By measure what each entity has of it: the shared counter's figure, else the one that names it."""
        own = {entity: self._first(heads(self.lens, entity)) for entity in self.entities}
        shared = {measure.metric: measure for measure in self.measures if measure.table == OF_USERS}
        found: dict[str, dict[str, Compared]] = {}
        for key in _ORDER:
            cells = {}
            for entity in self.entities:
                head = own[entity].get(key)
                history = shared[key].of.get(entity) if key in shared else None
                if history is not None:
                    cells[entity] = Compared(Head(key, OF_USERS, "value", newest(history, self.lens)))
                else:
                    cells[entity] = Compared(head, key not in shared)
            if any(cell.head is not None for cell in cells.values()):
                found[key] = cells
        return found

    @staticmethod
    def _first(told: Sequence[Head]) -> dict[str, Head]:
        found: dict[str, Head] = {}
        for head in told:
            found.setdefault(head.measure, head)
        return found

    def definition(self, measure: Measure, reader: Reader) -> str:
        """How all of a measure's figures are counted."""
        table = self.lens.table(measure.table)
        told: list[str] = []
        for name, value in measure.axis.items():
            if value is None or name in ("metric", "stock", UNIT):
                continue
            if name == "counter":
                told.insert(0, reader.names.name(str(value), reader.language))
            elif name == "currency" or name not in table.names:
                told.append(str(value))
            else:
                told.append(short(table.column(name), str(value), reader))
        return visible(" · ".join(told))

    def name(self, measure: Measure, reader: Reader) -> str:
        """What is measured, in words."""
        if measure.table == OF_DEALS:
            return reader.label(_VALUED)
        return name_of_metric(self.lens, measure.table, measure.metric, reader)


@dataclass(frozen=True)
class ComparisonChart:
    """One measure of all entities that have it, on one axis."""

    of: Comparison
    reader: Reader
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        spans: list[Span] = []
        for number, entity in enumerate(self.of.entities):
            spans += [Span("vs", "dim")] if number else []
            spans.append(named_both(entity, reader, "heading"))
        return tuple(spans)

    def plot(self, measure: Measure) -> Plot:
        """What is drawn of a measure."""
        of, reader = self.of, self.reader
        histories = [
            (visible(reader.names.both(entity, reader.language)), history) for entity, history in measure.of.items()
        ]
        fact, table = histories[0][1].facts[0], of.lens.table(measure.table)
        rounds = measure.table == OF_DEALS
        scale, money = of.lens.table(OF_FACTS if rounds else measure.table), _money(fact)
        part = _VALUATION if rounds else "value"
        return Plot(of.lens, table, histories, lambda value: axis_figure(scale, money, value, reader), part)

    def stops(self, look: Look) -> list[date]:
        """The days at which there is something to be read."""
        measure = self.of.chosen(look)
        return self.plot(measure).stops() if measure is not None else []

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        measure = of.chosen(room.look)
        if measure is None:
            return [(Span(reader.label(_NO_CHART), "warn"),)]
        told = [Span(of.name(measure, reader), "part"), Span("  "), Span(of.definition(measure, reader), "dim")]
        if len(of.measures) > 1:
            told.append(Span(f"  {room.look.choice % len(of.measures) + 1}/{len(of.measures)}", "dim"))
        if len(of.entities) > MOST_COMPARED:
            told.append(Span(f"  {reader.label(_ROWS_ONLY).format(MOST_COMPARED)}", "warn"))
        height = _TALL_CHART if room.rows >= _TALL else _CHART
        return [tuple(told), *self.plot(measure).draw(room, height)]


def _money(fact: Fact) -> Fact:
    return fact if fact.get(UNIT) else {**fact, UNIT: "money"}


@dataclass(frozen=True)
class ComparisonRows:
    """Each measure, and under it a line for each entity: figure, date, teller, and what it is not without."""

    of: Comparison
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return ()

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        lines: list[Line] = []
        for key, cells in of.rows.items():
            told = next(cell.head for cell in cells.values() if cell.head is not None)
            shared = next((m for m in of.measures if m.table == OF_USERS and m.metric == key), None)
            note = of.definition(shared, reader) if shared is not None else ""
            lines.append((Span(measure_of(told, of.lens, reader), "part"), Span("  "), Span(note, "dim")))
            for entity, cell in cells.items():
                name = named_door(entity, reader)
                if cell.head is None:
                    lines.append((Span("  "), _padded(name), Span("  "), Span(reader.label(_NONE), "dim")))
                else:
                    lines += self._figure(entity, cell, name, room)
        return lines

    def _figure(self, entity: str, cell: Compared, name: Span, room: Room) -> list[Line]:
        assert cell.head is not None
        lens, reader, head = self.of.lens, room.reader, cell.head
        mark = Span("  " if cell.alike else "∥ ", "dim")
        subject, usd = lens.table(head.table).subject_of(head.row), head.row.get(f"{head.part}_usd")
        told = [converted(usd, reader.language)] if usd is not None and _currency(head) != "USD" else []
        told += [reader.names.name(subject, reader.language)] if subject != entity else []
        drawn = figure_lines(head, lens, room._replace(width=room.width - 2), name, tuple(told))
        return [(mark if number == 0 else Span("  "), *line) for number, line in enumerate(drawn)]


def _padded(name: Span) -> Span:
    return name._replace(text=pad(name.text, LABEL))


@dataclass(frozen=True)
class NotCompared:
    """What cannot be compared and why: another counter, another time, another currency."""

    of: Comparison
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_APART), "part"),)

    def draw(self, room: Room) -> list[Line]:
        return laid((Item((Span(text, "warn"),)) for text in self._told(room.reader)), room)

    def _told(self, reader: Reader) -> Iterator[str]:
        of = self.of
        for key, cells in of.rows.items():
            held = {entity: cell for entity, cell in cells.items() if cell.head is not None}
            heads_ = {entity: cell.head for entity, cell in held.items() if cell.head is not None}
            name = measure_of(next(iter(heads_.values())), of.lens, reader)
            for entity, head in heads_.items():
                if not held[entity].alike:
                    yield self._otherwise(name, entity, head, reader)
            if len(heads_) < 2:
                continue
            if key in ("revenue", "annualised_revenue", "headcount") and _apart_in_time(heads_):
                yield reader.label(_TIMES).format(name, self._each(heads_, reader, dated))
            stated = {entity: head for entity, head in heads_.items() if head.row.get(head.part) is not None}
            if len({_currency(head) for head in stated.values()}) > 1:
                yield reader.label(_MONEY).format(name, self._each(stated, reader, lambda head: _currency(head) or "?"))
            if len({_basis(head) for head in stated.values()}) > 1 and key not in _ROUNDS:
                of_what = self._each(stated, reader, lambda head: noted(head, of.lens, reader) or "–")
                yield reader.label(_BASES).format(name, of_what)

    def _otherwise(self, name: str, entity: str, head: Head, reader: Reader) -> str:
        lens = self.of.lens
        teller = reader.names.name(head.row.get("counter") or head.row.get("value_teller"), reader.language)
        how = " · ".join(filter(None, (visible(teller), noted(head, lens, reader))))
        figure = marked_figure(lens.table(head.table), head.row, head.part, reader)
        who = visible(reader.names.name(entity, reader.language))
        return reader.label(_OTHERWISE).format(name, who, figure, how)

    @staticmethod
    def _each(told: Mapping[str, Head], reader: Reader, write: Callable[[Head], str]) -> str:
        each = (f"{visible(reader.names.name(entity, reader.language))} {write(head)}" for entity, head in told.items())
        return listed(each, reader.language)


def _currency(head: Head) -> str | None:
    return head.row.get("valuation_currency" if head.part == _VALUATION else "currency")


def _basis(head: Head) -> str | None:
    """Of what a figure is: a part, a kind of value."""
    return head.row.get("valuation_basis" if head.table == OF_DEALS else "basis")


def _apart_in_time(told: Mapping[str, Head]) -> bool:
    """Whether figures are of times far apart, or of a month and of a year."""
    ends = [head.end for head in told.values() if head.end is not None]
    rhythms = {head.row["precision"] for head in told.values()}
    revenue = {head.measure for head in told.values()} == {"revenue"}
    return (bool(ends) and (max(ends) - min(ends)).days > _FAR) or (revenue and len(rhythms) > 1)


def compare_page(lens: Lens, entities: Sequence[str], reader: Reader) -> PanelPage | None:
    """The page that compares several entities; None for fewer than two."""
    known = tuple(dict.fromkeys(entity for entity in entities if entity in lens.names))
    if len(known) < 2:
        return None
    of = Comparison(lens, known)
    # All of it is sought here: a page is made beside the keys, and drawn between them.
    if not of.rows:
        return None
    title = " vs ".join(visible(reader.names.name(entity, reader.language)) for entity in known)
    chart = ComparisonChart(of, reader)
    panels: list[Panel] = [chart, ComparisonRows(of), NotCompared(of)]
    return PanelPage(title, panels, of.axis, max(1, len(of.measures)), chart.stops)
