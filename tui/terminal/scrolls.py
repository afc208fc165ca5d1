"""Finds the block of rows that a terminal can move by itself."""

from __future__ import annotations

from collections import Counter
from operator import ne
from typing import NamedTuple

from tui.terminal.cells import BLANK, UNKNOWN, ScreenGrid, ScreenRow

_BLOCK = 24
"""Columns of a row that are looked for together: beside a pane that changes, a table still moves."""
_FEW = 3
"""Rows, and blocks of them, too few to be a scroll."""
_WORTH = 40
"""Cells that a scroll has to save: about what its own sequences cost."""


class Scroll(NamedTuple):
    """The rows from `top` to before `bottom` move up by so many, down where `by` is negative."""

    top: int
    bottom: int
    by: int

    def written(self, rows: int) -> str:
        """What scrolls a terminal of so many rows, its look being plain."""
        # Lines are deleted or inserted: not every terminal knows the sequences that scroll.
        moved = f"\x1b[{self.top + 1}H\x1b[{abs(self.by)}{'M' if self.by > 0 else 'L'}"
        return moved if self.bottom == rows else f"\x1b[{self.top + 1};{self.bottom}r{moved}\x1b[r"

    def applied(self, grid: ScreenGrid) -> ScreenGrid:
        """The grid after it."""
        blank = [ScreenRow(BLANK * grid.columns)] * abs(self.by)
        rows = list(grid.rows[self.top : self.bottom])
        moved = [*rows[self.by :], *blank] if self.by > 0 else [*blank, *rows[: self.by]]
        return grid._replace(rows=(*grid.rows[: self.top], *moved, *grid.rows[self.bottom :]))


def scroll(shown: ScreenGrid, wanted: ScreenGrid) -> Scroll | None:
    """The scroll after which least is to be written; None where none is worth it."""
    by = _shift(shown, wanted)
    if by is None:
        return None
    gains = [_gain(shown.rows, wanted.rows, y, y + by) for y in range(len(wanted.rows))]
    first, last, gain = _best(gains)
    if gain <= _WORTH:
        return None
    found = Scroll(min(first, first + by), max(last, last + by), by)
    emptied = range(last, found.bottom) if by > 0 else range(found.top, first)
    blank = ScreenRow(BLANK * shown.columns)
    lost = sum(_cost(blank, wanted.rows[y]) - _cost(shown.rows[y], wanted.rows[y]) for y in emptied)
    return found if gain - lost > _WORTH and all(_sure(wanted.rows[y]) for y in emptied) else None


def _shift(shown: ScreenGrid, wanted: ScreenGrid) -> int | None:
    """The distance by which most blocks of changed rows stood lower before."""
    changed = [y for y, (old, new) in enumerate(zip(shown.rows, wanted.rows, strict=True)) if old != new]
    if len(changed) < _FEW:
        return None
    votes: Counter[int] = Counter()
    for x in range(0, shown.columns, _BLOCK):
        places: dict[str, list[int]] = {}
        for y, row in enumerate(shown.rows):
            places.setdefault(row.letters[x : x + _BLOCK], []).append(y)
        for y in changed:
            block = wanted.rows[y].letters[x : x + _BLOCK]
            found = places.get(block, ())
            # What stands everywhere, as blanks do, tells nothing.
            if 0 < len(found) < _FEW and block.strip(BLANK + UNKNOWN):
                votes.update([place - y for place in found])
    del votes[0]
    by, count = votes.most_common(1)[0] if votes else (0, 0)
    return by if count >= max(_FEW, len(changed) // _FEW) else None


def _gain(shown: tuple[ScreenRow, ...], wanted: tuple[ScreenRow, ...], y: int, source: int) -> int:
    """Cells saved in a row if it came from another one; no gain outweighs a row that has to stay where it is."""
    if not 0 <= source < len(shown) or not (_sure(shown[y]) and _sure(wanted[y]) and _sure(shown[source])):
        return -len(shown) * len(wanted[y].letters)
    return _cost(shown[y], wanted[y]) - _cost(shown[source], wanted[y])


def _sure(row: ScreenRow) -> bool:
    """Whether it is known what a terminal makes of a row."""
    return not row.pieces and UNKNOWN not in row.letters


def _cost(shown: ScreenRow, wanted: ScreenRow) -> int:
    """Cells to write."""
    return 0 if shown.letters == wanted.letters else sum(map(ne, shown.letters, wanted.letters))


def _best(gains: list[int]) -> tuple[int, int, int]:
    """The stretch with the largest sum: its start, its end, the sum."""
    best, start, total = (0, 0, 0), 0, 0
    for y, gain in enumerate(gains):
        if total <= 0:
            start, total = y, 0
        total += gain
        if total > best[2]:
            best = (start, y + 1, total)
    return best
