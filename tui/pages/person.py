"""The page of a person: where they are now, since when and who says so; what is only rumoured; the path so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from tui.cells.cell import Reader
from tui.cells.marks import STANDING, marked
from tui.corpus.careers import Career, Move, Stay, career, destination
from tui.corpus.lens import Lens
from tui.corpus.tables import Part, Table
from tui.language.label import Label
from tui.pages.document import Block, Door, Item, Line, NamedSpans, Pair, Span
from tui.pages.naming import named_both, named_door
from tui.pages.panel import Panel, Room, laid
from tui.pages.stated import verdict
from tui.pages.vouching import voiced
from tui.text.visible import visible

OF_PEOPLE = "departures"
"""The table of people."""
_NOW = Label("NOW", "现况")
_BY_LAST = Label("by the last move that is told", "据最近一次变动")
_AT = Label("at", "任职于")
_ROLE = Label("role", "职务")
_SINCE = Label("since", "自")
_SAYS = Label("says so", "出自")
_LEFT = Label("left", "已离开")
_NEXT = Label("where to", "去向")
_UNSAID = Label("nobody says where to", "去向未见说法")
_UNNAMED = Label("a place that nobody names", "未具名去处")
_LISTED = Label("named so in the list of names; no move of theirs is told", "据名称表；未见变动说法")
_OPEN = Label("NOT CERTAIN", "未定")
_COURTED = Label("an approach, no move", "仅为接触，未见加盟")
_PATH = Label("PATH", "履历")


@dataclass(frozen=True)
class Whereabouts:
    """Where a person is now, by the last move that happened, with who says so."""

    lens: Lens
    person: str
    career: Career
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        note = reader.label(_BY_LAST) if self.career.path else ""
        return (Span(reader.label(_NOW), "part"), Span("  "), Span(note, "dim"))

    def draw(self, room: Room) -> list[Line]:
        now, left = self.career.now, self.career.left
        if now is not None:
            return laid(self._stay(now, room.reader), room)
        if left is not None:
            return laid(self._exit(left, room.reader), room)
        return laid(self._listed(room.reader), room)

    @cached_property
    def _table(self) -> Table:
        return self.lens.table(OF_PEOPLE)

    def _stay(self, stay: Stay, reader: Reader) -> Iterator[Block]:
        if stay.org:
            yield NamedSpans(reader.label(_AT), (named_both(stay.org, reader, "figure"),))
        else:
            kind = self._table.column("kind").choice(stay.arrival["kind"], reader.language)
            yield NamedSpans(reader.label(_AT), (Span(reader.label(_UNNAMED), "warn"), Span(kind, "dim")))
        roles = [spans for move in (stay.arrival, *stay.inside) if (spans := tuple(self._roles(move, reader)))]
        for number, spans in enumerate(roles):
            yield NamedSpans("" if number else reader.label(_ROLE), spans)
        arrived = _dated(self._table, stay.arrival, reader)
        yield NamedSpans(reader.label(_SINCE), (Span(arrived, "figure", Door(OF_PEOPLE, stay.arrival["key"])),))
        yield from self._vouched(stay.arrival, "to_org" if stay.arrival["to_org"] else "announced", reader)

    def _roles(self, move: Move, reader: Reader) -> Iterator[Span]:
        """What a person is called there, with who says it where several roles are told of one move."""
        lens, column = self.lens, self._table.column("to_role")
        told: dict[str, str] = {}
        for claim in lens.claims_of(OF_PEOPLE, move["key"]):
            if claim["to_role"] and not claim["to_org_flag"] and claim["to_org"] == move["to_org"]:
                told.setdefault(claim["to_role"], claim["teller"] or "")
        if move["to_role"]:
            told = {move["to_role"]: told.get(move["to_role"], ""), **told}
        for number, (role, teller) in enumerate(told.items()):
            who = reader.names.name(teller, reader.language) if len(told) > 1 else ""
            text = column.choice(role, reader.language) + (f" ({who})" if who else "")
            yield Span(visible(text if not number else f"· {text}"), "")
        if told and _dated(self._table, move, reader):
            yield Span(_dated(self._table, move, reader), "dim", Door(OF_PEOPLE, move["key"]))

    def _vouched(self, move: Move, part: str, reader: Reader) -> Iterator[Block]:
        wanted = _part(self._table, part)
        voice = voiced(self.lens, move, wanted, reader)
        if not voice:
            return
        witnesses, rivals = move.get(f"{part}_witnesses") or 1, move.get(f"{part}_rivals") or 0
        spans = [Span(voice, "said", Door(OF_PEOPLE, move["key"]))]
        spans.append(Span(verdict(witnesses, rivals, reader), "rival" if rivals else "dim"))
        yield NamedSpans(reader.label(_SAYS), tuple(spans))

    def _exit(self, move: Move, reader: Reader) -> Iterator[Block]:
        table = self._table
        spans = [named_both(move["org"], reader, "figure")] if move["org"] else []
        if move["role"]:
            spans.append(Span(visible(table.column("role").choice(move["role"], reader.language)), "dim"))
        yield NamedSpans(reader.label(_LEFT), tuple(spans))
        kind = table.column("kind").choice(move["kind"], reader.language)
        yield NamedSpans(
            reader.label(_SINCE),
            (Span(_dated(table, move, reader), "figure", Door(OF_PEOPLE, move["key"])), Span(kind, "dim")),
        )
        yield from self._vouched(move, "announced", reader)
        yield Pair(reader.label(_NEXT), reader.label(_UNSAID), "warn")

    def _listed(self, reader: Reader) -> Iterator[Block]:
        row = self.lens.entity(self.person) or {}
        if not row.get("org"):
            return
        yield NamedSpans(reader.label(_AT), (named_both(row["org"], reader, "figure"),))
        if row.get("role"):
            yield Pair(reader.label(_ROLE), visible(row["role"]))
        yield Pair(reader.label(_SAYS), reader.label(_LISTED), "dim")


@dataclass(frozen=True)
class Uncertain:
    """Approaches, and destinations that are rumoured, planned, denied or flagged: none of them is where somebody is."""

    lens: Lens
    moves: tuple[Move, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(reader.label(_OPEN), "part"),)

    def draw(self, room: Room) -> list[Line]:
        writer = _MoveWriter(self.lens, room.reader)
        return laid((writer.item(move, note=True) for move in self.moves), room)


@dataclass(frozen=True)
class Path:
    """The moves that happened, the newest first, each with its roles and who says it."""

    lens: Lens
    moves: tuple[Move, ...]
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(_PATH)}  {len(self.moves)}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        writer = _MoveWriter(self.lens, room.reader)
        return laid((writer.item(move) for move in self.moves), room)


@dataclass(frozen=True)
class _MoveWriter:
    """Writes moves, two lines each."""

    lens: Lens
    reader: Reader

    def item(self, move: Move, *, note: bool = False) -> Item:
        table, reader = self.lens.table(OF_PEOPLE), self.reader
        kind = table.column("kind").choice(move["kind"], reader.language)
        date = _dated(table, move, reader)
        spans = [Span(f"{date or '?':10}", "dim", Door(OF_PEOPLE, move["key"])), Span(kind, "label")]
        if move["org"]:
            spans.append(named_door(move["org"], reader))
        if move["to_org"] and move["to_org"] != move["org"]:
            sure = destination(move, self.lens.policy) is not None
            to = named_door(move["to_org"], reader, "figure" if sure else "rival")
            standing = move.get(f"to_org{STANDING}") or ("unsure" if note else None)
            spans += [Span("→"), to._replace(text=marked(to.text, None if sure else standing))]
        return Item(tuple(spans), tuple(self._under(move, note=note)))

    def _under(self, move: Move, *, note: bool) -> Iterator[Span]:
        table, reader, policy = self.lens.table(OF_PEOPLE), self.reader, self.lens.policy
        roles = [
            table.column(name).choice(move[name], reader.language) for name in ("role", "to_role") if move.get(name)
        ]
        if roles:
            yield Span(visible(" → ".join(dict.fromkeys(roles))), "dim")
        told = []
        if move["kind"] == "approach":
            told.append(reader.label(_COURTED))
        if move["status"] in policy.unsure or note:
            told.append(table.column("status").choice(move["to_org_status"] or move["status"], reader.language))
        part = _part(table, "to_org" if move["to_org"] else "announced")
        told.append(voiced(self.lens, move, part, reader))
        yield Span(visible(" · ".join(filter(None, told))), "rival" if note else "said")
        if move.get("flag"):
            flags = ", ".join(table.column("flag").choice(flag, reader.language) for flag in move["flag"].split(";"))
            yield Span(visible(f"⚑ {flags}"), "rival")


def _part(table: Table, name: str) -> Part:
    return next(part for part in table.parts if part.name == name)


def _dated(table: Table, move: Move, reader: Reader) -> str:
    return visible(marked(move["announced"] or "", move.get(f"announced{STANDING}")))


def person_career(lens: Lens, person: str) -> Career | None:
    """What is told of a person's moves; None where nothing is."""
    if OF_PEOPLE not in lens.corpus.claimed:
        return None
    moves = lens.facts_of(OF_PEOPLE, "person", person).to_dicts()
    return career(moves, lens.names.root, lens.policy) if moves else None


def person_panels(lens: Lens, person: str) -> list[Panel]:
    """Where a person is, what is not certain, and the path; nothing where no move and no place is told."""
    found = person_career(lens, person)
    if found is None:
        listed = lens.entity(person) or {}
        return [Whereabouts(lens, person, Career(None, None, (), ()))] if listed.get("org") else []
    panels: list[Panel] = [Whereabouts(lens, person, found)]
    if found.open:
        panels.append(Uncertain(lens, found.open))
    if found.path:
        panels.append(Path(lens, found.path))
    return panels
