"""What a screen is made of: cells, rows of them, and the grid that a terminal shows.

A row is a string with one letter a column, over an alphabet that grows with the cells met: to compare two rows, or
to find where one stands on another screen, is then a matter of strings.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import category, east_asian_width

from tui.terminal.looks import PLAIN, Look, way
from tui.text.widths import char_width

UNKNOWN, COVERED, BLANK, _UNSURE = "\0\1\2\3"
"""A cell that may hold anything; the right half of a wide character; a space that is plain."""
MOST_LETTERS = 60_000
"""Letters after which an alphabet is given up: those of two bytes are enough for any screen."""

_IDEOGRAPHIC = (
    (0x2E80, 0x303F),
    (0x3041, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFFE6),
    (0x20000, 0x3FFFD),
)
"""Where what is wide is wide in every terminal; elsewhere it is an emoji."""
_PICTURES = range(0x1F000, 0x1FB00)


@lru_cache(maxsize=8192)
def sure_width(char: str) -> int | None:
    """Cells of a character on which all terminals agree; None where they do not: marks, emoji, what is unassigned."""
    code = ord(char)
    if category(char)[0] in "MC" or category(char) in ("Zl", "Zp") or code in _PICTURES:
        return None
    width = 2 if east_asian_width(char) in "WF" else 1
    if width != char_width(char) or (width == 2 and not any(first <= code <= last for first, last in _IDEOGRAPHIC)):
        return None
    return width


def ambiguous(char: str) -> bool:
    """Whether a character is wide in terminals that are set up so for East Asia, and narrow in all others."""
    return east_asian_width(char) == "A"


class _Letters(dict[int, str]):
    """The letters of the characters in one look."""

    def __init__(self, alphabet: Alphabet, look: Look) -> None:
        super().__init__()
        self._alphabet, self._look = alphabet, look

    def __missing__(self, code: int) -> str:
        self[code] = found = self._alphabet.new(chr(code), self._look)
        return found


class Alphabet:
    """A letter for each character in a look.

    Args:
        wide: whether ambiguous characters are of uncertain width, as the terminal has them wide.
    """

    def __init__(self, *, wide: bool = False) -> None:
        self.wide = wide
        self.characters = ["", "", " ", ""]
        self.looks: list[Look] = [PLAIN] * 4
        self._of: dict[Look, _Letters] = {}
        self._of[PLAIN] = _Letters(self, PLAIN)
        self._of[PLAIN][ord(" ")] = BLANK

    @property
    def full(self) -> bool:
        return len(self.characters) >= MOST_LETTERS

    def new(self, char: str, look: Look) -> str:
        """The letters of a character not met before."""
        width = sure_width(char)
        if width is None or (self.wide and ambiguous(char)):
            return _UNSURE
        self.characters.append(char)
        self.looks.append(look)
        return chr(len(self.characters) - 1) + COVERED * (width - 1)

    def letters(self, text: str, look: Look) -> str | None:
        """The letters of a text, one a column; None where its width is not sure."""
        of = self._of.get(look)
        if of is None:
            of = self._of[look] = _Letters(self, look)
        found = text.translate(of)
        return None if _UNSURE in found else found

    def look(self, letter: str) -> Look:
        return self.looks[ord(letter)]

    def text(self, letters: str) -> str:
        """The characters of letters."""
        return "".join([self.characters[ord(letter)] for letter in letters])

    def runs(self, letters: str) -> list[tuple[Look, str]]:
        """The looks of letters one after the other, each with its characters."""
        known = letters.replace(COVERED, "")
        return [(look, self.text("".join(run))) for look, run in groupby(known, self.look)]

    def painted(self, letters: str) -> str:
        """What draws the letters, from a plain look to a plain look."""
        looks = [PLAIN, *(look for look, _ in self.runs(letters)), PLAIN]
        steps = [way(before, after) for before, after in zip(looks, looks[1:], strict=False)]
        texts = [text for _, text in self.runs(letters)]
        return "".join(part for both in zip(steps, [*texts, ""], strict=True) for part in both)


class Piece(NamedTuple):
    """What was written from a column on; whether its width is sure; the columns that it takes as it is laid out."""

    column: int
    width: int
    text: str
    sure: bool

    @property
    def columns(self) -> int:
        """The columns as bits."""
        return ((1 << self.width) - 1) << self.column


class Row(NamedTuple):
    """A letter for each column; where their widths are not sure, the pieces whose writing makes the row."""

    letters: str
    pieces: tuple[Piece, ...] = ()


class Place(NamedTuple):
    """A column and a row, counted from zero."""

    x: int
    y: int


class Grid(NamedTuple):
    """What a terminal shows, and where its cursor is, if that is known."""

    alphabet: Alphabet
    rows: tuple[Row, ...]
    columns: int
    cursor: Place | None = None


def unknown(alphabet: Alphabet, columns: int, rows: int) -> Grid:
    """A grid that may show anything."""
    return Grid(alphabet, (Row(UNKNOWN * columns),) * rows, columns)
