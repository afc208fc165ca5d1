"""What a chart is: values that can be drawn into a room of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from tui.charts.glyphs import Glyphs

STROKE, AXIS = "bar", "dim"
"""The roles of what is drawn in one colour, and of axes."""
SERIES = ("series1", "series2", "series3", "series4", "series5", "series6")
"""The roles of several series, in their order; more begin again. Colour only adds: each has its letter too."""


class Chart(Protocol):
    """Values with what is needed to draw them; a value itself."""

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """At most `height` lines of at most `width` cells; [] where there is nothing to draw or no room for it."""
        ...


class Piece(NamedTuple):
    """A run of a chart's line in one role."""

    text: str
    role: str = STROKE


Pieces = tuple[Piece, ...]


@runtime_checkable
class Painted(Protocol):
    """A chart that has more than one role: the same lines as `draw` gives, in pieces."""

    def paint(self, width: int, height: int, glyphs: Glyphs) -> list[Pieces]: ...


def pieces_of(chart: Chart, width: int, height: int, glyphs: Glyphs) -> list[Pieces]:
    """A chart's lines with their roles; all is one where the chart knows no others."""
    if isinstance(chart, Painted):
        return chart.paint(width, height, glyphs)
    return [(Piece(line),) for line in chart.draw(width, height, glyphs)]


def unpainted(lines: Iterable[Pieces]) -> list[str]:
    """Lines as bare text."""
    return ["".join(piece.text for piece in line) for line in lines]


def trimmed(pieces: Sequence[Piece], glyphs: Glyphs) -> Pieces:
    """A line as a terminal gets it: without spaces at its end, neighbours of one role joined, spelled in its glyphs."""
    joined: list[Piece] = []
    for text, role in pieces:
        if joined and (joined[-1].role == role or not text.strip()):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + text)
        elif text:
            joined.append(Piece(text, role))
    while joined and not joined[-1].text.rstrip():
        joined.pop()
    if joined:
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip())
    return tuple(Piece(glyphs.spelled(text), role) for text, role in joined)
