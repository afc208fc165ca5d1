"""Spells what a line holds with what the terminal can draw."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.charts.glyphs import Glyphs


class GlyphSpelling(LineFilter):
    """Puts a stand-in, as wide, for each character that the terminal's font or encoding lacks."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(self._glyphs.spelled(text), style, control) for text, style, control in segments]
