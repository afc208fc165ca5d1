"""The card of one entity: what it is, what it raised, who uses it, who left, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.corpus.tables import Column, Table
from tui.language.vocabulary import country_label
from tui.language.words import listed, word
from tui.pages.beside import with_yuan
from tui.pages.document import Block, Door, Item, Line, NamedSpans, Pair, Span
from tui.pages.line import spans
from tui.pages.naming import named_both, names_listed
from tui.pages.panel import Room, laid
from tui.text.visible import visible


def entity_frames(lens: Lens, entity: str) -> dict[str, pl.DataFrame]:
    """What each table of claims says of an entity and of what it owns, in the order of a card."""
    family = lens.names.family(entity)
    frames = {}
    for table in sorted(map(lens.table, lens.corpus.claimed), key=lambda table: table.card.order if table.card else 0):
        named = [
            _names(table.column(name), [*family, lens.names.root(entity)] if name in table.owner else family)
            for name in table.about
        ]
        frames[table.name] = lens.shown(table.name).filter(pl.any_horizontal(named))
    return frames


def _names(column: Column, entities: Sequence[str]) -> pl.Expr:
    """The rows that name one of some entities in a column."""
    cells = pl.col(column.name)
    if column.type == "entities":
        cells = cells.str.split(";").list.eval(pl.element().is_in(list(entities))).list.any()
    else:
        cells = cells.is_in(list(entities))
    return cells.fill_null(False)


def _country(code: str | None, lens: Lens, reader: Reader) -> str:
    """What a country is called, by its code."""
    code = code or ""
    if "place" in lens.kinds.get(code.lower(), ()):
        return reader.names.name(code.lower(), reader.language)
    called = country_label(code)
    return reader.label(called) if called else code


@dataclass(frozen=True)
class Identity:
    """What an entity is and what it is called, what it belongs to and what belongs to it."""

    lens: Lens
    entity: str
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(visible(reader.names.both(self.entity, reader.language)), "heading"),)

    def draw(self, room: Room) -> list[Line]:
        lens, reader = self.lens, room.reader
        row = lens.corpus.frame("entities").filter(pl.col("id") == self.entity).row(0, named=True)
        described = lens.table("entities").column("kinds")
        kinds = listed((described.choice(k, reader.language) for k in (row["kinds"] or "").split(";")), reader.language)
        shown = reader.names.both(self.entity, reader.language).split("  ")
        spellings = [row["en"], row["zh_hans"], row["zh_hant"], *(row["aliases"] or "").split(";")]
        others = [s for s in dict.fromkeys(spellings) if s and s not in shown]
        owned = [e for e in lens.names.family(self.entity) if e != self.entity]
        members = [m for m in (row["members"] or "").split(";") if m]
        told = {
            "kinds": " · ".join(p for p in (kinds, _country(row["country"], lens, reader)) if p),
            "names": listed(others, reader.language),
        }
        doors = {
            "parent": (named_both(row["parent"], reader),) if row["parent"] else (),
            "parts": names_listed(owned, reader),
            "members": names_listed(members, reader),
        }
        blocks: list[Block] = [Pair(word(k, reader.language), visible(text), "dim") for k, text in told.items() if text]
        blocks += [NamedSpans(word(key, reader.language), names) for key, names in doors.items() if names]
        return laid(blocks, room)


@dataclass(frozen=True)
class CardRows:
    """What a table says of an entity in the time that is looked at, a line each.

    Attributes:
        frame: all rows.
        most: how many of them are shown at most; the rest are counted, and lead to the tab with all of them.
        entity: of whom; without one the rest lead nowhere.
    """

    lens: Lens
    table: Table
    frame: pl.DataFrame
    most: int | None = None
    entity: str = ""
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(self.table.title).upper()}  {self.frame.height}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        span, reader = room.look.span, room.reader
        seen = self.frame
        told: list[Line] = []
        if span is not None:
            seen = seen.filter((pl.col("start") <= span[1]) & (pl.col("end") >= span[0]))
            told.append((Span(f"  {seen.height} · {span[0]:%Y-%m} … {span[1]:%Y-%m}", "dim"),))
        kept = with_yuan(seen if self.most is None else seen.head(self.most), self.table, self.lens, reader)
        blocks = [Item(tuple(spans(self.table, row, reader, self.lens.policy))) for row in kept.iter_rows(named=True)]
        told += laid(blocks, room)
        if kept.height < seen.height:
            more = word("more", reader.language, str(seen.height - kept.height))
            door = Door(self.table.name, self.entity, "tab") if self.entity else None
            told.append((Span("  "), Span(f"{more} → {reader.label(self.table.title)}", "dim", door)))
        return told
