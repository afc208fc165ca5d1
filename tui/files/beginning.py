"""What the beginning of a large file tells of its columns: words are text for good, all others need the whole file."""

from __future__ import annotations

import polars as pl

from tui.files import evidence
from tui.files.source import Source

FIRST_CELLS = 2000
"""Distinct cells at the beginning of a column that show whether it holds words."""
FIRST_ROWS = 2000
"""Rows that decide how columns are read where only the first ones are wanted."""
_CODE = r"^0[0-9]+$"
_LETTERS = r"\p{L}"


def is_text_for_good(name: str, cells: pl.Series, comma_divides: bool) -> bool:
    """Whether the first cells of a column show that it is text, whatever comes behind them: they are words, or one of
    them is a code."""
    distinct = cells.drop_nulls().unique(maintain_order=True).head(FIRST_CELLS)
    filled = distinct.filter(~evidence.is_gap(distinct))
    if not filled.len() or evidence.decided(name, distinct, comma_divides=comma_divides).kind != "text":
        return False
    words = int(filled.str.contains(_LETTERS).sum())
    return words > (1 - evidence.MOST) * filled.len() or bool(filled.str.contains(_CODE).any())


def undecided_columns(texts: pl.DataFrame, comma_divides: bool) -> frozenset[str]:
    """The columns of a beginning of which only the whole file tells what they hold."""
    return frozenset(
        cells.name for cells in texts.iter_columns() if not is_text_for_good(cells.name, cells, comma_divides)
    )


def undecided(source: Source) -> Source:
    """A table whose columns were read by rows that are not all, as it is written."""
    if source.texts is None:
        return source
    names = undecided_columns(source.texts, comma_divides=False)
    told = tuple(notice for notice in source.notices if notice.column not in names)
    return source._replace(frame=source.texts.lazy(), texts=None, notices=told, readings={}, rules={}, undecided=names)
