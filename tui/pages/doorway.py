"""Where the doors of a page stand, and which of them a key leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.text.widths import cell_width

if TYPE_CHECKING:
    from tui.pages.document import Door, Line


class Doorway(NamedTuple):
    """A door where it stands: its line, and its cells from `left` up to `right`."""

    y: int
    left: int
    right: int
    door: Door


def doorways(lines: Sequence[Line]) -> tuple[Doorway, ...]:
    """The doors of some lines, in the order of reading; what leads to one place on one line is one."""
    found: list[Doorway] = []
    for y, line in enumerate(lines):
        if not any(span.door for span in line):
            continue
        x = 0
        here: dict[Door, Doorway] = {}
        for span in line:
            width = cell_width(span.text)
            if span.door and (text := span.text.rstrip()):
                start = here[span.door].left if span.door in here else x
                here[span.door] = Doorway(y, start, x + cell_width(text), span.door)
            x += width
        found += here.values()
    return tuple(found)


def seen_first(ways: Sequence[Doorway], top: int, rows: int, step: int) -> int | None:
    """The first door that is seen, or with a step back the last; none where none is."""
    seen = [number for number, way in enumerate(ways) if top <= way.y < top + rows]
    if not seen:
        later = [number for number, way in enumerate(ways) if way.y >= top]
        return (later[0] if step > 0 else max(0, later[0] - 1)) if later else len(ways) - 1 if ways else None
    return seen[0] if step > 0 else seen[-1]


def door_at(ways: Sequence[Doorway], x: int, y: int) -> int | None:
    """The door at a cell."""
    return next((number for number, way in enumerate(ways) if way.y == y and way.left <= x < way.right), None)
