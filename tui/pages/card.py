"""The card of one entity: what it is, what it raised, who uses it, who left, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from tui.cells.cell import Reader
from tui.corpus import headlines
from tui.corpus.lens import Lens, Row
from tui.corpus.tables import Column, Table
from tui.language.label import Language
from tui.language.words import label, word
from tui.pages.document import Block, Item, Line, Pair, Span
from tui.pages.line import spans
from tui.pages.panel import Panel, Room, laid
from tui.pages.tab import Tab
from tui.text import dates
from tui.text.figures import converted, figure
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
        kinds = ", ".join(described.choice(k, reader.language) for k in (row["kinds"] or "").split(";"))
        shown = reader.names.both(self.entity, reader.language).split("  ")
        spellings = [row["en"], row["zh_hans"], row["zh_hant"], *(row["aliases"] or "").split(";")]
        others = [s for s in dict.fromkeys(spellings) if s and s not in shown]
        owned = [e for e in lens.names.family(self.entity) if e != self.entity]
        members = [m for m in (row["members"] or "").split(";") if m]
        told = {
            "kinds": " · ".join(p for p in (kinds, row["country"]) if p),
            "names": ", ".join(others),
            "parent": reader.names.both(row["parent"], reader.language) if row["parent"] else "",
            "parts": ", ".join(reader.names.name(i, reader.language) for i in owned),
            "members": ", ".join(reader.names.name(i, reader.language) for i in members),
        }
        pairs = [Pair(word(key, reader.language), visible(text), "dim") for key, text in told.items() if text]
        return laid(pairs, room)


@dataclass(frozen=True)
class CardSummary:
    """What the company of an entity raised, and what it was last valued at."""

    lens: Lens
    entity: str
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        owner = self.lens.names.root(self.entity)
        return () if owner == self.entity else (Span(visible(reader.names.both(owner, reader.language)), "label"),)

    def draw(self, room: Room) -> list[Line]:
        row, table = self.lens.company(self.entity), self.lens.summary
        return [] if row is None or table is None else laid(_summary(self.lens, table, row, room.reader), room)


def _summary(lens: Lens, table: Table, row: Row, reader: Reader) -> list[Block]:
    language = reader.language

    def said(name: str) -> str:
        column = lens.column(table.name, name)
        return "" if row[name] in column.silent else column.choice(row[name] or "", language)

    blocks: list[Block] = []
    if row["raised"] is not None:
        text = figure(row["raised"], reader.figures, currency=row["raised_currency"], qualifier=row["raised_qualifier"])
        blocks.append(Pair(word("raised", language), f"{text}  {_aged(lens, row['raised_as_of'], language)}", "figure"))
    if row["rounds_usd"] is not None:
        text = f"{converted(row['rounds_usd'], reader.figures)}  ({row['rounds']})"
        blocks.append(Pair(word("rounds", language), text, "figure"))
        blocks.append(Pair("", word("rounds_rule", language), "dim"))
    if row["last_announced"]:
        amount = figure(
            row["last_amount"], reader.figures, currency=row["last_currency"], qualifier=row["last_qualifier"]
        )
        round_ = said("last_round")
        blocks.append(
            Pair(
                word("last_round", language),
                " ".join(p for p in (row["last_announced"], amount, round_) if p),
                "figure",
            )
        )
    if row["valuation"] is not None:
        text = figure(
            row["valuation"], reader.figures, currency=row["valuation_currency"], qualifier=row["valuation_qualifier"]
        )
        basis = said("valuation_basis")
        blocks.append(
            Pair(
                word("valuation", language),
                f"{text}  {_aged(lens, row['valued'], language)} {basis}".rstrip(),
                "figure",
            )
        )
    return blocks


def _aged(lens: Lens, when: str | None, language: Language) -> str:
    """The date of a headline, called stale where it is old by the policy."""
    if not when:
        return ""
    end = dates.parse(when).end
    old = end is not None and (lens.last_day - end).days > lens.policy.months_stale * headlines.MONTH_DAYS
    return f"{when} {word('stale', language)}" if old else when


@dataclass(frozen=True)
class CardRows:
    """What a table says of an entity, a line each; with `most`, at most so many, and the rest counted."""

    lens: Lens
    table: Table
    frame: pl.DataFrame
    most: int | None = None
    door: ClassVar[None] = None

    def title(self, reader: Reader) -> Line:
        return (Span(f"{reader.label(self.table.title).upper()}  {self.frame.height}", "part"),)

    def draw(self, room: Room) -> list[Line]:
        kept = self.frame if self.most is None else self.frame.head(self.most)
        blocks: list[Block] = [
            Item(tuple(spans(self.table, row, room.reader, self.lens.policy))) for row in kept.iter_rows(named=True)
        ]
        if kept.height < self.frame.height:
            blocks.append(Pair("", f"… {self.frame.height - kept.height}", "dim"))
        return laid(blocks, room)


def entity_card(lens: Lens, entity: str, most: int | None = None) -> list[Panel]:
    """The card of an entity; with `most`, at most so many rows of each table, and the rest counted."""
    frames = entity_frames(lens, entity)
    rows = [CardRows(lens, lens.table(name), frame, most) for name, frame in frames.items() if not frame.is_empty()]
    return [Identity(lens, entity), CardSummary(lens, entity), *rows]


TAB = Tab("card", label("tab.card"), "page", entity_card)
