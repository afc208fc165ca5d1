"""What else happened around the time of a fact."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.words import word
from tui.pages.document import Block, Gap, Heading, Item, Span
from tui.pages.stated import Row, figure_of
from tui.text.visible import visible

AROUND = timedelta(days=45)
MOST_NEIGHBOURS = 5


def facts_around(lens: Lens, name: str, row: Row, reader: Reader) -> list[Block]:
    """What else happened to the same company around that date."""
    own = lens.table(name)
    entity = row.get(own.around) if own.around else own.subject_of(row)
    if not entity or row["start"] is None or row["end"] is None:
        return []
    family = lens.names.family(lens.names.root(entity))
    first, last = row["start"] - AROUND, row["end"] + AROUND
    blocks: list[Block] = []
    for table in (table for table in lens.corpus.tables if table.around):
        near = lens.facts_of(table.name, table.around, *family)
        if near.is_empty():
            continue
        near = near.filter(
            (pl.col("key") != row["key"])
            & (pl.col("start") >= first)
            & (pl.col("end") <= last)
            & ~lens.policy.refuted()
        )
        for other in near.head(MOST_NEIGHBOURS).iter_rows(named=True):
            kind = table.column(table.what).choice(other[table.what], reader.language)
            what = figure_of(table, other, table.fields[0].name, reader)
            who = reader.names.name(table.subject_of(other), reader.language)
            spans = (Span(other[table.date] or "", "dim"), Span(visible(f"{who} {kind}")), Span(what, "figure"))
            blocks.append(Item(tuple(span for span in spans if span.text)))
    if blocks:
        blocks = [Gap(), Heading(word("also", reader.language), "part"), *blocks]
    return blocks
