"""Horizontal bars in eighths of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from tui.text.widths import cell_width, pad

EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"
ASCII = "#"
SHORTEST = 4
"""Cells below which a bar says nothing and gives way to its label."""


def bar(value: float, maximum: float, width: int, *, ascii: bool = False) -> str:
    """A bar of `width` cells at `maximum`, padded to that width; anything above zero can be seen.

    What is greater than `maximum` fills the width; zero, negative and NaN leave it empty.
    """
    if width <= 0:
        return ""
    if not value > 0:
        return " " * width
    share = value / maximum if maximum > value else 1.0
    if ascii:
        return (ASCII * max(1, round(share * width))).ljust(width)
    whole, rest = divmod(max(1, round(share * width * 8)), 8)
    return (FULL * whole + (EIGHTHS[rest] if rest else "")).ljust(width)


def bars(
    rows: Sequence[tuple[str, float, str]],
    width: int,
    *,
    maximum: float | None = None,
    ascii: bool = False,
) -> list[str]:
    """Rows of label, value and figure as lines of at most `width` cells: labels in a column, bar, figure.

    The figure follows the end of its bar. The longest bar is `maximum`, else the greatest value. Where space
    is short the bars shrink to four cells, the labels to a third of the width, then the bars go, then the
    labels; the figures go last.
    """
    if not rows or width <= 0:
        return []
    labels = max(cell_width(label) for label, _, _ in rows)
    figures = max(cell_width(figure) for _, _, figure in rows)
    labels = min(labels, max(width // 3, width - figures - SHORTEST - 2))
    left = labels + 1 if labels else 0
    right = figures + 1 if figures else 0
    room = width - left - right
    if room < SHORTEST:
        names, figures = max(0, width - right), min(figures, width)
        between = " " if names and figures else ""
        return [pad(label, names) + between + pad(figure, figures, "right") for label, _, figure in rows]
    most = maximum
    if most is None:
        most = max((value for _, value, _ in rows if isfinite(value)), default=0.0)
    lines = []
    for label, value, figure in rows:
        drawn = bar(value, most, room, ascii=ascii).rstrip()
        parts = [pad(label, labels)] if labels else []
        parts += [part for part in (drawn, figure) if part]
        lines.append(" ".join(parts).rstrip())
    return lines
