"""Rows as aligned text, for people."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import polars as pl

from tui.cells.cell import ShownColumn
from tui.cells.columns import write_rows
from tui.text.figures import pad_figure
from tui.text.widths import cell_width, pad

BETWEEN = "  "


def aligned(
    frame: pl.DataFrame, columns: Sequence[ShownColumn], width: int | None = None
) -> tuple[list[str], list[str]]:
    """Lines for people: a header and the rows, columns aligned by cells; and the titles that found no room.

    With `width` (of a terminal) cells are cut and columns give way from the right; without, all is written whole.
    """
    rows = write_rows(frame, columns)

    def most(column: ShownColumn) -> int:
        return column.width if width is not None else sys.maxsize

    widths = [
        max([cell_width(column.title), *(min(most(column), cell_width(row[n])) for row in rows)])
        for n, column in enumerate(columns)
    ]
    kept: list[int] = []
    used = 0
    for number, size in enumerate(widths):
        if width is not None and kept and used + size > width:
            break
        kept.append(number)
        used += size + len(BETWEEN)

    def line(texts: Sequence[str]) -> str:
        cells = ((pad_figure if columns[n].right else pad)(texts[n], widths[n]) for n in kept)
        return BETWEEN.join(cells).rstrip()

    lines = [line([column.title for column in columns]), *(line(row) for row in rows)]
    return lines, [columns[n].title for n in range(len(kept), len(columns))]
