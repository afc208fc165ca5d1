"""Where the blocks of the overview stand, and how many lines each has: a function of what they have and the room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from operator import itemgetter
from typing import NamedTuple

OVERHEAD = 2
"""Lines of a block beside its own: its title, and the empty line behind it."""


class BlockPlace(NamedTuple):
    """A block on the page: its number, its column, the line of its title, and how many lines it has under it."""

    block: int
    column: int
    y: int
    lines: int


_BELOW = 3
"""So many empty lines are as bad as one below the screen."""


def _dealt(blocks: Sequence[int], wanted: Sequence[int], height: int, least: int) -> tuple[dict[int, int], int]:
    """The lines of the blocks of a column, those that want the fewest first, and the lines that are left of its room.

    The room is dealt out evenly, and each has its least; what is left is below 0 where that is more than there is.
    """
    left = height - max(0, OVERHEAD * len(blocks) - 1)
    lines = {}
    for number, block in enumerate(blocks):
        lines[block] = min(wanted[block], max(least, left // (len(blocks) - number)))
        left -= lines[block]
    return lines, left


def place_blocks(wanted: Sequence[int], columns: int, height: int, least: int) -> list[BlockPlace]:
    """Where blocks stand that have so many lines to show, the more important first, in one column or two.

    Each has at least `least` lines of those, more where the room of `height` has them: of all ways to deal them out to
    columns that which leaves the fewest lines of the room empty and the fewest below it, and the blocks the most even.
    A block without lines is left out.
    """
    able = sorted((number for number, lines in enumerate(wanted) if lines > 0), key=lambda number: wanted[number])
    if not able:
        return []

    def dealt(way: Sequence[bool]) -> tuple[list[dict[int, int]], tuple[int, int]]:
        sides = [[block for block, left in zip(able, way, strict=True) if left is side] for side in (True, False)]
        found = [_dealt(side, wanted, height, least) for side in sides[:columns]]
        unfit = sum(left if left >= 0 else -left * _BELOW for _, left in found)
        return [lines for lines, _ in found], (unfit, sum(n * n for lines, _ in found for n in lines.values()))

    # The first block stands at the left, whatever comes of the others.
    first = able.index(min(able))
    others = product((True, False), repeat=len(able) - 1) if columns > 1 else [(True,) * (len(able) - 1)]
    best = min((dealt((*way[:first], True, *way[first:])) for way in others), key=itemgetter(1))[0]
    return [place for number, lines in enumerate(best) for place in _placed(lines, number)]


def _placed(lines: dict[int, int], column: int) -> Iterator[BlockPlace]:
    y = 0
    for block in sorted(lines):
        yield BlockPlace(block, column, y, lines[block])
        y += lines[block] + OVERHEAD
