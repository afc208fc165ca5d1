"""The least that makes a terminal show another screen than it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import ne

from tui.terminal.cells import (
    BLANK,
    COVERED,
    DEAR,
    UNKNOWN,
    Alphabet,
    Fragment,
    ScreenGrid,
    ScreenPlace,
    ScreenRow,
    unknown_screen,
)
from tui.terminal.looks import NORMAL, Rendition, way
from tui.terminal.scrolls import scroll

_NEAR = 4
"""Cells between two changed ones that are as soon written again as jumped over."""
_CHANGED = re.compile(rb"\x01+(?:\x00{1,%d}\x01+)*" % _NEAR)
_GAP = re.compile(rb"\x00+")
_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
_TAIL = "\x1b[K"


def difference(shown: ScreenGrid, wanted: ScreenGrid) -> str:
    """What is written to a terminal that shows one grid, so that it shows another; its look is plain before and after.

    Cells that are unknown in the wanted grid stay as they are. A row whose widths are not sure is written as it
    was, piece by piece.
    """
    if shown.alphabet is not wanted.alphabet or shown.columns != wanted.columns or len(shown.rows) != len(wanted.rows):
        shown = unknown_screen(wanted.alphabet, wanted.columns, len(wanted.rows))
    pen = _Pen(shown)
    if (found := scroll(shown, wanted)) is not None:
        pen.scroll(found.written(len(wanted.rows)))
        shown = found.applied(shown)
    for y, (old, new) in enumerate(zip(shown.rows, wanted.rows, strict=True)):
        if old != new:
            _row(pen, y, old, new)
    return pen.end(wanted.cursor)


def painting(grid: ScreenGrid) -> str | None:
    """Texts, looks and places that paint a grid on an empty screen, without links; None where a cell is unknown."""
    parts: list[str] = []
    for y, row in enumerate(grid.rows):
        if row.pieces:
            parts += [f"\x1b[{y + 1};{piece.column + 1}H{_LINK.sub('', piece.text)}" for piece in row.pieces]
        elif UNKNOWN in row.letters:
            return None
        elif letters := row.letters.rstrip(BLANK):
            parts.append(f"\x1b[{y + 1};1H{_LINK.sub('', grid.alphabet.painted(letters))}")
    if grid.cursor is not None:
        parts.append(f"\x1b[{grid.cursor.y + 1};{grid.cursor.x + 1}H")
    return "".join(parts)


def _row(pen: _Pen, y: int, shown: ScreenRow, wanted: ScreenRow) -> None:
    """Draws a row."""
    if shown.pieces or wanted.pieces:
        _whole(pen, y, shown, wanted)
        return
    end = len(wanted.letters.rstrip(BLANK))
    runs = list(_runs(pen.alphabet, shown.letters, wanted.letters))
    emptied = sum(stop - max(start, end) for start, stop in runs if stop > end)
    if emptied > len(_TAIL):
        runs = [(start, min(stop, end)) for start, stop in runs if start < end]
    for start, stop in runs:
        pen.write(start, y, wanted.letters[start:stop])
    if emptied > len(_TAIL):
        changed = next(x for x in range(end, len(wanted.letters)) if shown.letters[x] != BLANK)
        pen.empty(changed, y)


def _whole(pen: _Pen, y: int, shown: ScreenRow, wanted: ScreenRow) -> None:
    """Draws a row as it was written, from the first piece on that does not stand there."""
    # How far a piece reaches is the terminal's to know, so they are written in the order in which they were; the same
    # text written twice is two pieces.
    standing = {id(piece) for piece in shown.pieces}
    pieces = list(wanted.pieces)
    while pieces and (id(pieces[0]) in standing or _stands(pen.alphabet, shown, pieces[0])):
        del pieces[0]
    for piece in pieces:
        pen.copy(piece.column, y, piece.text)
    if not wanted.pieces:
        for run in re.finditer(f"[^{UNKNOWN}]+", wanted.letters):
            pen.write(run.start(), y, run[0])


def _stands(alphabet: Alphabet, shown: ScreenRow, piece: Fragment) -> bool:
    """Whether a piece stands in a row whose widths are sure."""
    letters = shown.letters[piece.column : piece.column + piece.width]
    return not shown.pieces and piece.sure and UNKNOWN not in letters and alphabet.painted(letters) == piece.text


def _runs(alphabet: Alphabet, shown: str, wanted: str) -> Iterator[tuple[int, int]]:
    """The stretches of columns to write; no character is cut in two, neither one that goes nor one that comes."""
    changed = bytearray(map(ne, shown, wanted))
    if UNKNOWN in wanted:
        changed = bytearray(flag and letter != UNKNOWN for flag, letter in zip(changed, wanted, strict=True))
    halves = [x for letters in (shown, wanted) for x in _places(letters, COVERED)]
    halves.sort()
    for x in (*halves, *reversed(halves)):
        changed[x - 1] = changed[x] = changed[x - 1] or changed[x]
    short = alphabet.short(wanted)
    for run in _CHANGED.finditer(changed):
        start, end = run.span()
        if start <= _NEAR and _cheap(short, 0, start):
            start = 0
        gaps = _GAP.finditer(changed, start, end) if short[start:end].strip(short[start]) else ()
        for gap in gaps:
            if not _cheap(short, *gap.span()):
                yield start, gap.start()
                start = gap.end()
        yield start, end


def _places(letters: str, letter: str) -> Iterator[int]:
    """Where a letter stands."""
    x = letters.find(letter)
    while x >= 0:
        yield x
        x = letters.find(letter, x + 1)


def _cheap(short: str, start: int, end: int) -> bool:
    """Whether unchanged columns are as soon written as jumped over: they have the look of a neighbour."""
    look = short[end - 1]
    alike = short[start:end] == look * (end - start)
    return alike and look != DEAR and look in (short[start - 1] if start else look, short[end])


class _Pen:
    """Writes at places, by the shortest way to each."""

    def __init__(self, grid: ScreenGrid) -> None:
        self.alphabet, self._columns = grid.alphabet, grid.columns
        # A column that is not known is none; so is a row.
        self._x: int | None
        self._y: int | None
        self._x, self._y = grid.cursor or (None, None)
        self._look = NORMAL if grid.cursor is not None else None
        self._parts: list[str] = []

    def write(self, x: int, y: int, letters: str) -> None:
        """Letters from a place on."""
        self._move(x, y)
        for look, text in self.alphabet.runs(letters):
            if look is not self._look:
                self._turn(look)
            self._parts.append(text)
        # Where a cursor stands that has written the last column is told differently.
        self._x = x + len(letters) if x + len(letters) < self._columns else None

    def copy(self, x: int, y: int, text: str) -> None:
        """A text that begins and ends plain, and takes nobody knows how many columns."""
        self._turn(NORMAL)
        self._move(x, y)
        self._parts.append(text)
        self._x = None

    def empty(self, x: int, y: int) -> None:
        """Nothing from a place to the end of its row."""
        self._turn(NORMAL)
        self._move(x, y)
        self._parts.append(_TAIL)

    def scroll(self, written: str) -> None:
        """The terminal moves rows; terminals differ in where that leaves the cursor."""
        self._turn(NORMAL)
        self._parts.append(written)
        self._x = self._y = None

    def end(self, cursor: ScreenPlace | None) -> str:
        """All that was written, the cursor left at its place."""
        self._turn(NORMAL)
        if cursor is not None:
            self._move(*cursor)
        return "".join(self._parts)

    def _turn(self, look: Rendition) -> None:
        self._parts.append(way(self._look, look))
        self._look = look

    def _move(self, x: int, y: int) -> None:
        if x != self._x or y != self._y:
            self._parts.append(self._way(x, y))
            self._x, self._y = x, y

    def _way(self, x: int, y: int) -> str:
        """The shortest way to a place."""
        before = self._x
        if y == self._y and before is not None and x > before:
            return _forward(x - before)
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        # Neither a backspace nor a return alone: nothing that is read may act so, and a test looks for them.
        if y == self._y:
            ways.append(f"\x1b[{x + 1}G" if x else "\x1b[G")
        elif self._y is not None and y == self._y + 1:
            ways.append("\x1b[B" if x == before else "\r\n" + _forward(x))
        return min(ways, key=len)


def _forward(columns: int) -> str:
    return "" if not columns else "\x1b[C" if columns == 1 else f"\x1b[{columns}C"
