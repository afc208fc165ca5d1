"""The least that makes a terminal show another screen than it shows."""

from __future__ import annotations

from collections.abc import Iterator

from tui.terminal.cells import BLANK, COVERED, UNKNOWN, Grid, Place, Row, unknown
from tui.terminal.looks import PLAIN, Look, way
from tui.terminal.scrolls import scroll

_NEAR = 4
"""Cells between two changed ones that are as soon written again as jumped over."""
_TAIL = "\x1b[K"


def difference(shown: Grid, wanted: Grid) -> str:
    """What is written to a terminal that shows one grid, so that it shows another; its look is plain before and after.

    Cells that are unknown in the wanted grid stay as they are. A row whose widths are not sure is written whole.
    """
    if shown.alphabet is not wanted.alphabet or shown.columns != wanted.columns or len(shown.rows) != len(wanted.rows):
        shown = unknown(wanted.alphabet, wanted.columns, len(wanted.rows))
    pen = _Pen(shown)
    if (found := scroll(shown, wanted)) is not None:
        pen.scroll(*found.written(len(wanted.rows)))
        shown = found.applied(shown)
    for y, (old, new) in enumerate(zip(shown.rows, wanted.rows, strict=True)):
        if old != new:
            _row(pen, y, old, new)
    return pen.end(wanted.cursor)


def painting(grid: Grid) -> str | None:
    """Texts, looks and places that paint a grid on an empty screen, without links; None where a cell is unknown."""
    alphabet = grid.alphabet
    parts: list[str] = []
    for y, row in enumerate(grid.rows):
        if row.pieces or UNKNOWN in row.letters:
            return None
        look = PLAIN
        parts.append(f"\x1b[{y + 1};1H")
        for wanted, text in alphabet.runs(row.letters.rstrip(BLANK)):
            parts += way(look, wanted._replace(link="")), text
            look = wanted._replace(link="")
        parts.append(way(look, PLAIN))
    if grid.cursor is not None:
        parts.append(f"\x1b[{grid.cursor.y + 1};{grid.cursor.x + 1}H")
    return "".join(parts)


def _row(pen: _Pen, y: int, shown: Row, wanted: Row) -> None:
    """Draws a row."""
    if shown.pieces or wanted.pieces:
        _whole(pen, y, wanted)
        return
    end = len(wanted.letters.rstrip(BLANK))
    runs = list(_runs(pen, shown.letters, wanted.letters))
    emptied = sum(stop - max(start, end) for start, stop in runs if stop > end)
    if emptied > len(_TAIL):
        runs = [(start, min(stop, end)) for start, stop in runs if start < end]
    for start, stop in runs:
        pen.write(Place(start, y), wanted.letters[start:stop])
    if emptied > len(_TAIL):
        changed = next(x for x in range(end, len(wanted.letters)) if shown.letters[x] != BLANK)
        pen.empty(Place(changed, y))


def _whole(pen: _Pen, y: int, row: Row) -> None:
    """Draws a row from its beginning, as it was written."""
    for piece in row.pieces:
        pen.copy(Place(piece.column, y), piece.text)
    if not row.pieces:
        for start, stop in _stretches([x for x, letter in enumerate(row.letters) if letter != UNKNOWN]):
            pen.write(Place(start, y), row.letters[start:stop])


def _runs(pen: _Pen, shown: str, wanted: str) -> Iterator[tuple[int, int]]:
    """The stretches of columns to write; no character is cut in two, neither one that goes nor one that comes."""
    columns = len(wanted)
    changed = {x for x, (old, new) in enumerate(zip(shown, wanted, strict=True)) if old != new and new != UNKNOWN}
    if COVERED in shown or COVERED in wanted:
        waiting = list(changed)
        while waiting:
            x = waiting.pop()
            whole = {x - 1} if COVERED in (shown[x], wanted[x]) else set()
            if x + 1 < columns and COVERED in (shown[x + 1], wanted[x + 1]):
                whole.add(x + 1)
            waiting += whole - changed
            changed |= whole
    last: tuple[int, int] | None = None
    for start, stop in _stretches(sorted(changed)):
        if last is not None and start - last[1] <= _NEAR and pen.alike(wanted[last[1] - 1 : start]):
            last = last[0], stop
            continue
        if last is not None:
            yield last
        last = start, stop
    if last is not None:
        yield last


def _stretches(columns: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring columns together."""
    start = 0
    for index in range(1, len(columns) + 1):
        if index == len(columns) or columns[index] != columns[index - 1] + 1:
            yield columns[start], columns[index - 1] + 1
            start = index


class _Pen:
    """Writes at places, by the shortest way to each."""

    def __init__(self, grid: Grid) -> None:
        self._alphabet, self._columns = grid.alphabet, grid.columns
        self._place: Place | None = grid.cursor
        self._row: int | None = grid.cursor.y if grid.cursor is not None else None
        self._look = PLAIN if grid.cursor is not None else None
        self._parts: list[str] = []

    def alike(self, letters: str) -> bool:
        """Whether letters have one look, and each is written in one byte."""
        look = self._alphabet.look(letters[0])
        return all(self._alphabet.look(letter) == look for letter in letters) and self._alphabet.text(letters).isascii()

    def write(self, place: Place, letters: str) -> None:
        """Letters from a place on."""
        self._move(place)
        for look, text in self._alphabet.runs(letters):
            self._turn(look)
            self._parts.append(text)
        self._stand(place.x + len(letters), place.y)

    def copy(self, place: Place, text: str) -> None:
        """A text that begins and ends plain, and takes nobody knows how many columns."""
        self._turn(PLAIN)
        self._move(place)
        self._parts.append(text)
        self._place = None

    def empty(self, place: Place) -> None:
        """Nothing from a place to the end of its row."""
        self._turn(PLAIN)
        self._move(place)
        self._parts.append(_TAIL)

    def scroll(self, written: str, place: Place | None) -> None:
        """The terminal moves rows."""
        self._turn(PLAIN)
        self._parts.append(written)
        self._place, self._row = place, place.y if place is not None else None

    def end(self, cursor: Place | None) -> str:
        """All that was written, the cursor left at its place."""
        self._turn(PLAIN)
        if cursor is not None:
            self._move(cursor)
        return "".join(self._parts)

    def _stand(self, x: int, y: int) -> None:
        # Where a cursor stands that has written the last column is told differently.
        self._place, self._row = (Place(x, y) if x < self._columns else None), y

    def _turn(self, look: Look) -> None:
        self._parts.append(way(self._look, look))
        self._look = look

    def _move(self, place: Place) -> None:
        if place != self._place:
            self._parts.append(min(self._ways(place), key=len))
        self._stand(place.x, place.y)

    def _ways(self, place: Place) -> Iterator[str]:
        """The ways to a place."""
        x, y = place
        yield f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
        if self._row is None or not 0 <= y - self._row <= 1:
            return
        down = y > self._row
        yield ("\r\n" if down else "\r") + _forward(x)
        if self._place is not None and not down:
            yield _forward(x - self._place.x) if x > self._place.x else _back(self._place.x - x)
        if self._place is not None and down and x == self._place.x:
            yield "\x1b[B"


def _forward(columns: int) -> str:
    return "" if not columns else "\x1b[C" if columns == 1 else f"\x1b[{columns}C"


def _back(columns: int) -> str:
    return "\b" * columns if columns < 4 else f"\x1b[{columns}D"
