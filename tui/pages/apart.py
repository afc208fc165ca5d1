"""Facts of the same subject, metric and time that are defined otherwise."""

from __future__ import annotations

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.words import word
from tui.pages.claims import RELATION_MARK
from tui.pages.document import Block, Gap, Heading, Item, Span
from tui.pages.stated import Row, figure_of, in_full
from tui.text.visible import visible

MOST_APART = 8


WORLD = "world"


def _part_above_whole(part: Row, whole: Row, figure: str) -> bool:
    """Whether one region's figure is above the world's: a sign that the two are counted differently."""
    if part.get("region") in (None, WORLD) or whole.get("region") != WORLD or part.get("unit") != whole.get("unit"):
        return False
    additive = part.get("unit") != "percent" and part[figure] is not None and whole[figure] is not None
    return additive and bool(part[figure] > whole[figure])


def facts_apart(lens: Lens, name: str, row: Row, reader: Reader) -> list[Block]:
    """Facts of the same subject, metric and time that are defined otherwise."""
    table = lens.table(name)
    if table.what not in table.identity:
        # A deal and a departure are known by a key: nothing else is the same thing defined otherwise.
        return []
    start, end = row["start"], row["end"]
    if start is None or end is None:
        return []
    subject, figure = table.subject[0], table.fields[0].name
    near = lens.facts_of(name, subject, row[subject])
    if near.height == 1:
        return []
    near = near.filter(
        (pl.col(table.what) == row[table.what])
        & (pl.col("key") != row["key"])
        & (pl.col("start") <= end)
        & (pl.col("end") >= start)
    )
    blocks: list[Block] = []
    for other in near.head(MOST_APART).iter_rows(named=True):
        differs = [
            f"{reader.label(table.column(c).title)} {in_full(table.column(c), other[c], reader) or '–'}"
            for c in table.identity
            if other[c] != row[c]
        ]
        said = reader.names.name(other["said_by"], reader.language)
        spans = (Span(figure_of(table, other, figure, reader), "figure"), Span(visible(said), "said"))
        under = [Span(visible("; ".join(differs)), "dim")]
        if _part_above_whole(row, other, figure) or _part_above_whole(other, row, figure):
            under.append(Span(word("part_above", reader.language), "warn"))
        blocks.append(Item(spans, tuple(under), RELATION_MARK["apart"]))
    if blocks:
        blocks = [Gap(), Heading(word("apart", reader.language), "part"), *blocks]
    return blocks
