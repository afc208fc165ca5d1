"""The figures that name an entity, a line each: what it is, the figure, its date, who says it, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus import headlines
from tui.corpus.heads import OF_DEALS, OF_USERS, Head
from tui.corpus.lens import Lens
from tui.corpus.money import SEEN
from tui.language.label import Label
from tui.language.words import word
from tui.pages.beside import DOLLARS, called
from tui.pages.document import Door, Line, Span
from tui.pages.naming import entity_door, named_both
from tui.pages.panel import Room
from tui.pages.stated import marked_figure, short
from tui.text.figures import converted, pad_figure
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_LAST, _VALUE, _RAISED = Label("last round", "最近一轮"), Label("valued", "估值"), Label("raised", "累计融资")
_NAMES = {"last_round": _LAST, "valuation": _VALUE, "raised": _RAISED}
_FIGURES = Label("HEADLINE FIGURES", "要点")
_STALE = Label("stale", "陈旧")
_NOTES = {
    f"{OF_DEALS}/amount": ("round",),
    f"{OF_DEALS}/valuation": ("valuation_basis",),
    f"{OF_USERS}/value": ("stat", "channel", "region"),
}
"""The columns that a figure of a part is not without."""
NARROW = 68
"""Cells below which who says a figure stands under it."""
_NARROW_LABEL = 13
LABEL, _FIGURE, _DATE, _TELLER = 20, 13, 11, 18
"""Cells of what is measured, of the figure, of its date and of who says it."""


def measure_of(head: Head, lens: Lens, reader: Reader) -> str:
    """What a figure measures, in words."""
    if head.measure in _NAMES:
        return reader.label(_NAMES[head.measure])
    return lens.table(head.table).column("metric").choice(head.measure, reader.language)


def door_of_head(head: Head) -> Door:
    """Where a figure leads: to its series, or to its deal."""
    return Door(head.table, head.row["key"], "" if head.table == OF_DEALS else "series")


def dated(head: Head) -> str:
    """The date of a figure, as it is told."""
    return str(head.row.get("announced") if head.table == OF_DEALS else head.row.get("period"))


def is_stale(head: Head, lens: Lens) -> bool:
    """Whether a figure is old by the policy, counted from the last source of the corpus."""
    age = (lens.last_day - head.end).days if head.end is not None else 0
    return age > lens.policy.months_stale * headlines.MONTH_DAYS


def noted(head: Head, lens: Lens, reader: Reader) -> str:
    """What a figure is not without: its round, its basis, its place and channel."""
    table, row = lens.table(head.table), head.row
    told = []
    for name in _NOTES.get(f"{head.table}/{head.part}", ("basis", "counterparty", "whole")):
        value = row.get(name)
        column = table.column(name)
        if value and value not in column.silent and value not in ("average", "undisclosed"):
            told.append(short(column, value, reader))
    return visible(" · ".join(told))


def figure_lines(head: Head, lens: Lens, room: Room, first: Span, told: tuple[str, ...] = ()) -> list[Line]:
    """A figure behind what stands first in its line, with its date, who says it, and what it is not without.

    In a narrow room who says it stands under it.
    """
    reader, door, narrow = room.reader, door_of_head(head), room.width < NARROW
    table, row = lens.table(head.table), head.row
    label, cells, when = (_NARROW_LABEL, 11, 10) if narrow else (LABEL, _FIGURE, _DATE)
    teller = row.get(f"{head.part}_teller") or row.get("teller")
    text = marked_figure(table, row, head.part, reader)
    stale = reader.label(_STALE) if is_stale(head, lens) else ""
    line: Line = (
        first._replace(text=pad(first.text, label)),
        Span(" "),
        Span(pad_figure(text or "–", cells), "figure", door),
        Span(" "),
        Span(pad(cut(dated(head), when), when), "warn" if stale else "dim", door),
    )
    rest = " · ".join(filter(None, (stale, *told, noted(head, lens, reader))))
    said = Span(visible(reader.names.name(teller, reader.language)), "said", entity_door(teller, reader))
    if narrow:
        left = room.width - 3 - cell_width(said.text)
        return [line, (Span("  "), said, Span(" "), Span(cut(rest, max(0, left)), "dim"))]
    line = (*line, Span(" "), said._replace(text=pad(said.text, _TELLER)), Span(" "))
    left = room.width - sum(cell_width(span.text) for span in line)
    return [(*line, Span(cut(rest, max(0, left)), "dim"))]


@dataclass(frozen=True)
class HeadlineFigures:
    """The figures that name an entity; those of another product or of its maker say whose they are."""

    lens: Lens
    entity: str
    heads: tuple[Head, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_FIGURES), "part"),)

    def draw(self, room: Room) -> list[Line]:
        lens, reader = self.lens, room.reader
        lines: list[Line] = []
        before: str | None = self.entity
        company = lens.names.root(self.entity)
        told = [(lens.table(head.table).subject_of(head.row), head) for head in self.heads]
        # Its own before those of another, and of each what is old last.
        order = [self.entity, *dict.fromkeys(subject for subject, _ in told)]
        told.sort(key=lambda one: (order.index(one[0]), is_stale(one[1], lens)))
        for subject, head in told:
            if subject != before:
                lines += self._summed(room) if before == company else []
                lines.append((named_both(subject, reader, "heading"),))
            before = subject
            lines += figure_lines(head, lens, room, Span(visible(measure_of(head, lens, reader)), "label"))
        return [*lines, *(self._summed(room) if before == company or not lines else ())]

    def _summed(self, room: Room) -> list[Line]:
        """What the rounds of the company add up to; derived, and so told with its rule."""
        reader = room.reader
        row, language = self.lens.company(self.entity), reader.language
        if row is None or row["rounds_usd"] is None:
            return []
        seen = row.get(f"rounds_usd{SEEN}")
        currency = DOLLARS if seen is None else reader.currency
        text = converted(row["rounds_usd"] if seen is None else seen, reader.figures, currency=currency)
        told = f"({row['rounds']}) {word('rounds_rule', language, called(currency, reader))}"
        narrow = room.width < NARROW
        first = (
            Span(pad(word("rounds", language), _NARROW_LABEL if narrow else LABEL), "label"),
            Span(" "),
            Span(pad_figure(text, 11 if narrow else _FIGURE), "figure"),
            Span(" "),
        )
        left = room.width - sum(cell_width(span.text) for span in first)
        return [(*first, Span(cut(told, max(0, left)), "dim"))]
