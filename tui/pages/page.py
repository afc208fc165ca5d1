"""A page: panels under each other, the time axis that is zoomed and read, the choices that are switched on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tui.pages.look import LEAST_DAYS, Look, TimeSpan

if TYPE_CHECKING:
    from tui.pages.panel import Panel


def nothing_read(look: Look) -> Sequence[date]:
    """The days of a page that has no chart to be read."""
    return ()


class PanelPage(NamedTuple):
    """What a screen reads.

    Attributes:
        title: what stands above it.
        panels: what stands on it.
        axis: the time that its charts show; none where nothing on it has an axis.
        choices: how many ways there are to look at it.
        stops: the days at which its chart has something to be read, the earliest first.
        least: the fewest days that are shown alone.
    """

    title: str
    panels: Sequence[Panel]
    axis: TimeSpan | None = None
    choices: int = 1
    stops: Callable[[Look], Sequence[date]] = nothing_read
    least: int = LEAST_DAYS


EMPTY_PAGE = PanelPage("", ())
