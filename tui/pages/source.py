"""The page of one source."""

from __future__ import annotations

import polars as pl

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.words import word
from tui.pages.document import Block, Gap, Heading, Pair
from tui.pages.stated import in_full
from tui.text.visible import visible


def source_page(lens: Lens, source: str, reader: Reader) -> list[Block]:
    """What is known of one source, and how many claims of each table rest on it."""
    table = lens.table("sources")
    row = lens.source(source)
    if row is None:
        return []
    blocks: list[Block] = [Heading(visible(row["title"] or row["id"]))]
    for column in table.columns:
        if row[column.name] is not None and column.name != "title":
            role = "link" if column.type == "url" else ""
            blocks.append(Pair(reader.label(column.title), in_full(column, row[column.name], reader), role))
    blocks += [Gap(), Heading(word("claims", reader.language), "part")]
    for name in lens.corpus.claimed:
        resting = lens.corpus.frame(name).filter(pl.col("source") == source)
        if resting.height:
            blocks.append(Pair(reader.label(lens.table(name).title), str(resting.height)))
    return blocks
