"""Horizontal bars behind their names, whole or in parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import NamedTuple

from tui.charts.bars import Bars
from tui.charts.chart import AXIS, Piece, Pieces, trimmed, unpainted
from tui.charts.glyphs import Glyphs
from tui.charts.legend import legend, letter, role_of
from tui.text.figures import pad_figure
from tui.text.visible import visible
from tui.text.widths import cell_width, pad

_NARROWEST_BAR = 4
"""Cells of a bar from which a figure and a name stand beside it."""
_LABEL_SHARE = 2 / 5
"""The part of a line that names take at most."""


class Bar(NamedTuple):
    """What is called so, and how much of it there is."""

    label: str
    value: float


class _Room(NamedTuple):
    """How the cells of a line are given away: to its name, to the bar, to the figure."""

    label: int
    bar: int
    figure: int


def _room(labels: Sequence[str], figures: Sequence[str], width: int) -> _Room:
    """The figure gives way first, then the name."""
    label = min(max(map(cell_width, labels), default=0), int(width * _LABEL_SHARE))
    figure = max(map(cell_width, figures), default=0)
    for kept_label, kept_figure in ((label, figure), (label, 0), (0, 0)):
        bar = width - (kept_label + 1 if kept_label else 0) - (kept_figure + 1 if kept_figure else 0)
        if bar >= _NARROWEST_BAR:
            return _Room(kept_label, bar, kept_figure)
    return _Room(0, width, 0)


def _line(room: _Room, label: str, bar: Sequence[Piece], figure: str, glyphs: Glyphs) -> Pieces:
    pieces = [Piece(f"{pad(label, room.label)} ", "")] if room.label else []
    pieces += bar
    if room.figure:
        pieces.append(Piece(f" {pad_figure(figure, room.figure)}", "figure"))
    return trimmed(pieces, glyphs)


class BarChart(NamedTuple):
    """A bar for each value behind its name, with its figure; all from zero, what is below it to the left.

    Values that are not finite have no bar, and the figure that `write` makes of them.
    """

    bars: tuple[Bar, ...]
    write: Callable[[float], str]

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """A line for each of the first bars that have room, of at most `width` cells."""
        return unpainted(self.paint(width, height, glyphs))

    def paint(self, width: int, height: int, glyphs: Glyphs) -> list[Pieces]:
        """The lines that `draw` gives, in roles."""
        if width <= 0 or height <= 0:
            return []
        shown = self.bars[:height]
        labels = [visible(bar.label) for bar in shown]
        figures = [visible(self.write(bar.value)) for bar in shown]
        room = _room(labels, figures, width)
        known = [bar.value for bar in shown if isfinite(bar.value)]
        most, least = max(known, default=0.0), min(known, default=0.0)
        if least >= 0 or room.bar < _NARROWEST_BAR:
            plain = Bars(tuple(bar.value for bar in shown), most).draw(room.bar, height, glyphs)
            drawn = [[Piece(bar)] for bar in plain]
        else:
            drawn = [_two_sided(bar.value, least, max(most, 0.0), room.bar, glyphs) for bar in shown]
        return [_line(room, *told, glyphs) for told in zip(labels, drawn, figures, strict=True)]


def _two_sided(value: float, least: float, most: float, width: int, glyphs: Glyphs) -> list[Piece]:
    """A bar to the left or to the right of zero."""
    span = most / 2 - least / 2
    left = min(width - 2, max(1, round((width - 1) * (-least / 2 / span)))) if most > 0 else width - 1
    right = width - 1 - left
    size = left if value < 0 else right
    bar = Bars((abs(value),), -least if value < 0 else most).draw(size, 1, glyphs)
    text = bar[0].rstrip() if bar else ""
    if value < 0:
        # Parts of a cell are drawn from the left: to the left of zero only whole ones are.
        text = glyphs.full * len(text)
        return [Piece(text.rjust(left)), Piece("│", AXIS), Piece(" " * right)]
    return [Piece(" " * left), Piece("│", AXIS), Piece(text.ljust(right))]


class Stack(NamedTuple):
    """What is called so, and how much of each part there is, in the order of the parts."""

    label: str
    values: tuple[float, ...]


class StackedBars(NamedTuple):
    """A bar for each of several wholes, of a stretch for each part; under a legend that names the parts.

    A stretch begins with the letter of its part, for where there is no colour. Parts that are zero, negative or not
    finite have no stretch; one above zero has at least a cell where there is room for all.
    """

    parts: tuple[str, ...]
    stacks: tuple[Stack, ...]
    write: Callable[[float], str]

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """The legend and a line for each of the first wholes that have room, of at most `width` cells."""
        return unpainted(self.paint(width, height, glyphs))

    def paint(self, width: int, height: int, glyphs: Glyphs) -> list[Pieces]:
        """The lines that `draw` gives, in roles."""
        if width <= 0 or height <= 0 or not self.stacks:
            return []
        above = [trimmed(line, glyphs) for line in legend(self.parts, width, height // 3)]
        shown = self.stacks[: height - len(above)]
        wholes = [sum(_drawn(stack)) for stack in shown]
        labels = [visible(stack.label) for stack in shown]
        figures = [visible(self.write(whole)) for whole in wholes]
        room = _room(labels, figures, width)
        most = max(wholes, default=0.0)
        lines = [
            _line(room, label, _stacked(stack, most, room.bar, glyphs.full), figure, glyphs)
            for stack, label, figure in zip(shown, labels, figures, strict=True)
        ]
        return [*above, *lines]


def _drawn(stack: Stack) -> list[float]:
    return [value if isfinite(value) and value > 0 else 0.0 for value in stack.values]


def _stacked(stack: Stack, most: float, width: int, full: str) -> list[Piece]:
    """The stretches of one whole; their ends are rounded, not their lengths, so that the whole keeps its length."""
    pieces, end, total = [], 0, 0.0
    parts = _drawn(stack)
    left = sum(value > 0 for value in parts)
    for number, value in enumerate(parts):
        if not value:
            continue
        total += value
        left -= 1
        until = max(end + 1, round(total / most * width)) if most > 0 else 0
        until = min(until, width - left) if width - left > end else min(until, width)
        if until > end:
            pieces.append(Piece(letter(number) + full * (until - end - 1), role_of(number)))
        end = max(end, until)
    return [*pieces, Piece(" " * (width - end), "")]
