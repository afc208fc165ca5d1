"""The card of one entity: what it is, what it raised, who uses it, who left, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.corpus.tables import Column
from tui.language.words import word
from tui.pages.document import Block, Gap, Heading, Item, Pair
from tui.pages.line import spans
from tui.text.figures import figure
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


def _identity(lens: Lens, entity: str, reader: Reader) -> list[Block]:
    table = lens.table("entities")
    row = lens.corpus.frame("entities").filter(pl.col("id") == entity).row(0, named=True)
    kinds = ", ".join(table.column("kinds").choice(k, reader.language) for k in (row["kinds"] or "").split(";"))
    shown = reader.names.both(entity, reader.language)
    spellings = [row["en"], row["zh_hans"], row["zh_hant"], *(row["aliases"] or "").split(";")]
    other = [s for s in dict.fromkeys(spellings) if s and s not in shown.split("  ")]
    blocks: list[Block] = [
        Heading(visible(shown)),
        Pair(
            word("kinds", reader.language),
            visible(" · ".join(p for p in (kinds, row["country"]) if p)),
            "dim",
        ),
    ]
    if other:
        blocks.append(Pair(word("names", reader.language), visible(", ".join(other)), "dim"))
    if row["parent"]:
        parent = reader.names.both(row["parent"], reader.language)
        blocks.append(Pair(word("parent", reader.language), visible(parent), "dim"))
    owned = [e for e in lens.names.family(entity) if e != entity]
    members = [m for m in (row["members"] or "").split(";") if m]
    for key, ids in (("parts", owned), ("members", members)):
        if ids:
            text = ", ".join(reader.names.name(i, reader.language) for i in ids)
            blocks.append(Pair(word(key, reader.language), visible(text), "dim"))
    return blocks


def _summary(lens: Lens, entity: str, reader: Reader) -> list[Block]:
    owner = lens.names.root(entity)
    row, table = lens.company(entity), lens.summary
    if row is None or table is None:
        return []
    language = reader.language

    def said(name: str) -> str:
        column = lens.column(table.name, name)
        return "" if row[name] in column.silent else column.choice(row[name] or "", language)

    blocks: list[Block] = [] if owner == entity else [Heading(visible(reader.names.both(owner, language)), "label")]
    if row["raised"] is not None:
        text = figure(row["raised"], language, currency=row["raised_currency"], qualifier=row["raised_qualifier"])
        blocks.append(Pair(word("raised", language), f"{text}  {row['raised_as_of']}", "figure"))
    if row["rounds_usd"] is not None:
        text = figure(row["rounds_usd"], language, currency="USD", qualifier="approx")
        blocks.append(Pair(word("rounds", language), f"{text}  ({row['rounds']})", "figure"))
        blocks.append(Pair("", word("rounds_rule", language), "dim"))
    if row["last_announced"]:
        amount = figure(row["last_amount"], language, currency=row["last_currency"], qualifier=row["last_qualifier"])
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
            row["valuation"], language, currency=row["valuation_currency"], qualifier=row["valuation_qualifier"]
        )
        basis = said("valuation_basis")
        blocks.append(Pair(word("valuation", language), f"{text}  {row['valued'] or ''} {basis}".rstrip(), "figure"))
    return blocks


def entity_card(lens: Lens, entity: str, reader: Reader, most: int | None = None) -> list[Block]:
    """The card of an entity; with `most`, at most so many rows of each table, and the rest counted."""
    frames = entity_frames(lens, entity)
    blocks = _identity(lens, entity, reader)
    summary = _summary(lens, entity, reader)
    if summary:
        blocks += [Gap(), *summary]
    for name, frame in frames.items():
        if frame.is_empty():
            continue
        table = lens.table(name)
        kept = frame if most is None else frame.head(most)
        blocks += [Gap(), Heading(f"{reader.label(table.title).upper()}  {frame.height}", "part")]
        blocks += [Item(tuple(spans(table, row, reader, lens.policy))) for row in kept.iter_rows(named=True)]
        if kept.height < frame.height:
            blocks.append(Pair("", f"… {frame.height - kept.height}", "dim"))
    return blocks
