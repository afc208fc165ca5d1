"""The page of a dispute: who states what, side by side, how far apart they are, and the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.charts.bars import Bars
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Part, Table
from tui.language.label import Label
from tui.pages.dispute import Dispute
from tui.pages.document import Door, Line, Span
from tui.pages.fact import fact_page
from tui.pages.naming import named_both, named_door
from tui.pages.page import PanelPage
from tui.pages.panel import Panel, Room
from tui.pages.stated import figure_of, short
from tui.text.figures import pad_figure
from tui.text.visible import visible
from tui.text.widths import cell_width, cut, pad

_VOICES = Label("{} VOICES", "{} 方说法")
_TITLE = Label("Dispute", "分歧")
_SPREAD = Label("the larger {} times the smaller", "大者为小者的 {} 倍")
_BAR, _FIGURE, _WHO, _WHEN = 18, 14, 20, 10


@dataclass(frozen=True)
class Voices:
    """Each claim of a part that stands in a dispute: a bar, the figure, who says it and as what, when it was printed.

    Attributes:
        row: that of the table of disputes.
    """

    lens: Lens
    row: Row
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        table = self.lens.table(self.row["table"])
        fact = self.lens.fact(self.row["table"], self.row["key"]) or {}
        what = visible(str(self.row[f"what_in_{reader.language}"]))
        return (
            named_both(table.subject_of(fact) or self.row["subject"], reader, "heading"),
            Span(f"· {what}", "heading"),
            Span(str(self.row["period"] or ""), "dim"),
        )

    def draw(self, room: Room) -> list[Line]:
        reader, table = room.reader, self.lens.table(self.row["table"])
        part = next(part for part in table.parts if part.name == self.row["part"])
        claims = list(self._claims(part))
        head = [Span(reader.label(_VOICES).format(len({claim["teller"] for claim in claims})), "part")]
        if self.row["spread"] and self.row["spread_in"] == "ratio":
            ratio = max(self.row["spread"], 1 / self.row["spread"])
            head += [Span("  "), Span(reader.label(_SPREAD).format(f"{ratio:.3g}"), "rival")]
        return [tuple(head), *self._lines(claims, table, part, room)]

    def _claims(self, part: Part) -> Iterator[Row]:
        """Every claim of the facts in dispute that states the part, the sides of the dispute first."""
        sides = (self.row["shown_claim"], self.row["rival_claim"])
        found: dict[str, Row] = {}
        for key in self.row["keys"].split(";"):
            for claim in self.lens.claims_of(self.row["table"], key):
                if claim[part.name] is not None:
                    found.setdefault(claim["id"], claim)
        yield from sorted(found.values(), key=lambda claim: (claim["id"] not in sides, claim["place"]))

    def _lines(self, claims: list[Row], table: Table, part: Part, room: Room) -> Iterator[Line]:
        reader = room.reader
        measured = part.match == "interval"
        values = tuple(float(claim[part.name]) for claim in claims) if measured else ()
        bars = Bars(values, max(values, default=1.0)).draw(_BAR, len(values), reader.glyphs) if measured else []
        for number, claim in enumerate(claims):
            side = claim["id"] in (self.row["shown_claim"], self.row["rival_claim"])
            told = figure_of(table, claim, part.name, reader) if measured else self._value(table, part, claim, reader)
            source = self.lens.source(claim["source"]) or {}
            door = Door(table.name, claim["key"])
            spans = [
                Span("≠ " if side else "  ", "rival"),
                *((Span(bars[number], "bar"), Span(" ")) if measured else ()),
                Span(
                    pad_figure(told, _FIGURE) if measured else pad(cut(told, _FIGURE * 2), _FIGURE * 2),
                    "figure" if side else "dim",
                    door,
                ),
                Span("  "),
                _cell(named_door(claim["teller"], reader, "said"), _WHO),
                Span(" "),
                Span(pad(cut(source.get("published") or "?", _WHEN), _WHEN), "dim"),
                Span(" "),
            ]
            left = room.width - sum(cell_width(span.text) for span in spans)
            kind = table.column("said_by_kind").choice(claim["said_by_kind"] or "", reader.language)
            yield (*spans, Span(cut(kind, max(0, left)), "dim"))

    @staticmethod
    def _value(table: Table, part: Part, claim: Row, reader: Reader) -> str:
        return visible(short(table.column(part.name), claim[part.name], reader))


def _cell(span: Span, width: int) -> Span:
    return span._replace(text=pad(span.text, width))


def dispute_page(lens: Lens, name: str, key: str, reader: Reader) -> PanelPage | None:
    """The page of the dispute that a fact stands in: voices, class and arithmetic, then the fact; None without one."""
    row, disputes = lens.dispute(name, key), lens.disputed
    if row is None or disputes is None:
        return None
    # The page of the fact tells the dispute again under its figures.
    rest = [panel for panel in fact_page(lens, name, row["key"]) if not isinstance(panel, Dispute)]
    panels: list[Panel] = [Voices(lens, row), Dispute(row, disputes.column("class")), *rest]
    return PanelPage(reader.label(_TITLE), panels)
