"""The claims behind a fact, each with its mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Relation, Row
from tui.corpus.tables import Table
from tui.language.words import word
from tui.pages.document import Item, Line, Span
from tui.pages.panel import Room, laid
from tui.pages.stated import figure_of
from tui.text.visible import visible

RELATION_MARK = {
    "shown": Span("✓", "good"),
    "witness": Span("=", "good"),
    "rival": Span("≠", "rival"),
    "aside": Span("~", "dim"),
    "apart": Span("∥", "dim"),
}
SILENT_MARK = Span("·", "dim")
UNCOMPARED = Relation("", "")


def _lines(text: str, reader: Reader) -> str:
    return word("at_lines" if ";" in text else "at_line", reader.language, text.replace(";", ", "))


@dataclass(frozen=True)
class Claims:
    """Every claim of one fact, the one shown first."""

    lens: Lens
    table: Table
    claims: tuple[Row, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{word('claims', reader.language)}  {len(self.claims)}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        relations = self.lens.relations(self.table.name, self.claims[0]["key"]) if self.claims else {}
        writer = ClaimWriter(self.lens, self.table, relations, room.reader)
        return laid(map(writer.block, self.claims), room)


@dataclass(frozen=True)
class ClaimWriter:
    """Writes claims; holds what all of them need."""

    lens: Lens
    table: Table
    relations: Mapping[str, Mapping[str, Relation]]
    reader: Reader

    def _choice(self, column: str, value: str | None) -> str:
        return self.table.column(column).choice(value, self.reader.language) if value else ""

    def _stated(self, claim: Row) -> Iterator[Span]:
        """Each field that the claim states, behind its mark."""
        for position, f in enumerate(self.table.parts):
            value = claim[f.name]
            silent = position == 0 and claim["qualifier"] in self.lens.policy.silent
            if value is None and not silent:
                continue
            relation, reason = self.relations[f.name].get(claim["id"], UNCOMPARED)
            if f.match == "interval":
                text = figure_of(self.table, claim, f.name, self.reader)
                basis = self._choice(f.basis, claim[f.basis]) if f.basis and value is not None else ""
                text = f"{text} {basis}".strip()
            elif f.match == "equal":
                text = f"→ {self.reader.names.name(value, self.reader.language)}"
            else:
                text = str(value)
            mark = RELATION_MARK.get(relation, SILENT_MARK)
            differs = [self.reader.label(self.table.column(column).title) for column in reason.split()]
            told = f" ({word('differs', self.reader.language)} {', '.join(differs)})" if differs else ""
            role = {"rival": "rival", "aside": "dim", "apart": "dim"}.get(relation, "figure")
            if claim["status"] in self.lens.policy.refuting:
                role = "struck"
            yield Span(f"{mark.text} {visible(text)}{told}", role)

    def block(self, claim: Row) -> Item:
        """One claim: what it says, who says it, where it was printed, and what is known against it."""
        language = self.reader.language
        source = self.lens.source(claim["source"]) or {}
        publisher = self.reader.names.name(source.get("publisher"), language) or claim["source"]
        stated = list(self._stated(claim)) or [Span(f"· {word('silent', language)}", "dim")]
        if claim["said_by"]:
            stated.append(Span(visible(self.reader.names.name(claim["said_by"], language)), "said"))
        facts = [
            self._choice("qualifier", claim["qualifier"]),
            self._choice("status", claim["status"]),
            self._choice("said_by_kind", claim["said_by_kind"]),
            self._choice("confidence", claim["confidence"]),
        ]
        if claim["nature"] != "actual":
            facts.insert(1, self._choice("nature", claim["nature"]))
        place = [publisher, source.get("published") or "?"]
        if source.get("published_basis") == "inferred":
            place[1] += "?"
        if claim["line"]:
            place += [source.get("title") or claim["source"], _lines(claim["line"], self.reader)]
        if claim["printed"]:
            place.append(f"“{claim['printed']}”")
        under = [
            Span(visible(" · ".join(place)), "source"),
            Span(visible(" · ".join(f for f in facts if f)), "dim"),
        ]
        if source.get("seen_via"):
            under.append(Span(visible(f"{word('via', language)} {source['seen_via']}"), "warn"))
        if claim["flag"]:
            flags = self._choices(claim["flag"])
            under.append(Span(visible(f"⚑ {flags}"), "rival"))
        if claim["note"]:
            under.append(Span(visible(claim["note"]), "dim"))
        if source.get("url"):
            under.append(Span(visible(source["url"]), "link"))
        return Item(tuple(stated), tuple(under))

    def _choices(self, values: str) -> str:
        return ", ".join(self._choice("flag", value) for value in values.split(";"))
