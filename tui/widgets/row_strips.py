"""A row of a table as a line: cells that are as wide as their columns already, side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.widgets.column_layout import GAP, Layout
from tui.widgets.roles import PLAIN

_BETWEEN = " " * GAP
_HERE = Style(bold=True, underline=True)


class RowLook(NamedTuple):
    """What makes a row look otherwise than plain.

    Attributes:
        base: the look of all of it.
        column: the column of the cursor, if that is in this row.
        struck: the columns whose figures are struck through.
        strike: how.
    """

    base: Style
    column: int | None
    struck: Collection[int]
    strike: Style


def plain_row(gutter: str, cells: Sequence[str], layout: Layout, width: int) -> Strip:
    """A row that looks like all others. Nothing of it is measured: its cells are as wide as the layout says."""
    used = layout.places[-1].end if layout.places else len(gutter)
    return Strip([Segment(gutter + _BETWEEN.join(cells) + " " * (width - used), PLAIN)], width)


def marked_row(gutter: str, cells: Sequence[str], layout: Layout, width: int, look: RowLook) -> Strip:
    """A row under the cursor, or one with figures that are struck through."""
    base = look.base
    segments: list[Segment] = [Segment(gutter, base)]
    for place, cell in zip(layout.places, cells, strict=True):
        style = base + _HERE if place.column == look.column else base
        if place.column in look.struck:
            text = cell.lstrip()
            segments += [Segment(cell[: len(cell) - len(text)], style), Segment(text, style + look.strike)]
        else:
            segments.append(Segment(cell, style))
        segments.append(Segment(_BETWEEN, base))
    return Strip(segment for segment in segments if segment.text).simplify().adjust_cell_length(width, base)
