"""What an investor bought into: the portfolio, by year, with whom, and the rule by which deals are counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.charts.labelled import Stack, StackedBars
from tui.corpus.heads import OF_DEALS
from tui.corpus.lens import Lens
from tui.corpus.portfolios import Holding, Portfolio, led_by, portfolio
from tui.language.label import Label
from tui.language.words import noun
from tui.pages.document import Door, Heading, Line, Span, spans_of_chart
from tui.pages.headline import NARROW
from tui.pages.naming import named_door
from tui.pages.panel import Panel, Room, laid
from tui.pages.stated import marked_figure
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_BOUGHT = Label("BOUGHT INTO", "投资")
_COUNT_LED = Label("{} led", "领投 {} 笔")
_RULE = Label(
    "a deal counts once for each of its investors; amounts are those of the whole round, not of this investor",
    "一笔交易对每位投资方各计一次；金额为整轮金额，非该投资方出资",
)
_LED, _JOINED = Label("led", "领投"), Label("joined", "参投")
_DEALS = Label("{} deals", "{} 笔")
_YEARS, _UNDATED = Label("BY YEAR", "按年"), Label("undated", "无日期")
_WITH = Label("TOGETHER WITH", "共同投资方")
_UNSURE = Label("NOT CERTAIN, NOT COUNTED", "未定，不计")
_MORE = Label("{} more", "另有 {} 项")
_MOST_COMPANIES, _MOST_OTHERS = 30, 20
_COMPANY = 24
_WIDEST = 60
"""Cells of the bars of years at most: further apart, figures would not be read with them."""


@dataclass(frozen=True)
class Holdings:
    """The companies, each with its latest deal: when, what, the amount of the round, led or joined."""

    lens: Lens
    investor: str
    found: Portfolio
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        found, language = self.found, reader.language
        counted = (noun("company").counted(len(found.holdings), language), noun("deal").counted(found.deals, language))
        counts = ("，" if language == "zh" else ", ").join((*counted, reader.label(_COUNT_LED).format(found.led)))
        return (Span(reader.label(_BOUGHT), "part"), Span("  "), Span(counts, "dim"))

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        lines = laid([Heading(reader.label(_RULE), "dim")], room)
        family = self.lens.names.family(self.investor)
        lines += [self._line(holding, family, room) for holding in self.found.holdings[:_MOST_COMPANIES]]
        left = len(self.found.holdings) - _MOST_COMPANIES
        if left > 0:
            more = reader.label(_MORE).format(left)
            lines.append((Span(more, "dim", Door(OF_DEALS, self.investor, "tab")),))
        return lines

    def _line(self, holding: Holding, family: list[str], room: Room) -> Line:
        table, reader, deal = self.lens.table(OF_DEALS), room.reader, holding.deals[0]
        door = Door(OF_DEALS, deal["key"])
        name = named_door(holding.company, reader)
        kind = table.column("kind").choice(deal["kind"], reader.language) if deal["kind"] != "funding" else ""
        silent = table.column("round").silent
        round_ = deal["round"] if deal["round"] not in silent else None
        what = " ".join(filter(None, (kind, table.column("round").choice(round_, reader.language) if round_ else "")))
        role = reader.label(_LED if led_by(deal, family) else _JOINED)
        many = reader.label(_DEALS).format(len(holding.deals)) if len(holding.deals) > 1 else ""
        spans = (
            name._replace(text=pad(name.text, _COMPANY if room.width >= NARROW else _COMPANY // 2)),
            Span(" "),
            Span(pad(cut(deal["announced"] or "?", 10), 10), "dim", door),
            Span(" "),
            Span(pad(cut(marked_figure(table, deal, "amount", reader) or "–", 12), 12, "right"), "figure", door),
            Span(" "),
            Span(pad(role, 7), "good" if led_by(deal, family) else "dim"),
            Span(pad(visible(what), 12), ""),
        )
        left = room.width - sum(cell_width(span.text) for span in spans) - 1
        return (*spans, Span(" "), Span(cut(many, max(0, left)), "dim"))


@dataclass(frozen=True)
class Years:
    """How many deals in each year, as bars, led and joined."""

    found: Portfolio
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_YEARS), "part"),)

    def draw(self, room: Room) -> list[Line]:
        reader = room.reader
        stacks = tuple(
            Stack(str(year) if year else reader.label(_UNDATED), (float(led), float(count - led)))
            for year, count, led in self.found.years
        )
        parts = (reader.label(_LED), reader.label(_JOINED))
        chart = StackedBars(parts, stacks, lambda count: f"{count:.0f}")
        return spans_of_chart(chart, min(room.width, _WIDEST), 3 * len(stacks) + 3, reader.glyphs)


@dataclass(frozen=True)
class CoInvestors:
    """Who else took part, and in how many of the same deals."""

    found: Portfolio
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(_WITH)}  {len(self.found.others)}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        reader, width = room.reader, 24
        cells = []
        for entity, count in self.found.others[:_MOST_OTHERS]:
            name = named_door(entity, reader)
            cells.append((name._replace(text=pad(name.text, width)), Span(f"{count:>3} ", "figure")))
        beside = max(1, room.width // (width + 4))
        return [
            tuple(span for cell in cells[start : start + beside] for span in cell)
            for start in range(0, len(cells), beside)
        ]


@dataclass(frozen=True)
class UnsureDeals:
    """Deals that are rumoured, denied or planned."""

    lens: Lens
    found: Portfolio
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_UNSURE), "part"),)

    def draw(self, room: Room) -> list[Line]:
        table, reader = self.lens.table(OF_DEALS), room.reader
        lines: list[Line] = []
        for deal in self.found.unsure:
            door = Door(OF_DEALS, deal["key"])
            name = named_door(deal["company"], reader)
            lines.append(
                (
                    name._replace(text=pad(name.text, _COMPANY)),
                    Span(" "),
                    Span(pad(cut(deal["announced"] or "?", 10), 10), "dim", door),
                    Span(" "),
                    Span(pad(cut(marked_figure(table, deal, "amount", reader) or "–", 13), 13, "right"), "rival", door),
                    Span(" "),
                    Span(table.column("status").choice(deal["status"], reader.language), "rival"),
                )
            )
        return lines


def investor_panels(lens: Lens, investor: str) -> list[Panel]:
    """What an investor bought into; nothing where it is named in no deal."""
    found = portfolio(lens, investor)
    if found is None:
        return []
    panels: list[Panel] = [Holdings(lens, investor, found)] if found.holdings else []
    if found.years:
        panels.append(Years(found))
    if found.others:
        panels.append(CoInvestors(found))
    if found.unsure:
        panels.append(UnsureDeals(lens, found))
    return panels
