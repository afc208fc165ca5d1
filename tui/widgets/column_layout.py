"""Which columns of a table are on the screen, where, and how wide: a pure function of what they want and the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

GAP = 2
LEAST = 6
"""A column cut short by the edge is shown from this many cells on."""
FROZEN_SHARE = 0.45
"""A frozen column takes no more than this share of the width, unless it was given one."""
ALL_FROZEN_SHARE = 0.7
"""Frozen columns beyond this share of the width scroll like the others, so that these can be seen."""


class Wanted(NamedTuple):
    """What a column wants.

    Attributes:
        width: so many cells.
        chosen: whether a person chose them.
        whole: whether it is left out rather than cut.
        least: so many it gives way to, that those behind it may be seen; 0 for all that it wants.
        further: whether no other gives way to it.
    """

    width: int
    chosen: bool = False
    whole: bool = False
    least: int = 0
    further: bool = False

    @property
    def narrowest(self) -> int:
        """The cells below which it does not go before those behind it are left out."""
        gives_way = self.least and not self.chosen and not self.whole
        return min(self.width, max(self.least, LEAST)) if gives_way else self.width


class ColumnPlace(NamedTuple):
    """A column on the screen: its number, where it begins, and how wide it is."""

    column: int
    x: int
    width: int

    @property
    def end(self) -> int:
        """The first cell behind it."""
        return self.x + self.width


class Layout(NamedTuple):
    """The columns on the screen.

    Attributes:
        places: those that are seen, from the left.
        frozen: how many of them stay when the others scroll.
        left: how many columns behind the frozen ones are scrolled away.
    """

    places: tuple[ColumnPlace, ...] = ()
    frozen: int = 0
    left: int = 0

    def of(self, column: int) -> ColumnPlace | None:
        """Where a column is; None where it is not seen."""
        return next((place for place in self.places if place.column == column), None)

    def at(self, x: int) -> ColumnPlace | None:
        """The column in a cell."""
        return next((place for place in self.places if place.x <= x < place.end), None)

    def ending_at(self, x: int) -> ColumnPlace | None:
        """The column behind which a cell is a part of the gap."""
        return next((place for place in self.places if place.end <= x < place.end + GAP), None)


class _Narrow(NamedTuple):
    """A column at its narrowest, and the cells that it wants."""

    column: int
    least: int
    width: int


class _Room(NamedTuple):
    """What a layout is made for."""

    columns: int
    wanted: Callable[[int], Wanted]
    width: int
    gutter: int

    def frozen_width(self, column: int) -> int:
        wanted = self.wanted(column)
        return wanted.width if wanted.chosen else min(wanted.width, max(LEAST, int(self.width * FROZEN_SHARE)))

    def frozen_that_fit(self, frozen: int) -> int:
        used = self.gutter
        for column in range(frozen):
            used += self.frozen_width(column) + GAP
            if column and used > self.width * ALL_FROZEN_SHARE:
                return column
        return frozen

    def fitted(self, frozen: int, left: int) -> tuple[ColumnPlace, ...]:
        """The places of the frozen columns and of those from the scrolled one on.

        First as many as stand side by side at their narrowest, then they take what room is left, then
        come those to which none gives way.
        """
        places: list[ColumnPlace] = []
        near: list[_Narrow] = []
        x, yielding = self.gutter, True
        for column in chain(range(frozen), range(frozen + left, self.columns)):
            wanted = self.wanted(column)
            if yielding and wanted.further:
                x, yielding = self._widened(near, places), False
            room = self.width - x
            width = self.frozen_width(column) if column < frozen else wanted.width
            least = min(width, wanted.narrowest) if yielding else width
            if room < 1 or ((places or near) and room < least and (wanted.whole or room < LEAST)):
                break
            if yielding:
                near.append(_Narrow(column, min(least, room), width))
            else:
                places.append(ColumnPlace(column, x, min(least, room)))
            x += min(least, room) + GAP
        if yielding:
            self._widened(near, places)
        return tuple(places)

    def _widened(self, near: Sequence[_Narrow], places: list[ColumnPlace]) -> int:
        """Adds the places of columns at their narrowest, widened evenly as far as there is room; where they end."""
        x = self.gutter
        free = max(0, self.width - x - sum(one.least + GAP for one in near) + GAP)
        widened: dict[int, int] = {}
        for number, one in enumerate(sorted(near, key=lambda one: one.width - one.least)):
            widened[one.column] = min(one.width - one.least, free // (len(near) - number))
            free -= widened[one.column]
        for column, least, _ in near:
            places.append(ColumnPlace(column, x, least + widened[column]))
            x = places[-1].end + GAP
        return x

    def shows(self, places: tuple[ColumnPlace, ...], column: int) -> bool:
        return any(place.column == column and place.width >= self.wanted(column).narrowest for place in places)


def lay_out(
    columns: int, wanted: Callable[[int], Wanted], frozen: int, left: int, cursor: int, width: int, gutter: int = 0
) -> Layout:
    """Places columns from the left until the width is full, scrolled no further than it takes to see the cursor's.

    Args:
        columns: how many there are.
        wanted: what each wants; asked only of those that may be seen.
        frozen: how many from the first on are to stay.
        left: how many behind them are scrolled away so far.
        cursor: the column that is to be seen, whole if it fits at all.
        width: cells of the screen.
        gutter: cells before the first column.
    """
    room = _Room(columns, wanted, width, gutter)
    frozen = room.frozen_that_fit(min(frozen, columns))
    # The scroll that puts the cursor's column right behind the frozen ones.
    furthest = max(0, cursor - frozen)
    if cursor < frozen:
        left = 0
    # Far to the right in a wide table there is no need to try every column between.
    left = max(min(left, furthest), furthest - width // LEAST)
    places = room.fitted(frozen, left)
    while cursor >= frozen and left < furthest and not room.shows(places, cursor):
        left += 1
        places = room.fitted(frozen, left)
    return Layout(places, frozen, left)
