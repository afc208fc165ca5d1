"""The card of one entity: what it is, what it raised, who uses it, who left, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from tui.cells.cell import Reader
from tui.cells.marks import marks, trend
from tui.corpus.lens import Lens
from tui.language.words import word
from tui.pages.document import Block, Gap, Heading, Item, Pair, Span
from tui.text.figures import figure
from tui.text.numbers import percent
from tui.text.visible import visible

ORGANISATIONS = ("org", "to_org")


class EntityFrames(NamedTuple):
    """The rows of each table that concern an entity or what it owns."""

    family: tuple[str, ...]
    deals: pl.DataFrame
    users: pl.DataFrame
    departures: pl.DataFrame
    facts: pl.DataFrame
    market: pl.DataFrame


def _lists(column: str, family: Sequence[str]) -> pl.Expr:
    return pl.col(column).str.split(";").list.eval(pl.element().is_in(list(family))).list.any().fill_null(False)


def entity_frames(lens: Lens, entity: str) -> EntityFrames:
    """What the corpus holds of an entity: as the company, the investor, the person or the product."""
    family = lens.names.family(entity)
    owner = lens.names.root(entity)
    deals, moves = lens.facts("deals"), lens.facts("departures")
    # Money is raised by the owner: the page of Kimi shows the rounds of Moonshot AI.
    funded = [*family, owner]
    party = [_lists(column, family) for column in ("lead", "investors", "acquirer")]
    facts = lens.facts("facts")
    return EntityFrames(
        tuple(family),
        deals.filter(pl.any_horizontal(pl.col("company").is_in(funded), *party)),
        lens.series.filter(pl.col("product").is_in(family)),
        moves.filter(pl.any_horizontal(pl.col(c).is_in(family) for c in ("person", *ORGANISATIONS))),
        facts.filter(pl.any_horizontal(pl.col(c).is_in(family) for c in ("entity", "counterparty"))),
        lens.facts("market").filter(pl.col("subject").is_in(family)),
    )


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
    found = lens.companies.filter(pl.col("company") == owner)
    if found.is_empty():
        return []
    row = found.row(0, named=True)
    language = reader.language
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
        told = "" if row["last_round"] == "undisclosed" else row["last_round"] or ""
        round_ = lens.table("deals").column("round").choice(told, language)
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
        basis = lens.table("deals").column("valuation_basis").choice(row["valuation_basis"] or "", language)
        blocks.append(Pair(word("valuation", language), f"{text}  {row['valued'] or ''} {basis}".rstrip(), "figure"))
    return blocks


def _users(lens: Lens, frame: pl.DataFrame, reader: Reader) -> list[Block]:
    table, language = lens.table("users"), reader.language
    blocks: list[Block] = []
    for row in frame.iter_rows(named=True):
        value = figure(
            row["value"],
            language,
            high=row["value_high"],
            unit=row["unit"],
            qualifier=row["qualifier"],
            growth=bool(row["versus"]),
        )
        metric = table.column("metric").choice(row["metric"], language)
        change = "" if row["change"] is None else percent(row["change"], signed=True)
        spans = [
            Span(visible(reader.names.name(row["product"], language))),
            Span(metric),
            Span(value, "figure"),
            Span(marks(row["witnesses"], row["rivals"]), "rival" if row["rivals"] else "good"),
            Span(trend(row, reader.glyphs), "figure"),
            Span(change),
            Span(row["period"], "dim"),
            Span(visible(reader.names.name(row["teller"], language)), "said"),
            Span(f"[{row['source']}]", "source"),
        ]
        blocks.append(Item(tuple(span for span in spans if span.text)))
    return blocks


def _facts(lens: Lens, name: str, frame: pl.DataFrame, reader: Reader) -> list[Block]:
    table, language = lens.table(name), reader.language
    blocks: list[Block] = []
    first = table.fields[0]
    for row in frame.iter_rows(named=True):
        value = figure(
            row[first.name],
            language,
            high=row[first.high] if first.high else None,
            unit=row.get("unit"),
            currency=row.get("currency"),
            qualifier=row["qualifier"],
            growth=bool(row.get("versus")),
        )
        refuted = row["status"] in lens.policy.refuting
        spans = [Span(row.get("announced") or row.get("period") or "", "dim")]
        if name == "departures":
            role = ", ".join(r for r in (row["role"],) if r)
            who = reader.names.name(row["person"], language) or row["count_of"] or ""
            path = [reader.names.name(row[c], language) for c in ORGANISATIONS]
            spans += [
                Span(visible(who)),
                Span(visible(" → ".join(p for p in path if p))),
                Span(visible(role), "dim"),
            ]
            kind = table.column("kind").choice(row["kind"], language)
        elif name == "deals":
            spans.append(Span(visible(reader.names.name(row["company"], language))))
            kind = table.column("kind").choice(row["kind"], language)
            if row["round"] and row["round"] != "undisclosed":
                kind += f" {table.column('round').choice(row['round'], language)}"
        else:
            kind = table.column("metric").choice(row["metric"], language)
            parts = [row.get("basis"), row.get("segment"), row.get("whole")]
            kind = " · ".join([kind, *(visible(p) for p in parts if p)])
        spans += [Span(kind), Span(value, "struck" if refuted else "figure")]
        spans.append(Span(marks(row["witnesses"], row["rivals"]), "rival" if row["rivals"] else "good"))
        if row["status"] in lens.policy.unsure:
            spans.append(Span(table.column("status").choice(row["status"], language), "rival"))
        if row["flag"]:
            spans.append(Span(f"⚑ {table.column('flag').choice(row['flag'], language)}", "rival"))
        spans.append(Span(f"[{row['source']}]", "source"))
        blocks.append(Item(tuple(span for span in spans if span.text)))
    return blocks


def entity_card(lens: Lens, entity: str, reader: Reader, most: int | None = None) -> list[Block]:
    """The card of an entity; with `most`, at most so many rows of each table, and the rest counted."""
    frames = entity_frames(lens, entity)
    blocks = _identity(lens, entity, reader)
    summary = _summary(lens, entity, reader)
    if summary:
        blocks += [Gap(), *summary]
    for name in ("deals", "users", "departures", "facts", "market"):
        frame: pl.DataFrame = getattr(frames, name)
        if frame.is_empty():
            continue
        kept = frame if most is None else frame.head(most)
        title = reader.label(lens.table(name).title).upper()
        blocks += [Gap(), Heading(f"{title}  {frame.height}", "part")]
        blocks += _users(lens, kept, reader) if name == "users" else _facts(lens, name, kept, reader)
        if kept.height < frame.height:
            blocks.append(Pair("", f"… {frame.height - kept.height}", "dim"))
    return blocks
