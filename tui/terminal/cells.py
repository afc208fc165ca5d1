"""What a screen is made of: cells, rows of them, and the grid that a terminal shows.

A row is a string with one letter a column, over an alphabet that grows with the cells met: to compare two rows, or
to find where one stands on another screen, is then a matter of strings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

from tui.terminal.looks import NORMAL, Rendition, way
from tui.text.widths import char_width

UNKNOWN, COVERED, BLANK, _UNSURE = "\0\1\2\3"
"""A cell that may hold anything; the right half of a wide character; a space that is plain."""
DEAR = "\uffff"
"""Stands for the look of what is not written in one byte."""
LARGEST_ALPHABET = 60_000
"""Letters after which an alphabet is given up: those of two bytes are enough for any screen."""

_SAME = re.compile(r"(.)\1*", re.DOTALL)

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

    def __init__(self, alphabet: Alphabet, look: Rendition) -> None:
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
        self._ambiguous_is_wide = wide
        # By letter: its character, the number of its look as a character, and that where it is written in one byte.
        self._characters = ["", "", " ", ""]
        self._look_of = ["\0"] * 4
        self._short = [DEAR, DEAR, "\0", DEAR]
        self._looks: list[Rendition] = [NORMAL]
        self._wide: set[str] = set()
        self._of: dict[Rendition, tuple[str, _Letters]] = {NORMAL: ("\0", _Letters(self, NORMAL))}
        self._of[NORMAL][1][ord(" ")] = BLANK

    @property
    def full(self) -> bool:
        return max(len(self._characters), len(self._looks)) >= LARGEST_ALPHABET

    def new(self, char: str, look: Rendition) -> str:
        """The letters of a character not met before."""
        width = sure_width(char)
        if width is None or (self._ambiguous_is_wide and ambiguous(char)):
            return _UNSURE
        letter = chr(len(self._characters))
        self._characters.append(char)
        self._look_of.append(self._of[look][0])
        self._short.append(self._of[look][0] if char.isascii() else DEAR)
        if width == 1:
            return letter
        self._wide.add(letter)
        return letter + COVERED

    def letters(self, text: str, look: Rendition) -> str | None:
        """The letters of a text, one a column; None where its width is not sure."""
        of = self._of.get(look)
        if of is None:
            of = self._of[look] = chr(len(self._looks)), _Letters(self, look)
            self._looks.append(look)
        found = text.translate(of[1])
        return None if _UNSURE in found else found

    def whole(self, letters: str) -> bool:
        """Whether no wide character is cut in two."""
        return all((left in self._wide) == (right == COVERED) for left, right in pairwise((BLANK, *letters, BLANK)))

    def short(self, letters: str) -> str:
        """The looks of letters, a character each; `DEAR` where a letter is unknown or takes many bytes."""
        return letters.translate(self._short)

    def runs(self, letters: str) -> list[tuple[Rendition, str]]:
        """The looks of letters one after the other, each with its characters."""
        known = letters.replace(COVERED, "")
        looks = known.translate(self._look_of)
        if not looks.strip(looks[:1]):
            return [(self._looks[ord(looks[0])], known.translate(self._characters))] if looks else []
        runs = [(run[1], known[run.start() : run.end()]) for run in _SAME.finditer(looks)]
        return [(self._looks[ord(look)], run.translate(self._characters)) for look, run in runs]

    def painted(self, letters: str) -> str:
        """What draws the letters, from a plain look to a plain look."""
        runs = [(NORMAL, ""), *self.runs(letters), (NORMAL, "")]
        return "".join(way(before, after) + text for (before, _), (after, text) in pairwise(runs))


class Fragment(NamedTuple):
    """What was written from a column on; whether its width is sure; the columns that it takes as it is laid out."""

    column: int
    width: int
    text: str
    sure: bool

    @property
    def columns(self) -> int:
        """The columns as bits."""
        return ((1 << self.width) - 1) << self.column


class ScreenRow(NamedTuple):
    """A letter for each column; where their widths are not sure, the pieces whose writing makes the row."""

    letters: str
    pieces: tuple[Fragment, ...] = ()


class ScreenPlace(NamedTuple):
    """A column and a row, counted from zero."""

    x: int
    y: int


class ScreenGrid(NamedTuple):
    """What a terminal shows, and where its cursor is, if that is known."""

    alphabet: Alphabet
    rows: tuple[ScreenRow, ...]
    columns: int
    cursor: ScreenPlace | None = None


def unknown_screen(alphabet: Alphabet, columns: int, rows: int) -> ScreenGrid:
    """A grid that may show anything."""
    return ScreenGrid(alphabet, (ScreenRow(UNKNOWN * columns),) * rows, columns)
