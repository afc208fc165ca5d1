"""Cells that were merged in a sheet and saved as text: a value once, and blanks below it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tui.engines.base import Runner
from tui.files.source import Notice
from tui.language.words import label
from tui.query.fields import RAW

_SHARE = 0.05
"""The share of rows whose first cell is blank from which that is no accident."""


def blanks_below(frame: pl.LazyFrame, names: Sequence[str], run: Runner) -> Notice | None:
    """What is to be told of a first column with blanks below its values; none where it has none, or few.

    Rows count of which most other cells are there. Nothing is filled: whoever looks at the file may ask for it.
    """
    first, *others = names
    if not others:
        return None
    there = frame.collect_schema()
    blank = pl.all_horizontal([pl.col(name).is_null() for name in (first, first + RAW) if name in there])
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in others) * 2 > len(others)
    told = frame.select(pl.len().alias("rows"), blank.first().alias("top"), (blank & filled).sum().alias("blanks"))
    counted = run(told, quick=True).row(0, named=True)
    if counted["top"] or not counted["blanks"] or counted["blanks"] < _SHARE * counted["rows"]:
        return None
    numbers = (f"{counted['blanks']:,}", f"{counted['rows']:,}")
    return Notice(None, first, "", *label("notice.blanks_below", *numbers))
