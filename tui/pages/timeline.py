"""The time of an entity: its rounds, its value, its users, its money and its people, on the same months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar, NamedTuple

import polars as pl

from tui.cells.cell import Reader
from tui.charts.bands import Band, Bands
from tui.corpus.arithmetic import stated_figure
from tui.corpus.heads import OF_DEALS, OF_FACTS, OF_USERS, users_of
from tui.corpus.histories import Fact, is_peak, is_sure
from tui.corpus.lens import Lens
from tui.corpus.money import with_usd
from tui.corpus.series import STAT, STOCK
from tui.corpus.tables import UNIT
from tui.language.label import Label
from tui.pages.document import Line, Span, spans_of_chart
from tui.pages.headline import NARROW
from tui.pages.look import TimeSpan
from tui.pages.naming import name_of_metric
from tui.pages.panel import Room
from tui.pages.person import OF_PEOPLE
from tui.text.visible import visible

_TITLE = Label("TIME", "时间轴")
_RULE = Label("each row as high as its own greatest", "各行以自身最大值为高")
_ROUNDS, _VALUE = Label("rounds, $", "融资 $"), Label("valued, $", "估值 $")
_LEFT, _CAME = Label("people left", "人员离开"), Label("people came", "人员加入")
_PEOPLE_LEFT, _PEOPLE_CAME = "left", "came"
_STATED = ("revenue", "annualised_revenue", "headcount")
_EXITS = ("departure", "dismissed", "retired", "move")
_ARRIVALS = ("hired", "move", "returned", "founded", "departure")
_TALL = 45
"""Lines of a screen from which on a band has more than one."""
_FEWEST = 2
"""Dates from which on there is an axis."""


class Dated(NamedTuple):
    """A figure on a time axis: its day, how high it stands, and the part of the fact that it is."""

    day: date
    value: float
    part: str = ""
    row: Fact | None = None


@dataclass(frozen=True)
class Timeline:
    """Bands over the frames of an entity's page.

    Attributes:
        frames: what each table says of it.
    """

    lens: Lens
    entity: str
    frames: Mapping[str, pl.DataFrame]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_TITLE), "part"), Span("  "), Span(reader.label(_RULE), "dim"))

    def draw(self, room: Room) -> list[Line]:
        if self.axis is None:
            return []
        since, until = room.look.span or self.axis
        bands = tuple(self._bands(room.reader, (since, until)))
        rows = 3 if room.rows >= _TALL else 1
        chart = Bands(bands, since, until, gutter=18 if room.width >= NARROW else 12)
        return spans_of_chart(chart, room.width, rows * len(bands) + 2, room.reader.glyphs)

    @cached_property
    def axis(self) -> TimeSpan | None:
        """From the first thing that is told of it to the last, never after what the corpus knows."""
        days = [point.day for band in self._found.values() for point in band]
        if len(set(days)) < _FEWEST:
            return None
        first, last = min(days), max(days)
        end = (last.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)
        return first.replace(day=1), end

    def _bands(self, reader: Reader, span: TimeSpan) -> Iterator[Band]:
        for key, points in self._found.items():
            inside = [point for point in points if span[0] <= point.day <= span[1]]
            yield Band(
                self._name(key, reader),
                tuple((point.day, point.value) for point in points),
                self._write(key, inside, reader) if inside else "",
            )

    def _name(self, key: str, reader: Reader) -> str:
        labels = {"rounds": _ROUNDS, "valuation": _VALUE, _PEOPLE_LEFT: _LEFT, _PEOPLE_CAME: _CAME}
        if key in labels:
            return reader.label(labels[key])
        table, metric, *product = key.split("/")
        name = name_of_metric(self.lens, table, metric, reader)
        whose = product[0] if product and product[0] != self.entity else ""
        return f"{visible(reader.names.name(whose, reader.language))} {name}" if whose else name

    def _write(self, key: str, points: list[Dated], reader: Reader) -> str:
        """What stands behind a band: the latest figure that is seen, as it was stated; of people how many."""
        if key in (_PEOPLE_LEFT, _PEOPLE_CAME):
            return f"{sum(point.value for point in points):.0f}"
        last = max(points, key=lambda point: point.day)
        if last.row is None:
            return ""
        table, _, part = last.part.partition("/")
        return stated_figure(self.lens.table(table), last.row, part, reader.language)

    @cached_property
    def _found(self) -> dict[str, list[Dated]]:
        """The bands that have something, by their keys."""
        found = {
            "rounds": list(self._deals("amount")),
            "valuation": [*self._deals("valuation"), *self._money("valuation", converted=True)],
            **self._users(),
            **{f"{OF_FACTS}/{metric}": list(self._money(metric)) for metric in _STATED},
            _PEOPLE_LEFT: list(self._people("org", _EXITS)),
            _PEOPLE_CAME: list(self._people("to_org", _ARRIVALS)),
        }
        return {key: points for key, points in found.items() if points}

    def _rows(self, name: str) -> Iterable[Fact]:
        frame = self.frames.get(name)
        return [] if frame is None else frame.iter_rows(named=True)

    def _deals(self, part: str) -> Iterator[Dated]:
        """Money of the deals of the company itself that have happened, in US dollars."""
        if OF_DEALS not in self.lens.corpus.claimed:
            return
        company = self.lens.names.root(self.entity)
        facts = self.lens.facts_of(OF_DEALS, "company", company, *self.lens.names.family(self.entity))
        held = facts.filter(self.lens.policy.happened(part))
        if part == "amount":
            held = held.filter(pl.col("kind") == "funding")
        for row in held.iter_rows(named=True):
            if row[f"{part}_usd"] is not None and (day := middle(row)) is not None:
                yield Dated(day, row[f"{part}_usd"], f"{OF_DEALS}/{part}", row)

    def _money(self, metric: str, *, converted: bool = False) -> Iterator[Dated]:
        """What is stated of the company alone and whole: in the currency that most of it is in, or in US dollars."""
        policy = self.lens.policy
        held = [
            row
            for row in self._stated
            if row["metric"] == metric
            and is_sure(row, policy)
            and not (row["versus"] or row["counterparty"] or row["whole"])
            and (row["basis"] or "") in policy.bases
            and row[UNIT] in ("people", "money")
        ]
        usual = Counter(row["currency"] for row in held).most_common(1)
        for row in held:
            alike = converted or row["currency"] == usual[0][0]
            value = row["value_usd"] if converted else row["value"]
            if alike and value is not None and (day := middle(row)) is not None:
                yield Dated(day, value, f"{OF_FACTS}/value", row)

    @cached_property
    def _stated(self) -> Sequence[Fact]:
        """What is stated of the company, with dollars."""
        if OF_FACTS not in self.lens.corpus.claimed:
            return []
        facts = self.lens.facts_of(OF_FACTS, "entity", self.lens.names.root(self.entity))
        facts = facts.filter(pl.col("metric").is_in([*_STATED, "valuation"]))
        return with_usd(facts, "value", "currency", self.lens.corpus.frame("fx"), "value_usd").to_dicts()

    def _users(self) -> dict[str, list[Dated]]:
        """The histories behind the headlines of the first product: one counter each."""
        found: dict[str, list[Dated]] = {}
        for head in users_of(self.lens, self.entity):
            # Of several products the first has bands, the others are told in figures.
            product = head.row["product"]
            if not found or next(iter(found)).endswith(f"/{product}"):
                found.setdefault(f"{OF_USERS}/{head.measure}/{product}", self._history(head.row))
        return found

    def _history(self, fact: Fact) -> list[Dated]:
        policy, alike = self.lens.policy, ("metric", "counter", "region", "channel", UNIT, "whole", "versus", "per")
        points = []
        for row in self.lens.facts_of(OF_USERS, "product", fact["product"]).iter_rows(named=True):
            same = all(row[name] == fact[name] for name in alike) and (row[STAT] in STOCK) == (fact[STAT] in STOCK)
            if same and is_sure(row, policy) and not is_peak(row):
                day = middle(row)
                if day is not None:
                    points.append(Dated(day, row["value"], f"{OF_USERS}/value", row))
        return sorted(points, key=lambda point: point.day)

    def _people(self, column: str, kinds: Iterable[str]) -> Iterator[Dated]:
        """How many people left or came on each day."""
        if OF_PEOPLE not in self.lens.corpus.claimed:
            return
        family = set(self.lens.names.family(self.lens.names.root(self.entity)))
        if self.entity not in self.lens.names.family(self.lens.names.root(self.entity)):
            return
        happening = self.lens.policy.happening
        days: dict[date, set[str]] = {}
        for row in self._rows(OF_PEOPLE):
            inside = row[column] in family and not (row["org"] in family and row["to_org"] in family)
            if row["person"] and inside and row["kind"] in tuple(kinds) and row["status"] in happening:
                day = middle(row)
                if day is not None:
                    days.setdefault(day, set()).add(row["person"])
        yield from (Dated(day, float(len(people))) for day, people in sorted(days.items()))


def middle(row: Fact) -> date | None:
    """The day at which a date is drawn: in the middle of the days that it may mean."""
    start, end = row["start"], row["end"]
    if start is None or end is None:
        return start or end  # type: ignore[no-any-return]
    return start + (end - start) / 2  # type: ignore[no-any-return]
