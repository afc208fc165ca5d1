"""What each series of a chart is called, behind the letter that its points have."""

from __future__ import annotations

from collections.abc import Sequence

from tui.charts.chart import SERIES, Piece
from tui.text.visible import visible
from tui.text.widths import cell_width, cut

_BETWEEN = 2
_NARROWEST = 4
"""Cells of a letter, a space and something of a name."""


def letter(number: int) -> str:
    """The letter of a series, from 0; after Z they begin again."""
    return chr(ord("A") + number % 26)


def role_of(number: int) -> str:
    """The role of a series, from 0."""
    return SERIES[number % len(SERIES)]


def legend(names: Sequence[str], width: int, most: int) -> list[list[Piece]]:
    """At most `most` lines of at most `width` cells with a letter and a name each; names are cut where they must.

    Nothing where there is no room for a letter and something of each name.
    """
    if most < 1 or width < _NARROWEST:
        return []
    clean = [visible(name) for name in names]
    found = _flowed(clean, width, width)
    if len(found) <= most:
        return found
    # As many in each line, and as much of each name, as the lines have room for.
    for beside in range(-(-len(clean) // most), len(clean) + 1):
        each = (width - _BETWEEN * (beside - 1)) // beside
        if each < _NARROWEST:
            return []
        found = _flowed(clean, width, each)
        if len(found) <= most:
            return found
    return []


def _flowed(names: Sequence[str], width: int, each: int) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    used = width
    for number, name in enumerate(names):
        entry = cut(f"{letter(number)} {name}", each)
        size = cell_width(entry)
        if used + _BETWEEN + size > width:
            lines.append([])
            used = -_BETWEEN
        if lines[-1]:
            lines[-1].append(Piece(" " * _BETWEEN, ""))
        lines[-1].append(Piece(entry, role_of(number)))
        used += _BETWEEN + size
    return lines
