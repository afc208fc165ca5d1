"""The last thing done to a line before it is drawn: nothing in it acts on the terminal, all of it can be drawn."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.charts.glyphs import Glyphs
from tui.text.visible import safe_address, visible
from tui.text.widths import pad


class SafeLines(LineFilter):
    """Every line of every widget goes through it, so that what a widget forgot does no harm.

    Control sequences have no place in a line: the compositor makes its own. A link leads to the web or nowhere. What
    the terminal's font or encoding lacks has a stand-in, as wide.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(self._text(text), _linked(style)) for text, style, control in segments if not control]

    def _text(self, text: str) -> str:
        shown = visible(text)
        if shown != text:
            # What stood there unseen takes a cell now: the line keeps its length.
            shown = pad(shown, cell_len(text))
        return self._glyphs.spelled(shown)


def _linked(style: Style | None) -> Style | None:
    if style is None or style.link is None or safe_address(style.link):
        return style
    return style.update_link(None)
