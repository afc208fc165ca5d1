"""Horizontal bars in parts of a cell."""

from __future__ import annotations

from typing import NamedTuple

from tui.charts.glyphs import Glyphs


class Bars(NamedTuple):
    """One bar for each value, a line each, as long as the width at `maximum`; anything above zero can be seen.

    What is greater than `maximum` fills the width; zero, negative and NaN leave it empty.
    """

    values: tuple[float, ...]
    maximum: float

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """Lines of exactly `width` cells."""
        if width <= 0 or height <= 0:
            return []
        return [self._bar(value, width, glyphs) for value in self.values[:height]]

    def _bar(self, value: float, width: int, glyphs: Glyphs) -> str:
        if not value > 0:
            return " " * width
        share = value / self.maximum if self.maximum > value else 1.0
        steps = len(glyphs.parts)
        whole, rest = divmod(max(1, round(share * width * steps)), steps)
        return (glyphs.full * whole + (glyphs.parts[rest] if rest else "")).ljust(width)
