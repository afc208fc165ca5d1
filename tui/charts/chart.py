"""What a chart is: values that can be drawn into a room of cells."""

from __future__ import annotations

from typing import Protocol

from tui.charts.glyphs import Glyphs


class Chart(Protocol):
    """Values with what is needed to draw them; a value itself."""

    def draw(self, width: int, height: int, glyphs: Glyphs) -> list[str]:
        """At most `height` lines of at most `width` cells; [] where there is nothing to draw or no room for it."""
        ...
