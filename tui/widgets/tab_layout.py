"""How the tabs of a screen fit one line: names in full, else shortened, else only their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.text.widths import cell_width, cut

AFTER_TITLE = 2


class _Step(NamedTuple):
    """One way to write the tabs: cells of the names that are not shown, the gap between, whether the title has room."""

    name: int | None
    gap: int
    titled: bool


STEPS = (_Step(None, 2, True), _Step(None, 1, False), *(_Step(cells, 1, False) for cells in (20, 12, 8, 4, 0)))
"""From the roomiest to the narrowest."""


class TabPlace(NamedTuple):
    """What is written for a tab, and where it begins."""

    label: str
    x: int

    @property
    def end(self) -> int:
        """The first cell behind it."""
        return self.x + cell_width(self.label)


class TabLayout(NamedTuple):
    """The tabs of a line behind the title, which is empty where it has no room."""

    title: str
    places: tuple[TabPlace, ...]
    gap: int

    @property
    def end(self) -> int:
        """The first cell that is free behind all tabs."""
        return self.places[-1].end + self.gap if self.places else cell_width(self.title)

    def at(self, x: int) -> int | None:
        """The tab in a cell."""
        return next((number for number, place in enumerate(self.places) if place.x <= x < place.end), None)


def _laid(step: _Step, title: str, names: Sequence[str], active: int, numbered: bool) -> TabLayout:
    title = title + " " * AFTER_TITLE if step.titled else ""
    x = cell_width(title)
    places = []
    for number, name in enumerate(names):
        if step.name is not None and number != active:
            name = cut(name, step.name, "")
        place = TabPlace(f"{number + 1} {name}".rstrip() if numbered else name, x)
        places.append(place)
        x = place.end + step.gap
    return TabLayout(title, tuple(places), step.gap)


def layout_tabs(title: str, names: Sequence[str], active: int, width: int, *, numbered: bool = True) -> TabLayout:
    """The roomiest way that fits a width, else the narrowest. The name of the active tab is never shortened."""
    for step in STEPS:
        laid = _laid(step, title, names, active, numbered)
        if laid.end <= width:
            break
    return laid
