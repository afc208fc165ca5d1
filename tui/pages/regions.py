"""A market by region: each with its latest figure, and what each country has of the world as stacked bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar, NamedTuple

from tui.cells.cell import Reader
from tui.charts.labelled import Stack, StackedBars
from tui.corpus.histories import Fact, is_sure, latest
from tui.corpus.tables import UNIT
from tui.language.label import Label
from tui.pages.counted import axis_figure
from tui.pages.document import Door, Line, Span, spans_of_chart
from tui.pages.look import Look
from tui.pages.naming import named_door
from tui.pages.panel import Room
from tui.pages.slices import MarketOf
from tui.pages.stated import marked_figure
from tui.text.figures import pad_figure
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_REGIONS = Label("BY REGION", "按地区")
_PARTS = Label("COUNTRIES OF THE WHOLE WORLD", "各国占全球")
_REST = Label("the rest, computed here", "其余（此处计算）")
_WORLD = "world"
_NARROWEST, _NAME, _DATED, _LONG_DATED = 80, 34, 10, 20
"""Cells of a narrow page, and on it of a definition and of a time; times are that long at most."""
_MOST = 6
"""Countries that have a stretch of their own."""


@dataclass(frozen=True)
class Regions:
    """Every region and segment with its latest figure; each leads to its own page."""

    of: MarketOf
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(_REGIONS)}  {len(self.of.slices)}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        if len(of.slices) < 2:
            return []
        here = of.chosen(room.look)
        # Names have what there is beyond the narrowest: a definition that is cut is none.
        more = max(0, room.width - _NARROWEST)
        longest = max(cell_width(of.definition(one.axis, reader)) for one in of.slices)
        wide, dated = min(longest, _NAME + more * 2 // 3), _DATED + min(_LONG_DATED - _DATED, more // 3)
        lines: list[Line] = []
        for one in of.slices:
            fact = max(
                (latest(history, of.lens.policy) for history in one.of), key=lambda fact: fact["end"] or date.min
            )
            door = Door(of.table.name, fact["key"], "market")
            name = of.definition(one.axis, reader) or "–"
            teller = reader.names.name(fact.get("counter") or fact["value_teller"], reader.language)
            lines.append(
                (
                    Span("▸ " if one is here else "  ", "part"),
                    Span(pad(cut(name, wide), wide), "", door),
                    Span(" "),
                    Span(pad_figure(marked_figure(of.table, fact, "value", reader), 14), "figure", door),
                    Span(" "),
                    Span(pad(cut(fact["period"], dated), dated), "dim"),
                    Span(" "),
                    Span(cut(visible(teller), max(0, room.width - wide - dated - 20)), "said"),
                )
            )
        return lines


class Whole(NamedTuple):
    """What a counter says of the world at a time, and of countries at the same: parts that never overlap."""

    world: Fact
    countries: dict[str, Fact]


@dataclass(frozen=True)
class RegionBars:
    """A bar for each time of which one counter tells the world and some country: what each has of it."""

    of: MarketOf
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_PARTS), "part"),)

    def draw(self, room: Room) -> list[Line]:
        of, reader = self.of, room.reader
        found = self._found(room.look)
        if not found:
            return []
        counter, wholes = found
        sizes: dict[str, float] = {}
        for whole in wholes:
            for country, fact in whole.countries.items():
                sizes[country] = sizes.get(country, 0.0) + fact["value"]
        named = sorted(sizes, key=lambda country: -sizes[country])[:_MOST]
        stacks = []
        for whole in wholes:
            parts = [whole.countries[one]["value"] if one in whole.countries else 0.0 for one in named]
            stacks.append(Stack(whole.world["period"], (*parts, whole.world["value"] - sum(parts))))
        names = [visible(reader.names.name(country, reader.language)) for country in named]
        write = partial(axis_figure, of.table, wholes[0].world, reader=reader)
        chart = StackedBars((*names, reader.label(_REST)), tuple(stacks), write)
        drawn = spans_of_chart(chart, room.width, 3 * len(stacks) + 3, reader.glyphs)
        return [(named_door(counter, reader, "said"),), *drawn]

    def _found(self, look: Look) -> tuple[str, list[Whole]] | None:
        """The counter that tells most times so, and what it tells of each; the newest first, years before quarters."""
        of = self.of
        here = {name: value for name, value in of.chosen(look).axis.items() if name != "region"}
        if not self._adds(here.get(UNIT)):
            return None
        told: dict[str, dict[str, dict[str, Fact]]] = {}
        for one in of.slices:
            region = one.axis.get("region")
            if region and {name: value for name, value in one.axis.items() if name != "region"} == here:
                for history in one.of:
                    for fact in history.facts:
                        if is_sure(fact, of.lens.policy) and history.counter:
                            told.setdefault(history.counter, {}).setdefault(fact["period"], {})[region] = fact
        by_counter = {counter: [*filter(None, map(self._whole, times.values()))] for counter, times in told.items()}
        counter = max(by_counter, key=lambda counter: len(by_counter[counter]), default=None)
        if counter is None or not by_counter[counter]:
            return None

        def order(whole: Whole) -> tuple[int, int]:
            return -(whole.world["precision"] or 0), -(whole.world["end"] or date.min).toordinal()

        return counter, sorted(by_counter[counter], key=order)

    def _adds(self, unit: str | None) -> bool:
        """Whether parts in a unit add up to their whole: shares and ranks do not."""
        choice = next((one for one in self.of.table.column(UNIT).choices if one.id == unit), None)
        return choice is not None and choice.adds != "never" and choice.form in ("", "counted")

    def _whole(self, told: dict[str, Fact]) -> Whole | None:
        """What is told of one time as a whole in parts; None where it is none, or its parts are more than it."""
        world = told.get(_WORLD)
        countries = {region: fact for region, fact in told.items() if region in self.of.lens.countries}
        if world is None or not countries or sum(fact["value"] for fact in countries.values()) > world["value"]:
            return None
        return Whole(world, countries)
