"""The page of a metric: what is stated of every company or product, by size and with dates; then what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.heads import Head, newest_whole
from tui.corpus.histories import Fact
from tui.corpus.lens import Lens
from tui.corpus.money import with_usd
from tui.corpus.tables import UNIT
from tui.language.label import Label
from tui.pages.document import Door, Item, Line, Span
from tui.pages.headline import figure_lines
from tui.pages.naming import name_of_metric, named_door
from tui.pages.page import PanelPage
from tui.pages.panel import Panel, Room, laid
from tui.pages.stated import marked_figure
from tui.text.figures import converted
from tui.text.visible import visible

_ALL = Label("the newest of each, the largest first", "各取最新，从大到小")
_LATER = Label("EXPECTED, NOT HAPPENED", "预期，未发生")
_RUMOURED = Label("RUMOURED OR DENIED", "传闻或已否认")
_VALUE = "value"


@dataclass(frozen=True)
class Metric:
    """One metric of a table, over all that it is stated of."""

    lens: Lens
    table: str
    metric: str

    @cached_property
    def facts(self) -> list[Fact]:
        """All facts of it, those in other currencies with dollars."""
        facts = self.lens.facts(self.table).filter(pl.col("metric") == self.metric)
        if "currency" in facts.columns:
            facts = with_usd(facts, _VALUE, "currency", self.lens.corpus.frame("fx"), f"{_VALUE}_usd")
        return facts.to_dicts()

    @cached_property
    def newest(self) -> list[Head]:
        """The newest figure of each, the largest first; what has no rate and other units behind."""
        subject = self.lens.table(self.table).subject[0]
        of: dict[str, list[Fact]] = {}
        for fact in self.facts:
            of.setdefault(fact[subject], []).append(fact)
        if self.table == "users":
            rows = self.lens.headlines(self.table).filter(pl.col("metric") == self.metric)["key"]
            named = [self.lens.fact(self.table, key) for key in rows]
            found: Sequence[Fact | None] = named
        else:
            found = [newest_whole(facts, self.lens.policy) for facts in of.values()]
        heads = [Head(self.metric, self.table, _VALUE, fact) for fact in found if fact is not None]
        units = [head.row[UNIT] for head in heads]
        usual = max(set(units), key=units.count) if units else ""
        return sorted(heads, key=lambda head: (head.row[UNIT] != usual, -(_size(head.row) or 0)))

    def expected(self, *, ahead: bool) -> list[Fact]:
        """What has not happened: plans, targets and forecasts, or what is rumoured or refuted; the newest first."""
        policy = self.lens.policy
        found = [
            fact
            for fact in self.facts
            if fact[_VALUE] is not None
            and (
                fact["value_nature"] in policy.ahead
                if ahead
                else fact["value_nature"] not in policy.ahead
                and (fact["value_status"] in policy.unsure or fact["status"] in policy.refuting)
            )
        ]
        return sorted(found, key=lambda fact: (str(fact["end"] or ""), fact["key"]), reverse=True)


def _size(fact: Fact) -> float | None:
    """By what a figure is ranked: dollars of money, the number of anything else."""
    return fact.get("value_usd") if fact.get("currency") else fact[_VALUE]


@dataclass(frozen=True)
class MetricRows:
    """A line for each company or product: figure, date, teller, and what it is not without."""

    of: Metric
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        name = name_of_metric(self.of.lens, self.of.table, self.of.metric, reader)
        return (Span(f"{name}  {len(self.of.newest)}", "heading"), Span("  "), Span(reader.label(_ALL), "dim"))

    def draw(self, room: Room) -> list[Line]:
        lens, reader = self.of.lens, room.reader
        table = lens.table(self.of.table)
        lines: list[Line] = []
        for head in self.of.newest:
            usd = head.row.get("value_usd")
            other = head.row.get("currency") not in (None, "USD")
            told = (converted(usd, reader.language),) if other and usd is not None else ()
            lines += figure_lines(head, lens, room, named_door(table.subject_of(head.row), reader), told)
        return lines


@dataclass(frozen=True)
class NotHappened:
    """What is planned, forecast, rumoured or refuted; each looks like it."""

    of: Metric
    ahead: bool
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_LATER if self.ahead else _RUMOURED), "part"),)

    def draw(self, room: Room) -> list[Line]:
        table, reader = self.of.lens.table(self.of.table), room.reader
        blocks = []
        for fact in self.of.expected(ahead=self.ahead):
            column, value = ("nature", fact["value_nature"]) if self.ahead else ("status", fact["value_status"])
            spans = (
                Span(f"{fact['period']:10}", "dim", Door(table.name, fact["key"])),
                named_door(table.subject_of(fact), reader),
                Span(marked_figure(table, fact, _VALUE, reader), "rival"),
                Span(table.column(column).choice(value, reader.language), "rival"),
                Span(visible(reader.names.name(fact["value_teller"], reader.language)), "said"),
            )
            blocks.append(Item(spans))
        return laid(blocks, room)


def metric_page(lens: Lens, name: str, metric: str, reader: Reader) -> PanelPage | None:
    """The page of a metric of a table; None where nothing is stated of it."""
    of = Metric(lens, name, metric)
    if not of.facts:
        return None
    panels: list[Panel] = [MetricRows(of), NotHappened(of, True), NotHappened(of, False)]
    return PanelPage(name_of_metric(lens, name, metric, reader), panels)
