"""A page: panels under each other, with the time axis that is zoomed and the choices that are switched on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.pages.look import TimeSpan
from tui.pages.panel import Panel


class PanelPage(NamedTuple):
    """What a screen reads.

    Attributes:
        title: what stands above it.
        panels: what stands on it.
        axis: the time that its charts show; none where nothing on it has an axis.
        choices: how many ways there are to look at it.
    """

    title: str
    panels: Sequence[Panel]
    axis: TimeSpan | None = None
    choices: int = 1
