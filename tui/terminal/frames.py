"""What Textual writes, read into the grid that a terminal then shows."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.terminal.cells import COVERED, UNKNOWN, Alphabet, Fragment, ScreenGrid, ScreenPlace, ScreenRow
from tui.terminal.looks import NORMAL, changed
from tui.text.widths import cell_width

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
_PART = re.compile(r"\x1b\[([\d;]*)m|\x1b\]8;([^\x07\x1b]*)\x1b\\|([^\x00-\x1f\x7f-\x9f]+)")
_BESIDE = re.compile(
    # A bell; a string for the terminal, such as the clipboard's; a mode that moves and draws nothing.
    r"(?:\x07|\x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP(?:[^\x1b]|\x1b\x1b|\x1b(?=\]))*\x1b\\"
    r"|\x1b\[\?(?:25|1000|1002|1003|1004|1006|2004)[hl])+"
)
_MOST_KEPT = 4096
"""Pieces that are remembered as they were read."""


class _Read(NamedTuple):
    """The letters of a piece, and whether their widths are sure."""

    letters: str
    sure: bool


def beside(text: str) -> bool:
    """Whether a text leaves the screen as it is."""
    return _BESIDE.fullmatch(text) is not None


class FrameReader:
    """Reads frames; what was read before, as are most pieces of most frames, is only looked up.

    Args:
        alphabet: of the grids.
    """

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self._kept: dict[str, _Read | None] = {}
        self._links: dict[str, str] = {}

    def read(self, text: str, grid: ScreenGrid) -> ScreenGrid | None:
        """The grid after a text was written over one; None where the text is not understood."""
        before, *parts = _MOVE.split(text)
        if before:
            return None
        rows = list(grid.rows)
        place: ScreenPlace | None = None
        for row, column, written in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            place = ScreenPlace(int(column) - 1, int(row) - 1)
            if not (0 <= place.x < grid.columns and 0 <= place.y < len(rows)):
                return None
            if not written:
                continue
            piece = written.removesuffix("\n")
            if piece != written and place.y == len(rows) - 1:
                # The screen moves.
                return None
            read = self._kept[piece] if piece in self._kept else self._keep(piece)
            if read is None or place.x + len(read.letters) > grid.columns:
                return None
            rows[place.y] = self._over(
                rows[place.y], Fragment(place.x, len(read.letters), piece, read.sure), read.letters
            )
            place = None
        # A frame ends where it leaves the cursor.
        return ScreenGrid(self.alphabet, tuple(rows), grid.columns, place) if place is not None else None

    def _keep(self, piece: str) -> _Read | None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[piece] = read = self._parse(piece)
        return read

    def _parse(self, piece: str) -> _Read | None:
        """Letters of a piece that begins and ends with a plain look, as each of Textual's does."""
        look = NORMAL
        letters: list[str] = []
        sure, end = True, 0
        for part in _PART.finditer(piece):
            parameters, link, text = part.groups()
            if part.start() != end:
                return None
            end = part.end()
            if parameters is not None:
                after = changed(look, parameters)
                if after is None:
                    return None
                look = after
            elif link is not None:
                look = look._replace(link=self._link(link))
            elif (run := self.alphabet.letters(text, look)) is not None:
                letters.append(run)
            else:
                letters.append(UNKNOWN * cell_width(text))
                sure = False
        return _Read("".join(letters), sure) if end == len(piece) and look == NORMAL else None

    def _link(self, link: str) -> str:
        """A link by its address: rich numbers each anew, and would make a difference of it."""
        address = link.partition(";")[2]
        return self._links.setdefault(address, link) if address else ""

    def _over(self, row: ScreenRow, piece: Fragment, letters: str) -> ScreenRow:
        """A row after a piece was written over it."""
        before, end = row.letters, piece.column + piece.width
        after = before[: piece.column] + letters + before[end:]
        halved = COVERED in (before[piece.column], before[end : end + 1])
        if piece.sure and not halved and not row.pieces:
            return ScreenRow(after)
        seen, left = 0, []
        for one in reversed((*(row.pieces or self._pieces(before)), piece)):
            if one.columns & ~seen:
                left.append(one)
            seen |= one.columns
        # What terminals make of half a character differs.
        sure = all(one.sure for one in left) and self.alphabet.whole(after)
        return ScreenRow(after, () if sure else tuple(reversed(left)))

    def _pieces(self, letters: str) -> list[Fragment]:
        """What draws the known letters of a row."""
        runs = re.finditer(f"[^{UNKNOWN}]+", letters)
        return [Fragment(run.start(), len(run[0]), self.alphabet.painted(run[0]), sure=True) for run in runs]
