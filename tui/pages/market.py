"""The page of a market: a subject's figures by year and by quarter, one column a counter, and by region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.histories import Fact, is_sure
from tui.corpus.lens import Lens
from tui.language.label import Label
from tui.pages.counted import GROWN, axis_figure
from tui.pages.document import Door, Item, Line, Span
from tui.pages.look import Look, TimeSpan
from tui.pages.naming import MARKET, named_both
from tui.pages.page import PanelPage
from tui.pages.panel import Panel, Room, laid
from tui.pages.plot import Plot
from tui.pages.regions import RegionBars, Regions
from tui.pages.slices import MarketOf, market_of
from tui.pages.stated import figure_of, marked_figure
from tui.text.figures import pad_figure
from tui.text.visible import visible
from tui.text.widths import cut, pad

_YEARS, _FINER = Label("BY YEAR", "按年"), Label("OTHER TIMES", "其他时段")
_QUARTERS = Label("BY QUARTER AND HALF", "按季度与半年")
_PERIOD = Label("Period", "时期")
_RESTATED = Label("RESTATED", "修订")
_WAS = Label("{} {}: {} said {}, later {}", "{} {}：{} 曾称 {}，后改为 {}")
_GROWTH = Label("GROWTH AS STATED", "公布的增长")
_CHART, _TALL_CHART, _TALL = 8, 14, 40
_WIDTH, _TIME = 15, 12
"""Cells of a counter's column and of the time."""
_DRAWN = 6
_YEAR, _QUARTER = 4, (2, 3)
"""Precisions of a year, and of a quarter or a half."""


@dataclass(frozen=True)
class MarketChart:
    """The counters of a slice on one axis: a step for each year or quarter."""

    of: MarketOf
    reader: Reader
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        fact = self.of.slices[0].of[0].facts[0]
        metric = self.of.table.column(self.of.table.what).choice(fact[self.of.table.what], reader.language)
        subject = named_both(self.of.table.subject_of(fact), reader, "heading")
        return (subject, Span(visible(f"· {metric}"), "heading"))

    def plot(self, look: Look) -> Plot | None:
        """What is drawn; nothing where no counter has more than one figure."""
        of, reader = self.of, self.reader
        drawn = [history for history in of.chosen(look).of if len(history.facts) > 1][:_DRAWN]
        if not drawn:
            return None
        named = [(visible(reader.names.name(history.counter, reader.language)), history) for history in drawn]
        fact = drawn[0].facts[0]
        return Plot(of.lens, of.table, named, lambda value: axis_figure(of.table, fact, value, reader))

    def stops(self, look: Look) -> list[date]:
        """The days at which there is something to be read."""
        plot = self.plot(look)
        return plot.stops() if plot is not None else []

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        chosen = of.chosen(room.look)
        place = f"  {room.look.choice % len(of.slices) + 1}/{len(of.slices)}" if len(of.slices) > 1 else ""
        head: Line = (Span(of.definition(chosen.axis, reader), "part"), Span(place, "dim"))
        plot = self.plot(room.look)
        height = _TALL_CHART if room.rows >= _TALL else _CHART
        return [head, *(plot.draw(room, height) if plot is not None else [])]


@dataclass(frozen=True)
class Grid:
    """Figures of some rhythm: a row for each time, the newest first, and a column for each counter.

    Attributes:
        precisions: the rhythm.
    """

    of: MarketOf
    label: Label
    precisions: tuple[int, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(self.label), "part"),)

    def draw(self, room: Room) -> list[Line]:
        reader, span = room.reader, room.look.span
        by_counter: dict[str, dict[str, Fact]] = {}
        ends: dict[str, date] = {}
        for history in self.of.chosen(room.look).of:
            for fact in history.facts:
                seen = span is None or _meets(fact, span)
                if seen and fact["precision"] in self.precisions:
                    by_counter.setdefault(history.counter or "", {})[fact["period"]] = fact
                    ends[fact["period"]] = fact["end"] or date.max
        if not by_counter:
            return []
        counters = sorted(by_counter, key=lambda counter: (-len(by_counter[counter]), counter))
        fit = max(1, (room.width - _TIME) // (_WIDTH + 1))
        shown, rest = counters[:fit], counters[fit:]
        heads = [Span(pad(reader.label(_PERIOD), _TIME), "label")]
        for counter in shown:
            name = visible(reader.names.name(counter, reader.language))
            heads += [Span(" "), Span(pad(cut(name, _WIDTH), _WIDTH, "right"), "said")]
        lines: list[Line] = [tuple(heads)]
        for period in sorted(ends, key=lambda period: (ends[period], period), reverse=True):
            cells = [self._cell(by_counter[counter].get(period), reader) for counter in shown]
            if any(cell.text.strip() for cell in cells):
                spaced = [span for cell in cells for span in (Span(" "), cell)]
                lines.append((Span(pad(period, _TIME), "dim"), *spaced))
        return [*lines, *self._rest(rest, by_counter, room)]

    def _cell(self, fact: Fact | None, reader: Reader) -> Span:
        if fact is None:
            return Span(" " * _WIDTH)
        text = marked_figure(self.of.table, fact, "value", reader)
        role = "figure" if is_sure(fact, self.of.lens.policy) else "rival"
        return Span(pad_figure(text, _WIDTH), role, Door(self.of.table.name, fact["key"]))

    def _rest(self, rest: Sequence[str], found: Mapping[str, Mapping[str, Fact]], room: Room) -> list[Line]:
        """The counters that there is no column for, each with its figures."""
        reader = room.reader
        blocks = []
        for counter in rest:
            spans = [Span(visible(reader.names.name(counter, reader.language)), "said")]
            for period, fact in sorted(found[counter].items(), reverse=True):
                figure = marked_figure(self.of.table, fact, "value", reader)
                spans.append(Span(f"{period} {figure}", "", Door(self.of.table.name, fact["key"])))
            blocks.append(Item(tuple(spans)))
        return laid(blocks, room)


def _meets(fact: Fact, span: TimeSpan) -> bool:
    return (fact["start"] or date.min) <= span[1] and (fact["end"] or date.max) >= span[0]


@dataclass(frozen=True)
class Restated:
    """What a counter said before, and says otherwise now."""

    of: MarketOf
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_RESTATED), "part"),)

    def draw(self, room: Room) -> list[Line]:
        return laid((Item((Span(text, "warn"),)) for text in self._told(room)), room)

    def _told(self, room: Room) -> Iterator[str]:
        of, reader = self.of, room.reader
        for history in of.chosen(room.look).of:
            for fact in history.facts:
                if fact["claims"] < 2:
                    continue
                relations = of.lens.relations(of.table.name, fact["key"]).get("value", {})
                for claim in of.lens.claims_of(of.table.name, fact["key"]):
                    if relations.get(claim["id"]) and relations[claim["id"]].relation == "restated":
                        before, now = (figure_of(of.table, row, "value", reader) for row in (claim, fact))
                        who = reader.names.name(history.counter, reader.language)
                        when = claim.get("published") or "?"
                        yield visible(reader.label(_WAS).format(fact["period"], when, who, before, now))


@dataclass(frozen=True)
class GrowthStated:
    """Changes as they are stated, with their base."""

    of: MarketOf
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_GROWTH), "part"),)

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        blocks = []
        for fact in sorted(of.growth, key=lambda fact: fact["end"] or date.max, reverse=True):
            since = f"{reader.label(of.table.column(GROWN).title)} {fact[GROWN]}"
            where = of.definition({name: fact[name] for name in ("segment", "region")}, reader)
            teller = reader.names.name(fact.get("counter") or fact["value_teller"], reader.language)
            spans = (
                Span(f"{fact['period']:10}", "dim", Door(of.table.name, fact["key"])),
                Span(marked_figure(of.table, fact, "value", reader), "figure"),
                Span(since, "dim"),
                Span(visible(teller), "said"),
                Span(where, "dim"),
            )
            blocks.append(Item(tuple(span for span in spans if span.text)))
        return laid(blocks, room)


@dataclass(frozen=True)
class Markets:
    """What is told of a market, by metric: the newest figure of the whole, each a door to its page."""

    lens: Lens
    subject: str
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(self.lens.table(MARKET).title).upper(), "part"),)

    def draw(self, room: Room) -> list[Line]:
        table, reader = self.lens.table(MARKET), room.reader
        facts = self.lens.facts_of(MARKET, table.subject[0], self.subject).to_dicts()
        lines: list[Line] = []
        for metric in dict.fromkeys(fact[table.what] for fact in facts):
            fact = self._first([fact for fact in facts if fact[table.what] == metric and not fact[GROWN]])
            if fact is None:
                continue
            door = Door(MARKET, fact["key"], "market")
            who = reader.names.name(fact.get("counter") or fact["value_teller"], reader.language)
            where = reader.names.name(fact["region"], reader.language)
            told = " · ".join(filter(None, (visible(who), visible(where))))
            lines.append(
                (
                    Span(pad(table.column(table.what).choice(metric, reader.language), 22), "", door),
                    Span(" "),
                    Span(pad_figure(marked_figure(table, fact, "value", reader), 14), "figure", door),
                    Span(" "),
                    Span(pad(cut(fact["period"], 10), 10), "dim"),
                    Span(" "),
                    Span(cut(told, max(0, room.width - 50)), "said"),
                )
            )
        return lines

    def _first(self, facts: Sequence[Fact]) -> Fact | None:
        """The newest figure that holds, of the whole before a part, of the world before a region."""
        held = [fact for fact in facts if is_sure(fact, self.lens.policy)]

        def plain(fact: Fact) -> tuple[bool, bool, bool, int, int]:
            ordinal = fact["end"].toordinal() if fact["end"] else 0
            part, elsewhere = bool(fact["segment"] or fact["whole"]), fact["region"] != "world"
            unnamed = fact["value_said_by_kind"] not in self.lens.policy.counters
            return part, elsewhere, unnamed, -ordinal, fact["precision"] or 0

        return min(held, key=plain, default=None)


def market_panels(lens: Lens, entity: str) -> list[Panel]:
    """What is told of an entity as a market; nothing where nothing is."""
    if MARKET not in lens.corpus.claimed or lens.facts_of(MARKET, "subject", entity).is_empty():
        return []
    return [Markets(lens, entity)]


def market_page(lens: Lens, name: str, key: str, reader: Reader) -> PanelPage | None:
    """The page of the market that a fact is of; None where there is no such fact, or it is a growth alone."""
    of = market_of(lens, name, key)
    if of is None:
        return None
    head = MarketChart(of, reader)
    finer = (0, 1, 5)
    panels: list[Panel] = [
        head,
        Grid(of, _YEARS, (_YEAR,)),
        Grid(of, _QUARTERS, _QUARTER),
        Grid(of, _FINER, finer),
        RegionBars(of),
        Restated(of),
        Regions(of),
        GrowthStated(of),
    ]
    title = " ".join(span.text for span in head.title(reader))
    return PanelPage(title, panels, of.axis, len(of.slices), head.stops)
