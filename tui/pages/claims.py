"""The claims behind a fact, each with its mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from tui.cells.cell import Reader
from tui.corpus.lens import Lens, Relation, Row
from tui.corpus.tables import Part, Table
from tui.language.words import listed, word
from tui.pages.document import Door, Item, Line, Span
from tui.pages.naming import named_door
from tui.pages.panel import Room, laid
from tui.pages.stated import figure_of, short
from tui.text.visible import visible

RELATION_MARK = {
    "shown": Span("✓", "good"),
    "witness": Span("=", "good"),
    "rival": Span("≠", "rival"),
    "silent": Span("○", "dim"),
    "restated": Span("←", "dim"),
    "flagged": Span("⚑", "rival"),
    "aside": Span("~", "dim"),
    "apart": Span("∥", "dim"),
}
_SILENT_MARK = Span("·", "dim")
_OURS_MARK = Span("Σ", "dim")
_UNCOMPARED = Relation("", "")
_PLAIN = ("shown", "witness", "rival", "flagged")
"""Relations of which the mark says all."""
_LOOK = {"shown": "figure", "witness": "figure", "rival": "rival"}


def _lines(text: str, reader: Reader) -> str:
    return word("at_lines" if ";" in text else "at_line", reader.language, text.replace(";", ", "))


@dataclass(frozen=True)
class Claims:
    """Every claim of one fact, marked by how it stands to the one shown."""

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
        """Each part that the claim states, behind its mark."""
        for position, part in enumerate(self.table.parts):
            figure = part.match == "interval"
            silent = position == 0 and claim["qualifier"] in self.lens.policy.silent
            if claim[part.name] is None and not silent:
                continue
            relation, reason = self.relations[part.name].get(claim["id"], _UNCOMPARED)
            text = self._figure(claim, part) if figure else self._value(claim, part)
            ours = figure and not relation and not silent
            mark = _OURS_MARK if ours else RELATION_MARK.get(relation, _SILENT_MARK)
            told = word("computed", self.reader.language) if ours else self._told(part, relation, reason)
            look = "struck" if claim["status"] in self.lens.policy.refuting and figure else _LOOK.get(relation, "dim")
            yield Span(f"{mark.text} {visible(text)}{f' ({told})' if told else ''}", look)

    def _told(self, part: Part, relation: str, reason: str) -> str:
        """How a part stands to the one shown, where the mark does not say all."""
        if not relation or relation in _PLAIN:
            return ""
        if relation == "apart":
            columns = dict.fromkeys(self.reader.label(self.table.column(name).title) for name in reason.split())
            return f"{word('differs', self.reader.language)} {listed(columns, self.reader.language)}"
        bound = relation == "silent" and part.match == "interval"
        return word(f"relation.{'bound' if bound else relation}", self.reader.language)

    def _figure(self, claim: Row, part: Part) -> str:
        text = figure_of(self.table, claim, part.name, self.reader)
        if part.basis and claim[part.name] is not None:
            text = f"{text} {self._choice(part.basis, claim[part.basis])}".rstrip()
        return text

    def _value(self, claim: Row, part: Part) -> str:
        """A part that is no figure: a date with its kind, anything else behind what it is called."""
        column = self.table.column(part.name)
        if part.match == "near":
            kind = self._choice(part.basis, claim[part.basis]) if part.basis else ""
            return f"{claim[part.name]} {kind}".rstrip()
        return f"{self.reader.label(column.title)} {short(column, claim[part.name], self.reader)}"

    def block(self, claim: Row) -> Item:
        """One claim: what it says, who says it, where it was printed, and what is known against it."""
        language = self.reader.language
        source = self.lens.source(claim["source"]) or {}
        publisher = self.reader.names.name(source.get("publisher"), language) or claim["source"]
        stated = list(self._stated(claim)) or [Span(f"· {word('silent', language)}", "dim")]
        if claim["said_by"]:
            stated.append(named_door(claim["said_by"], self.reader, "said"))
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
            Span(visible(" · ".join(place)), "source", Door("sources", claim["source"])),
            Span(visible(" · ".join(f for f in facts if f)), "dim"),
        ]
        if source.get("seen_via"):
            seen = self.lens.table("sources").column("seen_via").choice(source["seen_via"], language)
            under.append(Span(visible(f"{word('via', language)} {seen}"), "warn"))
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
