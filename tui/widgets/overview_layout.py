"""Where the blocks of the overview stand, and how many lines each has: a function of what they have and the room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

OVERHEAD = 2
"""Lines of a block beside its own: its title, and the empty line behind it."""


class BlockPlace(NamedTuple):
    """A block on the page: its number, its column, the line of its title, and how many lines it has under it."""

    block: int
    column: int
    y: int
    lines: int


class _Column(NamedTuple):
    """The blocks of a column in their order, and how many lines each has."""

    blocks: tuple[int, ...]
    lines: tuple[int, ...]

    @property
    def height(self) -> int:
        return sum(self.lines) + max(0, OVERHEAD * len(self.blocks) - 1)


def _filled(blocks: tuple[int, ...], wanted: Sequence[int], height: int, least: int) -> _Column:
    """A column in which each block has its least, and one after the other a line more until it is full."""
    lines = [min(wanted[block], least) for block in blocks]
    free = height - _Column(blocks, tuple(lines)).height
    while free > 0:
        able = [number for number, block in enumerate(blocks) if lines[number] < wanted[block]][:free]
        if not able:
            break
        for number in able:
            lines[number] += 1
        free -= len(able)
    return _Column(blocks, tuple(lines))


def place_blocks(wanted: Sequence[int], columns: int, height: int, least: int) -> list[BlockPlace]:
    """Where blocks stand that have so many lines to show, the more important first.

    Each has at least `least` lines of those, more where the room of `height` has them: of all ways to deal them out to
    columns that which leaves the fewest lines of the room empty and the fewest below it, and the blocks the most even.
    A block without lines is left out.
    """
    able = [number for number, lines in enumerate(wanted) if lines > 0]
    if not able:
        return []

    def dealt(columns_of: Sequence[int]) -> list[_Column]:
        return [
            _filled(
                tuple(block for block, of in zip(able, columns_of, strict=True) if of == column), wanted, height, least
            )
            for column in range(columns)
        ]

    def cost(found: list[_Column]) -> tuple[int, int]:
        below = sum(max(0, column.height - height) for column in found)
        empty = sum(max(0, height - column.height) for column in found)
        return below * 3 + empty, sum(lines**2 for column in found for lines in column.lines)

    # The first block stands at the left, whatever comes of the others.
    ways = ((0, *others) for others in product(range(columns), repeat=len(able) - 1))
    best = min((dealt(way) for way in ways), key=cost)
    places = []
    for number, column in enumerate(best):
        y = 0
        for block, lines in zip(column.blocks, column.lines, strict=True):
            places.append(BlockPlace(block, number, y, lines))
            y += lines + OVERHEAD
    return sorted(places, key=lambda place: (place.column, place.y))
