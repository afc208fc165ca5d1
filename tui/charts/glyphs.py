"""What marks and charts are drawn with: braille, blocks or ASCII, decided once from the terminal.

A console draws what its font holds. Blocks keep to what the kernel's own font and the fonts of the distributions all
have: shades and full blocks, thin lines, arrows; neither half blocks nor eighths.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_DOTS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
"""Bits of a braille cell by row from the top and column: the dots are numbered 1 2 3 7 down the left side."""


def _braille(dots: int) -> str:
    return chr(0x2800 + sum(bit for n, bit in enumerate(_DOTS) if dots >> n & 1)) if dots else " "


class Glyphs(NamedTuple):
    """One set of glyphs.

    Attributes:
        across, down: the dots that a cell of a line chart holds.
        cells: the cell of each set of dots, by its bits: from the top, each row from the left.
        ramp: the levels of a trend, the lowest first.
        parts: the last cell of a bar, the emptiest first; the next step after them is `full`.
        full: a cell that a bar fills.
        instead: what stands for a character that cannot be drawn, each as wide as what it stands for.
    """

    across: int
    down: int
    cells: str
    ramp: str
    parts: str
    full: str
    instead: Mapping[int, str]

    def spelled(self, text: str) -> str:
        """A text with nothing of ours in it that cannot be drawn; as wide as it was."""
        return text.translate(self.instead) if self.instead else text


def _stand_ins(characters: str, instead: str) -> dict[int, str]:
    return {ord(character): other for character, other in zip(characters, instead, strict=True)}


def _levels(ramp: str) -> dict[int, str]:
    """The levels of a trend in eighths, on a ramp of fewer."""
    return {ord(level): ramp[n * len(ramp) // len(_EIGHTHS)] for n, level in enumerate(_EIGHTHS)}


_EIGHTHS = "▁▂▃▄▅▆▇█"
_SHADES = "·░▒█"
_STROKES = "_.-~=+*#"
_MARKS = _stand_ins("≠✓✗⚑∥●○▽┃…–—“”‘’×Σ∞¥€₹₩�", "!*x!|*oV#>--\"\"''xS*YERW?")
_PICTURES = {0x2400 + n: "?" for n in range(0x27)}
_LINES = _stand_ins("→←↑↓│─┬┤└·≤≥£", "><^v|-+++-<>L")

BRAILLE = Glyphs(2, 4, "".join(map(_braille, range(256))), _EIGHTHS, " ▏▎▍▌▋▊▉", "█", {})
BLOCKS = Glyphs(1, 1, " •", _SHADES, " ░▒", "█", _MARKS | _PICTURES | _levels(_SHADES))
ASCII = Glyphs(1, 1, " *", _STROKES, " ", "#", _MARKS | _PICTURES | _LINES | _levels(_STROKES))

_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
"""In the order of POSIX; one that is set but empty counts as unset."""
_UTF8 = ("utf8", "utf-8")


def glyphs(environ: Mapping[str, str], encoding: str | None, *, coerced: bool = False) -> Glyphs:
    """The glyphs that a terminal can show.

    Args:
        environ: `TERM` and the locale.
        encoding: of the standard output; None where the text stays text.
        coerced: whether Python put a locale of its own in the place of the one that was given: it does so for
            `LANG=C`, sets `LC_CTYPE`, and from then on it looks as if UTF-8 had been asked for.
    """
    names = [name for name in _LOCALE if not (coerced and name == "LC_CTYPE")]
    locale = next((environ[name] for name in names if environ.get(name)), "")
    _, _, coding = locale.partition("@")[0].partition(".")
    utf8 = coding.lower() in _UTF8 if coding else locale not in ("C", "POSIX")
    term = environ.get("TERM", "")
    if term == "dumb" or not utf8 or (encoding or "utf-8").lower() not in _UTF8:
        return ASCII
    return BLOCKS if term.partition("-")[0] == "linux" else BRAILLE
